import { failure, success, type Result } from '@/lib/domain/result'
import {
  bootstrapIntervals,
  type BootstrapSettings,
  type Interval,
  type NoInterval,
} from '@/lib/domain/agreement/measures/bootstrap'
import { addCell, createCell, setToSum, type Cell } from '@/lib/domain/agreement/units/cell'
import { tallyDomains } from '@/lib/domain/agreement/unitizing/domain-segments'
import { figuresOf, type Figures } from './figures'
import { fourfold, type Fourfold } from '@/lib/domain/agreement/measures/fourfold'
import { allMeasures, type Measure } from '@/lib/domain/agreement/measures/measures'
import { addTally, coderPairs, createTally, pairableUnits, type Tally } from '@/lib/domain/agreement/measures/tally'
import type { Tabulation } from '@/lib/domain/agreement/units/tabulate'
import type { Agreement } from '@/lib/domain/agreement/measures/undefined-reason'
import { pooledTotals } from '@/lib/domain/agreement/unitizing/unitizing-totals'

/** Which tags and documents a figure is about, by id. All of them, where not said. */
export interface Selection {
  tagIds?: readonly string[]
  documentIds?: readonly string[]
}

/** Every measure of one selection, with the counts it was made from. Tags and documents are pooled by adding tables. */
export interface Assessment {
  tagIds: readonly string[]
  /** The documents of the selection that two coders or more have coded. */
  documentIds: readonly string[]
  /** Units judged by two coders or more, counted once per tag. */
  units: number
  /** The raw table of every pair of coders. */
  tables: { first: string; second: string; table: Fourfold }[]
  figures: Figures
  /** Of the measures asked for. */
  intervals?: Partial<Record<Measure, Result<Interval, NoInterval>>>
}

/**
 * Measures agreement on a selection, with bootstrap intervals over its documents if settings are given: of all measures, or of those in
 * `varied`. Throws RangeError on an id that is not in the study.
 */
export function assess(
  tabulation: Tabulation,
  selection: Selection = {},
  settings?: BootstrapSettings,
  varied: readonly Measure[] = allMeasures,
): Assessment {
  const { study } = tabulation
  const tagIds = selection.tagIds ?? study.tagIds
  const tags = tagIds.map((id) => indexOf(study.tagIds, id, 'tag'))
  const documents = documentIndices(tabulation, selection)
  const domain = tallyDomains(
    documents.map((index) => tabulation.continua[index]!),
    tags,
    tabulation.measurement.overlappingTags,
  )
  const totals = domain.ok ? pooledTotals(domain.value) : undefined
  // With nobody at all everything is undefined, as it is with one.
  const coders = Math.max(1, study.coderIds.length)
  const byTag = tags.map((tag) => documents.map((index) => tabulation.cells[tag]![index]!))
  const ofDocument = documents.map((_, index) =>
    summed(
      byTag.map((cells) => cells[index]!),
      coders,
    ),
  )
  const ones = new Int32Array(documents.length).fill(1)
  const pool = createCell(coders)
  const tallies = tags.map(() => createTally(coders, 2))
  // Only pooled kappa looks at the tags one by one, and adding them up takes most of a replicate's time.
  const looksAtTags = tags.length > 1 && varied.includes('pooled-kappa')
  const figures = <Asked extends Measure>(
    times: Int32Array,
    asked: readonly Asked[],
    byTags: boolean,
  ): Record<Asked, Agreement> => {
    setToSum(pool, ofDocument, times)
    // One tag alone is the pool.
    if (byTags) tallies.forEach((tally, tag) => setToTally(tally, byTag[tag]!, times))
    return figuresOf(
      {
        cell: pool,
        byTag: tags.length > 1 ? tallies : [pool.tally],
        domain: totals ? success(totals(times)) : failure('overlapping-tags'),
      },
      asked,
    )
  }
  const intervals =
    settings && bootstrapIntervals(documents.length, settings, (times) => figures(times, varied, looksAtTags))
  const all = figures(ones, allMeasures, tags.length > 1)
  const { tally } = pool
  const tables = coderPairs(coders).map(([first, second]) => ({
    first: study.coderIds[first]!,
    second: study.coderIds[second]!,
    table: fourfold(tally, first, second),
  }))
  return {
    tagIds,
    documentIds: documents.map((index) => tabulation.continua[index]!.documentId),
    units: pairableUnits(tally),
    tables,
    figures: all,
    ...(intervals && { intervals }),
  }
}

function documentIndices({ study, continua }: Tabulation, { documentIds }: Selection): number[] {
  const indices = [...continua.keys()]
  if (!documentIds) return indices
  const chosen = new Set(documentIds)
  for (const id of chosen)
    indexOf(
      study.documents.map((document) => document.id),
      id,
      'document',
    )
  return indices.filter((index) => chosen.has(continua[index]!.documentId))
}

function indexOf(ids: readonly string[], id: string, what: string): number {
  const index = ids.indexOf(id)
  if (index < 0) throw new RangeError(`No ${what} ${id} in this study`)
  return index
}

function summed(cells: readonly Cell[], coders: number): Cell {
  const sum = createCell(coders)
  for (const cell of cells) addCell(sum, cell)
  return sum
}

function setToTally(target: Tally, cells: readonly Cell[], times: Int32Array): void {
  target.sums.fill(0)
  for (const [index, { tally }] of cells.entries()) if (times[index] !== 0) addTally(target, tally, times[index])
}
