import { ownValue } from '@/lib/domain/own-value'
import { listAttributes } from '@/lib/data/documents/attributes'
import type { GroupBy } from '@/lib/domain/themes/group-by'
import { countExportRows, exportRows, type ExportRowsQuery } from '@/lib/data/annotations/export-rows'
import { casesOfPassages } from '@/lib/data/cases/cases-of-passages'
import { exportedDocuments, revisionDigest, type ExportedDocument } from '@/lib/data/documents/export-documents'
import { revisionText } from '@/lib/data/documents/revision-text'
import { roundNames } from '@/lib/data/rounds/round-names'
import { tagTree } from '@/lib/data/codebook/tags'
import { getTheme } from '@/lib/data/themes/themes'
import { codePointIndex, type CodePointIndex } from '@/lib/domain/anchoring/code-points'
import { inTreeOrder } from '@/lib/domain/codebook/tree'
import { notFound } from '@/lib/errors'
import { jsonArray } from '@/lib/exporters/json-array'
import type { Cell, Column, Table } from '@/lib/exporters/table'
import { webAnnotation, webAnnotationCollection } from '@/lib/exporters/web-annotation'
import type { Annotation } from '@/lib/schemas/annotation'
import type { Attribute, Document } from '@/lib/schemas/document'
import { excerptColumns } from '@/lib/schemas/export'
import type { ExportContext } from './export-context'

/** An annotation with everything an export says about it. */
export interface ExportedExcerpt {
  annotation: Annotation
  /** What it stands under, where the export is grouped. */
  group: { key: string; label: string } | null
  document: ExportedDocument
  tags: { id: string; name: string; path: string[] }[]
  /** The passage in the reader. */
  link: string
}

/** The selected annotations with their documents and tags, a batch at a time; offsets in UTF-16 units. */
export async function* excerptBatches(
  context: ExportContext,
  query: ExportRowsQuery,
): AsyncGenerator<ExportedExcerpt[]> {
  const { tx, member, baseUrl } = context
  const tags = new Map(
    inTreeOrder(await tagTree(tx, member)).map(({ tag, path }) => [tag.id, { id: tag.id, name: tag.name, path }]),
  )
  let documents = new Map<string, ExportedDocument>()
  for await (const batch of exportRows(tx, member, query)) {
    const missing = [...new Set(batch.map(({ annotation }) => annotation.documentId))].filter(
      (id) => !documents.has(id),
    )
    // Within a group excerpts come document by document, so what earlier batches needed is seldom needed again, the last one aside.
    if (missing.length > 0)
      documents = new Map([
        ...[...documents].filter(([id]) => batch.some(({ annotation }) => annotation.documentId === id)),
        ...(await exportedDocuments(tx, member, missing)).map((row) => [row.id, row] as const),
      ])
    yield batch.flatMap(({ annotation, group }) => {
      const document = documents.get(annotation.documentId)
      if (!document) return [] // In the bin since; the snapshot makes this impossible, the type does not.
      const link = `${baseUrl}/projects/${member.projectId}/documents/${document.id}?annotation=${annotation.id}`
      return [{ annotation, group, document, tags: annotation.tagIds.flatMap((id) => tags.get(id) ?? []), link }]
    })
  }
}

/** An excerpt as a row of its own, with the cases that it is in. */
interface ExcerptRow extends ExportedExcerpt {
  cases: Document['cases']
}

async function* withCases(context: ExportContext, query: ExportRowsQuery): AsyncGenerator<ExcerptRow[]> {
  const { tx, member, request } = context
  const isAsked = request.columns?.includes('cases') ?? true
  for await (const batch of excerptBatches(context, query)) {
    const passages = isAsked ? batch.map(({ annotation }) => annotation) : []
    const cases = await casesOfPassages(tx, member, passages)
    yield batch.map((excerpt) => ({ ...excerpt, cases: cases.get(excerpt.annotation.id) ?? [] }))
  }
}

/** The same with offsets in the units asked for. */
async function* inUnits(context: ExportContext, query: ExportRowsQuery): AsyncGenerator<ExcerptRow[]> {
  if (context.request.units === 'utf16') {
    yield* withCases(context, query)
    return
  }
  const indexOf = codePointIndexes(context)
  for await (const batch of withCases(context, query)) {
    const converted: ExcerptRow[] = []
    for (const excerpt of batch)
      converted.push({
        ...excerpt,
        annotation: {
          ...excerpt.annotation,
          ...codePointSpan(await indexOf(excerpt.annotation.revisionId), excerpt.annotation),
        },
      })
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

const codePointSpan = (index: CodePointIndex, { start, end }: Annotation) => ({
  start: index.toCodePoint(start),
  end: index.toCodePoint(end),
})

/**
 * One row an excerpt. Several tags stand in one cell, each as its path, separated by "; ", and so do the names of its cases. Where a grouping was asked for, rows come in its order and say
 * under what they stand.
 */
export async function excerptTable(context: ExportContext): Promise<Table> {
  const { tx, member, request } = context
  const attributes = await listAttributes(tx, member)
  const rounds = await roundNames(tx, member)
  const group = groupOf(context)
  const own: Record<(typeof excerptColumns)[number], [width: number, cell: (excerpt: ExcerptRow) => Cell]> = {
    group: [24, ({ group }) => group?.label ?? null],
    document: [34, ({ document }) => document.title],
    cases: [24, ({ cases }) => cases.map(({ name }) => name).join('; ')],
    page: [7, ({ annotation }) => annotation.page],
    start: [9, ({ annotation }) => annotation.start],
    end: [9, ({ annotation }) => annotation.end],
    quote: [70, ({ annotation }) => annotation.quote],
    prefix: [24, ({ annotation }) => annotation.prefix],
    suffix: [24, ({ annotation }) => annotation.suffix],
    tags: [40, ({ tags }) => tags.map((tag) => tag.path.join(' > ')).join('; ')],
    note: [40, ({ annotation }) => annotation.note],
    // Who gave a verdict did not mark its passages.
    coder: [18, ({ annotation }) => (annotation.layer === 'consensus' ? null : annotation.author.name)],
    visibility: [10, ({ annotation }) => annotation.visibility],
    layer: [10, ({ annotation }) => annotation.layer],
    round: [20, ({ annotation: { roundId } }) => (roundId === null ? null : (rounds.get(roundId) ?? null))],
    certainty: [10, ({ annotation }) => annotation.certainty],
    secondOpinion: [14, ({ annotation }) => annotation.secondOpinion],
    starred: [8, ({ annotation }) => annotation.starred],
    createdAt: [17, ({ annotation }) => new Date(annotation.createdAt)],
    updatedAt: [17, ({ annotation }) => new Date(annotation.updatedAt)],
    link: [30, ({ link }) => link],
    documentId: [38, ({ document }) => document.id],
    id: [38, ({ annotation }) => annotation.id],
  }
  const given = attributes.map((attribute): TableColumn => ({
    header: `document.${attribute.key}`,
    width: 18,
    cell: ({ document }) => attributeCell(attribute, ownValue(document.attributes, attribute.key) ?? null),
  }))
  const all = excerptColumns.flatMap((header): TableColumn[] => [
    { header, width: own[header][0], cell: own[header][1] },
    ...(header === 'document' ? given : []),
  ])
  const columns = all.filter(
    ({ header }) => header !== 'group' || group !== undefined || request.columns?.includes('group'),
  )
  return {
    name: 'Excerpts',
    columns: columns.map(({ header, width }) => ({ header, width })),
    batches: mapped(inUnits(context, viewOrder(context)), (excerpt) => columns.map(({ cell }) => cell(excerpt))),
  }
}

interface TableColumn extends Column {
  cell: (excerpt: ExcerptRow) => Cell
}

/** The value of an attribute as a cell: a day that is known whole is a date to a spreadsheet. */
export function attributeCell({ type }: Pick<Attribute, 'type'>, value: string | number | boolean | null): Cell {
  return type === 'date' && typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? { day: value } : value
}

/** Annotations as the API shows them, with their document, their tags and a link, and what they stand under where a grouping was asked for. */
export function excerptObjects(context: ExportContext): AsyncGenerator<object[]> {
  return mapped(inUnits(context, viewOrder(context)), ({ annotation, group, cases, document, tags, link }) => ({
    ...annotation,
    ...(group && { group }),
    cases,
    document,
    tags,
    link,
  }))
}

/** A theme as one object: its name, definition and narrative (the editor's own tree), and its excerpts. */
export async function* themeObject(context: ExportContext): AsyncGenerator<string> {
  const { tx, member, request } = context
  const theme = request.filter.themeId === undefined ? null : await getTheme(tx, member, request.filter.themeId)
  if (!theme) throw notFound('theme')
  const { id, name, definition, narrative } = theme
  yield `{"theme":${JSON.stringify({ id, name, definition, narrative })},\n"excerpts":`
  yield* jsonArray(excerptObjects(context))
  yield '}\n'
}

/** A W3C Web Annotation collection; offsets in code points, whatever units were asked for, because that is what the model counts. */
export async function* excerptCollection(context: ExportContext): AsyncGenerator<string> {
  const { tx, member, baseUrl, now, request } = context
  const total = await countExportRows(tx, member, request.filter)
  const id = `${baseUrl}/api/v1/projects/${member.projectId}/export?what=${request.what}&format=jsonld`
  yield* webAnnotationCollection(
    { id, label: member.projectName, total, created: now.toISOString() },
    webAnnotations(context),
  )
}

async function* webAnnotations(context: ExportContext): AsyncGenerator<object[]> {
  const { tx, member, baseUrl } = context
  const indexOf = codePointIndexes(context)
  let revision: { id: string; sha256: string; createdAt: string } | undefined
  for await (const batch of excerptBatches(context, readingOrder(context))) {
    const items: object[] = []
    for (const { annotation, document, tags } of batch) {
      if (revision?.id !== annotation.revisionId)
        revision = {
          id: annotation.revisionId,
          ...((await revisionDigest(tx, member, annotation.revisionId)) ?? { sha256: '', createdAt: '' }),
        }
      const source = `${baseUrl}/projects/${member.projectId}/documents/${document.id}`
      const textUrl = `${baseUrl}/api/v1/projects/${member.projectId}/documents/${document.id}/text`
      const span = codePointSpan(await indexOf(annotation.revisionId), annotation)
      items.push(
        webAnnotation(annotation, {
          ...span,
          source,
          textUrl,
          language: document.language,
          sha256: revision.sha256,
          textCreatedAt: revision.createdAt,
          tags,
        }),
      )
    }
    yield items
  }
}

const readingOrder = ({ request }: ExportContext): ExportRowsQuery => ({ filter: request.filter, order: 'reading' })

/** The order of the view that is exported, each excerpt once: rows are counted by whoever reads them. */
const viewOrder = (context: ExportContext): ExportRowsQuery => ({
  filter: context.request.filter,
  order: 'reading',
  group: groupOf(context),
  once: true,
})

/** The grouping that was asked for; undefined where none was, or one that only reports have. By document, everything comes anyway. */
export function groupOf({ request: { groupBy, isGrouped } }: ExportContext): GroupBy | undefined {
  return isGrouped === true && groupBy !== 'theme' && groupBy.by !== 'document' ? groupBy : undefined
}

async function* mapped<T, U>(batches: AsyncIterable<T[]>, change: (item: T) => U): AsyncGenerator<U[]> {
  for await (const batch of batches) yield batch.map(change)
}
