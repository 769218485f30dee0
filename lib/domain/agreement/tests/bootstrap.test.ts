import { describe, expect, it } from 'vitest'
import { assess } from '../study/assess'
import { bootstrapIntervals } from '../measures/bootstrap'
import { randomBelow, randomSource } from '../measures/random-source'
import type { Study } from '../study/study'
import { tabulate } from '../units/tabulate'

const settings = { replicates: 2000, seed: 11, level: 0.95 }
const coderIds = ['a', 'b']
/** Documents of 100 characters in which b marks fewer and fewer of a's fifty. */
const study = (documents: number): Study => ({
  coderIds,
  tagIds: ['x'],
  documents: Array.from({ length: documents }, (_, index) => ({
    id: `d${index}`,
    length: 100,
    coderIds,
    spans: [
      { coderId: 'a', tagId: 'x', start: 0, end: 50 },
      { coderId: 'b', tagId: 'x', start: 0, end: 50 - 4 * index },
    ],
  })),
})
const tabulation = (documents: number) =>
  tabulate(study(documents), { unit: { kind: 'character' }, touching: 'separate', overlappingTags: 'refused' })

describe('the generator', () => {
  it('repeats for a seed, differs between seeds and favours no number', () => {
    const draws = (seed: number) =>
      Array.from(
        { length: 60_000 },
        (() => {
          const random = randomSource(seed)
          return () => randomBelow(random, 6)
        })(),
      )
    expect(draws(1)).toEqual(draws(1))
    expect(draws(1)).not.toEqual(draws(2))
    // Chi-squared with 5 degrees of freedom exceeds 20.5 once in a thousand times; the seeds are fixed.
    for (const seed of [0, 1, 2, 2 ** 31]) {
      const counts = draws(seed).reduce((sum, face) => (sum[face]!++, sum), [0, 0, 0, 0, 0, 0])
      expect(counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0)).toBeLessThan(20.5)
    }
  })
})

describe('the interval', () => {
  it('is the same for the same seed and holds the value of every measure that has one', () => {
    const { figures, intervals } = assess(tabulation(10), {}, settings)
    expect(assess(tabulation(10), {}, settings).intervals).toEqual(intervals)
    expect(assess(tabulation(10), {}, { ...settings, seed: 12 }).intervals).not.toEqual(intervals)
    for (const measure of ['percent', 'krippendorff-alpha', 'u-alpha', 'dice', 'pooled-kappa'] as const) {
      const [figure, interval] = [figures[measure], intervals![measure]!]
      if (!figure.ok || !interval.ok) throw new Error(measure)
      expect(interval.value.low).toBeLessThan(figure.value)
      expect(interval.value.high).toBeGreaterThan(figure.value)
      expect(interval.value.defined).toBe(settings.replicates)
    }
  })
  it('of a mean comes near the one that theory gives', () => {
    // 100 documents of which half agree: the mean is 0.5, its standard error 0.05.
    const { mean } = bootstrapIntervals(100, settings, (times) => ({
      mean: { ok: true, value: times.reduce((sum, count, index) => sum + (index % 2) * count, 0) / 100 },
    }))
    if (!mean.ok) throw new Error(mean.reason)
    expect(mean.value.low).toBeCloseTo(0.5 - 1.96 * 0.05, 1.5)
    expect(mean.value.high).toBeCloseTo(0.5 + 1.96 * 0.05, 1.5)
  })
  it('has the replicates that weighting by hand gives', () => {
    const few = tabulation(3)
    const seen: number[][] = []
    bootstrapIntervals(3, { ...settings, replicates: 5 }, (times) => (seen.push([...times]), {}))
    const values = seen.slice(1).map((times) => {
      const drawn = study(3).documents.flatMap((document, index) =>
        Array.from({ length: times[index]! }, (_, copy) => ({ ...document, id: `${document.id} ${copy}` })),
      )
      const figure = assess(tabulate({ ...study(3), documents: drawn }, few.measurement)).figures['u-alpha']
      return figure.ok ? figure.value : NaN
    })
    const interval = assess(few, {}, { ...settings, replicates: 5, level: 0.999999 }).intervals!['u-alpha']!
    if (!interval.ok) throw new Error(interval.reason)
    expect(interval.value.low).toBeCloseTo(Math.min(...values), 5)
    expect(interval.value.high).toBeCloseTo(Math.max(...values), 5)
  })
  it('is refused for one document, and where too many replicates have no value', () => {
    expect(assess(tabulation(1), {}, settings).intervals!.percent).toEqual({ ok: false, reason: 'few-documents' })
    const { often } = bootstrapIntervals(5, settings, (times) => ({
      often: times[0]! > 0 ? { ok: true as const, value: 1 } : { ok: false as const, reason: 'no-variation' as const },
    }))
    expect(often).toEqual({ ok: false, reason: 'often-undefined' })
    expect(() => assess(tabulation(2), {}, { ...settings, level: 1 })).toThrow(RangeError)
  })
})
