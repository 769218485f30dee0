import { createHash } from 'node:crypto'
import { readingOf, type OffsetReading } from '@/lib/domain/interchange/offset-reading'
import { tagPalette } from '@/lib/domain/codebook/colours'
import { bodyFromText, bodyText } from '@/lib/domain/threads/comment-body'
import { canonicalText } from '@/lib/editor/canonical-text'
import type { NodeJson } from '@/lib/editor/document-json'
import { say } from '@/lib/i18n/say'
import { countWords } from '@/lib/importers/text/count-words'
import { guessDirection, guessLanguage } from '@/lib/importers/text/guess-language'
import { reported, type ImportReport } from '@/lib/importers/imported-document'
import { attributesFrom, valuesFrom, type QdaAttribute } from './qda-attributes'
import { nameFrom, noteIdsOf, proseFrom, QdaIds, tagsFrom, type QdaTag } from './qda-codes'
import type { QdaFiles } from './qda-files'
import { passagesOf, type QdaPassage } from './qda-passages'
import { QdaReport } from './qda-report'
import { textOf, textsFrom, type QdaText } from './qda-sources'
import { childOf, childrenOf, guidOf, readQde, type QdeElement } from './read-qde'

/** How positions are written by `lib/exporters/qdpx`. */
const ours: OffsetReading = { unit: 'codepoint', lineEnd: 2 }

/** The converter and its version, as a revision says what made it. */
const converter = 'qdpx@1'

type Row = Record<string, unknown>

/** A project of another program as rows of ours, and what became of it. */
export interface QdaImport {
  name: string
  description: string
  people: { id: string; name: string }[]
  /** Rows by table, as an archive of ours has them. */
  rows: ReadonlyMap<string, readonly Row[]>
  report: ImportReport
}

interface Note {
  id: string
  name: string
  text: string
  creator: string | undefined
  created: string | undefined
}

/** Everything that the mapping goes by. */
interface Mapping {
  project: QdeElement
  report: QdaReport
  notes: Map<string, Note>
  tags: QdaTag[]
  tagByGuid: Map<string, string>
  attributes: Map<string, QdaAttribute>
  texts: QdaText[]
  personOf: (guid: string | undefined) => string
  timeOf: (value: string | undefined) => string
  rows: Map<string, Row[]>
}

/**
 * Reads a project of REFI-QDA, by whichever program: users, codes, texts, selections with their codings and notes, variables and sets. How positions count is found
 * from the file itself. `selfId` is credited with what the file credits to nobody. Throws ImportRefused for a file that cannot be read.
 */
export async function qdaImport(files: QdaFiles, selfId: string, now: Date): Promise<QdaImport> {
  const project = await readQde(await files.project())
  const report = new QdaReport()
  report.count('links', '', childrenOf(childOf(project, 'Links'), 'Link').length - hangLinkedNotes(project))
  const people = peopleFrom(project, report)
  const known = new Set(people.map(({ id }) => id))
  const mapping: Mapping = {
    ...{ project, report, rows: new Map() },
    notes: await notesFrom(project, files),
    ...codesOf(project, report),
    attributes: attributesFrom(project, new QdaIds('variable', report)),
    texts: await textsFrom(project, files, report),
    personOf: (guid) => (guid !== undefined && known.has(guid) ? guid : selfId),
    timeOf: (value) => timeFrom(value) ?? now.toISOString(),
  }
  const reading = await mapDocuments(mapping)
  mapTags(mapping)
  mapThemes(mapping)
  countLeft(mapping)
  const count = (table: string) => mapping.rows.get(table)?.length ?? 0
  const kept = [
    say('reports.qda.kept', {
      ...{ documents: count('Document'), tags: count('Tag'), passages: count('Annotation'), themes: count('Theme') },
      ...{ people: people.length, notes: count('Comment') },
    }),
    say('reports.qda.reading', { unit: reading.unit, lineEnd: reading.lineEnd }),
  ]
  return {
    name: nameFrom(project.attributes['name'], 200) || 'REFI-QDA',
    description: proseFrom(childOf(project, 'Description')?.text).slice(0, 5000),
    people,
    rows: mapping.rows,
    report: reported(report.noticed(kept)),
  }
}

function* everyElement(root: QdeElement): Generator<QdeElement> {
  const open = [root]
  for (let next = open.pop(); next; next = open.pop()) {
    yield next
    open.push(...next.children)
  }
}

/** Some programs write a note on a passage as a link between the two: it becomes a note of that passage. Answers how many links were such. */
function hangLinkedNotes(project: QdeElement): number {
  const notes = new Set(
    childrenOf(childOf(project, 'Notes'), 'Note').map(({ attributes }) => guidOf(attributes['guid'])),
  )
  const linked = new Map<string, string[]>()
  for (const { attributes } of childrenOf(childOf(project, 'Links'), 'Link')) {
    const ends = [guidOf(attributes['originGUID']), guidOf(attributes['targetGUID'])]
    const [note, other] = notes.has(ends[0]) ? ends : ends.toReversed()
    if (note !== undefined && other !== undefined && notes.has(note) && !notes.has(other))
      linked.set(other, [...(linked.get(other) ?? []), note])
  }
  let hung = 0
  if (linked.size === 0) return hung
  for (const element of everyElement(project)) {
    const guid = guidOf(element.attributes['guid'])
    const of = guid === undefined ? undefined : linked.get(guid)
    if (!of || guid === undefined) continue
    for (const targetGUID of of)
      element.children.push({ name: 'NoteRef', attributes: { targetGUID }, children: [], text: '' })
    hung += of.length
    linked.delete(guid)
  }
  return hung
}

function codesOf(project: QdeElement, report: QdaReport) {
  const { tags, byGuid } = tagsFrom(childOf(project, 'CodeBook'), report)
  return { tags, tagByGuid: byGuid }
}

function peopleFrom(project: QdeElement, report: QdaReport): { id: string; name: string }[] {
  const people = new Map<string, string>()
  for (const { attributes } of childrenOf(childOf(project, 'Users'), 'User')) {
    const id = guidOf(attributes['guid'])
    if (id === undefined || people.has(id)) report.count('doubleGuids', attributes['name'])
    else people.set(id, nameFrom(attributes['name'], 200) || nameFrom(attributes['id'], 200) || '?')
  }
  return [...people].map(([id, name]) => ({ id, name }))
}

async function notesFrom(project: QdeElement, files: QdaFiles): Promise<Map<string, Note>> {
  const notes = new Map<string, Note>()
  for (const note of childrenOf(childOf(project, 'Notes'), 'Note')) {
    const { guid, name, creatingUser, creationDateTime } = note.attributes
    const text = proseFrom((await textOf(note, files)) ?? childOf(note, 'Description')?.text)
    const id = guidOf(guid)
    if (id !== undefined)
      notes.set(id, {
        id,
        name: nameFrom(name, 200),
        text: text || nameFrom(name, 200),
        creator: guidOf(creatingUser),
        created: creationDateTime,
      })
  }
  return notes
}

/** A moment as rows say it; undefined where it is none, or out of all measure. */
function timeFrom(value: string | undefined): string | undefined {
  const time = new Date(value?.trim() ?? '')
  return Number.isNaN(time.getTime()) || time.getUTCFullYear() < 1900 || time.getUTCFullYear() > 2200
    ? undefined
    : time.toISOString()
}

/** Lets go on whoever waits in this process. */
const othersTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

function put({ rows }: Mapping, table: string, row: Row): void {
  const there = rows.get(table)
  if (there) there.push(row)
  else rows.set(table, [row])
}

async function mapDocuments(mapping: Mapping): Promise<OffsetReading> {
  const { texts, report, attributes, notes } = mapping
  for (const { id, key, label, type, position } of attributes.values())
    put(mapping, 'Attribute', { id, key, label, type, choices: [], position })
  const marked = texts.map(({ text, marks }) => ({
    text,
    marked: marks.flatMap(({ at, name }) => (at ? { ...at, name } : [])),
  }))
  // What was exported here is not guessed: its edges may be anywhere.
  const reading = mapping.project.attributes['origin'] === 'Commonplace' ? ours : readingOf(marked)
  const ids = { document: new QdaIds('source', report), passage: new QdaIds('selection', report) }
  const ofCases = caseValues(mapping)
  for (const source of texts) {
    const documentId = ids.document.take(source.guid, source.title)
    const text = putDocument(mapping, source, documentId, {
      ...ofCases.get(guidOf(source.guid) ?? ''),
      ...valuesFrom(source.values, attributes, report),
    })
    const passages = passagesOf(source, text, {
      ...{ reading, report, ids: ids.passage, personOf: mapping.personOf, timeOf: mapping.timeOf },
      tagOf: (guid) => mapping.tagByGuid.get(guid),
      noteText: (id) => notes.get(id)?.text ?? '',
    })
    for (const passage of passages) putPassage(mapping, documentId, passage)
    putTalk(mapping, 'document', documentId, source.noteIds)
    await othersTurn()
  }
  return reading
}

/** Values of cases that are one source each, which some programs make of attributes of documents; of others nothing can be kept yet. */
function caseValues({ project, attributes, report }: Mapping): Map<string, Record<string, string | number | boolean>> {
  const values = new Map<string, Record<string, string | number | boolean>>()
  for (const one of childrenOf(childOf(project, 'Cases'), 'Case')) {
    const sources = childrenOf(one, 'SourceRef').map(({ attributes: { targetGUID } }) => guidOf(targetGUID) ?? '')
    const [only] = sources
    if (only === undefined || sources.length > 1 || childrenOf(one, 'SelectionRef').length > 0) {
      report.count('casesOfMany', one.attributes['name'] ?? '')
      continue
    }
    report.count('cases', one.attributes['name'] ?? '')
    values.set(only, { ...values.get(only), ...valuesFrom(childrenOf(one, 'VariableValue'), attributes, report) })
  }
  return values
}

/** Stores a text as a document with a paragraph a line, and answers its canonical text: the same with LF for every line end. */
function putDocument(mapping: Mapping, source: QdaText, id: string, values: Row): string {
  const plain = source.text
    .replaceAll('\r\n', '\n')
    .replaceAll(/[\r\0]|\p{Surrogate}/gu, (sign) => (sign === '\r' ? '\n' : '\uFFFD'))
  if (plain !== source.text.replaceAll('\r\n', '\n')) mapping.report.count('strange', source.title)
  const content: NodeJson = {
    type: 'doc',
    content: plain
      .split('\n')
      .map((line) => ({ type: 'paragraph', ...(line !== '' && { content: [{ type: 'text', text: line }] }) })),
  }
  const text = canonicalText(content)
  const createdById = mapping.personOf(guidOf(source.creator))
  const createdAt = mapping.timeOf(source.created)
  // A document and its first revision have one GUID in the file.
  const [language, direction] = [guessLanguage(text), guessDirection(text)]
  put(mapping, 'Document', {
    ...{ id, title: source.title, language, direction, attributes: values },
    ...{ currentRevisionId: id, createdById, createdAt, updatedAt: createdAt },
  })
  put(mapping, 'Revision', {
    ...{ id, documentId: id, number: 1, content, text, length: text.length, wordCount: countWords(text) },
    sha256: createHash('sha256').update(text, 'utf8').digest('hex'),
    ...{ pageStarts: [], format: 'txt', converter, report: {}, createdById, createdAt },
  })
  return text
}

function putPassage(mapping: Mapping, documentId: string, passage: QdaPassage): void {
  const { tagIds, authorId, createdAt, ...anchor } = passage
  put(mapping, 'Annotation', {
    ...anchor,
    ...{ documentId, revisionId: documentId, authorId, layer: 'coder', visibility: 'shared' },
    ...{ createdAt, updatedAt: createdAt },
  })
  for (const tagId of tagIds)
    put(mapping, 'AnnotationTag', {
      ...{ annotationId: passage.id, tagId, documentId, start: passage.start },
      ...{ createdById: authorId, createdAt },
    })
}

function mapTags(mapping: Mapping): void {
  const createdAt = mapping.timeOf(mapping.project.attributes['creationDateTime'])
  const createdById = mapping.personOf(guidOf(mapping.project.attributes['creatingUserGUID']))
  for (const { noteIds, ...tag } of mapping.tags) {
    put(mapping, 'Tag', { ...tag, createdById, createdAt, updatedAt: createdAt })
    putTalk(mapping, 'tag', tag.id, noteIds)
  }
}

/** Sets of codes are themes; their first note is what the theme says. Sets of anything else are counted. */
function mapThemes(mapping: Mapping): void {
  const { project, report, notes, tagByGuid } = mapping
  const ids = new QdaIds('set', report)
  const createdById = mapping.personOf(guidOf(project.attributes['creatingUserGUID']))
  for (const [position, set] of childrenOf(childOf(project, 'Sets'), 'Set').entries()) {
    const tagIds = new Set(
      childrenOf(set, 'MemberCode').flatMap(
        ({ attributes: { targetGUID, guid } }) => tagByGuid.get(guidOf(targetGUID ?? guid) ?? '') ?? [],
      ),
    )
    const name = nameFrom(set.attributes['name'], 200) || '?'
    if (tagIds.size === 0 || childrenOf(set, 'MemberSource').length > 0) report.count('sets', name)
    if (tagIds.size === 0) continue
    const id = ids.take(set.attributes['guid'], name)
    const [said, ...more] = childrenOf(set, 'MemberNote').flatMap(
      ({ attributes: { targetGUID, guid } }) => notes.get(guidOf(targetGUID ?? guid) ?? '') ?? [],
    )
    put(mapping, 'Theme', {
      ...{ id, name, definition: proseFrom(childOf(set, 'Description')?.text), position, createdById },
      colour: tagPalette[position % tagPalette.length],
      narrative: said ? bodyFromText(said.text.slice(0, 200_000)) : null,
    })
    ;[...tagIds].forEach((tagId, place) => put(mapping, 'ThemeTag', { themeId: id, tagId, position: place }))
    putTalk(
      mapping,
      'theme',
      id,
      more.map((note) => note.id),
    )
  }
}

/** A comment has at most so many letters, and so many lines. */
const mostOfComment = { letters: 9000, lines: 900 }

/** Notes about something are said about it, by whoever wrote them; a long one in several comments. */
function putTalk(
  mapping: Mapping,
  subjectType: 'document' | 'tag' | 'theme',
  subjectId: string,
  noteIds: readonly string[],
): void {
  const ids = new QdaIds(`note of ${subjectId}`, new QdaReport())
  for (const noteId of noteIds) {
    const note = mapping.notes.get(noteId)
    if (!note || note.text === '') continue
    for (const [at, part] of inParts(note.text).entries()) {
      const body = bodyFromText(part)
      const createdAt = mapping.timeOf(note.created)
      put(mapping, 'Comment', {
        // A note that is about several things is said of each.
        id: ids.take(undefined, `${noteId} ${at}`),
        ...{ subjectType, subjectId, documentId: subjectType === 'document' ? subjectId : null, parentId: null },
        ...{ authorId: mapping.personOf(note.creator), body, text: bodyText(body), createdAt },
      })
    }
  }
}

/** A text in parts that a comment holds, cut between lines where there are any. */
function inParts(text: string): string[] {
  const parts: string[][] = [[]]
  let letters = 0
  for (const line of text.split('\n').flatMap((one) => one.match(/[^]{1,9000}/gu) ?? [])) {
    if (letters + line.length > mostOfComment.letters || (parts.at(-1)?.length ?? 0) >= mostOfComment.lines) {
      parts.push([])
      letters = 0
    }
    parts.at(-1)?.push(line)
    letters += line.length + 1
  }
  return parts.filter((lines) => lines.some((line) => line.trim() !== '')).map((lines) => lines.join('\n'))
}

/** What has no place here is counted: links, graphs, and notes about the project or nothing. */
function countLeft({ project, report, notes }: Mapping): void {
  const used = new Set<string | undefined>()
  for (const { name, attributes } of everyElement(project))
    if (name === 'NoteRef' || name === 'MemberNote') used.add(guidOf(attributes['targetGUID'] ?? attributes['guid']))
  for (const { id, name } of notes.values()) if (!used.has(id)) report.count('projectNotes', name)
  report.count('graphs', '', childrenOf(childOf(project, 'Graphs'), 'Graph').length)
  for (const id of noteIdsOf(project)) report.count('projectNotes', notes.get(id)?.name)
}
