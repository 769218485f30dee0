import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isSameDecision, isSamePassage, tagKey, type Coding } from './coding'
import { consensusOf, fateOf } from './settle'
import { stretchAgreement } from './stretch-agreement'
import { findStretches } from './stretches'

const coding = (coderId: string, start: number, end: number, ...tagIds: string[]): Coding => ({ id: `${coderId}${start}-${end}${tagIds.join('')}`, coderId, start, end, tagIds, version: 1 })
const [ana, ben] = ['ana', 'ben']

describe('what is about the same passage', () => {
  test.each([
    ['the same span, other tags', coding(ana, 0, 10, 'x'), coding(ben, 0, 10, 'y'), true],
    ['half of what both cover', coding(ana, 0, 10, 'x'), coding(ben, 5, 10, 'y'), true],
    ['less than half', coding(ana, 0, 10, 'x'), coding(ben, 6, 10, 'y'), false],
    ['a sentence in a section, the same tag', coding(ana, 0, 1000, 'x'), coding(ben, 500, 510, 'x'), true],
    ['neighbours', coding(ana, 0, 10, 'x'), coding(ben, 10, 20, 'x'), false],
    ['no tags at all', coding(ana, 0, 10), coding(ben, 1, 11), true],
  ])('%s: %o', (_, a, b, expected) => {
    expect(isSamePassage(a, b)).toBe(expected)
    expect(isSamePassage(b, a)).toBe(expected)
  })
})

describe('how coders differ', () => {
  test.each([
    ['unanimous', [coding(ana, 0, 10, 'x', 'y'), coding(ben, 0, 10, 'y', 'x')]],
    ['missing', [coding(ana, 0, 10, 'x')]],
    ['tags', [coding(ana, 0, 10, 'x'), coding(ben, 0, 10, 'y')]],
    ['edges', [coding(ana, 0, 10, 'x'), coding(ben, 2, 10, 'x')]],
    ['unanimous', [coding(ana, 0, 10, 'x'), coding(ana, 0, 10, 'y'), coding(ben, 0, 10, 'y'), coding(ben, 0, 10, 'x')]],
  ])('%s', (kind, codings) => {
    expect(findStretches(codings, [ana, ben])).toMatchObject([{ kind, start: 0, end: 10 }])
  })

  test('a section and a sentence in it with another tag are two matters', () => {
    const stretches = findStretches([coding(ana, 0, 1000, 'x'), coding(ben, 100, 120, 'y'), coding(ben, 0, 990, 'x')], [ana, ben])
    expect(stretches.map(({ start, end, kind }) => [start, end, kind])).toEqual([
      [0, 1000, 'edges'],
      [100, 120, 'missing'],
    ])
  })

  test('agreement is 1 for the same, 0 for nothing in common, and Dice between', () => {
    const of = (...codings: Coding[]) => stretchAgreement([ana, ben].map((who) => codings.filter((one) => one.coderId === who)))
    expect(of(coding(ana, 0, 10, 'x'), coding(ben, 0, 10, 'x'))).toBe(1)
    expect(of(coding(ana, 0, 10, 'x'), coding(ben, 0, 10, 'y'))).toBe(0)
    expect(of(coding(ana, 0, 10, 'x'))).toBe(0)
    expect(of(coding(ana, 0, 10, 'x'), coding(ben, 5, 10, 'x'))).toBeCloseTo(10 / 15)
    expect(of(coding(ana, 0, 10, 'x'), coding(ana, 5, 10, 'x'), coding(ben, 0, 10, 'x'))).toBe(1)
  })
})

const anyCodings = fc.array(fc.record({ coderId: fc.constantFrom('ana', 'ben', 'cy'), start: fc.nat(40), length: fc.integer({ min: 1, max: 15 }), tagIds: fc.subarray(['x', 'y', 'z']) }), { maxLength: 24 }).map((drawn) => drawn.map(({ coderId, start, length, tagIds }, i): Coding => ({ id: `id${String(i).padStart(2, '0')}`, coderId, start, end: start + length, tagIds, version: 1 })))
const coders = ['ana', 'ben', 'cy']

test('law: every coding is in exactly one stretch, and two are in one exactly where a chain of passages links them', () => {
  fc.assert(
    fc.property(anyCodings, (codings) => {
      const stretches = findStretches(codings, coders)
      expect(stretches.flatMap((stretch) => stretch.codings.map(({ id }) => id)).toSorted()).toEqual(codings.map(({ id }) => id).toSorted())
      // The same by brute force: spread labels until nothing changes.
      const labels = codings.map((_, i) => i)
      for (let changed = true; changed; ) {
        changed = false
        codings.forEach((a, i) => codings.forEach((b, j) => {
          if (labels[i]! <= labels[j]! || !isSamePassage(a, b)) return
          labels[i] = labels[j]!
          changed = true
        }))
      }
      const naive = new Map<number, string[]>()
      codings.forEach(({ id }, i) => naive.set(labels[i]!, [...(naive.get(labels[i]!) ?? []), id]))
      const sets = (groups: string[][]) => groups.map((ids) => ids.toSorted().join()).toSorted()
      expect(sets(stretches.map((stretch) => stretch.codings.map(({ id }) => id)))).toEqual(sets([...naive.values()]))
    }),
  )
})

test('law: the order in which codings are given does not matter', () => {
  fc.assert(
    fc.property(anyCodings.chain((codings) => fc.tuple(fc.constant(codings), fc.shuffledSubarray(codings, { minLength: codings.length }))), ([codings, shuffled]) => {
      const plain = (given: readonly Coding[]) => findStretches(given, coders).map(({ codings: own, ...stretch }) => ({ ...stretch, ids: own.map(({ id }) => id).toSorted() }))
      expect(plain(shuffled)).toEqual(plain(codings))
    }),
  )
})

test('law: unanimous means agreement 1, and accepting anybody there is accepting everybody', () => {
  fc.assert(
    fc.property(anyCodings, (codings) => {
      for (const stretch of findStretches(codings, coders)) {
        expect(stretch.agreement).toBeGreaterThanOrEqual(0)
        expect(stretch.agreement).toBeLessThanOrEqual(1 + 1e-12)
        if (stretch.kind !== 'unanimous') continue
        expect(stretch.agreement).toBeCloseTo(1)
        const [first, ...others] = coders.map((coderId) => consensusOf(stretch.codings, { outcome: 'accepted', coderIds: [coderId] }))
        for (const other of others) expect(other).toEqual(first)
      }
    }),
  )
})

test('law: a consensus keeps every character and tag of whoever is accepted, and nothing of others', () => {
  const cells = (spans: readonly { start: number; end: number; tagIds: readonly string[] }[]) => new Set(spans.flatMap(({ start, end, tagIds }) => Array.from({ length: end - start }, (_, i) => `${start + i} ${tagKey(tagIds)}`)))
  fc.assert(
    fc.property(anyCodings, fc.subarray(coders, { minLength: 1 }), (codings, coderIds) => {
      const consensus = consensusOf(codings, { outcome: 'accepted', coderIds })
      expect(cells(consensus)).toEqual(cells(codings.filter((one) => coderIds.includes(one.coderId))))
      for (const a of consensus) for (const b of consensus) if (a !== b && tagKey(a.tagIds) === tagKey(b.tagIds)) expect(a.end <= b.start || b.end <= a.start).toBe(true)
      if (coderIds.length === 1) for (const own of codings.filter((one) => one.coderId === coderIds[0])) expect(fateOf(own, consensus)).not.toBe('refused')
    }),
  )
})

test('fates: accepted as it was, changed, refused', () => {
  const [a, b] = [coding(ana, 0, 10, 'x'), coding(ben, 2, 10, 'x')]
  const accepted = consensusOf([a, b], { outcome: 'accepted', coderIds: [ana] })
  expect([fateOf(a, accepted), fateOf(b, accepted)]).toEqual(['accepted', 'changed'])
  const both = consensusOf([a, b], { outcome: 'accepted', coderIds: [ana, ben] })
  expect(both).toEqual([{ start: 0, end: 10, tagIds: ['x'] }])
  const neither = consensusOf([a, b], { outcome: 'neither' })
  expect([neither, fateOf(a, neither)]).toEqual([[], 'refused'])
  const edited = consensusOf([a, b], { outcome: 'edited', spans: [{ start: 0, end: 12, tagIds: ['y'] }] })
  expect(edited.map((span) => isSameDecision(span, { start: 0, end: 12, tagIds: ['y'] }))).toEqual([true])
  expect(fateOf(a, edited)).toBe('changed')
})
