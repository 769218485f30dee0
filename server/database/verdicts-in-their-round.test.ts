import { rm } from 'node:fs/promises'
import { afterAll, expect, test } from 'vitest'
import type { Database } from '@/lib/data/database/client'
import { newId } from '@/lib/data/database/ids'
import { insertRow as insert, migrations, migrationsBefore } from '@/testing/before-migration'
import { freshDatabase } from '@/testing/fresh-database'
import { applyMigrations } from './migrate'

// Before this migration a verdict that was given outside of rounds had none, and no round hid it.

const own = '20261129050000_verdicts_in_their_round'
const before = await migrationsBefore(own)
afterAll(() => rm(before, { recursive: true }))

const ids = (count: number) => Array.from({ length: count }, newId)
const [p, lead, ana, ben, r] = ids(5) as [string, string, string, string, string]
const [d, e, dRevision, eRevision] = ids(4) as [string, string, string, string]
const [marked, alone] = ids(2) as [string, string]
const [ofRound, ofTask, ofNone] = ids(3) as [string, string, string]
const passage = newId()

async function stored(db: Database) {
  for (const [id, name] of [
    [lead, 'lead'],
    [ana, 'ana'],
    [ben, 'ben'],
  ])
    await insert(db, 'User', { id, name, email: `${name}@example.org` })
  await insert(db, 'Project', { id: p, name: 'P', settings: {} })
  for (const [id, revisionId] of [
    [d, dRevision],
    [e, eRevision],
  ]) {
    await insert(db, 'Document', { projectId: p, id, title: id, createdById: lead, attributes: {}, language: 'en' })
    await insert(db, 'Revision', {
      projectId: p,
      id: revisionId,
      documentId: id,
      number: 1,
      content: {},
      text: 'Salt came.',
      sha256: '0'.repeat(64),
      length: 10,
      wordCount: 2,
      converter: 'plain',
      format: 'txt',
      createdById: lead,
    })
  }
  await insert(db, 'Round', {
    projectId: p,
    id: r,
    name: 'First',
    visibility: 'until-own-submit',
    codebookVersion: 0,
    codebook: [],
    createdById: lead,
  })
  await insert(db, 'RoundTask', { projectId: p, roundId: r, documentId: d, coderId: ben, submittedAt: '2026-11-01' })
  const words = { start: 0, end: 4, quote: 'Salt', prefix: '', suffix: ' came.', visibility: 'shared', note: '' }
  for (const [id, documentId, revisionId, roundId] of [
    [marked, d, dRevision, r],
    [alone, e, eRevision, null],
  ])
    await insert(db, 'Annotation', { projectId: p, id, documentId, revisionId, roundId, authorId: ana, ...words })
  for (const [id, documentId, revisionId] of [
    [ofRound, d, dRevision],
    [ofTask, d, dRevision],
    [ofNone, e, eRevision],
  ])
    await insert(db, 'Verdict', {
      projectId: p,
      id,
      documentId,
      revisionId,
      start: 0,
      end: 4,
      coderIds: [ana, ben],
      outcome: 'accepted',
      acceptedCoderIds: [ana],
      createdById: lead,
    })
  for (const [verdictId, annotationId] of [
    [ofRound, marked],
    [ofNone, alone],
  ])
    await insert(db, 'VerdictItem', { projectId: p, verdictId, annotationId, version: 1, fate: 'accepted' })
  await insert(db, 'Annotation', {
    projectId: p,
    id: passage,
    documentId: d,
    revisionId: dRevision,
    authorId: lead,
    verdictId: ofRound,
    layer: 'consensus',
    ...words,
  })
  await insert(db, 'Notification', {
    projectId: p,
    id: newId(),
    userId: ana,
    actorId: lead,
    kind: 'verdict',
    verdictId: ofRound,
  })
  const events: [type: string, subjectId: string, after: object][] = [
    ['verdict.given', ofRound, {}],
    ['verdicts.given', newId(), { items: [{ id: ofTask }] }],
    ['verdict.given', ofNone, {}],
    ['verdict.contested', ofRound, {}],
  ]
  for (const [i, [type, subjectId, after]] of events.entries())
    await insert(db, 'Event', { projectId: p, seq: i + 1, type, subjectId, actorId: lead, documentId: d, after })
}

test('a verdict on record gets the round of the coding that it compared, or of who was asked to code, with its passage, its events and what was told of it', async () => {
  const { url, db } = await freshDatabase({ migrated: false })
  await applyMigrations(url, before)
  await stored(db)
  const strands = () => db.notification.findMany({ where: { projectId: p }, select: { strand: true } })
  const former = await strands()
  expect(await applyMigrations(url, migrations)).toContain(own)
  const verdicts = await db.verdict.findMany({ where: { projectId: p }, select: { id: true, roundId: true } })
  expect(new Map(verdicts.map((row) => [row.id, row.roundId]))).toEqual(
    new Map([
      [ofRound, r],
      [ofTask, r],
      [ofNone, null],
    ]),
  )
  const { roundId } = await db.annotation.findFirstOrThrow({ where: { id: passage }, select: { roundId: true } })
  expect(roundId).toBe(r)
  const events = await db.event.findMany({ where: { projectId: p }, orderBy: { seq: 'asc' } })
  expect(events.map((event) => event.roundId)).toEqual([r, r, null, r])
  expect(await strands()).not.toEqual(former)
  await expect(db.event.updateMany({ data: { roundId: null } })).rejects.toThrow(/append-only/)
})
