import { countExportRows } from '@/lib/data/annotations/export-rows'
import { tagTree } from '@/lib/data/codebook/tags'
import type { Database } from '@/lib/data/database/client'
import { inSnapshot } from '@/lib/data/database/snapshot'
import { documentContent, getDocument } from '@/lib/data/documents/documents'
import { readWholeQuery } from '@/lib/data/retrieval/read-query'
import type { Member } from '@/lib/domain/access/viewer'
import { shortened } from '@/lib/domain/shortened'
import type { NodeJson } from '@/lib/editor/document-json'
import { AppError, notFound } from '@/lib/errors'
import { codedDocx } from '@/lib/exporters/coded/coded-docx'
import type { CodedDocument, CodedPassage, CodedTag } from '@/lib/exporters/coded/coded-document'
import { codedHtml } from '@/lib/exporters/coded/coded-html'
import { say } from '@/lib/i18n/say'
import type { AnnotationFilter } from '@/lib/schemas/annotation'
import type { CodedFormat } from '@/lib/schemas/export'
import { authorise } from '@/lib/services/authorise'
import { reportWords, type ExportContext, type ReportWords } from './export-context'
import { excerptBatches, type ExportedExcerpt } from './export-excerpts'
import { describeFilter } from './export-filter'
import { inFilename, mediaTypes, releasing, type ExportFile } from './export-project'
import { takeExportSlot } from './export-slots'

/** Passages of one file: its notes are held in memory while it is written. */
const mostPassages = 50_000
/** Characters of a passage that its note repeats. */
const mostQuoted = 90

const writers: Record<CodedFormat, (document: CodedDocument) => AsyncIterable<Uint8Array> | Iterable<string>> = {
  html: codedHtml,
  docx: codedDocx,
}

/**
 * A document with the passages on it that the member sees and the filter selects, as a file: marked in the text, each with a note of its tags and its coder. Refuses
 * with 413 more passages than a file holds, with 503 when too many files are being made.
 */
export async function exportCodedDocument(
  db: Database,
  member: Member,
  documentId: string,
  asked: { format: CodedFormat; filter: AnnotationFilter },
  place: { baseUrl: string; now: Date },
): Promise<ExportFile> {
  authorise(member, 'export')
  const document = await getDocument(db, member, documentId)
  if (!document) throw notFound('document')
  const filter = { ...asked.filter, documentIds: [documentId] }
  // The file may have begun before a query is read, and then says nothing more of it.
  if (filter.query !== undefined) await readWholeQuery(db, member, filter.query)
  const passages = await countExportRows(db, member, filter)
  if (passages > mostPassages)
    throw new AppError('too-large', say('refusals.export.tooManyPassages', { count: passages, most: mostPassages }))
  const release = takeExportSlot(member.userId)
  const request = {
    what: 'annotations',
    groupBy: 'theme',
    units: 'utf16',
    bom: false,
    format: asked.format,
    filter,
  } as const
  const made = inSnapshot(db, (tx) => written({ ...place, tx, member, request }, documentId, writers[asked.format]))
  return {
    filename: `${[member.projectName, document.title, place.now.toISOString().slice(0, 10)].map(inFilename).join('_')}.${asked.format}`,
    mediaType: mediaTypes[asked.format],
    chunks: releasing(made, release),
  }
}

async function* written(
  context: ExportContext,
  documentId: string,
  write: (document: CodedDocument) => AsyncIterable<Uint8Array> | Iterable<string>,
): AsyncGenerator<string | Uint8Array> {
  yield* write(await codedDocument(context, documentId))
}

async function codedDocument(context: ExportContext, documentId: string): Promise<CodedDocument> {
  const { tx, member, request, now } = context
  const words = reportWords(member)
  const document = await getDocument(tx, member, documentId)
  const content = await documentContent(tx, member, documentId)
  if (!document || !content) throw notFound('document')
  const colours = new Map((await tagTree(tx, member)).map(({ id, colour }) => [id, colour]))
  const [passages, unplaced]: [CodedPassage[], CodedPassage[]] = [[], []]
  for await (const batch of excerptBatches(context, { filter: request.filter, order: 'reading' }))
    for (const excerpt of batch) {
      const among = excerpt.annotation.revisionId === content.revisionId ? passages : unplaced
      among.push(codedPassage(excerpt, among.length + 1, colours, words))
    }
  const { documentIds: _, ...narrowed } = request.filter
  return {
    title: document.title,
    language: document.language,
    direction: document.direction,
    author: member.name,
    created: now,
    lines: [
      words('madeBy', { project: member.projectName, name: member.name, date: now.toISOString().slice(0, 10) }),
      ...(await describeFilter({ ...context, request: { ...request, filter: narrowed } }, words)),
      words('passageCount', { count: passages.length + unplaced.length, hides: 'no', name: '' }),
    ],
    content: JSON.parse(content.content) as NodeJson,
    passages,
    // Numbers tell passages apart in the whole file.
    unplaced: unplaced.map((passage, at) => ({ ...passage, number: passages.length + at + 1 })),
    words: {
      locale: words.locale,
      tags: words('coded.tags'),
      passages: words('coded.passages'),
      unplaced: words('what.orphaned'),
      untagged: words('untagged'),
      page: words('page'),
      image: words('coded.image'),
      backToText: (number) => words('coded.backToText', { number }),
    },
  }
}

function codedPassage(
  { annotation, tags }: ExportedExcerpt,
  number: number,
  colours: ReadonlyMap<string, string>,
  words: ReportWords,
): CodedPassage {
  const { id, start, end, page, visibility, starred, quote, note, layer, author, createdAt } = annotation
  return {
    key: id,
    number,
    start,
    end,
    tags: tags.map((tag): CodedTag => ({ ...tag, colour: colours.get(tag.id) ?? '' })),
    coder: layer === 'consensus' ? words('consensus') : author.name,
    note,
    marks: [
      ...(page === null ? [] : [words('citedPage', { page })]),
      ...(visibility === 'private' ? [words('private')] : []),
      ...(starred ? [words('starred')] : []),
    ],
    quote: shortened(quote.replaceAll(/\s+/g, ' '), mostQuoted),
    createdAt: new Date(createdAt),
  }
}
