import fc from 'fast-check'
import { expect, test } from 'vitest'
import { aboutCoding, shownEvent } from '@/lib/domain/history/shown-event'
import { noVeil } from '@/lib/domain/rounds/veil'
import { newId } from '@/lib/data/database/ids'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, team } from '@/testing/team'
import { notSurelyHidden } from './event-condition'
import { eventColumns, recordedEvent, settledEvents, type EventRow } from './event-log'
import { strandsSeen } from './event-strands'

const { db } = await freshDatabase()
const { lead, coder, reviewer, projectId, path } = await team(db, apiOn(db))
const documents: string[] = []
for (const title of ['One', 'Two'])
  documents.push(
    (await lead.call('POST', `${path}/documents`, { title, text: 'The sea came in twice.' })).body.document.id,
  )
const people = [lead.id, coder.id, reviewer.id]
const rounds = [newId(), newId()]

const item = fc.record({
  documentId: fc.constantFrom(...documents),
  roundId: fc.option(fc.constantFrom(...rounds)),
  visibility: fc.constantFrom('shared', 'private'),
  coderIds: fc.option(fc.subarray(people), { nil: undefined }),
})
const event = fc.record({
  actorId: fc.constantFrom(...people),
  ownerId: fc.option(fc.constantFrom(...people)),
  makerId: fc.option(fc.constantFrom(...people)),
  type: fc.constantFrom(
    ...[...aboutCoding].map((kind) => `${kind}.changed`),
    'annotation.starred',
    'document.updated',
    'round.submitted',
    'tag.changed',
    'proposal.created',
  ),
  documentId: fc.option(fc.constantFrom(...documents)),
  roundId: fc.option(fc.constantFrom(...rounds)),
  shared: fc.boolean(),
  before: fc.option(item),
  after: fc.oneof(item, fc.record({ items: fc.array(item, { maxLength: 3 }) })),
})
const layer = fc
  .tuple(fc.constantFrom(...rounds), fc.constantFrom(...documents), fc.constantFrom('*', ...people))
  .map((parts) => parts.join('/'))
const making = fc.tuple(fc.constantFrom(...rounds), fc.constantFrom('*', ...people)).map((parts) => parts.join('/'))
const reader = fc.record({
  userId: fc.constantFrom(...people),
  veil: fc.record({
    documentIds: fc.subarray(documents).map((ids) => new Set(ids)),
    layers: fc.array(layer, { maxLength: 3 }).map((keys) => new Set(keys)),
    makings: fc.array(making, { maxLength: 3 }).map((keys) => new Set(keys)),
  }),
})

test('law: an event that statements leave out is one that nobody would be shown; read strand by strand the log is the same; and of what one person did by themselves on a hidden document all is left out', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(event, { minLength: 5, maxLength: 20 }), reader, async (events, who) => {
      const made = await db.event.createManyAndReturn({
        select: { seq: true },
        data: events.map((one) => ({ ...one, before: one.before ?? undefined, projectId, subjectId: newId() })),
      })
      const numbers = made.map(({ seq }) => seq)
      const read = (condition = notSurelyHidden(who)) =>
        db.$queryRaw<
          EventRow[]
        >`SELECT ${eventColumns} FROM "Event" e JOIN "User" u ON u.id = e."actorId" WHERE e."projectId" = ${projectId}::uuid AND e.seq = ANY(${numbers}::bigint[]) ${condition}`
      const [all, left] = [await read(notSurelyHidden({ userId: who.userId, veil: noVeil })), await read()]
      const shown = (rows: EventRow[]) =>
        rows.flatMap((row) => shownEvent(who, recordedEvent(row))?.seq ?? []).toSorted((a, b) => a - b)
      expect(shown(left)).toEqual(shown(all))
      const costly = left.filter(
        (row) =>
          row.type === 'annotation.changed' &&
          row.documentId !== null &&
          who.veil.documentIds.has(row.documentId) &&
          row.actorId !== who.userId &&
          row.ownerId !== who.userId,
      )
      expect(costly).toEqual([])
      const strands = await strandsSeen(db, projectId, who)
      const inLog = async (part: { newestFirst?: boolean }, seen: string[] | null = null) =>
        (await settledEvents(db, projectId, { ...part, limit: 100_000 }, who, seen)).rows.map(({ event }) => event.seq)
      if (strands)
        for (const part of [{}, { newestFirst: true }]) expect(await inLog(part, strands)).toEqual(await inLog(part))
    }),
    { numRuns: 60, seed: 20261128 },
  )
})
