import { documentsInCodingOrder } from '@/lib/data/analysis/coding-order'
import { documentTitles, namesOfPeople, valuesOfDocuments } from '@/lib/data/analysis/column-names'
import { cooccurring, standsTogether, type Within } from '@/lib/data/analysis/cooccurring'
import { countTable, type TableCounts } from '@/lib/data/analysis/count-table'
import { wordCounts, type WordScope } from '@/lib/data/analysis/word-counts'
import { markedPassages, type TagRow } from '@/lib/data/analysis/marked'
import { listExcerpts } from '@/lib/data/annotations/excerpts'
import { valuesInOrder } from '@/lib/data/annotations/groups'
import type { Transaction } from '@/lib/data/database/client'
import type { Page } from '@/lib/data/database/page'
import { searchedDocuments } from '@/lib/data/search/found-blocks'
import { listAttributes } from '@/lib/data/documents/attributes'
import { textsReady } from '@/lib/data/search/under-way'
import type { Member } from '@/lib/domain/access/viewer'
import { cooccurrence, cooccurrenceFormula } from '@/lib/domain/analysis/cooccurrence'
import { stopWordsVersion } from '@/lib/domain/analysis/stop-words'
import { tokensVersion } from '@/lib/domain/search/tokens'
import { saturation } from '@/lib/domain/analysis/saturation'
import { bucketOf, timeline, type BucketLength } from '@/lib/domain/analysis/time-buckets'
import { consensusCredit } from '@/lib/domain/review/credited'
import { AppError, fault, notFound } from '@/lib/errors'
import { say } from '@/lib/i18n/say'
import type { AnnotationFilter, Excerpt } from '@/lib/schemas/annotation'
import type { CooccurrenceTable, CountTable, SaturationCurve, WordTable } from '@/lib/schemas/analysis'
import type { PageQuery } from '@/lib/schemas/primitives'
import { authorise } from '../authorise'

export interface Counted {
  filter: AnnotationFilter
  /** Whether a passage counts for the tags above its own as well. */
  withBelow: boolean
}

/** What stands in the columns of a table. */
export type Across =
  | { by: 'document' }
  | { by: 'author' }
  | { by: 'attribute'; key: string }
  | { by: 'time'; key: string; length: BucketLength }

interface Column {
  id: string
  name: string
  isCoarse?: boolean
}

/** How often each tag was used in each document, by each coder, for each value of an attribute, or over time. */
export async function analyseTags(
  db: Transaction,
  member: Member,
  { filter, withBelow }: Counted,
  across: Across,
): Promise<CountTable> {
  authorise(member, 'annotations.read')
  const placed = 'key' in across ? await placesOf(db, member, across) : undefined
  const marked = await markedPassages(db, member, filter, withBelow)
  const counts = await countTable(db, marked, placed?.columns ?? (across.by === 'author' ? 'author' : 'document'))
  const ids = [...counts.columns.keys()]
  const columns = placed?.inOrder(ids) ?? (await namedColumns(db, member, across, ids))
  return presented(marked.rows, columns, counts)
}

const none = { annotations: 0, documents: 0 }

function presented(rows: readonly TagRow[], columns: readonly Column[], counts: TableCounts): CountTable {
  return {
    rows: rows.map((row) => ({ ...presentRow(row), ...(counts.rows.get(row.tag.id) ?? none) })),
    columns: columns.map((column) => ({ ...column, ...(counts.columns.get(column.id) ?? none) })),
    cells: counts.cells,
    total: counts.total,
  }
}

const presentRow = ({ tag: { id, name, colour }, path, depth }: TagRow) => ({ id, name, path, colour, depth })

async function namedColumns(
  db: Transaction,
  member: Member,
  { by }: Across,
  ids: readonly string[],
): Promise<Column[]> {
  if (by === 'document') return documentTitles(db, member, ids)
  const people = await namesOfPeople(
    db,
    ids.filter((id) => id !== consensusCredit),
  )
  return ids.includes(consensusCredit) ? [...people, { id: consensusCredit, name: 'Consensus' }] : people
}

interface Places {
  /** Under which column each document stands. */
  columns: Map<string, string>
  /** The columns of these that are to be shown, in their order. */
  inOrder: (used: readonly string[]) => Column[]
}

async function placesOf(db: Transaction, member: Member, across: Extract<Across, { key: string }>): Promise<Places> {
  const attribute = (await listAttributes(db, member)).find(({ key }) => key === across.key)
  if (!attribute) throw notFound('attribute')
  if (across.by === 'time' && attribute.type !== 'date')
    throw new AppError('invalid', say('refusals.someInvalidStored'), {
      errors: [fault('attributeKey', say('faults.notADate'))],
    })
  const documents = await valuesOfDocuments(db, member, across.key)
  return across.by === 'time'
    ? placesInTime(documents, across.length)
    : placesByValue(documents, await valuesInOrder(db, member, across.key))
}

type Valued = readonly { id: string; value: string | null }[]

function placesByValue(documents: Valued, values: readonly string[]): Places {
  return {
    columns: new Map(documents.map(({ id, value }) => [id, value ?? ''])),
    inOrder: (used) => {
      const known = new Set(used)
      return values.filter((value) => known.has(value)).map((value) => ({ id: value, name: value }))
    },
  }
}

function placesInTime(documents: Valued, length: BucketLength): Places {
  const buckets = new Map(documents.map(({ id, value }) => [id, bucketOf(value, length)]))
  const byId = new Map([...buckets.values()].map((bucket) => [bucket.id, bucket]))
  return {
    columns: new Map([...buckets].map(([id, bucket]) => [id, bucket.id])),
    inOrder: (used) =>
      timeline(
        used.flatMap((id) => byId.get(id) ?? []),
        length,
      ).map(({ id, isCoarse }) => ({ id, name: id, isCoarse })),
  }
}

/**
 * Which tags stand together in the same words, paragraph or document, and how far. Where a passage counts for the tags above its own as well, a tag and one
 * above it are no pair: they stand together wherever the lower one is.
 */
export async function analyseCooccurrence(
  db: Transaction,
  member: Member,
  { filter, withBelow }: Counted,
  how: { within: Within; sameAuthor: boolean },
): Promise<CooccurrenceTable> {
  authorise(member, 'annotations.read')
  if (how.within === 'paragraph') await textsReady(member.projectId)
  const marked = await markedPassages(db, member, filter, withBelow)
  const { places, pairs, leftOut } = await cooccurring(db, member, marked, how)
  const order = new Map(marked.rows.map(({ tag }, at) => [tag.id, at]))
  const at = (id: string): number => order.get(id) ?? 0
  const apart = pairs.filter(({ first, second }) => !marked.isWithin(first, second) && !marked.isWithin(second, first))
  const cells = apart.map(({ first, second, both, either, documents }) => {
    const [row, column] = at(first) < at(second) ? [first, second] : [second, first]
    return { row, column, both, either, documents, coefficient: cooccurrence({ both, either }) }
  })
  return {
    within: how.within,
    formula: cooccurrenceFormula,
    rows: marked.rows.map((row) => ({ ...presentRow(row), places: places.get(row.tag.id) ?? 0 })),
    cells: cells.toSorted((a, b) => at(a.row) - at(b.row) || at(a.column) - at(b.column)),
    leftOut,
  }
}

/** The passages behind a cell of co-occurrence: those with either tag that stand where both are, document by document. */
export async function excerptsTogether(
  db: Transaction,
  member: Member,
  { filter, withBelow }: Counted,
  { row, column, ...how }: { row: string; column: string; within: Within; sameAuthor: boolean },
  query: PageQuery,
): Promise<Page<Excerpt>> {
  authorise(member, 'annotations.read')
  const ofBoth: AnnotationFilter = {
    ...filter,
    layer: filter.layer ?? 'coder',
    tagIds: [row, column],
    exact: !withBelow,
  }
  const marked = await markedPassages(db, member, ofBoth, withBelow, [row, column])
  return listExcerpts(db, member, ofBoth, { by: 'document' }, query, standsTogether(member, marked, how))
}

/** How many tags each document brought that those coded before it do not have. */
export async function analyseSaturation(
  db: Transaction,
  member: Member,
  { filter, withBelow }: Counted,
): Promise<SaturationCurve> {
  authorise(member, 'annotations.read')
  const documents = await documentsInCodingOrder(
    db,
    member.projectId,
    await markedPassages(db, member, filter, withBelow),
  )
  const steps = saturation(documents)
  return {
    steps: documents.flatMap(({ id, title, codedAt, annotations }, at) => {
      const step = steps[at]
      return step ? [{ documentId: id, title, codedAt: codedAt.toISOString(), annotations, ...step }] : []
    }),
  }
}

/** Which words stand how often in the texts of some documents. */
export async function analyseWords(
  db: Transaction,
  member: Member,
  scope: WordScope,
  how: { withStopWords: boolean; limit: number },
): Promise<WordTable> {
  authorise(member, 'annotations.read')
  await textsReady(member.projectId)
  const [counts, { waiting }] = await Promise.all([wordCounts(db, member, scope, how), searchedDocuments(db, member)])
  return { ...counts, waiting, tokensVersion, stopWordsVersion }
}
