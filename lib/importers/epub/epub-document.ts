import { checkArchive, encrypted, type ArchiveContents } from '@/lib/importers/archive/check-archive'
import type { Draft } from '@/lib/importers/draft'
import { partsBesides, publication } from './publication'
import { htmlConverter, leftOutLines, readPages } from '@/lib/importers/html/html-document'
import type { ImportLimits } from '@/lib/importers/limits'
import { pandocDraft } from '@/lib/importers/pandoc/pandoc-draft'
import { decodeXml } from '@/lib/importers/archive/xml-tree'
import { say } from '@/lib/i18n/say'

/** An e-book: its pages one after another in reading order, with the notes of whichever page where they are referred to. */
export async function epubFile(bytes: Uint8Array, limits: ImportLimits): Promise<Draft> {
  const contents = await bookParts(bytes, limits)
  // Fonts are often obfuscated under encryption.xml too, but a book under rights management carries its keys.
  if (contents.names.includes('META-INF/rights.xml')) throw encrypted()
  const { pages, unread, meta } = publication(contents)
  const sources = pages.map((path) => ({
    path,
    source: decodeXml(contents.parts.get(path) ?? Buffer.alloc(0)),
    isXml: true,
  }))
  const { blocks, sourceText, leftOut } = readPages(sources)
  const draft = pandocDraft({ 'pandoc-api-version': [], meta, blocks }, 'epub', htmlConverter)
  draft.sourceText = sourceText
  draft.report.lost.push(...leftOutLines(leftOut))
  if (unread.length > 0)
    draft.report.lost.push(say('reports.absentPages', { count: unread.length, example: unread[0] ?? '' }))
  return draft
}

/** What is read of a book: the parts whose names say that they are text, and those that the book says are pages. */
async function bookParts(bytes: Uint8Array, limits: ImportLimits): Promise<ArchiveContents> {
  const besides = new Set<string>()
  let read = await checkArchive(bytes, limits)
  for (let more = partsBesides(read); more.length > 0; more = partsBesides(read)) {
    for (const name of more) besides.add(name)
    read = await checkArchive(bytes, limits, undefined, besides)
  }
  return read
}
