import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { taskState } from './round'
import { hidingOf, isMadeUnseen, isVeiled, noVeil, veilOf, type BlindRound } from './veil'

const round = (
  visibility: BlindRound['visibility'],
  tasks: [coder: string, document: string, isSubmitted: boolean][],
): BlindRound => ({
  id: 'r',
  visibility,
  tasks: tasks.map(([coderId, documentId, isSubmitted]) => ({ coderId, documentId, isSubmitted })),
})
/** Everybody codes but the lead. */
const as = (userId: string) => ({ userId, role: userId === 'lead' ? ('lead' as const) : ('coder' as const) })
/** Whether Ben's coding of this round on document d exists for somebody. */
const sees = (userId: string, given: BlindRound, roundId: string | null = 'r') =>
  !isVeiled(veilOf(as(userId), [given]), { documentId: 'd', roundId, ownerId: 'ben' })

describe('until one has submitted oneself', () => {
  const both = (ana: boolean, ben: boolean) =>
    round('until-own-submit', [
      ['ana', 'd', ana],
      ['ben', 'd', ben],
    ])
  test.each([
    [false, false, false],
    [false, true, false],
    [true, false, true],
    [true, true, true],
  ])('Ana submitted %s, Ben %s: Ana sees Ben’s work %s', (ana, ben, expected) => {
    expect(sees('ana', both(ana, ben))).toBe(expected)
  })
  test.each([
    [false, false],
    [true, true],
  ])('Ben submitted %s: a lead who does not code there sees it %s', (ben, expected) => {
    expect(sees('lead', both(false, ben))).toBe(expected)
  })
})

describe('until all have submitted', () => {
  const both = (ana: boolean, ben: boolean) =>
    round('until-all-submit', [
      ['ana', 'd', ana],
      ['ben', 'd', ben],
      ['ben', 'e', false],
    ])
  test.each([
    [false, true, false],
    [true, false, false],
    [true, true, true],
  ])('Ana submitted %s, Ben %s: Ana and a lead see Ben’s work on that document %s', (ana, ben, expected) => {
    expect(sees('ana', both(ana, ben))).toBe(expected)
    expect(sees('lead', both(ana, ben))).toBe(expected)
  })
})

test('on a document that one codes blind nothing of others exists, whatever round it was made in; elsewhere only the round’s own is hidden', () => {
  const given = round('until-own-submit', [
    ['ana', 'd', false],
    ['ben', 'd', false],
  ])
  expect(sees('ana', given, null)).toBe(false)
  expect(sees('lead', given, null)).toBe(true)
  expect(isVeiled(veilOf(as('ana'), [given]), { documentId: 'e', roundId: null, ownerId: 'ben' })).toBe(false)
  expect(isVeiled(veilOf(as('ana'), [given]), { documentId: null, roundId: 'r', ownerId: 'ben' })).toBe(false)
})

test('an open round hides nothing, and no round at all neither', () => {
  expect(
    veilOf(as('ana'), [
      round('open', [
        ['ana', 'd', false],
        ['ben', 'd', false],
      ]),
    ]),
  ).toEqual(noVeil)
})

const people = ['ana', 'ben', 'cy', 'lead']
const anyRound = fc.record({
  id: fc.constantFrom('r', 's'),
  visibility: fc.constantFrom('open', 'until-own-submit', 'until-all-submit'),
  tasks: fc.uniqueArray(
    fc.record({
      documentId: fc.constantFrom('d', 'e'),
      coderId: fc.constantFrom('ana', 'ben', 'cy'),
      isSubmitted: fc.boolean(),
    }),
    { selector: (task) => `${task.coderId}${task.documentId}` },
  ),
}) as fc.Arbitrary<BlindRound>
const anyMatter = fc.record({
  documentId: fc.constantFrom('d', 'e', null),
  roundId: fc.constantFrom('r', 's', null),
  ownerId: fc.constantFrom('ana', 'ben', 'cy'),
})

test('law: handing in never hides anything from whoever handed in, and another round never shows more', () => {
  fc.assert(
    fc.property(
      fc.array(anyRound, { maxLength: 3 }),
      anyRound,
      anyMatter,
      fc.constantFrom(...people),
      (rounds, another, matter, who) => {
        const hidden = isVeiled(veilOf(as(who), rounds), matter)
        const handedIn = rounds.map((one) => ({
          ...one,
          tasks: one.tasks.map((task) => (task.coderId === who ? { ...task, isSubmitted: true } : task)),
        }))
        if (!hidden) expect(isVeiled(veilOf(as(who), handedIn), matter)).toBe(false)
        if (hidden) expect(isVeiled(veilOf(as(who), [...rounds, another]), matter)).toBe(true)
      },
    ),
  )
})

test('law: once everybody has handed in, nothing is hidden from anybody', () => {
  fc.assert(
    fc.property(fc.array(anyRound, { maxLength: 3 }), fc.constantFrom(...people), (rounds, who) => {
      expect(
        veilOf(
          as(who),
          rounds.map((one) => ({ ...one, tasks: one.tasks.map((task) => ({ ...task, isSubmitted: true })) })),
        ),
      ).toEqual(noVeil)
    }),
  )
})

test('what is hidden on a document waits for one’s own submission, or for everybody’s', () => {
  const tasks: Parameters<typeof round>[1] = [
    ['ana', 'd', false],
    ['ben', 'd', true],
    ['ben', 'e', false],
  ]
  const own = round('until-own-submit', tasks)
  const all = round('until-all-submit', tasks)
  const told = (who: string, rounds: BlindRound[]) => Object.fromEntries(hidingOf(as(who), rounds))
  expect(told('ana', [own])).toEqual({ d: 'until-you-submit', e: 'until-all-submit' })
  expect(told('ana', [all])).toEqual({ d: 'until-all-submit', e: 'until-all-submit' })
  expect(told('ben', [own])).toEqual({ e: 'until-you-submit' })
  expect(told('lead', [own])).toEqual({ d: 'until-all-submit', e: 'until-all-submit' })
  // The later of two reasons is the true one.
  expect(told('ana', [own, { ...all, id: 's' }]).d).toBe('until-all-submit')
  expect(told('ana', [{ ...all, id: 's' }, own]).d).toBe('until-all-submit')
})

test('law: until when something is hidden tells who codes a document blind nothing of what colleagues have handed in', () => {
  fc.assert(
    fc.property(
      fc.array(anyRound, { maxLength: 3 }),
      fc.array(fc.boolean(), { minLength: 18, maxLength: 18 }),
      fc.constantFrom(...people),
      (rounds, flips, who) => {
        let n = 0
        const moved = rounds.map((one) => ({
          ...one,
          tasks: one.tasks.map((task) => (flips[n++] && task.coderId !== who ? { ...task, isSubmitted: true } : task)),
        }))
        const codedBlind = (given: BlindRound[]) => veilOf(as(who), given).documentIds
        for (const documentId of codedBlind(moved))
          expect(hidingOf(as(who), moved).get(documentId)).toBe(hidingOf(as(who), rounds).get(documentId))
      },
    ),
  )
})

test('who codes a document blind beside a blind round of others is told the same until they hand it in themselves', () => {
  const mine = round('until-own-submit', [['ana', 'd', false]])
  const told = (...submitted: boolean[]) =>
    hidingOf(as('ana'), [
      mine,
      {
        ...round('until-own-submit', [
          ['ben', 'd', submitted[0] ?? false],
          ['cara', 'd', submitted[1] ?? false],
        ]),
        id: 's',
      },
    ]).get('d')
  for (const submitted of [
    [false, false],
    [true, false],
    [true, true],
  ])
    expect(told(...submitted)).toBe('until-all-submit')
  expect(hidingOf(as('ana'), [mine]).get('d')).toBe('until-you-submit')
})

test('law: a document is said to hide something exactly where a colleague’s coding there could be hidden', () => {
  fc.assert(
    fc.property(fc.array(anyRound, { maxLength: 3 }), fc.constantFrom(...people), (rounds, who) => {
      const veil = veilOf(as(who), rounds)
      const said = hidingOf(as(who), rounds)
      for (const documentId of ['d', 'e']) {
        const hides = ['ana', 'ben', 'cy']
          .filter((ownerId) => ownerId !== who)
          .some((ownerId) => ['r', 's', null].some((roundId) => isVeiled(veil, { documentId, roundId, ownerId })))
        expect(said.has(documentId)).toBe(hides)
      }
    }),
  )
})

test.each([
  [{ submittedAt: null, reopenedAt: null }, false, 'not-started'],
  [{ submittedAt: null, reopenedAt: null }, true, 'coding'],
  [{ submittedAt: 't', reopenedAt: null }, false, 'submitted'],
  [{ submittedAt: null, reopenedAt: 't' }, true, 'reopened'],
  [{ submittedAt: 'u', reopenedAt: 't' }, true, 'submitted'],
] as const)('a task %j with work %s is %s', (task, hasWork, state) => {
  expect(taskState(task, hasWork)).toBe(state)
})

test('a tag that Ben made while coding blind is not there for who codes blind beside him, nor for who does not code while he is at work; for leads it is', () => {
  const seers = ['ana', 'ben', 'cy', 'lead']
  const see = (visibility: BlindRound['visibility'], ana: boolean, ben: boolean) => {
    const rounds = [
      round(visibility, [
        ['ana', 'd', ana],
        ['ben', 'd', ben],
      ]),
    ]
    return seers.filter(
      (who) => !isMadeUnseen({ userId: who, veil: veilOf(as(who), rounds) }, { roundId: 'r', makerId: 'ben' }),
    )
  }
  expect(see('until-own-submit', false, false)).toEqual(['ben', 'lead'])
  expect(see('until-own-submit', true, false)).toEqual(['ana', 'ben', 'lead'])
  // Whose work is handed in is known to those who do not code, whatever the others still do.
  expect(see('until-own-submit', false, true)).toEqual(['ben', 'cy', 'lead'])
  expect(see('until-all-submit', false, true)).toEqual(['ben', 'lead'])
  expect(see('until-all-submit', true, true)).toEqual(seers)
})
