import fc from 'fast-check'
import { expect, test } from 'vitest'
import { everythingToAll, faultOf, handedOver, handedTo, overlapOf, planAssignment, reassigned } from './assignment'

const names = (letter: string, maxLength: number) =>
  fc.integer({ min: 1, max: maxLength }).map((n) => Array.from({ length: n }, (_, i) => `${letter}${i}`))
const plan = fc.record({
  documentIds: names('d', 40),
  coderIds: names('c', 7),
  overlap: fc.integer({ min: 0, max: 100 }),
  seed: fc.string({ minLength: 1 }),
})

test('law: every document has a coder, the share that all have is as asked, loads are within one, and nobody has a document twice', () => {
  fc.assert(
    fc.property(plan, (asked) => {
      const tasks = planAssignment(asked)
      const coders = asked.documentIds.map((id) => tasks.filter((task) => task.documentId === id).length)
      const loads = asked.coderIds.map((id) => tasks.filter((task) => task.coderId === id).length)
      expect(Math.min(...coders)).toBeGreaterThan(0)
      expect(new Set(tasks.map(({ documentId, coderId }) => `${documentId} ${coderId}`)).size).toBe(tasks.length)
      expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(1)
      const shared = overlapOf(asked.documentIds.length, asked.overlap)
      if (asked.coderIds.length > 1)
        expect(coders.map((n) => n === asked.coderIds.length).filter(Boolean).length).toBe(shared)
      expect(coders.every((n) => n === 1 || n === asked.coderIds.length)).toBe(true)
      expect(shared).toBe(Math.ceil((asked.documentIds.length * asked.overlap) / 100))
    }),
  )
})

test('law: the same seed hands out the same, in whatever order documents and coders come, and leaves what it was given as it was', () => {
  const key = (tasks: { documentId: string; coderId: string }[]) =>
    tasks.map(({ documentId, coderId }) => `${documentId} ${coderId}`).toSorted()
  fc.assert(
    fc.property(plan, (asked) => {
      const before = structuredClone(asked)
      expect(
        key(
          planAssignment({
            ...asked,
            documentIds: asked.documentIds.toReversed(),
            coderIds: asked.coderIds.toReversed(),
          }),
        ),
      ).toEqual(key(planAssignment(asked)))
      expect(asked).toEqual(before)
    }),
  )
})

test('all of them overlapping is everything to everybody, and other seeds hand out otherwise', () => {
  const [documentIds, coderIds] = [Array.from({ length: 20 }, (_, i) => `d${i}`), ['a', 'b', 'c']]
  expect(planAssignment({ documentIds, coderIds, overlap: 100, seed: 'x' })).toEqual(
    everythingToAll(documentIds, coderIds),
  )
  expect(planAssignment({ documentIds, coderIds, overlap: 20, seed: 'x' })).not.toEqual(
    planAssignment({ documentIds, coderIds, overlap: 20, seed: 'y' }),
  )
})

test('law: asking for the documents and coders there are changes nothing; what is added goes to all, and what is left out leaves', () => {
  fc.assert(
    fc.property(
      plan.filter(
        ({ documentIds, coderIds }) =>
          documentIds.length > 1 && coderIds.length > 1 && documentIds.length >= coderIds.length,
      ),
      (asked) => {
        const tasks = planAssignment(asked)
        const { documentIds, coderIds } = asked
        expect(reassigned(tasks, documentIds, coderIds)).toEqual(tasks)
        const more = reassigned(tasks, [...documentIds, 'new'], [...coderIds, 'too'])
        expect(more.filter((task) => task.documentId === 'new').map((task) => task.coderId)).toEqual([
          ...coderIds,
          'too',
        ])
        expect(more.filter((task) => task.coderId === 'too').length).toBe(documentIds.length + 1)
        expect(reassigned(tasks, documentIds, coderIds.slice(1))).toEqual(
          tasks.filter((task) => task.coderId !== coderIds[0]),
        )
      },
    ),
  )
})

test.each([
  [[{ documentId: 'x', coderId: 'a' }], 'foreign-document'],
  [[{ documentId: 'd', coderId: 'x' }], 'foreign-coder'],
  [
    [
      { documentId: 'd', coderId: 'a' },
      { documentId: 'd', coderId: 'b' },
    ],
    'document-without-coder',
  ],
  [
    [
      { documentId: 'd', coderId: 'a' },
      { documentId: 'e', coderId: 'a' },
    ],
    'coder-without-document',
  ],
  [
    [
      { documentId: 'd', coderId: 'a' },
      { documentId: 'e', coderId: 'b' },
    ],
    undefined,
  ],
])('a table %j has the fault %s', (tasks, fault) => {
  expect(faultOf(tasks, ['d', 'e'], ['a', 'b'])?.fault).toBe(fault)
})

test('law: giving and taking is of those meant and of nobody else, and what changed hands makes one table of the other', () => {
  fc.assert(
    fc.property(
      plan,
      fc.array(fc.nat(39), { maxLength: 6 }),
      fc.array(fc.nat(6), { maxLength: 3 }),
      fc.boolean(),
      (asked, places, who, isGiven) => {
        const before = planAssignment(asked)
        const documentIds = places.flatMap((place) => asked.documentIds[place] ?? [])
        const coderIds = who.flatMap((place) => asked.coderIds[place] ?? [])
        const after = handedTo(before, documentIds, coderIds, isGiven)
        const key = ({ documentId, coderId }: { documentId: string; coderId: string }) => `${documentId} ${coderId}`
        const meant = (task: { documentId: string; coderId: string }) =>
          documentIds.includes(task.documentId) && coderIds.includes(task.coderId)
        expect(after.filter(meant).length).toBe(isGiven ? new Set(documentIds).size * new Set(coderIds).size : 0)
        expect(after.filter((task) => !meant(task))).toEqual(before.filter((task) => !meant(task)))
        const { given, taken } = handedOver(before, after)
        expect([...before.filter((task) => !taken.includes(task)), ...given].map(key).toSorted()).toEqual(
          after.map(key).toSorted(),
        )
      },
    ),
  )
})
