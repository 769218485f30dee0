import type { Counted, ShareOf } from '@/lib/domain/analysis/shares'
import type { BucketLength } from '@/lib/domain/analysis/time-buckets'
import { plainView, readView, viewFilters, writeView, type ThemeView } from '@/lib/browser/themes/theme-view'

export const tableKinds = [
  'tag-document',
  'tag-author',
  'tag-attribute',
  'timeline',
  'cooccurrence',
  'saturation',
  'words',
] as const
type TableKind = (typeof tableKinds)[number]

export const counteds: readonly Counted[] = ['annotations', 'documents']
export const shares = ['none', 'row', 'column', 'total'] as const satisfies readonly (ShareOf | 'none')[]
export const lengths: readonly BucketLength[] = ['year', 'quarter', 'month']
export const withins = ['passage', 'paragraph', 'document'] as const

/** How many words are shown at first, by how many more, how many at most, and how many a file has. */
export const fewWords = 200
export const mostWords = 2000
const mostInFile = 50_000

/** What is counted against what, and how it is shown: the address of the page of tables says it whole, with the API's own names. */
export interface TableChoice {
  kind: TableKind
  /** Of an attribute's values, or of the dates; empty: the first there is, or `date`. */
  attributeKey: string
  by: BucketLength
  within: (typeof withins)[number]
  sameAuthor: boolean
  withBelow: boolean
  counted: Counted
  share: ShareOf | 'none'
  /** Of co-occurrence: the coefficient instead of the counts. */
  coefficient: boolean
  /** By which head rows are in order: '' as in the codebook, `name`, `all`, or one that stands for a column. */
  sort: string
  isAscending: boolean
  /** Tags without a passage too. */
  withUnused: boolean
  /** Of words: those that every text of a language has too, and how many words. */
  stopWords: boolean
  words: number
  view: ThemeView
}

/** Reads the address of the page. What it does not know is left aside; a table is of one layer. */
export function readTable(query: URLSearchParams): TableChoice {
  const one = <T extends string>(name: string, among: readonly [T, ...T[]] | readonly T[], otherwise: T): T =>
    among.find((value) => value === query.get(name)) ?? otherwise
  const is = (name: string) => query.get(name) === 'true'
  const view = readView(query)
  return {
    kind: one('table', tableKinds, 'tag-document'),
    attributeKey: query.get('attributeKey') ?? '',
    by: one('by', lengths, 'year'),
    within: one('within', withins, 'passage'),
    sameAuthor: is('sameAuthor'),
    withBelow: is('withBelow'),
    counted: one('counted', counteds, 'annotations'),
    share: one('share', shares, 'none'),
    coefficient: is('coefficient'),
    sort: query.get('sort') ?? '',
    isAscending: is('ascending'),
    withUnused: is('unused'),
    stopWords: is('stopWords'),
    words: Math.min(mostWords, Math.max(fewWords, Number(query.get('words')) || fewWords)),
    view: { ...view, groupBy: 'document', layer: view.layer === 'both' ? 'coder' : view.layer },
  }
}

export function writeTable(choice: TableChoice): string {
  const query = ofTable(choice)
  if (choice.kind === 'cooccurrence' && choice.coefficient) query.set('coefficient', 'true')
  if (choice.sort !== '') query.set('sort', choice.sort)
  if (choice.isAscending) query.set('ascending', 'true')
  if (choice.withUnused) query.set('unused', 'true')
  if (choice.kind === 'words' && choice.words > fewWords) query.set('words', String(choice.words))
  for (const [name, value] of new URLSearchParams(writeView(choice.view))) query.append(name, value)
  return `table=${choice.kind}${query.size === 0 ? '' : `&${query.toString()}`}`
}

/** What the kind of table is asked besides the filters, as far as it is not the usual. */
function ofTable({ kind, attributeKey, by, within, sameAuthor, ...choice }: TableChoice): URLSearchParams {
  const query = new URLSearchParams()
  const isOf = (...kinds: TableKind[]) => kinds.includes(kind)
  if (kind === 'words') {
    if (choice.stopWords) query.set('stopWords', 'true')
    return query
  }
  if (isOf('tag-attribute', 'timeline') && attributeKey !== '') query.set('attributeKey', attributeKey)
  if (kind === 'timeline' && by !== 'year') query.set('by', by)
  if (kind === 'cooccurrence') {
    if (within !== 'passage') query.set('within', within)
    if (sameAuthor) query.set('sameAuthor', 'true')
  }
  if (choice.withBelow) query.set('withBelow', 'true')
  if (kind === 'cooccurrence') return query
  if (kind === 'saturation') return query
  if (choice.counted !== 'annotations') query.set('counted', choice.counted)
  if (choice.share !== 'none') query.set('share', choice.share)
  return query
}

/** The question to the API. How a file shows it does not change the answer, and is left out where none is asked for. */
export function askedOf(projectId: string, choice: TableChoice, timeZone: string, format?: 'csv' | 'xlsx'): string {
  const query = ofTable(choice)
  if (format === undefined) for (const name of ['counted', 'share']) query.delete(name)
  else query.set('format', format)
  if (format === 'csv') query.set('bom', 'true')
  if (choice.kind === 'words') query.set('limit', String(format === undefined ? choice.words : mostInFile))
  for (const [name, value] of viewFilters(filtersOf(choice), timeZone))
    if (choice.kind !== 'words' || name !== 'layer') query.append(name, value)
  const text = query.toString()
  return `/projects/${projectId}/analysis/${choice.kind}${text === '' ? '' : `?${text}`}`
}

/** What of the filters says something of a kind of table: words are of texts, whoever marked them. */
export function filtersOf({ kind, view }: Pick<TableChoice, 'kind' | 'view'>): ThemeView {
  return kind === 'words' ? { ...plainView, documentIds: view.documentIds, attributes: view.attributes } : view
}

/** A cell of a table: a tag, a column, or both; what is not said is every one. */
export interface OpenedCell {
  row?: string
  column?: { id: string; isCoarse?: boolean }
}

/** Where the excerpts behind a cell are listed: as many as it counts. Of co-occurrence those of both tags that stand where both are. */
export function excerptsOf(
  projectId: string,
  choice: TableChoice,
  { row, column }: OpenedCell,
  timeZone: string,
): string {
  const { kind, attributeKey, withBelow } = choice
  const query = viewFilters(choice.view, timeZone)
  if (kind === 'cooccurrence' && row !== undefined && column !== undefined) {
    for (const name of ['tagId', 'exact']) query.delete(name)
    query.set('row', row)
    query.set('column', column.id)
    for (const [name, value] of ofTable(choice)) query.set(name, value)
    return `/projects/${projectId}/analysis/cooccurrence/excerpts?${query.toString()}`
  }
  if (row !== undefined) {
    query.set('tagId', row)
    query.set('exact', String(!withBelow))
  } else if (choice.view.tagIds.length === 0) query.set('untagged', 'false')
  if (column !== undefined) narrow(query, kind, column, attributeKey)
  return `/projects/${projectId}/excerpts?${query.toString()}`
}

/** Leaves of a filter what stands in one column. */
function narrow(
  query: URLSearchParams,
  kind: TableKind,
  column: { id: string; isCoarse?: boolean },
  key: string,
): void {
  if (kind === 'tag-document' || kind === 'saturation') query.set('documentId', column.id)
  // What review decided is nobody's: the layer says it already.
  if (kind === 'tag-author' && column.id !== 'consensus') query.set('authorId', column.id)
  if (kind === 'tag-attribute') query.append('attribute', `${key}=${column.id}`)
  if (kind === 'timeline') {
    const pair = `${key === '' ? 'date' : key}=${column.id}`
    if (column.isCoarse === true) query.append('attribute', pair)
    else query.set('period', pair)
  }
}

/** Whether the table is of an attribute, and there is none that it could be of. */
export const lacksAttribute = ({ kind, attributeKey }: TableChoice): boolean =>
  (kind === 'tag-attribute' || kind === 'timeline') && attributeKey === ''
