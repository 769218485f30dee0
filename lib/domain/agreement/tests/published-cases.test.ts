import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { brennanPrediger } from '../measures/brennan-prediger'
import { chanceCorrected } from '../measures/chance-corrected'
import { cohenKappa, hubertKappa, lightKappa } from '../measures/cohen-kappa'
import { dice } from '../measures/dice'
import { fleissKappa, fleissKappaOfCategory } from '../measures/fleiss-kappa'
import { gwetAc1 } from '../measures/gwet-ac1'
import { krippendorffAlpha } from '../measures/krippendorff-alpha'
import { percentAgreement, pooledPercentAgreement } from '../measures/percent-agreement'
import { scottPi } from '../measures/scott-pi'
import { spanF1 } from '../measures/span-f1'
import { addRating, createTally, missing, type Tally } from '../measures/tally'
import { tabulate } from '../units/tabulate'
import { assess } from '../study/assess'
import type { Agreement } from '../measures/undefined-reason'
import {
  binaryUnitizingAlpha,
  codingAlpha,
  codingCoverage,
  unitizingAlpha,
  valueAlpha,
  valueCoverage,
} from '../unitizing/unitizing-alpha'
import { tallySegments } from '../unitizing/unitizing-tally'
import { pooledTotals } from '../unitizing/unitizing-totals'

type Label = string | number
interface Unit {
  coder: Label
  category: string
  start: number
  end: number
}
interface Spanned {
  doc: number
  start: number
  end: number
  category: string
}
type Data =
  | { format: 'contingency'; categories: Label[]; table: number[][] }
  | { format: 'items'; items: (Label | null)[][]; categories?: Label[] }
  | { format: 'category_counts'; categories: Label[]; counts: number[][] }
  | { format: 'units'; start: number; length: number; coders: Label[]; units: Unit[] }
  | { format: 'spans'; gold: Spanned[]; pred: Spanned[] }
  | { format: 'binary_char_counts'; both: number; only_one: number; neither: number }
  | { format: 'holsti_counts'; agreements: number; n1: number; n2: number }
  | { format: 'muc_counts'; correct: number; incorrect: number; partial: number; missed: number; spurious: number }
interface Value {
  statistic: string
  params?: { category?: Label; expected_agreement?: number }
  expected: number | null
  tolerance: number | null
}
interface Table {
  name: string
  source: string
  data: Data
  values: Value[]
}
type Case = Pick<Table, 'name' | 'data'> & Value

const tables = JSON.parse(readFileSync('testing/published/agreement.json', 'utf8')) as Table[]
const cases = tables.flatMap(({ name, data, values }) => values.map((value): Case => ({ name, data, ...value })))

describe('published values', () => {
  it('are 83, each with the table behind it and its source', () => {
    expect([cases.length, new Set(cases.map(({ statistic }) => statistic)).size]).toEqual([83, 22])
    expect(tables.filter(({ source }) => source === '')).toEqual([])
  })
  it.each(cases.filter(({ expected }) => expected !== null))('$name, $statistic', (one) => {
    const value = compute(one)
    if (!value.ok) throw new Error(`undefined: ${value.reason}`)
    // A value right on the edge, such as 0.3125 published as 0.313, is within half a digit but for the last bits of a double.
    expect(Math.abs(value.value - one.expected!)).toBeLessThanOrEqual(one.tolerance! + 1e-12)
  })
  it.each(cases.filter(({ expected }) => expected === null))('$name, $statistic: undefined, with its reason', (one) => {
    const reasons: Record<string, string> = { gwet_ac1: 'one-category', krippendorff_alpha: 'no-units' }
    expect(compute(one)).toEqual({ ok: false, reason: reasons[one.statistic] ?? 'no-variation' })
  })
})

function compute({ statistic, data, params }: Case): Agreement {
  if (data.format === 'units') return unitizing(statistic, data, params?.category)
  if (data.format === 'spans') return spans(statistic, data)
  if (data.format === 'muc_counts') {
    const judged = data.correct + data.incorrect + data.partial
    return spanF1({ matched: data.correct, first: judged + data.missed, second: judged + data.spurious })
  }
  if (data.format === 'holsti_counts')
    return dice({ a: data.agreements, b: data.n1 - data.agreements, c: data.n2 - data.agreements, d: 0 })
  const { tally, categories } = tallyOf(data)
  if (statistic === 'fleiss_kappa_per_category')
    return fleissKappaOfCategory(tally, categories.indexOf(params!.category!))
  if (params?.expected_agreement !== undefined) {
    const observed = percentAgreement(tally)
    return observed.ok ? chanceCorrected(observed.value, params.expected_agreement) : observed
  }
  const measure = nominal[statistic]
  if (!measure) throw new Error(`No measure for ${statistic}`)
  return measure(tally)
}

const nominal: Record<string, (tally: Tally) => Agreement> = {
  percent_agreement: percentAgreement,
  percent_agreement_pooled: pooledPercentAgreement,
  cohen_kappa: cohenKappa,
  scott_pi: scottPi,
  fleiss_kappa: fleissKappa,
  randolph_kappa: brennanPrediger,
  brennan_prediger: brennanPrediger,
  hubert_kappa: hubertKappa,
  light_kappa: lightKappa,
  krippendorff_alpha: krippendorffAlpha,
  gwet_ac1: gwetAc1,
}

function tallyOf(data: Exclude<Data, { format: 'units' | 'spans' | 'muc_counts' | 'holsti_counts' }>): {
  tally: Tally
  categories: Label[]
} {
  if (data.format === 'binary_char_counts') {
    const tally = createTally(2, 2)
    addRating(tally, [1, 1], data.both)
    addRating(tally, [1, 0], data.only_one)
    addRating(tally, [0, 0], data.neither)
    return { tally, categories: [0, 1] }
  }
  if (data.format === 'contingency') {
    const tally = createTally(2, data.categories.length)
    data.table.forEach((row, first) => row.forEach((units, second) => addRating(tally, [first, second], units)))
    return { tally, categories: data.categories }
  }
  const items =
    data.format === 'items'
      ? data.items
      : data.counts.map((row) => row.flatMap((count, index) => new Array<Label>(count).fill(data.categories[index]!)))
  const categories = data.categories ?? [...new Set(items.flat())].filter((value) => value !== null)
  const tally = createTally(Math.max(...items.map((item) => item.length)), categories.length)
  for (const item of items)
    addRating(
      tally,
      item.map((value) => (value === null ? missing : categories.indexOf(value))),
      1,
    )
  return { tally, categories }
}

function unitizing(
  statistic: string,
  { coders, units, start, length }: Extract<Data, { format: 'units' }>,
  category?: Label,
): Agreement {
  const rows = coders.map((coder) => {
    const own = units
      .filter((unit) => unit.coder === coder)
      .map((unit) => ({ start: unit.start - start, end: unit.end - start, value: unit.category }))
    return own.sort((a, b) => a.start - b.start)
  })
  const tally = tallySegments(rows, length)
  const totals = pooledTotals([tally])([1])
  const value = tally.values.get(String(category))
  switch (statistic) {
    case 'u_alpha':
      return unitizingAlpha(totals)
    case 'binary_u_alpha':
      return binaryUnitizingAlpha(totals)
    case 'cu_alpha':
      return codingAlpha(totals, 'pairwise')
    case 'cu_alpha_coverage':
      return codingCoverage(totals)
    case 'ku_alpha':
      return valueAlpha(totals, value, 'pairwise')
    case 'ku_alpha_coverage':
      return valueCoverage(totals, value)
    default:
      throw new Error(`No measure for ${statistic}`)
  }
}

function spans(statistic: string, { gold, pred }: Extract<Data, { format: 'spans' }>): Agreement {
  const all = [...gold, ...pred]
  const of = (list: Spanned[], coderId: string, doc: number) =>
    list
      .filter((span) => span.doc === doc)
      .map(({ start, end, category }) => ({ start, end, tagId: category, coderId }))
  const study = {
    coderIds: ['gold', 'pred'],
    tagIds: [...new Set(all.map(({ category }) => category))],
    documents: [...new Set(all.map(({ doc }) => doc))].map((doc) => ({
      id: String(doc),
      length: 100,
      coderIds: ['gold', 'pred'],
      spans: [...of(gold, 'gold', doc), ...of(pred, 'pred', doc)],
    })),
  }
  const { figures } = assess(
    tabulate(study, { unit: { kind: 'character' }, touching: 'separate', overlappingTags: 'combined' }),
  )
  return figures[statistic === 'span_f1_exact' ? 'span-f1-exact' : 'span-f1-overlap']
}
