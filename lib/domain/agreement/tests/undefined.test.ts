import { describe, expect, it } from 'vitest'
import { assess } from '../study/assess'
import { assessValues } from '../study/assess-values'
import type { Measure } from '../measures/measures'
import type { Measurement } from '../units/measurement'
import { leaveOut, ontoUnits } from '../units/projection'
import { sharedExcerpts } from '../study/shared-excerpts'
import type { Study, TaggedSpan } from '../study/study'
import { tabulate } from '../units/tabulate'
import type { UndefinedReason } from '../measures/undefined-reason'

const byCharacter: Measurement = { unit: { kind: 'character' }, touching: 'separate', overlappingTags: 'refused' }
const span = (coderId: string, start: number, end: number, tagId = 'x'): TaggedSpan => ({ coderId, tagId, start, end })
const study = (coderIds: string[], spans: TaggedSpan[], present = coderIds): Study => ({
  coderIds,
  tagIds: [...new Set(['x', ...spans.map(({ tagId }) => tagId)])],
  documents: [{ id: 'd', length: 10, coderIds: present, spans }],
})

function reasons(of: Study, measurement = byCharacter): Partial<Record<Measure, UndefinedReason>> {
  const { figures } = assess(tabulate(of, measurement))
  return Object.fromEntries(
    Object.entries(figures).flatMap(([measure, figure]) => (figure.ok ? [] : [[measure, figure.reason]])),
  )
}

const all = Object.keys(assess(tabulate(study(['a', 'b'], []), byCharacter)).figures) as Measure[]

describe('what is undefined says why', () => {
  it('where nobody coded anything: chance agrees wholly, and no spans are there to compare', () => {
    expect(reasons(study(['a', 'b'], []))).toEqual({
      'cohen-kappa': 'no-variation',
      'light-kappa': 'no-variation',
      'hubert-kappa': 'no-variation',
      'pooled-kappa': 'no-variation',
      'scott-pi': 'no-variation',
      'fleiss-kappa': 'no-variation',
      'krippendorff-alpha': 'no-variation',
      dice: 'nothing-coded',
      jaccard: 'nothing-coded',
      'span-f1-exact': 'nothing-coded',
      'span-f1-overlap': 'nothing-coded',
      'u-alpha': 'no-variation',
      'u-alpha-binary': 'no-variation',
      'cu-alpha': 'nothing-paired',
      'cu-alpha-pairwise': 'nothing-paired',
    })
  })
  it('where both coded everything', () => {
    const found = reasons(study(['a', 'b'], [span('a', 0, 10), span('b', 0, 10)]))
    expect(found['krippendorff-alpha']).toBe('no-variation')
    expect(found['cohen-kappa']).toBe('no-variation')
    expect(found['u-alpha']).toBe('no-variation')
    expect(found.dice).toBeUndefined()
  })
  it('where a second coder is missing, or no text is left: no measure has a value', () => {
    const alone = study(['a', 'b'], [span('a', 0, 5)], ['a'])
    expect(tabulate(alone, byCharacter).leftOut).toEqual(['d'])
    expect(Object.keys(reasons(alone)).sort()).toEqual([...all].sort())
    expect(reasons(alone)['krippendorff-alpha']).toBe('no-units')
    const blank = reasons(study(['a', 'b'], [span('a', 0, 5)]), {
      ...byCharacter,
      excluded: new Map([['d', [{ start: 0, end: 10 }]]]),
    })
    expect(Object.keys(blank).sort()).toEqual([...all].sort())
    expect(blank.percent).toBe('no-units')
  })
  it('where the measure is for two coders', () => {
    const found = reasons(study(['a', 'b', 'c'], [span('a', 0, 5)]))
    expect([found['cohen-kappa'], found['scott-pi']]).toEqual(['more-than-two-coders', 'more-than-two-coders'])
    expect([reasons(study(['a'], []))['cohen-kappa'], reasons(study(['a'], []))['light-kappa']]).toEqual([
      'fewer-than-two-coders',
      'fewer-than-two-coders',
    ])
  })
  it('where a coder gave one stretch two values, unless combinations are values', () => {
    const overlapping = study(['a', 'b'], [span('a', 0, 5, 'x'), span('a', 3, 8, 'y'), span('b', 0, 3, 'x')])
    expect(reasons(overlapping)).toMatchObject({
      'u-alpha': 'overlapping-tags',
      'u-alpha-binary': 'overlapping-tags',
      'cu-alpha': 'overlapping-tags',
    })
    const combined = tabulate(overlapping, { ...byCharacter, overlappingTags: 'combined' })
    expect(assess(combined).figures['u-alpha'].ok).toBe(true)
    expect(assessValues(combined).values.map(({ tagIds }) => tagIds)).toEqual([['x'], ['y'], ['x', 'y']])
  })
  it('where so little is paired that pairwise lengths outweigh it', () => {
    const found = reasons(study(['a', 'b', 'c', 'd'], [span('a', 0, 1, 'x'), span('d', 0, 1, 'y')]))
    expect(found['cu-alpha-pairwise']).toBe('too-little-paired')
    expect(found['cu-alpha']).toBeUndefined()
  })
})

describe('who says nothing is not who says no', () => {
  it('a silent coder disagrees, a missing one does not count', () => {
    const spans = [span('a', 0, 5), span('b', 0, 5)]
    expect(assess(tabulate(study(['a', 'b', 'c'], spans), byCharacter)).figures.percent).toEqual({
      ok: true,
      value: expect.closeTo(2 / 3, 12),
    })
    expect(assess(tabulate(study(['a', 'b', 'c'], spans, ['a', 'b']), byCharacter)).figures.percent).toEqual({
      ok: true,
      value: 1,
    })
  })
  it('spans of coders and tags outside the study are passed over', () => {
    const whole = study(['a', 'b', 'c'], [span('a', 0, 5), span('b', 0, 5), span('c', 7, 9), span('a', 0, 9, 'y')])
    expect(
      assess(tabulate({ ...whole, coderIds: ['a', 'b'], tagIds: ['x'] }, byCharacter)).figures['krippendorff-alpha'],
    ).toEqual({ ok: true, value: 1 })
  })
})

describe('misuse is refused', () => {
  const refused: [string, () => unknown][] = [
    ['a span beyond the text', () => tabulate(study(['a'], [span('a', 0, 11)]), byCharacter)],
    ['an empty span', () => tabulate(study(['a'], [span('a', 3, 3)]), byCharacter)],
    ['a missing coder with spans', () => tabulate(study(['a', 'b'], [span('a', 0, 1)], ['b']), byCharacter)],
    ['a coder twice', () => tabulate(study(['a', 'a'], []), byCharacter)],
    [
      'an excluded range beyond the text',
      () => tabulate(study(['a'], []), { ...byCharacter, excluded: new Map([['d', [{ start: 9, end: 12 }]]]) }),
    ],
    [
      'sentences not given',
      () => tabulate(study(['a'], []), { ...byCharacter, unit: { kind: 'sentence', ranges: new Map() } }),
    ],
    ['an unknown tag', () => assess(tabulate(study(['a'], []), byCharacter), { tagIds: ['?'] })],
    ['an unknown document', () => assess(tabulate(study(['a'], []), byCharacter), { documentIds: ['?'] })],
  ]
  it.each(refused)('%s', (_, act) => expect(act).toThrow(RangeError))
})

describe('units', () => {
  it('leaves out what is excluded, also within a span', () => {
    const { length, project } = leaveOut(10, [
      { start: 2, end: 4 },
      { start: 3, end: 5 },
      { start: 9, end: 10 },
    ])
    expect(length).toBe(6)
    expect(project({ start: 0, end: 10 })).toEqual([{ start: 0, end: 6 }])
    expect(project({ start: 3, end: 6 })).toEqual([{ start: 2, end: 3 }])
    expect(project({ start: 2, end: 5 })).toEqual([])
  })
  it('touches every unit of which it has a character, nested ones too', () => {
    const { project } = ontoUnits([
      { start: 0, end: 100 },
      { start: 10, end: 20 },
      { start: 50, end: 60 },
    ])
    expect(project({ start: 55, end: 95 })).toEqual([
      { start: 0, end: 1 },
      { start: 2, end: 3 },
    ])
    expect(project({ start: 20, end: 50 })).toEqual([{ start: 0, end: 1 }])
    expect(project({ start: 100, end: 120 })).toEqual([])
  })
  it('takes for shared the excerpts whose edges all coders of a document have marked', () => {
    const marked = study(
      ['a', 'b', 'c'],
      [span('a', 0, 5, 'x'), span('b', 0, 5, 'y'), span('a', 6, 8), span('b', 6, 9)],
      ['a', 'b'],
    )
    expect(sharedExcerpts(marked)).toEqual(new Map([['d', [{ start: 0, end: 5 }]]]))
    expect(sharedExcerpts({ ...marked, coderIds: ['a'] })).toEqual(new Map([['d', []]]))
    const { tables } = assess(
      tabulate(marked, { ...byCharacter, unit: { kind: 'excerpt', ranges: sharedExcerpts(marked) } }),
      { tagIds: ['x'] },
    )
    expect(tables[0]).toEqual({ first: 'a', second: 'b', table: { a: 0, b: 1, c: 0, d: 0 } })
  })
})
