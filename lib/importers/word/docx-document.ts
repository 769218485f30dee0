import { findDates } from '@/lib/domain/documents/find-dates'
import { checkArchive, type ArchiveContents } from '@/lib/importers/archive/check-archive'
import type { Draft } from '@/lib/importers/draft'
import { ImportRefused } from '@/lib/importers/import-refused'
import type { ImportLimits } from '@/lib/importers/limits'
import type { Element, PandocTree } from '@/lib/importers/pandoc/pandoc-ast'
import { pandocDraft } from '@/lib/importers/pandoc/pandoc-draft'
import type { PandocReading } from '@/lib/importers/pandoc/pandoc'
import { withPlaceholdersReplaced } from '@/lib/importers/placeholders'
import { readArchive } from '@/lib/importers/archive/read-archive'
import { below, readXml, textOf, type XmlElement } from '@/lib/importers/archive/xml-tree'
import { chartNumbers } from './drawing-texts'
import { placeholder, type Noticed } from './plain-word'
import { preparedWord, type PreparedWord } from './prepared-word'
import { readChunks } from './read-chunks'
import { wordDocument, type Chunk } from './word-document'
import { wordPackage } from './word-package'
import { wordPrefixes } from './word-prefixes'
import { wordSource } from './word-source'
import { leftOutHidden, numbersOfCharts, writtenNumbers } from '@/lib/importers/report-lines'
import { say } from '@/lib/i18n/say'
import type { Said } from '@/lib/i18n/said'

/**
 * A Word document. Tracked changes are taken as accepted; automatic numbers that no list shows are written out; hidden text, comments, headers and footers are
 * left out and named in the report.
 */
export async function docxFile(bytes: Uint8Array, limits: ImportLimits, read = readArchive): Promise<Draft> {
  const contents = await checkArchive(bytes, limits)
  if (
    !contents.names.includes('[Content_Types].xml') ||
    !contents.names.some((name) => /^word\/document\d*\.xml$/.test(name) || name.endsWith('.xml'))
  ) {
    throw new ImportRefused('corrupt-file', say('refusals.files.noWord'))
  }
  const { reading, prepared, sourceText, unread } = await readPrepared(contents, bytes, limits, read, 0)
  const draft = pandocDraft(reading.tree, 'docx', reading.converter)
  if (sourceText !== undefined) draft.sourceText = sourceText
  if (prepared) reportNoticed(draft, prepared.noticed)
  draft.report.lost.push(...unread, ...besideTheText(contents))
  return draft
}

/** A Word document inside another one. `depth` says how many it lies in. */
async function docxBlocks(bytes: Uint8Array, limits: ImportLimits, depth: number): Promise<Chunk> {
  const contents = await checkArchive(bytes, limits)
  const { reading, prepared, sourceText, unread } = await readPrepared(contents, bytes, limits, readArchive, depth)
  return {
    blocks: reading.tree.blocks,
    sourceText: sourceText ?? '',
    lost: [...unread, ...leftOutHidden(prepared?.noticed.hidden ?? []), ...besideTheText(contents)],
  }
}

interface WordReading {
  reading: PandocReading
  prepared: PreparedWord | undefined
  sourceText: string | undefined
  /** Sentences about documents inside the document that cannot be read. */
  unread: Said[]
}

async function readPrepared(
  contents: ArchiveContents,
  bytes: Uint8Array,
  limits: ImportLimits,
  read: typeof readArchive,
  depth: number,
): Promise<WordReading> {
  const found = wordPackage(contents)
  const document = found && wordDocument(found)
  if (!document)
    return {
      reading: await read('docx', contents, limits.memoryBytes),
      prepared: undefined,
      sourceText: undefined,
      unread: [],
    }
  const unread = await readChunks(document, bytes, limits, depth, docxBlocks)
  const sourceText = wordSource(document)
  // What is no XML to its end is for pandoc to refuse, or to make something of.
  if (!document.tree.isWellFormed)
    return { reading: await read('docx', contents, limits.memoryBytes), prepared: undefined, sourceText, unread }
  const prepared = preparedWord(document)
  const { tree, converter } = await read('docx', prepared.contents, limits.memoryBytes)
  const blocks =
    document.chunks.size + unread.length === 0
      ? tree.blocks
      : withPlaceholdersReplaced(tree.blocks, (text) =>
          text.startsWith(placeholder)
            ? (document.chunks.get(text.replaceAll(placeholder, ''))?.blocks ?? [])
            : undefined,
        )
  return {
    reading: { tree: { ...tree, blocks, meta: { ...tree.meta, ...metaOf(prepared.stated) } }, converter },
    prepared,
    sourceText,
    unread,
  }
}

function metaOf({ title, author, date }: PreparedWord['stated']): PandocTree['meta'] {
  const text = (value: string): Element => ({ t: 'MetaString', c: value })
  return {
    ...(title ? { title: text(title) } : {}),
    ...(author ? { author: text(author) } : {}),
    ...(findDates(date).length > 0 ? { date: text(date) } : {}),
  }
}

function reportNoticed(
  { report }: Draft,
  { hidden, insertions, deletions, labels, nested, readings, forms, drawings }: Noticed,
): void {
  if (insertions + deletions > 0) report.changed.push(say('reports.trackedCounted', { insertions, deletions }))
  report.changed.push(...writtenNumbers(labels, nested))
  if (readings > 0) report.changed.push(say('reports.readings', { count: readings }))
  if (forms > 0) report.changed.push(say('reports.forms', { count: forms }))
  if (drawings > 0) report.changed.push(say('reports.diagrams'))
  report.lost.push(...leftOutHidden(hidden))
}

/** What stands beside the text of a document and is not read. */
function besideTheText(contents: ArchiveContents): Said[] {
  const { names, parts } = contents
  const relations = wordPackage(contents)?.relations
  const rootsOf = (named: RegExp, ...kinds: string[]) =>
    [
      ...new Set([
        ...names.filter((name) => named.test(name)),
        ...kinds.flatMap((kind) => relations?.allOfKind(kind) ?? []),
      ]),
    ]
      .flatMap((name) => parts.get(name) ?? [])
      .map((part) => readXml(part, wordPrefixes).root)
  const comments = rootsOf(/^word\/comments\d*\.xml$/, 'comments').flatMap((root) => [...below(root, 'w:comment')])
  const running = rootsOf(/^word\/(header|footer)\d*\.xml$/, 'header', 'footer')
  const numbers = rootsOf(/^word\/charts\/chart(Ex)?\d*\.xml$/i, 'chart', 'chartEx').flatMap(numbersIn)
  return [
    ...numbersOfCharts(numbers),
    ...(comments.length > 0 ? [say('reports.comments', { count: comments.length })] : []),
    ...(running.some(showsWords) ? [say('reports.runningText')] : []),
  ]
}

/** Whether somebody reads something there: text, the words of a shape, or letters along a path, such as a watermark. */
const showsWords = (root: XmlElement): boolean =>
  [...below(root, 'w:t'), ...below(root, 'a:t')].some((text) => textOf(text).trim() !== '') ||
  [...below(root, 'v:textpath')].some(({ attributes }) => (attributes.string ?? '').trim() !== '')

const numbersIn = (chart: XmlElement): string[] =>
  chartNumbers
    .flatMap((kind) => [...below(chart, kind)].flatMap((held) => [...below(held, 'c:v'), ...below(held, 'cx:pt')]))
    .map(textOf)
