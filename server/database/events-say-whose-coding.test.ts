import { rm } from 'node:fs/promises'
import { afterAll, expect, test } from 'vitest'
import { newId } from '@/lib/data/database/ids'
import { insertRow as insert, migrations, migrationsBefore } from '@/testing/before-migration'
import { freshDatabase } from '@/testing/fresh-database'
import { applyMigrations } from './migrate'

// Before this migration an event on a comment about a verdict, or about what it wrote, did not say whose coding the verdict compared.

const own = '20261130000000_events_say_whose_coding'
const before = await migrationsBefore(own)
afterAll(() => rm(before, { recursive: true }))

const ids = (count: number) => Array.from({ length: count }, newId)
const [p, lead, ana, ben, d, revision] = ids(6) as [string, string, string, string, string, string]
const [r, verdict, passage, marked] = ids(4) as [string, string, string, string]

test('an event on record that hangs on a verdict or on its passage says whose coding was compared; one on somebody’s own passage stays as it is', async () => {
  const { url, db } = await freshDatabase({ migrated: false })
  await applyMigrations(url, before)
  for (const [id, name] of [
    [lead, 'lead'],
    [ana, 'ana'],
    [ben, 'ben'],
  ])
    await insert(db, 'User', { id, name, email: `${name}@example.org` })
  await insert(db, 'Project', { id: p, name: 'P', settings: {} })
  await insert(db, 'Document', { projectId: p, id: d, title: 'D', createdById: lead, attributes: {}, language: 'en' })
  await insert(db, 'Revision', {
    projectId: p,
    id: revision,
    documentId: d,
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
  await insert(db, 'Round', {
    projectId: p,
    id: r,
    name: 'First',
    visibility: 'until-own-submit',
    codebookVersion: 0,
    codebook: [],
    createdById: lead,
  })
  await insert(db, 'Verdict', {
    projectId: p,
    id: verdict,
    documentId: d,
    revisionId: revision,
    roundId: r,
    start: 0,
    end: 4,
    coderIds: [ana, ben],
    outcome: 'accepted',
    acceptedCoderIds: [ana],
    createdById: lead,
  })
  const words = { start: 0, end: 4, quote: 'Salt', prefix: '', suffix: ' came.', visibility: 'shared', note: '' }
  for (const [id, authorId, more] of [
    [marked, ana, {}],
    [passage, lead, { layer: 'consensus', verdictId: verdict }],
  ] as const)
    await insert(db, 'Annotation', {
      projectId: p,
      id,
      documentId: d,
      revisionId: revision,
      roundId: r,
      authorId,
      ...words,
      ...more,
    })
  await insert(db, 'VerdictPassage', { projectId: p, verdictId: verdict, annotationId: passage, tagIds: [] })
  const comment = (type: string, id: string) => ({ subject: { type, id }, text: 'Wells' })
  const kept: [type: string, subjectId: string, sides: object, ownerId: string | null][] = [
    ['comment.created', newId(), { after: comment('verdict', verdict) }, null],
    [
      'comment.edited',
      newId(),
      { before: comment('annotation', passage), after: comment('annotation', passage) },
      lead,
    ],
    ['comment.deleted', newId(), { before: comment('annotation', passage) }, lead],
    ['annotation.starred', passage, {}, lead],
    ['annotation.example-dropped', passage, { before: { kind: 'example', tagIds: [] } }, lead],
    ['comment.created', newId(), { after: comment('annotation', marked) }, ana],
    ['annotation.starred', marked, {}, ana],
  ]
  for (const [i, [type, subjectId, sides, ownerId]] of kept.entries())
    await insert(db, 'Event', {
      projectId: p,
      seq: i + 1,
      type,
      subjectId,
      actorId: lead,
      documentId: d,
      roundId: r,
      ownerId,
      ...sides,
    })
  expect(await applyMigrations(url, migrations)).toContain(own)
  const events = await db.event.findMany({ where: { projectId: p }, orderBy: { seq: 'asc' } })
  const about = [{ roundId: r, coderIds: [ana, ben] }]
  expect(events.map(({ before, after, ownerId }) => [before, after, ownerId])).toMatchObject([
    [null, { text: 'Wells', about }, null],
    [{ about }, { about }, null],
    [{ about }, null, null],
    [null, { about }, null],
    [{ kind: 'example', about }, null, null],
    [null, comment('annotation', marked), ana],
    [null, null, ana],
  ])
  expect(JSON.stringify(events.slice(5).map(({ before, after }) => [before, after]))).not.toContain('about')
  await expect(db.event.updateMany({ data: { roundId: null } })).rejects.toThrow(/append-only/)
})
