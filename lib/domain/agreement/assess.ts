import { failure, success, type Result } from '../anchoring/result'
import { bootstrapIntervals, type BootstrapSettings, type Interval, type NoInterval } from './bootstrap'
import { addCell, createCell, setToSum, type Cell } from './cell'
import { tallyDomains } from './domain-segments'
import { figuresOf, type Figures } from './figures'
import { fourfold, type Fourfold } from './fourfold'
import type { Measure } from './measures'
import { addTally, coderPairs, createTally, pairableUnits, type Tally } from './tally'
import type { Tabulation } from './tabulate'
import { pooledTotals } from './unitizing-totals'

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
  intervals?: Record<Measure, Result<Interval, NoInterval>>
}

/**
 * Measures agreement on a selection, with bootstrap intervals over its documents if settings are given. Throws RangeError on an id that is
 * not in the study.
 */
export function assess(tabulation: Tabulation, selection: Selection = {}, settings?: BootstrapSettings): Assessment {
  const { study } = tabulation
  const tagIds = selection.tagIds ?? study.tagIds
  const tags = tagIds.map((id) => indexOf(study.tagIds, id, 'tag'))
  const documents = documentIndices(tabulation, selection)
  const domain = tallyDomains(documents.map((index) => tabulation.continua[index]!), tags, tabulation.measurement.overlappingTags)
  const totals = domain.ok ? pooledTotals(domain.value) : undefined
  const coders = study.coderIds.length
  const byTag = tags.map((tag) => documents.map((index) => tabulation.cells[tag]![index]!))
  const ofDocument = documents.map((_, index) => summed(byTag.map((cells) => cells[index]!), coders))
  const ones = new Int32Array(documents.length).fill(1)
  const pool = createCell(coders)
  const tallies = tags.map(() => createTally(coders, 2))
  const figures = (times: Int32Array): Figures => {
    setToSum(pool, ofDocument, times)
    // One tag alone is the pool.
    if (tags.length > 1) tallies.forEach((tally, tag) => setToTally(tally, byTag[tag]!, times))
    return figuresOf(pool, tags.length > 1 ? tallies : [pool.tally], totals ? success(totals(times)) : failure('overlapping-tags'))
  }
  const intervals = settings && bootstrapIntervals(documents.length, settings, figures)
  const all = figures(ones)
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
  for (const id of chosen) indexOf(study.documents.map((document) => document.id), id, 'document')
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
