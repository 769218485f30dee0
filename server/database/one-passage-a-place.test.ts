import { cp, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import type { Database } from '@/lib/data/database/client'
import { newId } from '@/lib/data/database/ids'
import { freshDatabase } from '@/testing/fresh-database'
import { applyMigrations } from './migrate'

// The schema before this migration let the consensus have several passages at one place. What is stored so is joined.

const folder = 'prisma/migrations'
const own = '20261128140000_one_passage_a_place'
const before = await mkdtemp(join(tmpdir(), 'migrations-'))
afterAll(() => rm(before, { recursive: true }))
for (const name of await readdir(folder))
  if (name < own || name.endsWith('.toml')) await cp(join(folder, name), join(before, name), { recursive: true })

const [p, u, d, v, ana, ben] = Array.from({ length: 6 }, newId) as [string, string, string, string, string, string]
const [water, village, sea] = Array.from({ length: 3 }, newId) as [string, string, string]

async function insert(db: Database, table: string, row: Record<string, unknown>) {
  const names = Object.keys(row)
  await db.$executeRawUnsafe(
    `INSERT INTO "${table}" (${names.map((name) => `"${name}"`).join(', ')}) SELECT ${names.map((name) => `"${name}"`).join(', ')} FROM json_populate_record(null::"${table}", $1::json)`,
    JSON.stringify(row),
  )
}

async function verdict(db: Database, id: string, coderIds: string[], supersededAt: string | null = null) {
  const at = new Date().toISOString()
  await insert(db, 'Verdict', {
    projectId: p,
    id,
    documentId: d,
    revisionId: v,
    start: 0,
    end: 9,
    coderIds,
    outcome: 'accepted',
    acceptedCoderIds: coderIds,
    reason: 'Both.',
    supersededAt,
    createdById: u,
    createdAt: at,
  })
}

async function passage(
  db: Database,
  verdictId: string,
  [start, end]: [number, number],
  tagIds: string[],
  deletedAt: string | null = null,
  layer = 'consensus',
) {
  const id = newId()
  const at = new Date().toISOString()
  await insert(db, 'Annotation', {
    projectId: p,
    id,
    documentId: d,
    revisionId: v,
    start,
    end,
    quote: 'Salt came into'.slice(start, end),
    prefix: '',
    suffix: '',
    authorId: u,
    layer,
    visibility: 'shared',
    note: '',
    secondOpinion: false,
    verdictId: layer === 'consensus' ? verdictId : null,
    version: 1,
    createdAt: at,
    updatedAt: at,
    deletedAt,
  })
  for (const tagId of tagIds)
    await insert(db, 'AnnotationTag', {
      projectId: p,
      annotationId: id,
      tagId,
      documentId: d,
      start,
      createdById: u,
      createdAt: at,
    })
  return id
}

test('joins what stands doubly in the consensus: tags, verdicts, star, threads and quotations are with the one that stays, and nothing else changes', async () => {
  const { url, db } = await freshDatabase({ migrated: false })
  await applyMigrations(url, before)
  const at = new Date().toISOString()
  for (const [id, email] of [
    [u, 'r@example.org'],
    [ana, 'a@example.org'],
    [ben, 'b@example.org'],
  ] as const)
    await insert(db, 'User', {
      id,
      email,
      name: email,
      isAdmin: false,
      sessionVersion: 0,
      locale: 'en',
      createdAt: at,
      mailDigest: 'daily',
    })
  await insert(db, 'Project', {
    id: p,
    name: 'P',
    description: '',
    settings: {},
    version: 1,
    createdAt: at,
    updatedAt: at,
  })
  await insert(db, 'Document', {
    projectId: p,
    id: d,
    title: 'Wells',
    attributes: {},
    language: 'en',
    direction: 'ltr',
    version: 1,
    createdById: u,
    createdAt: at,
    updatedAt: at,
  })
  await insert(db, 'Revision', {
    projectId: p,
    id: v,
    documentId: d,
    number: 1,
    content: {},
    text: 'Salt came into',
    sha256: '0'.repeat(64),
    length: 14,
    wordCount: 3,
    pageStarts: [],
    format: 'txt',
    converter: 'text',
    report: {},
    createdById: u,
    createdAt: at,
  })
  for (const [i, id] of [water, village, sea].entries())
    await insert(db, 'Tag', {
      projectId: p,
      id,
      name: `Tag ${i}`,
      colour: '#aa3300',
      definition: '',
      useWhen: '',
      avoidWhen: '',
      position: i,
      version: 1,
      createdById: u,
      createdAt: at,
      updatedAt: at,
    })
  const [first, second, old] = [newId(), newId(), newId()]
  await verdict(db, first, [ana, ben])
  await verdict(db, second, [ana, u])
  await verdict(db, old, [ana, ben], at)
  // Accepting both wrote two, another verdict a third; what a superseded verdict wrote lies in the bin, and one stands alone.
  const stays = await passage(db, first, [0, 9], [water])
  const twin = await passage(db, first, [0, 9], [village])
  const third = await passage(db, second, [0, 9], [village, sea])
  const alone = await passage(db, second, [0, 4], [sea])
  const binned = await passage(db, old, [0, 9], [sea], at)
  const coding = await passage(db, '', [0, 9], [water], null, 'coder')
  await insert(db, 'VerdictItem', {
    projectId: p,
    verdictId: first,
    annotationId: coding,
    version: 1,
    fate: 'accepted',
  })
  await insert(db, 'Star', { projectId: p, annotationId: twin, userId: ana, createdAt: at })
  await insert(db, 'Star', { projectId: p, annotationId: third, userId: ben, createdAt: at })
  const body = {
    type: 'doc',
    content: [
      { type: 'excerpt', attrs: { annotationId: twin } },
      { type: 'paragraph' },
      { type: 'excerpt', attrs: { annotationId: third } },
      { type: 'excerpt', attrs: { annotationId: alone } },
    ],
  }
  const [thread, quoting] = [newId(), newId()]
  await insert(db, 'Comment', {
    projectId: p,
    id: thread,
    subjectType: 'annotation',
    subjectId: twin,
    documentId: d,
    authorId: ana,
    body: { type: 'doc', content: [] },
    text: 'Telling.',
    version: 1,
    createdAt: at,
  })
  await insert(db, 'Comment', {
    projectId: p,
    id: quoting,
    subjectType: 'document',
    subjectId: d,
    documentId: d,
    authorId: ana,
    body,
    text: 'Both.',
    version: 1,
    createdAt: at,
  })

  expect(await applyMigrations(url, folder)).toContain(own)

  const live = await db.annotation.findMany({
    where: { layer: 'consensus', deletedAt: null },
    orderBy: { end: 'desc' },
    select: { id: true, start: true, end: true, tags: { select: { tagId: true } } },
  })
  expect(live.map(({ id, start, end, tags }) => [id, start, end, tags.map(({ tagId }) => tagId).toSorted()])).toEqual([
    [stays, 0, 9, [water, village, sea].toSorted()],
    [alone, 0, 4, [sea]],
  ])
  const words = await db.verdictPassage.findMany({ orderBy: [{ verdictId: 'asc' }, { annotationId: 'asc' }] })
  expect(words.map(({ verdictId, annotationId, tagIds }) => [verdictId, annotationId, tagIds.toSorted()])).toEqual([
    [first, stays, [water, village].toSorted()],
    [second, stays, [village, sea].toSorted()],
    [second, alone, [sea]],
    [old, binned, [sea]],
  ])
  expect(await db.star.findMany({ select: { annotationId: true, userId: true } })).toEqual([
    { annotationId: stays, userId: ana },
  ])
  expect(
    await db.comment.findUnique({ where: { projectId_id: { projectId: p, id: thread } }, select: { subjectId: true } }),
  ).toEqual({ subjectId: stays })
  const { body: quoted } = await db.comment.findUniqueOrThrow({
    where: { projectId_id: { projectId: p, id: quoting } },
  })
  expect(quoted).toEqual({
    ...body,
    content: body.content.map((block) =>
      block.attrs && block.attrs.annotationId !== alone ? { ...block, attrs: { annotationId: stays } } : block,
    ),
  })
  // The history still finds what was there, and verdicts stand on the coders' work as before.
  expect(await db.annotation.count({ where: { id: { in: [twin, third, binned] }, deletedAt: { not: null } } })).toBe(3)
  expect(await db.verdictItem.count({ where: { verdictId: first, annotationId: coding, version: 1 } })).toBe(1)
  expect(await db.annotation.findFirst({ where: { id: coding }, select: { version: true, deletedAt: true } })).toEqual({
    version: 1,
    deletedAt: null,
  })
})
