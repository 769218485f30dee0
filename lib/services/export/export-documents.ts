import { presentAttributeValue } from '@/lib/domain/documents/attribute-values'
import { ownValue } from '@/lib/domain/own-value'
import { listAttributes } from '@/lib/data/documents/attributes'
import { listDocuments } from '@/lib/data/documents/documents'
import type { Block, Report } from '@/lib/exporters/report'
import type { Table } from '@/lib/exporters/table'
import type { Attribute, Document } from '@/lib/schemas/document'
import { madeBy, reportWords, type ExportContext, type ReportWords } from './export-context'
import { attributeCell } from './export-excerpts'

const batchSize = 500

/** One row a document, by title, with every attribute as a column. */
export async function documentTable(context: ExportContext): Promise<Table> {
  const attributes = await listAttributes(context.tx, context.member)
  const columns: [string, number][] = [
    ['title', 50],
    ...attributes.map(({ key }): [string, number] => [key, 20]),
    ...([
      ['language', 9],
      ['direction', 9],
      ['words', 9],
      ['length', 9],
      ['pages', 7],
      ['annotations', 12],
      ['format', 10],
      ['addedBy', 18],
      ['createdAt', 17],
      ['updatedAt', 17],
      ['link', 30],
      ['id', 38],
    ] satisfies [string, number][]),
  ]
  const row = (d: Document) => [
    d.title,
    ...attributes.map((attribute) => attributeCell(attribute, ownValue(d.attributes, attribute.key) ?? null)),
    ...[
      d.language,
      d.direction,
      d.wordCount,
      d.length,
      d.pageCount,
      d.annotationCount,
      d.format,
      d.createdBy.name,
      new Date(d.createdAt),
      new Date(d.updatedAt),
      linkTo(context, d),
      d.id,
    ],
  ]
  return {
    name: 'Documents',
    columns: columns.map(([header, width]) => ({ header, width })),
    batches: documentBatches(context, row),
  }
}

/** The corpus to read, as an appendix has it: a heading for each document, by title, with its attributes and measures. */
export async function documentReport(context: ExportContext): Promise<Report> {
  const { tx, member, now } = context
  const words = reportWords(member)
  const attributes = await listAttributes(tx, member)
  const title = words('documents', { project: member.projectName })
  const opening: Block[] = [{ kind: 'title', text: title }, madeBy(context, words)]
  return {
    title,
    author: member.name,
    language: words.locale,
    created: now,
    pageWord: words('page'),
    blocks: (async function* () {
      yield opening
      for await (const batch of documentBatches(context, (each) =>
        documentBlocks(each, attributes, words, member.name),
      ))
        yield batch.flat()
    })(),
  }
}

function documentBlocks(
  document: Document,
  attributes: readonly Attribute[],
  words: ReportWords,
  name: string,
): Block[] {
  const { title, language, wordCount, pageCount, annotationCount, hidden } = document
  const given = attributes.flatMap((attribute) => {
    const value = ownValue(document.attributes, attribute.key) ?? null
    const said = presentAttributeValue(attribute, value, words.written, { yes: words('yes'), no: words('no') })
    return said === '' ? [] : [words('filter', { what: attribute.label, values: said })]
  })
  const facts = [
    words('wordCount', { count: wordCount }),
    ...(pageCount > 0 ? [words('pageCount', { count: pageCount })] : []),
    words('passageCount', { count: annotationCount, hides: hidden === null ? 'no' : 'yes', name }),
    ...(language === '' ? [] : [languageNamed(language, words.written)]),
  ]
  return [
    { kind: 'heading', level: 1, text: title },
    ...given.map((text): Block => ({ kind: 'paragraph', text })),
    { kind: 'line', text: facts.join(' · ') },
  ]
}

/** A language by its name; what no language is called stays as it is. */
const languageNamed = (tag: string, locale: string): string => {
  try {
    return new Intl.DisplayNames(locale, { type: 'language' }).of(tag) ?? tag
  } catch {
    return tag
  }
}

/** Documents as the API shows them, with a link. */
export function documentObjects(context: ExportContext): AsyncGenerator<object[]> {
  return documentBatches(context, (document) => ({ ...document, link: linkTo(context, document) }))
}

const linkTo = ({ baseUrl, member }: ExportContext, { id }: Document): string =>
  `${baseUrl}/projects/${member.projectId}/documents/${id}`

async function* documentBatches<T>(
  { tx, member }: ExportContext,
  show: (document: Document) => T,
): AsyncGenerator<T[]> {
  let cursor: string | undefined
  do {
    const page = await listDocuments(tx, member, { limit: batchSize, cursor, total: 'false' })
    yield page.items.map(show)
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
}
