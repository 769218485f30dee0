import type { Measurement } from '../units/measurement'
import type { NaiveDocument } from './naive-units'

type Unitizing = Record<'u-alpha' | 'u-alpha-binary' | 'cu-alpha' | 'cu-alpha-pairwise', number | undefined>
interface Segment {
  value: string
  units: number[]
}

const gap = 'gap'
const undefinedAll: Unitizing = {
  'u-alpha': undefined,
  'u-alpha-binary': undefined,
  'cu-alpha': undefined,
  'cu-alpha-pairwise': undefined,
}

/** The unitizing alphas from whole tables of observed and expected coincidences, counted unit by unit. */
export function naiveUnitizing(
  documents: NaiveDocument[],
  tags: readonly string[],
  overlappingTags: Measurement['overlappingTags'],
): Unitizing {
  const all = new Coincidences()
  const valued = new Coincidences()
  const pairwise = new Coincidences()
  for (const document of documents) {
    const rows = document.coders.map((coder) => segmentsOf(document, coder, tags))
    if (overlappingTags === 'refused' && rows.flat().some(({ value }) => value.includes('&'))) return undefinedAll
    const valueAt = rows.map((row) => new Map(row.flatMap(({ value, units }) => units.map((unit) => [unit, value]))))
    const others = rows.length - 1
    rows.forEach((row, i) => {
      for (let unit = 0; unit < document.units; unit++) {
        const value = valueAt[i]!.get(unit) ?? gap
        if (value === gap) all.subtract(gap, 1)
        valueAt.forEach((other, j) => {
          if (i === j) return
          const otherValue = other.get(unit) ?? gap
          all.add(value, otherValue, 1 / others)
          if (value === gap || otherValue === gap) return
          valued.add(value, otherValue, 1 / others)
          pairwise.add(value, otherValue, 1 / others)
        })
      }
      for (const { value, units } of row) {
        all.subtract(value, units.length ** 2)
        const covers = valueAt.filter((_, j) => j !== i).map((other) => units.filter((unit) => other.has(unit)).length)
        valued.subtract(value, (covers.reduce((sum, cover) => sum + cover, 0) / others) ** 2)
        for (const cover of covers) pairwise.subtract(value, cover ** 2 / others)
      }
    })
  }
  return {
    'u-alpha': all.alpha((value) => value),
    'u-alpha-binary': all.alpha((value) => (value === gap ? gap : 'any')),
    'cu-alpha': valued.alpha((value) => value),
    'cu-alpha-pairwise': pairwise.alpha((value) => value),
  }
}

/** A segment begins wherever what covers the unit is not what covered the one before. */
function segmentsOf({ units, segments }: NaiveDocument, coder: string, tags: readonly string[]): Segment[] {
  const found: Segment[] = []
  let before = ''
  for (let unit = 0; unit < units; unit++) {
    const covering = tags.flatMap((tag) =>
      segments
        .get(coder)!
        .get(tag)!
        .flatMap((segment, index) => (segment.has(unit) ? [{ tag, index }] : [])),
    )
    const state = covering.map(({ tag, index }) => `${tag}${index}`).join('&')
    if (state && state === before) found.at(-1)!.units.push(unit)
    else if (state) found.push({ value: covering.map(({ tag }) => tag).join('&'), units: [unit] })
    before = state
  }
  return found
}

class Coincidences {
  private readonly observed = new Map<string, Map<string, number>>()
  private readonly selfPairs = new Map<string, number>()

  add(c: string, k: string, weight: number): void {
    const row = this.observed.get(c) ?? new Map<string, number>()
    this.observed.set(c, row.set(k, (row.get(k) ?? 0) + weight))
  }

  subtract(c: string, selfPairs: number): void {
    this.selfPairs.set(c, (this.selfPairs.get(c) ?? 0) + selfPairs)
  }

  /** 1 - Do / De over pairs of unlike values, after naming each value anew. */
  alpha(rename: (value: string) => string): number | undefined {
    const totals = [...this.observed].map(
      ([c, row]) => [c, [...row.values()].reduce((sum, weight) => sum + weight, 0)] as const,
    )
    const total = totals.reduce((sum, [, weight]) => sum + weight, 0)
    const selfPairs = [...this.selfPairs.values()].reduce((sum, weight) => sum + weight, 0)
    let observed = 0
    let expected = 0
    for (const [c, ofC] of totals) {
      for (const [k, ofK] of totals) {
        if (rename(c) === rename(k)) continue
        observed += this.observed.get(c)!.get(k) ?? 0
        expected += (ofC * ofK) / (total - selfPairs / total)
      }
    }
    return expected > 0 && total - selfPairs / total > 1e-12 * total ? 1 - observed / expected : undefined
  }
}
