import { createHash } from 'node:crypto'
import { accountForWords, type Account } from '../domain/documents/account-for-words'
import { hasWords } from '../domain/documents/words-of'
import { proposeMetadata, type Proposals } from '../domain/documents/propose-metadata'
import { canonicalText, eachLeafBlock, leafText } from '../editor/canonical-text'
import { hasMoreNodes, mostNodes } from '../editor/count-nodes'
import type { NodeJson } from '../editor/document-json'
import { outline } from '../editor/outline'
import { pageStarts } from '../editor/pages'
import { largestSpan } from '../editor/table-nodes'
import { accountedFor, nothingToRead } from './accounted-for'
import { countWords } from './text/count-words'
import type { Draft } from './draft'
import { firstStrongDirection, guessDirection, guessLanguage } from './text/guess-language'
import { ImportRefused } from './import-refused'
import { say } from '@/lib/i18n/say'
import { reported, type ImportedParts } from './imported-document'
import { whatWasKept } from './what-was-kept'

/**
 * Computes all that follows from the tree: text, hash, counts, pages, language, direction, proposals, and whether all words of the source are there. The
 * tree must be valid for the schema. Throws ImportRefused where there is nothing to read in it.
 */
export function finish(draft: Draft, filename: string): ImportedParts {
  boundSpans(draft.doc)
  if (hasMoreNodes(draft.doc))
    throw new ImportRefused('too-large', say('refusals.files.tooManyNodes', { limit: mostNodes }))
  const text = canonicalText(draft.doc)
  if (!hasWords(text)) throw nothingToRead(draft.report, text)
  const direction = guessDirection(text)
  markDirections(draft.doc, direction)
  const pages = pageStarts(draft.doc)
  const read =
    draft.format === 'txt' ? (draft.stated ?? {}) : proposeMetadata(text, filename, openingHeading(draft.doc))
  return {
    contentJson: JSON.stringify(draft.doc),
    text,
    sha256: createHash('sha256').update(text, 'utf8').digest('hex'),
    length: text.length,
    wordCount: countWords(text),
    pageStarts: pages,
    format: draft.format,
    converter: draft.converter,
    language: draft.language ?? guessLanguage(text),
    direction,
    report: reported(
      accountedFor(
        { ...draft.report, kept: [...whatWasKept(draft.doc, pages.length), ...draft.report.kept] },
        accountOf(draft, text, pages),
      ),
    ),
    proposed: merged(read, draft.stated ?? {}),
  }
}

/** What became of the source's words; nothing where the text is the source. */
function accountOf(
  { account, sourceText, leftOutText = '' }: Draft,
  text: string,
  starts: readonly number[],
): Account | undefined {
  if (account) return account(starts.map((start, at) => text.slice(start, starts[at + 1])))
  return sourceText === undefined ? undefined : accountForWords(sourceText, `${text}\n${leftOutText}`)
}

/** A heading that opens the document: among its first blocks, before any longer text. */
function openingHeading(doc: NodeJson) {
  const [first] = outline(doc)
  return first && first.start < 300 && first.text.length >= 4 ? first : undefined
}

/**
 * The file's own metadata wins for the author, whom somebody entered on purpose, and for the title unless it only adds the name of a site to
 * the heading; the text's header wins for the date, which in a file is often that of saving.
 */
function merged(read: Proposals, stated: Proposals): Proposals {
  const title =
    stated.title && !(read.title && stated.title.value.includes(read.title.value)) ? stated.title : read.title
  return { ...stated, ...read, ...(title ? { title } : {}), ...(stated.author ? { author: stated.author } : {}) }
}

/** Keeps every cell within what browsers lay out, and within the rows there are. */
function boundSpans(doc: NodeJson): void {
  const stack = [doc]
  for (let node = stack.pop(); node; node = stack.pop()) {
    const rows = node.type === 'table' ? (node.content ?? []) : []
    rows.forEach(({ content = [] }, row) => {
      for (const cell of content) {
        const { colspan = 1, rowspan = 1, ...others } = (cell.attrs ?? {}) as { colspan?: number; rowspan?: number }
        const [wide, high] = [
          Math.min(colspan, largestSpan.colspan),
          Math.min(rowspan, largestSpan.rowspan, rows.length - row),
        ]
        if (wide === colspan && high === rowspan) continue
        const attrs = { ...others, ...(wide > 1 ? { colspan: wide } : {}), ...(high > 1 ? { rowspan: high } : {}) }
        if (Object.keys(attrs).length > 0) cell.attrs = attrs
        else delete cell.attrs
      }
    })
    for (const child of node.content ?? []) stack.push(child)
  }
}

function markDirections(doc: NodeJson, main: 'ltr' | 'rtl'): void {
  eachLeafBlock(doc, (block) => {
    const own = firstStrongDirection(leafText(block).slice(0, 200))
    if (own !== null && own !== main) block.attrs = { ...block.attrs, dir: own }
  })
}
