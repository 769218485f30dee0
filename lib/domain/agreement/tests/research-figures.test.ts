import { describe, expect, it } from 'vitest'
import { assess } from '../study/assess'
import { assessValues } from '../study/assess-values'
import type { Measurement } from '../units/measurement'
import { pooledKappa } from '../measures/pooled-kappa'
import type { TaggedSpan } from '../study/study'
import { tabulate } from '../units/tabulate'
import { addRating, createTally, type Tally } from '../measures/tally'

/** First and last character of each segment, counted from 1, as printed. */
const inclusive = (coderId: string, tagId: string, ...ranges: [number, number][]): TaggedSpan[] =>
  ranges.map(([first, last]) => ({ coderId, tagId, start: first - 1, end: last }))
const byCharacter: Measurement = { unit: { kind: 'character' }, touching: 'separate', overlappingTags: 'refused' }

function tallyOf(a: number, b: number, c: number, d: number): Tally {
  const tally = createTally(2, 2)
  addRating(tally, [1, 1], a)
  addRating(tally, [1, 0], b)
  addRating(tally, [0, 1], c)
  addRating(tally, [0, 0], d)
  return tally
}

describe('Krippendorff 2019, Figure 12.11', () => {
  const spans = [
    ...inclusive('Alex', '1', [1, 7]),
    ...inclusive('Alex', '2', [8, 13]),
    ...inclusive('Alex', '5', [31, 32]),
    ...inclusive('Alex', '6', [33, 37], [38, 44]),
    ...inclusive('Alex', '7', [45, 60]),
    ...inclusive('Paul', '1', [1, 7]),
    ...inclusive('Paul', '3', [8, 13]),
    ...inclusive('Paul', '5', [14, 21]),
    ...inclusive('Paul', '6', [33, 44]),
    ...inclusive('Suzan', '1', [1, 7]),
    ...inclusive('Suzan', '4', [8, 13]),
    ...inclusive('Suzan', '5', [14, 21]),
    ...inclusive('Suzan', '6', [33, 37], [38, 41], [42, 44]),
  ]
  const coderIds = ['Alex', 'Paul', 'Suzan']
  const study = {
    coderIds,
    tagIds: ['1', '2', '3', '4', '5', '6', '7'],
    documents: [{ id: 'text', length: 60, coderIds, spans }],
  }
  it('gives the printed u, binary and cu alphas', () => {
    const { figures } = assess(tabulate(study, byCharacter))
    expect(figures['u-alpha']).toEqual({ ok: true, value: expect.closeTo(0.509982, 6) })
    expect(figures['u-alpha-binary']).toEqual({ ok: true, value: expect.closeTo(0.413599, 6) })
    expect(figures['cu-alpha']).toEqual({ ok: true, value: expect.closeTo(0.724169, 6) })
    expect(figures['cu-alpha-pairwise']).toEqual({ ok: true, value: expect.closeTo(0.725562, 6) })
  })
  it('gives the printed alpha of each value with its coverage', () => {
    const values = Object.fromEntries(
      assessValues(tabulate(study, byCharacter)).values.map(({ tagIds, ...rest }) => [tagIds.join(), rest]),
    )
    for (const value of ['1', '5', '6'])
      expect(values[value]!.alpha).toEqual({ ok: true, value: expect.closeTo(1, 12) })
    for (const value of ['2', '3', '4'])
      expect(values[value]!.alpha).toEqual({ ok: true, value: expect.closeTo(0, 12) })
    expect(values['5']!.coverage).toEqual({ ok: true, value: expect.closeTo(8 / 18, 12) })
    expect(values['7']).toEqual({ alpha: { ok: false, reason: 'nothing-paired' }, coverage: { ok: true, value: 0 } })
  })
  it('gives each tag its alpha by characters', () => {
    const tabulation = tabulate(study, byCharacter)
    const expected = { 1: 1, 2: -0.028736, 5: 0.386145, 6: 1, 7: -0.091463 }
    for (const [tagId, alpha] of Object.entries(expected)) {
      expect(assess(tabulation, { tagIds: [tagId] }).figures['krippendorff-alpha']).toEqual({
        ok: true,
        value: expect.closeTo(alpha, 6),
      })
    }
  })
})

describe('one text of four sentences under every rule', () => {
  const coderIds = ['A', 'B']
  const spans = [...inclusive('A', 'X', [1, 10], [31, 45]), ...inclusive('B', 'X', [1, 10], [31, 60])]
  const study = { coderIds, tagIds: ['X'], documents: [{ id: 'text', length: 100, coderIds, spans }] }
  it('by characters', () => {
    const { figures, tables, units } = assess(tabulate(study, byCharacter))
    expect([units, tables]).toEqual([100, [{ first: 'A', second: 'B', table: { a: 25, b: 0, c: 15, d: 60 } }]])
    const expected = {
      percent: 0.85,
      'cohen-kappa': 0.666667,
      'scott-pi': 0.65812,
      'krippendorff-alpha': 0.659829,
      'u-alpha': 0.670598,
      'u-alpha-binary': 0.670598,
      dice: 0.769231,
      jaccard: 0.625,
      'brennan-prediger': 0.7,
      'gwet-ac1': 0.732739,
      'light-kappa': 0.666667,
      'hubert-kappa': 0.666667,
      'pooled-kappa': 0.666667,
      'fleiss-kappa': 0.65812,
      'span-f1-exact': 0.5,
      'span-f1-overlap': 1,
    } as const
    for (const [measure, value] of Object.entries(expected))
      expect(figures[measure as keyof typeof expected], measure).toEqual({ ok: true, value: expect.closeTo(value, 6) })
    expect(figures['cu-alpha']).toEqual({ ok: false, reason: 'no-variation' })
  })
  it('by sentences', () => {
    const sentences = [
      { start: 0, end: 10 },
      { start: 10, end: 30 },
      { start: 30, end: 60 },
      { start: 60, end: 100 },
    ]
    const { figures, tables } = assess(
      tabulate(study, { ...byCharacter, unit: { kind: 'sentence', ranges: new Map([['text', sentences]]) } }),
    )
    expect(tables[0]!.table).toEqual({ a: 2, b: 0, c: 0, d: 2 })
    expect(figures['cohen-kappa']).toEqual({ ok: true, value: 1 })
  })
})

describe('other worked figures', () => {
  it('pools kappa over tags from means of agreement, not of kappas', () => {
    expect(pooledKappa([tallyOf(20, 5, 10, 15), tallyOf(8, 2, 1, 39), tallyOf(3, 4, 0, 43)])).toEqual({
      ok: true,
      value: expect.closeTo(0.556094, 6),
    })
  })
  it('adds the tables of documents', () => {
    const coderIds = ['A', 'B']
    const one = (id: string, b: number) => ({
      id,
      length: 100,
      coderIds,
      spans: [...inclusive('A', 'X', [1, 10]), ...inclusive('B', 'X', [1, b])],
    })
    const { figures, tables } = assess(
      tabulate({ coderIds, tagIds: ['X'], documents: [one('1', 10), one('2', 50)] }, byCharacter),
    )
    expect(tables[0]!.table).toEqual({ a: 20, b: 0, c: 40, d: 140 })
    expect(figures.percent).toEqual({ ok: true, value: 0.8 })
  })
})
