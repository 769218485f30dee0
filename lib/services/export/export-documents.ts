import { ownValue } from '@/lib/domain/own-value'
import { listAttributes } from '@/lib/data/documents/attributes'
import { listDocuments } from '@/lib/data/documents/documents'
import type { Table } from '@/lib/exporters/table'
import type { Document } from '@/lib/schemas/document'
import type { ExportContext } from './export-context'
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
