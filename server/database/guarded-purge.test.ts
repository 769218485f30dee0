import { cp, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { newId } from '@/lib/data/database/ids'
import { freshDatabase } from '@/testing/fresh-database'
import { applyMigrations } from './migrate'

const folder = 'prisma/migrations'

test('a round that was drawn before rounds kept their sample has it from the event that set it up; others have none', async () => {
  const { url, db } = await freshDatabase({ migrated: false })
  const earlier = await mkdtemp(join(tmpdir(), 'migrations-'))
  try {
    for (const name of await readdir(folder))
      if (name < '20261123') await cp(join(folder, name), join(earlier, name), { recursive: true })
    await cp(join(folder, 'migration_lock.toml'), join(earlier, 'migration_lock.toml'))
    await applyMigrations(url, earlier)
  } finally {
    await rm(earlier, { recursive: true })
  }
  const [user, project, drawn, whole] = [newId(), newId(), newId(), newId()]
  const sample = {
    seed: 'salt',
    drawn: 3,
    of: 9,
    count: 3,
    percent: null,
    tagIds: [],
    authorId: null,
    secondOpinion: false,
  }
  await db.$executeRaw`INSERT INTO "User" (id, email, name) VALUES (${user}::uuid, 'a@example.org', 'A')`
  await db.$executeRaw`INSERT INTO "Project" (id, name) VALUES (${project}::uuid, 'P')`
  for (const [id, after] of [
    [drawn, { name: 'Drawn', sample }],
    [whole, { name: 'Whole' }],
  ] as const) {
    await db.$executeRaw`INSERT INTO "Round" ("projectId", id, name, visibility, "codebookVersion", codebook, "createdById") VALUES (${project}::uuid, ${id}::uuid, 'R', 'open', 0, '[]', ${user}::uuid)`
    await db.$executeRaw`INSERT INTO "Event" ("projectId", "actorId", type, "subjectId", after) VALUES (${project}::uuid, ${user}::uuid, 'round.created', ${id}::uuid, ${after}::jsonb)`
  }
  expect((await applyMigrations(url, folder))[0]).toBe('20261123000000_guarded_purge')
  expect(await db.round.findMany({ select: { id: true, sample: true }, orderBy: { id: 'asc' } })).toEqual([
    { id: drawn, sample },
    { id: whole, sample: null },
  ])
})

test('who put something into the bin, and the version of the codebook, are asked of an index', async () => {
  const { db } = await freshDatabase()
  const [id, user] = [newId(), newId()]
  await db.$executeRaw`INSERT INTO "User" (id, email, name) VALUES (${user}::uuid, 'a@example.org', 'A')`
  await db.$executeRaw`INSERT INTO "Project" (id, name) VALUES (${id}::uuid, 'P')`
  await db.$executeRaw`INSERT INTO "Event" ("projectId", "actorId", type, "subjectId") SELECT ${id}::uuid, ${user}::uuid, CASE WHEN n % 50 = 0 THEN 'tag.created' ELSE 'annotation.created' END, gen_random_uuid() FROM generate_series(1, 20000) n`
  await db.$executeRaw`ANALYZE "Event"`
  const plan = async (query: string) => JSON.stringify(await db.$queryRawUnsafe(`EXPLAIN ${query}`))
  expect(
    await plan(`SELECT "actorId" FROM "Event" WHERE "projectId" = '${id}' AND "subjectId" = ANY('{${id}}'::uuid[])`),
  ).toContain('Event_subjectId_projectId_idx')
  expect(
    await plan(`SELECT count(*) FROM "Event" WHERE "projectId" = '${id}' AND type LIKE 'tag.%' AND seq <= 9`),
  ).toContain('Event_of_codebook')
})
