import fc from 'fast-check'
import { expect, test } from 'vitest'
import { noVeil } from '../rounds/veil'
import { shownEvent, type RecordedEvent } from './shown-event'

const [me, you] = ['me', 'you']
const row = (visibility: string) => ({ id: visibility, visibility, note: `a ${visibility} note` })
const event = (given: Partial<RecordedEvent>): RecordedEvent => ({
  seq: 1,
  type: 'annotation.changed',
  actor: { id: you, name: 'You' },
  subjectId: 'x',
  documentId: 'd',
  ownerId: you,
  makerId: null,
  roundId: null,
  shared: true,
  before: null,
  after: null,
  reverts: null,
  createdAt: '2026-01-01T00:00:00.000Z',
  ...given,
})
const sides = (given: Partial<RecordedEvent>, userId = me, veil = noVeil) => {
  const shown = shownEvent({ userId, veil }, event(given))
  return shown && [shown.before, shown.after]
}
const [shared, hidden] = [row('shared'), row('private')]

test.each<[string, Partial<RecordedEvent>, unknown]>([
  [
    'nobody’s own work is shown whole',
    { ownerId: null, before: hidden, after: { name: 'x' } },
    [hidden, { name: 'x' }],
  ],
  ['unshared work of another is not there', { shared: false, after: hidden }, null],
  ['what is shared on both sides is shown whole', { before: shared, after: shared }, [shared, shared]],
  ['of what was hidden, only what it was', { before: shared, after: hidden }, [shared, null]],
  ['of what was shared, only what it is', { before: hidden, after: shared }, [null, shared]],
  [
    'of a bulk act the shared items',
    { before: { items: [hidden, shared] }, after: { items: [hidden] } },
    [{ items: [shared] }, { items: [] }],
  ],
  ['what has no visibility goes by its act', { after: { items: ['id'], more: 1 } }, [null, { items: ['id'], more: 1 }]],
  ['an event without sides is shown as it is', {}, [null, null]],
])('%s', (_, given, expected) => {
  expect(sides(given)).toEqual(expected)
})

test('one’s own work is always shown whole, and what is shown is never copied', () => {
  const [before, after] = [{ items: [hidden, shared] }, hidden]
  const shown = shownEvent({ userId: you, veil: noVeil }, event({ shared: false, before, after }))
  expect(shown?.before).toBe(before)
  expect(shown?.after).toBe(after)
})

test('whose document is reopened in a blind round hears of it, although they are blind again; other coders who are blind there do not', () => {
  const veil = { ...noVeil, documentIds: new Set(['d']), layers: new Set<string>() }
  const reopened = { type: 'round.reopened', ownerId: me, after: { name: 'First', coderId: me } }
  expect(sides(reopened, me, veil)).toEqual([null, { name: 'First', coderId: me }])
  expect(sides(reopened, 'third', veil)).toBeNull()
})

test.each([
  ['round.submitted', { name: 'First', documentId: 'd', coderId: 'other' }],
  ['round.reopened', { name: 'First', documentId: 'd', coderId: 'other' }],
  ['annotations.rechecked', { items: [row('shared')] }],
  ['annotations.recheck-reverted', { items: [row('shared')] }],
])('how far somebody is, %s, is told to who sees progress, to whom it is about and to who did it', (type, after) => {
  const told = event({ type, actor: { id: 'lead', name: 'Lead' }, ownerId: 'other', documentId: 'd', after })
  const readers = [
    { userId: 'reviewer', seesProgress: true },
    { userId: 'other', seesProgress: false },
    { userId: 'lead', seesProgress: false },
    { userId: 'third', seesProgress: false },
    { userId: 'third' },
  ]
  expect(readers.map((reader) => shownEvent({ ...reader, veil: noVeil }, told) !== null)).toEqual([
    ...[true, true, true],
    ...[false, false],
  ])
})

test('of verdicts on several documents those are shown that are about nobody’s veiled work; who gave them sees them all', () => {
  const [one, two] = [
    { documentId: 'd', roundId: 'r', coderIds: ['a', 'b'] },
    { documentId: 'e', roundId: 'r', coderIds: ['a', 'b'] },
  ]
  const given = { type: 'verdicts.given', documentId: null, ownerId: null, roundId: 'r', after: { items: [one, two] } }
  const blind = { ...noVeil, documentIds: new Set(['d']), layers: new Set<string>() }
  expect(sides(given, me, blind)).toEqual([null, { items: [two] }])
  expect(sides(given, you, blind)).toEqual([null, { items: [one, two] }])
  expect(sides(given, me, { ...noVeil, documentIds: new Set<string>(), layers: new Set(['r/e/b']) })).toEqual([
    null,
    { items: [one] },
  ])
  expect(sides(given, me, { ...noVeil, documentIds: new Set(['d', 'e']), layers: new Set<string>() })).toBeNull()
  expect(
    sides({ ...given, type: 'verdict.given', documentId: 'e', after: two }, me, {
      ...noVeil,
      layers: new Set(['r/e/b']),
    }),
  ).toBeNull()
})

const anyRow = fc.record({ visibility: fc.constantFrom('private', 'shared'), note: fc.string() })
const anySide = fc.option(fc.oneof(anyRow, fc.record({ items: fc.array(anyRow, { maxLength: 5 }) })))

test('law: nothing private of another’s is ever in what is shown, nothing shared is missing, and the record is untouched', () => {
  fc.assert(
    fc.property(anySide, anySide, fc.constantFrom(me, you, null), (before, after, ownerId) => {
      const recorded = event({ before, after, ownerId })
      const copy = structuredClone(recorded)
      const shown = shownEvent({ userId: me, veil: noVeil }, recorded)
      expect(recorded).toEqual(copy)
      const rows = (side: unknown) =>
        (side === null ? [] : ((side as { items?: unknown[] }).items ?? [side])) as { visibility: string }[]
      const wanted = (side: unknown) => rows(side).filter((one) => ownerId !== you || one.visibility === 'shared')
      expect([rows(shown?.before), rows(shown?.after)]).toEqual([wanted(before), wanted(after)])
      expect(Object.keys(shown ?? {})).not.toContain('ownerId')
    }),
  )
})
