import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isSamePassage, tagKey, type Coding, type ConsensusSpan } from './coding'
import { onePerPlace, planConsensus } from './one-passage'
import { consensusOf, fateOf, type Decision } from './settle'
import { stretchAgreement } from './stretch-agreement'
import { wideCharacters } from '../search/wide-characters'
import { findStretches, TooManyMarks } from './stretches'

const coding = (coderId: string, start: number, end: number, ...tagIds: string[]): Coding => ({
  id: `${coderId}${start}-${end}${tagIds.join('')}`,
  coderId,
  start,
  end,
  tagIds,
  version: 1,
})
const [ana, ben] = ['ana', 'ben']
const coders = ['ana', 'ben', 'cy']

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
    expect(findStretches(codings, [ana, ben], '')).toMatchObject([{ kind, start: 0, end: 10 }])
  })

  test('a section and a sentence in it with another tag are two matters', () => {
    const stretches = findStretches(
      [coding(ana, 0, 1000, 'x'), coding(ben, 100, 120, 'y'), coding(ben, 0, 990, 'x')],
      [ana, ben],
      '',
    )
    expect(stretches.map(({ start, end, kind }) => [start, end, kind])).toEqual([
      [0, 1000, 'edges'],
      [100, 120, 'missing'],
    ])
  })

  test('agreement is 1 for the same, 0 for nothing in common, and Dice between', () => {
    const of = (...codings: Coding[]) =>
      stretchAgreement(
        [ana, ben].map((who) => codings.filter((one) => one.coderId === who)),
        [],
      )
    expect(of(coding(ana, 0, 10, 'x'), coding(ben, 0, 10, 'x'))).toBe(1)
    expect(of(coding(ana, 0, 10, 'x'), coding(ben, 0, 10, 'y'))).toBe(0)
    expect(of(coding(ana, 0, 10, 'x'))).toBe(0)
    expect(of(coding(ana, 0, 10, 'x'), coding(ben, 5, 10, 'x'))).toBeCloseTo(10 / 15)
    expect(of(coding(ana, 0, 10, 'x'), coding(ana, 5, 10, 'x'), coding(ben, 0, 10, 'x'))).toBe(1)
  })
})

test('law: agreement counts characters as people read them, whatever code units they are made of', () => {
  const letter = fc.constantFrom('a', ' ', 'e\u0301', '👩‍👩‍👧', '🇳🇱', '盐', 'กำ')
  const edges = fc.tuple(
    fc.constantFrom('ana', 'ben', 'cy'),
    fc.nat(30),
    fc.integer({ min: 1, max: 12 }),
    fc.subarray(['x', 'y']),
  )
  fc.assert(
    fc.property(
      fc.array(letter, { minLength: 45, maxLength: 45 }),
      fc.array(edges, { minLength: 1, maxLength: 8 }),
      (letters, drawn) => {
        const offsets = letters.reduce<number[]>((all, one) => [...all, all.at(-1)! + one.length], [0])
        const placed = (at: (place: number) => number) =>
          coders.map((who) =>
            drawn
              .filter(([coderId]) => coderId === who)
              .map(([coderId, start, length, tagIds]) => coding(coderId, at(start), at(start + length), ...tagIds)),
          )
        // Every letter one code unit, against the letters as they are.
        expect(
          stretchAgreement(
            placed((place) => offsets[place]!),
            wideCharacters(letters.join('')),
          ),
        ).toBeCloseTo(
          stretchAgreement(
            placed((place) => place),
            [],
          ),
          12,
        )
      },
    ),
  )
})

test('half a character marked is the character marked', () => {
  const [text, half] = ['👩‍👩‍👧 at sea', 2]
  expect(stretchAgreement([[coding(ana, 0, half, 'x')], [coding(ben, 0, 8, 'x')]], wideCharacters(text))).toBe(1)
})

const anyCodings = fc
  .array(
    fc.record({
      coderId: fc.constantFrom('ana', 'ben', 'cy'),
      start: fc.nat(40),
      length: fc.integer({ min: 1, max: 15 }),
      tagIds: fc.subarray(['x', 'y', 'z']),
    }),
    { maxLength: 24 },
  )
  .map((drawn) =>
    drawn.map(({ coderId, start, length, tagIds }, i): Coding => ({
      id: `id${String(i).padStart(2, '0')}`,
      coderId,
      start,
      end: start + length,
      tagIds,
      version: 1,
    })),
  )

test('law: every coding is in exactly one stretch, and two are in one exactly where a chain of passages links them', () => {
  fc.assert(
    fc.property(anyCodings, (codings) => {
      const stretches = findStretches(codings, coders, '')
      expect(stretches.flatMap((stretch) => stretch.codings.map(({ id }) => id)).toSorted()).toEqual(
        codings.map(({ id }) => id).toSorted(),
      )
      // The same by brute force: spread labels until nothing changes.
      const labels = codings.map((_, i) => i)
      for (let changed = true; changed;) {
        changed = false
        codings.forEach((a, i) =>
          codings.forEach((b, j) => {
            if (labels[i]! <= labels[j]! || !isSamePassage(a, b)) return
            labels[i] = labels[j]!
            changed = true
          }),
        )
      }
      const naive = new Map<number, string[]>()
      codings.forEach(({ id }, i) => naive.set(labels[i]!, [...(naive.get(labels[i]!) ?? []), id]))
      const sets = (groups: string[][]) => groups.map((ids) => ids.toSorted().join()).toSorted()
      expect(sets(stretches.map((stretch) => stretch.codings.map(({ id }) => id)))).toEqual(sets([...naive.values()]))
    }),
  )
})

test('marks upon one another, as many as there may be, are told apart soon or not at all', () => {
  const twenty = Array.from({ length: 20_000 }, (_, i) => i)
  const text = '👩‍👩‍👧 and the sea '.repeat(2_000)
  const upon = (tag: (i: number) => string) =>
    twenty.flatMap((i) =>
      [ana, ben].map((who) => ({ ...coding(who, i % 700, 701 + (i % 699), tag(i)), id: `${who}${i}` })),
    )
  expect(
    findStretches(
      upon(() => 'x'),
      [ana, ben],
      text,
    ),
  ).toHaveLength(1)
  const beside = twenty.flatMap((i) => [coding(ana, 10 * i, 10 * i + 8, 'x'), coding(ben, 10 * i, 10 * i + 9, 'y')])
  expect(findStretches(beside, [ana, ben], text)).toHaveLength(20_000)
  // Each has a tag of its own and covers a little less than half of the next, so that no two are about the same.
  const chain = twenty.map((i) => coding(i % 2 ? ana : ben, i, i + (i % 2 ? 4100 : 2050 - (i % 7)), `t${i}`))
  const ended = () => findStretches(chain, [ana, ben], text).length
  try {
    expect(ended()).toBeGreaterThan(0)
  } catch (error) {
    expect(error).toBeInstanceOf(TooManyMarks)
  }
})

test('law: the order in which codings are given does not matter', () => {
  fc.assert(
    fc.property(
      anyCodings.chain((codings) =>
        fc.tuple(fc.constant(codings), fc.shuffledSubarray(codings, { minLength: codings.length })),
      ),
      ([codings, shuffled]) => {
        const plain = (given: readonly Coding[]) =>
          findStretches(given, coders, '').map(({ codings: own, ...stretch }) => ({
            ...stretch,
            ids: own.map(({ id }) => id).toSorted(),
          }))
        expect(plain(shuffled)).toEqual(plain(codings))
      },
    ),
  )
})

test('law: unanimous means agreement 1, and accepting anybody there is accepting everybody', () => {
  fc.assert(
    fc.property(anyCodings, (codings) => {
      for (const stretch of findStretches(codings, coders, '')) {
        expect(stretch.agreement).toBeGreaterThanOrEqual(0)
        expect(stretch.agreement).toBeLessThanOrEqual(1 + 1e-12)
        if (stretch.kind !== 'unanimous') continue
        expect(stretch.agreement).toBeCloseTo(1)
        const [first, ...others] = coders.map((coderId) =>
          consensusOf(stretch.codings, { outcome: 'accepted', coderIds: [coderId] }),
        )
        for (const other of others) expect(other).toEqual(first)
      }
    }),
  )
})

// Which tags lie on which characters; a passage without tags lies on its characters too.
const cells = (spans: readonly ConsensusSpan[]) =>
  new Set(
    spans.flatMap(({ start, end, tagIds }) =>
      Array.from({ length: end - start }, (_, i) => start + i).flatMap((at) => [
        `${at}`,
        ...tagIds.map((id) => `${at} ${id}`),
      ]),
    ),
  )

test('law: a consensus keeps every character and tag of whoever is accepted, and nothing of others; no two passages have the same edges, nor the same tags where they overlap', () => {
  fc.assert(
    fc.property(anyCodings, fc.subarray(coders, { minLength: 1 }), (codings, coderIds) => {
      const decision = { outcome: 'accepted' as const, coderIds }
      const consensus = consensusOf(codings, decision)
      expect(cells(consensus)).toEqual(cells(codings.filter((one) => coderIds.includes(one.coderId))))
      expect(new Set(consensus.map(({ start, end }) => `${start} ${end}`)).size).toBe(consensus.length)
      for (const a of consensus)
        for (const b of consensus)
          if (a !== b && tagKey(a.tagIds) === tagKey(b.tagIds)) expect(a.end <= b.start || b.end <= a.start).toBe(true)
      for (const own of codings.filter((one) => coderIds.includes(one.coderId)))
        expect(fateOf(own, consensus, decision)).not.toBe('refused')
      const edited = consensusOf([], { outcome: 'edited', spans: codings })
      expect(cells(edited)).toEqual(cells(codings))
      expect(onePerPlace(edited)).toEqual(edited)
    }),
  )
})

test('law: in the consensus there is one passage a place, with the tags of every standing verdict that speaks of it; planning it once more changes nothing', () => {
  const anyStored = fc.array(
    fc.record({
      place: fc.constantFrom('0-9', '0-5', '3-9'),
      isLive: fc.boolean(),
      said: fc.array(
        fc.record({ verdictId: fc.constantFrom('v1', 'v2', 'v3'), tagIds: fc.subarray(['x', 'y', 'z']) }),
        { maxLength: 3 },
      ),
    }),
    { maxLength: 8 },
  )
  fc.assert(
    fc.property(anyStored, (drawn) => {
      const passages = drawn.map(({ place, isLive }, i) => ({ id: `p${i}`, place, isLive }))
      const words = drawn.flatMap(({ said }, i) => said.map((word) => ({ ...word, passageId: `p${i}` })))
      const placeOf = (id: string) => passages.find((passage) => passage.id === id)?.place
      const plan = planConsensus(passages, words)
      const live = new Set([
        ...passages.filter(({ id, isLive }) => isLive && !plan.gone.includes(id)).map(({ id }) => id),
        ...plan.standing.map(({ id }) => id),
      ])
      expect([...live].toSorted()).toEqual(plan.standing.map(({ id }) => id).toSorted())
      for (const place of ['0-9', '0-5', '3-9']) {
        const tagIds = new Set(words.filter((word) => placeOf(word.passageId) === place).flatMap((word) => word.tagIds))
        const here = plan.standing.filter(({ id }) => placeOf(id) === place)
        expect(here.length).toBe(words.some((word) => placeOf(word.passageId) === place) ? 1 : 0)
        expect(new Set(here.flatMap((passage) => passage.tagIds))).toEqual(tagIds)
      }
      const moved = words.map((word) => ({
        ...word,
        passageId: plan.moved.find(({ from }) => from === word.passageId)?.to ?? word.passageId,
      }))
      const again = planConsensus(
        passages.map((passage) => ({ ...passage, isLive: live.has(passage.id) })),
        moved,
      )
      expect({ ...again, standing: new Set(again.standing) }).toEqual({
        standing: new Set(plan.standing),
        gone: [],
        moved: [],
        joined: [],
      })
    }),
  )
})

test('two coders with the same edges and other tags, both accepted, make one passage with the tags of both, and each was accepted', () => {
  const [a, b] = [coding(ana, 0, 10, 'x'), coding(ben, 0, 10, 'y')]
  const decision = { outcome: 'accepted' as const, coderIds: [ana, ben] }
  const both = consensusOf([a, b], decision)
  expect(both).toEqual([{ start: 0, end: 10, tagIds: ['x', 'y'] }])
  expect([a, b].map((one) => fateOf(one, both, decision))).toEqual(['accepted', 'accepted'])
  expect(consensusOf([a, b], { outcome: 'edited', spans: [a, b] })).toEqual(both)
})

test('fates: accepted as it was, changed, refused', () => {
  const [a, b] = [coding(ana, 0, 10, 'x'), coding(ben, 2, 10, 'x')]
  const fates = (decision: Decision) => [a, b].map((one) => fateOf(one, consensusOf([a, b], decision), decision))
  expect(fates({ outcome: 'accepted', coderIds: [ana] })).toEqual(['accepted', 'changed'])
  expect(consensusOf([a, b], { outcome: 'accepted', coderIds: [ana, ben] })).toEqual([
    { start: 0, end: 10, tagIds: ['x'] },
  ])
  expect(fates({ outcome: 'accepted', coderIds: [ana, ben] })).toEqual(['accepted', 'changed'])
  expect(fates({ outcome: 'neither' })).toEqual(['refused', 'refused'])
  expect(fates({ outcome: 'edited', spans: [{ start: 0, end: 12, tagIds: ['y'] }] })).toEqual(['changed', 'changed'])
  // Words beside somebody's on the same edges that nobody accepted are a change of what they did.
  expect(fates({ outcome: 'edited', spans: [{ start: 0, end: 10, tagIds: ['x', 'y'] }] })).toEqual([
    'changed',
    'changed',
  ])
})
