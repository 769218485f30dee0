import { listAttributes } from '@/lib/data/attributes'
import { countExportRows, exportRows, type ExportRowsQuery } from '@/lib/data/annotations/export-rows'
import { exportedDocuments, revisionDigest, type ExportedDocument } from '@/lib/data/export-documents'
import { revisionText } from '@/lib/data/revision-text'
import { roundNames } from '@/lib/data/rounds/round-names'
import { tagTree } from '@/lib/data/tags'
import { codePointIndex, type CodePointIndex } from '@/lib/domain/anchoring/code-points'
import { inTreeOrder } from '@/lib/domain/codebook/tree'
import type { Cell, Table } from '@/lib/exporters/table'
import { webAnnotation, webAnnotationCollection } from '@/lib/exporters/web-annotation'
import type { Annotation } from '@/lib/schemas/annotation'
import type { ExportContext } from './export-context'

/** An annotation with everything an export says about it. */
export interface ExportedExcerpt {
  annotation: Annotation
  document: ExportedDocument
  tags: { id: string; name: string; path: string[] }[]
  /** The passage in the reader. */
  link: string
}

/** The selected annotations with their documents and tags, a batch at a time; offsets in UTF-16 units. */
export async function* excerptBatches(context: ExportContext, query: ExportRowsQuery): AsyncGenerator<ExportedExcerpt[]> {
  const { tx, member, baseUrl } = context
  const tags = new Map(inTreeOrder(await tagTree(tx, member)).map(({ tag, path }) => [tag.id, { id: tag.id, name: tag.name, path }]))
  let documents = new Map<string, ExportedDocument>()
  for await (const batch of exportRows(tx, member, query)) {
    const missing = [...new Set(batch.map((row) => row.documentId))].filter((id) => !documents.has(id))
    // Excerpts come document by document, so what earlier batches needed is not needed again, the last one aside.
    if (missing.length > 0) documents = new Map([...[...documents].slice(-1), ...(await exportedDocuments(tx, member, missing)).map((row) => [row.id, row] as const)])
    yield batch.flatMap((annotation) => {
      const document = documents.get(annotation.documentId)
      if (!document) return [] // In the bin since; the snapshot makes this impossible, the type does not.
      const link = `${baseUrl}/projects/${member.projectId}/documents/${document.id}?annotation=${annotation.id}`
      return [{ annotation, document, tags: annotation.tagIds.flatMap((id) => tags.get(id) ?? []), link }]
    })
  }
}

/** The same with offsets in the units asked for. */
async function* inUnits(context: ExportContext, query: ExportRowsQuery): AsyncGenerator<ExportedExcerpt[]> {
  if (context.request.units === 'utf16') {
    yield* excerptBatches(context, query)
    return
  }
  const indexOf = codePointIndexes(context)
  for await (const batch of excerptBatches(context, query)) {
    const converted: ExportedExcerpt[] = []
    for (const excerpt of batch) converted.push({ ...excerpt, annotation: { ...excerpt.annotation, ...codePointSpan(await indexOf(excerpt.annotation.revisionId), excerpt.annotation) } })
    yield converted
  }
}

/** One index per text, made when the first passage of it comes. */
function codePointIndexes({ tx, member }: ExportContext): (revisionId: string) => Promise<CodePointIndex> {
  let last: { revisionId: string; index: CodePointIndex } | undefined
  return async (revisionId) => {
    if (last?.revisionId === revisionId) return last.index
    const index = codePointIndex((await revisionText(tx, member, revisionId)) ?? '')
    last = { revisionId, index }
    return index
  }
}

const codePointSpan = (index: CodePointIndex, { start, end }: Annotation) => ({ start: index.toCodePoint(start), end: index.toCodePoint(end) })

/** One row an excerpt. Several tags stand in one cell, each as its path, separated by "; ". */
export async function excerptTable(context: ExportContext): Promise<Table> {
  const attributes = await listAttributes(context.tx, context.member)
  const rounds = await roundNames(context.tx, context.member)
  const columns: [string, number][] = [
    ['document', 34],
    ...attributes.map(({ key }): [string, number] => [`document.${key}`, 18]),
    ...([['page', 7], ['start', 9], ['end', 9], ['quote', 70], ['prefix', 24], ['suffix', 24], ['tags', 40], ['note', 40], ['coder', 18], ['visibility', 10], ['layer', 10], ['round', 20], ['certainty', 10], ['secondOpinion', 14], ['starred', 8], ['createdAt', 17], ['updatedAt', 17], ['link', 30], ['documentId', 38], ['id', 38]] satisfies [string, number][]),
  ]
  const cells = ({ annotation: a, document, tags, link }: ExportedExcerpt): Cell[] => [
    document.title,
    ...attributes.map(({ key }) => document.attributes[key] ?? null),
    ...[a.page, a.start, a.end, a.quote, a.prefix, a.suffix, tags.map((tag) => tag.path.join(' > ')).join('; '), a.note],
    ...[a.author.name, a.visibility, a.layer, a.roundId === null ? null : (rounds.get(a.roundId) ?? null), a.certainty, a.secondOpinion, a.starred, new Date(a.createdAt), new Date(a.updatedAt), link, document.id, a.id],
  ]
  return { name: 'Excerpts', columns: columns.map(([header, width]) => ({ header, width })), batches: mapped(inUnits(context, readingOrder(context)), cells) }
}

/** Annotations as the API shows them, with their document, their tags and a link. */
export function excerptObjects(context: ExportContext): AsyncGenerator<object[]> {
  return mapped(inUnits(context, readingOrder(context)), ({ annotation, document, tags, link }) => ({ ...annotation, document, tags, link }))
}

/** A W3C Web Annotation collection; offsets in code points, whatever units were asked for, because that is what the model counts. */
export async function* excerptCollection(context: ExportContext): AsyncGenerator<string> {
  const { tx, member, baseUrl, now, request } = context
  const total = await countExportRows(tx, member, request.filter)
  const id = `${baseUrl}/api/v1/projects/${member.projectId}/export?what=${request.what}&format=jsonld`
  yield* webAnnotationCollection({ id, label: member.projectName, total, created: now.toISOString() }, webAnnotations(context))
}

async function* webAnnotations(context: ExportContext): AsyncGenerator<object[]> {
  const { tx, member, baseUrl } = context
  const indexOf = codePointIndexes(context)
  let revision: { id: string; sha256: string; createdAt: string } | undefined
  for await (const batch of excerptBatches(context, readingOrder(context))) {
    const items: object[] = []
    for (const { annotation, document, tags } of batch) {
      if (revision?.id !== annotation.revisionId) revision = { id: annotation.revisionId, ...((await revisionDigest(tx, member, annotation.revisionId)) ?? { sha256: '', createdAt: '' }) }
      const source = `${baseUrl}/projects/${member.projectId}/documents/${document.id}`
      const textUrl = `${baseUrl}/api/v1/projects/${member.projectId}/documents/${document.id}/text`
      const span = codePointSpan(await indexOf(annotation.revisionId), annotation)
      items.push(webAnnotation(annotation, { ...span, source, textUrl, language: document.language, sha256: revision.sha256, textCreatedAt: revision.createdAt, tags }))
    }
    yield items
  }
}

const readingOrder = ({ request }: ExportContext): ExportRowsQuery => ({ filter: request.filter, order: 'reading' })

async function* mapped<T, U>(batches: AsyncIterable<T[]>, change: (item: T) => U): AsyncGenerator<U[]> {
  for await (const batch of batches) yield batch.map(change)
}
