import { rm } from 'node:fs/promises'
import { afterAll, expect, test } from 'vitest'
import type { Database } from '@/lib/data/database/client'
import { newId } from '@/lib/data/database/ids'
import { insertRow as insert, migrations, migrationsBefore } from '@/testing/before-migration'
import { freshDatabase } from '@/testing/fresh-database'
import { applyMigrations } from './migrate'

// Before this migration an event said in which round a tag was made only where it made one. Those on record are told by whom and in which round, too.

const own = '20261129030000_strands_of_makings'
const before = await migrationsBefore(own)
afterAll(() => rm(before, { recursive: true }))

const [p, lead, ana, r] = Array.from({ length: 4 }, newId) as [string, string, string, string]
const [shared, brine, wish, word] = Array.from({ length: 4 }, newId) as [string, string, string, string]

async function stored(db: Database) {
  for (const [id, name] of [
    [lead, 'lead'],
    [ana, 'ana'],
  ])
    await insert(db, 'User', { id, name, email: `${name}@example.org` })
  await insert(db, 'Project', { id: p, name: 'P', settings: {} })
  await insert(db, 'Round', {
    projectId: p,
    id: r,
    name: 'First',
    visibility: 'until-own-submit',
    codebookVersion: 0,
    codebook: [],
    createdById: lead,
  })
  for (const [id, createdById, blindRoundId] of [
    [shared, lead, null],
    [brine, ana, r],
  ])
    await insert(db, 'Tag', { projectId: p, id, name: id, colour: '#123456', position: 0, createdById, blindRoundId })
  await insert(db, 'Proposal', {
    projectId: p,
    id: wish,
    kind: 'create',
    wanted: {},
    proposedById: ana,
    blindRoundId: r,
  })
  const subject = { subjectType: 'tag', subjectId: brine }
  await insert(db, 'Comment', { projectId: p, id: word, ...subject, authorId: lead, body: {}, text: '' })
}

test('an event on record is told who made, while coding blind, what it is about; the others are as they were, and so is the guard of the history', async () => {
  const { url, db } = await freshDatabase({ migrated: false })
  await applyMigrations(url, before)
  await stored(db)
  const none = [null, null]
  const events: [
    type: string,
    subjectId: string,
    actorId: string,
    roundId: string | null,
    rest: object,
    making: unknown,
  ][] = [
    ['tag.created', shared, lead, null, {}, none],
    ['tag.created', brine, ana, r, {}, [r, ana]],
    ['tag.changed', brine, lead, null, {}, [r, ana]],
    ['tag.changed', brine, ana, null, { reverts: 3 }, [r, ana]],
    ['tag.imported', p, ana, r, {}, [r, ana]],
    ['tag.import-reverted', p, lead, null, { reverts: 5 }, [r, ana]],
    ['proposal.created', wish, ana, r, {}, [r, ana]],
    ['proposal.declined', wish, lead, r, {}, [r, ana]],
    ['comment.created', word, lead, null, {}, [r, ana]],
    ['round.created', r, lead, r, {}, [r, null]],
    ['tag.changed', shared, ana, null, {}, none],
  ]
  for (const [i, [type, subjectId, actorId, roundId, rest]] of events.entries())
    await insert(db, 'Event', { projectId: p, seq: i + 1, type, subjectId, actorId, roundId, ...rest })
  expect(await applyMigrations(url, migrations)).toContain(own)
  const rows = await db.event.findMany({ where: { projectId: p }, orderBy: { seq: 'asc' } })
  expect(rows.map(({ type, roundId, makerId }) => [type, [roundId, makerId]])).toEqual(
    events.map(([type, , , , , making]) => [type, making]),
  )
  // What is about nothing made blind is one strand; of the rest nothing is in it.
  const nobodys = '00000000-0000-0000-0000-000000000000'
  expect(rows.map(({ strand }) => strand === nobodys)).toEqual(rows.map(({ makerId }) => makerId === null))
  await expect(db.event.updateMany({ data: { makerId: null } })).rejects.toThrow(/append-only/)
})
