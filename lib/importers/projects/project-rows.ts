import { createHash } from 'node:crypto'
import type { Span } from '@/lib/domain/anchoring/span'
import { bodyFromText, bodyText } from '@/lib/domain/threads/comment-body'
import { canonicalText } from '@/lib/editor/canonical-text'
import type { NodeJson } from '@/lib/editor/document-json'
import type { ImportReport } from '@/lib/importers/imported-document'
import { countWords } from '@/lib/importers/text/count-words'
import { nameFrom } from '@/lib/domain/storable/name-from'
import { guessDirection, guessLanguage } from '@/lib/importers/text/guess-language'

/** Who made something, and when (ISO 8601). */
export interface Made {
  createdById: string
  createdAt: string
}

/** A document and its text, by whatever program. */
export interface BroughtDocument extends Made {
  id: string
  title: string
  /** Values by the key of their attribute. */
  values: Readonly<Record<string, string | number | boolean>>
  /** As the editor has it. */
  content: NodeJson
  /** What the text was read as, and by which version of what. */
  format: string
  converter: string
  /** What the conversion of this text did; none where it is kept as it is. */
  report?: ImportReport
  /** Where the file says it; else it is guessed from the text. */
  direction?: 'ltr' | 'rtl'
}

/** What one person marked at one place. */
export interface BroughtPassage extends Span {
  id: string
  quote: string
  prefix: string
  suffix: string
  authorId: string
  note: string
  tagIds: string[]
  createdAt: string
}

export interface BroughtTag extends Made {
  id: string
  parentId: string | null
  name: string
  colour: string
  definition: string
  position: number
}

export interface BroughtAttribute {
  id: string
  key: string
  label: string
  type: 'text' | 'number' | 'date' | 'boolean'
  position: number
}

export interface BroughtTheme {
  id: string
  name: string
  definition: string
  colour: string | undefined
  position: number
  narrative: string | null
  tagIds: readonly string[]
  createdById: string
}

/** What something written is about. */
export interface Subject {
  type: 'project' | 'document' | 'tag' | 'theme' | 'annotation'
  id: string
  /** The document of a passage. */
  documentId?: string
}

/** A memo; a long one is several. */
export interface BroughtMemo extends Made {
  title: string
  kind: string | null
  text: string
  updatedAt: string
}

/** The rows of one table, each a line of JSON as an archive of ours has them. */
export interface BroughtPart {
  table: string
  rows: number
  lines: Uint8Array
}

/** A comment has at most so many letters, and so many lines; a memo so many letters of JSON, of which each line has some for itself. */
const mostOfComment = { letters: 9000, lines: 900, ofLine: (line: string) => line.length + 1 }
const mostOfMemo = { letters: 190_000, lines: Infinity, ofLine: (line: string) => JSON.stringify(line).length + 80 }

/** Writes what a reader finds in a project of another program as rows of ours. Every reader writes by this and by nothing else, so that rows are alike whoever made them. */
export class ProjectRows {
  readonly #rows = new Map<string, string[]>()

  count(table: string): number {
    return this.#rows.get(table)?.length ?? 0
  }

  /** All that was written, by table. */
  parts(): BroughtPart[] {
    return [...this.#rows].map(([table, rows]) => ({
      table,
      rows: rows.length,
      lines: Buffer.from(rows.map((row) => `${row}\n`).join('')),
    }))
  }

  attribute({ id, key, label, type, position }: BroughtAttribute): void {
    this.#put('Attribute', { id, key, label, type, choices: [], position })
  }

  /** Writes a document with its only revision, and answers its canonical text. */
  document(document: BroughtDocument): string {
    const { id, title, values, content, format, converter, report = {}, createdById, createdAt } = document
    const text = canonicalText(content)
    const direction = document.direction ?? guessDirection(text)
    // A document and its first revision have one id.
    this.#put('Document', {
      ...{ id, title, language: guessLanguage(text), direction, attributes: values },
      ...{ currentRevisionId: id, createdById, createdAt, updatedAt: createdAt },
    })
    this.#put('Revision', {
      ...{ id, documentId: id, number: 1, content, text, length: text.length, wordCount: countWords(text) },
      sha256: createHash('sha256').update(text, 'utf8').digest('hex'),
      ...{ pageStarts: [], format, converter, report, createdById, createdAt },
    })
    return text
  }

  passage(documentId: string, { tagIds, authorId, createdAt, ...anchor }: BroughtPassage): void {
    this.#put('Annotation', {
      ...anchor,
      ...{ documentId, revisionId: documentId, authorId, layer: 'coder', visibility: 'shared' },
      ...{ createdAt, updatedAt: createdAt },
    })
    for (const tagId of tagIds)
      this.#put('AnnotationTag', {
        ...{ annotationId: anchor.id, tagId, documentId, start: anchor.start },
        ...{ createdById: authorId, createdAt },
      })
  }

  /** Tags come after the tag above them. */
  tag({ id, parentId, name, colour, definition, position, createdById, createdAt }: BroughtTag): void {
    this.#put('Tag', {
      ...{ id, parentId, position, name, colour, definition },
      ...{ createdById, createdAt, updatedAt: createdAt },
    })
  }

  theme({ tagIds, narrative, id, name, definition, position, colour, createdById }: BroughtTheme): void {
    this.#put('Theme', {
      ...{ id, name, definition, position, createdById, colour },
      narrative: narrative === null ? null : bodyFromText(narrative.slice(0, 200_000)),
    })
    tagIds.forEach((tagId, place) => this.#put('ThemeTag', { themeId: id, tagId, position: place }))
  }

  /** Says something about something, in as many comments as it is long; `idOf` gives the id of each. */
  comments(subject: Subject, said: string, { createdById, createdAt }: Made, idOf: (part: number) => string): void {
    for (const [at, part] of inParts(said, mostOfComment).entries()) {
      const body = bodyFromText(part)
      this.#put('Comment', {
        ...{ id: idOf(at), ...aboutOf(subject) },
        ...{ parentId: null, authorId: createdById, body, text: bodyText(body), createdAt },
      })
    }
  }

  /** Writes a memo that everybody sees, in as many parts as it is long; `idOf` gives the id of each. */
  memo(
    subject: Subject,
    { title, kind, text, createdById, createdAt, updatedAt }: BroughtMemo,
    idOf: (part: number) => string,
  ): void {
    const parts = inParts(text, mostOfMemo)
    for (const [at, part] of (parts.length > 0 ? parts : ['']).entries()) {
      const body = bodyFromText(part)
      this.#put('Memo', {
        ...{ id: idOf(at), ...aboutOf(subject), authorId: createdById, kind, visibility: 'shared' },
        title: at === 0 ? title : `${nameFrom(title, 190)} (${at + 1})`,
        ...{ body: part === '' ? null : body, text: bodyText(body), createdAt, updatedAt },
      })
    }
  }

  /** Stars a passage for somebody. */
  star(annotationId: string, userId: string, createdAt: string): void {
    this.#put('Star', { annotationId, userId, createdAt })
  }

  #put(table: string, row: object): void {
    const line = JSON.stringify(row)
    const there = this.#rows.get(table)
    if (there) there.push(line)
    else this.#rows.set(table, [line])
  }
}

/** A plain text as the editor has it, a paragraph a line; what no text here has is another sign, of which there is one for each. */
export function plainContent(source: string): { content: NodeJson; hadStrangeSigns: boolean } {
  const lines = source.replaceAll('\r\n', '\n')
  const plain = lines.replaceAll(/[\r\0]|\p{Surrogate}/gu, (sign) => (sign === '\r' ? '\n' : '\uFFFD'))
  const content = plain
    .split('\n')
    .map((line) => ({ type: 'paragraph', ...(line !== '' && { content: [{ type: 'text', text: line }] }) }))
  return { content: { type: 'doc', content }, hadStrangeSigns: plain !== lines }
}

const aboutOf = ({ type, id, documentId }: Subject) => ({
  ...{ subjectType: type, subjectId: id },
  documentId: documentId ?? (type === 'document' ? id : null),
})

/** A text in parts that fit, cut between lines where there are any. */
function inParts(text: string, { letters: most, lines: mostLines, ofLine }: typeof mostOfComment): string[] {
  const parts: string[][] = [[]]
  let letters = 0
  for (const line of text.split('\n').flatMap((one) => one.match(/[^]{1,9000}/gu) ?? [])) {
    if (letters + ofLine(line) > most || (parts.at(-1)?.length ?? 0) >= mostLines) {
      parts.push([])
      letters = 0
    }
    parts.at(-1)?.push(line)
    letters += ofLine(line)
  }
  return parts.filter((lines) => lines.some((line) => line.trim() !== '')).map((lines) => lines.join('\n'))
}
