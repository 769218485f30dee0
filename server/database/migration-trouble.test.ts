import { cp, mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { freshDatabase } from '@/testing/fresh-database'
import { applyMigrations } from './migrate'

/** The migrations there are, and one more that does `sql`. */
async function withOneMore(sql: string): Promise<{ folder: string; name: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'migrations-'))
  const name = '29990101000000_one_more'
  await cp('prisma/migrations', folder, { recursive: true })
  await mkdir(join(folder, name))
  await writeFile(join(folder, name, 'migration.sql'), sql)
  return { folder, name }
}

const { db, url } = await freshDatabase()

test('a migration that fails is told in one sentence, keeps nothing, and is tried again once it is mended', async () => {
  const broken = await withOneMore(
    'CREATE TABLE half (n int);\nINSERT INTO half VALUES (1);\nALTER TABLE nowhere ADD COLUMN n int;\n',
  )
  for (let i = 0; i < 2; i++) {
    const error = await applyMigrations(url, broken.folder).then(
      () => null,
      (reason: unknown) => reason,
    )
    expect((error as Error).message).not.toContain('\n')
    expect(error).toMatchObject({
      name: 'StartError',
      message: expect.stringMatching(
        /^The database could not be brought up to this version: 29990101000000_one_more failed, and nothing of it was kept: [^\n]*nowhere[^\n]*\.$/,
      ),
    })
    expect(await db.$queryRaw`SELECT to_regclass('half')::text AS t`).toEqual([{ t: null }])
  }
  const mended = await withOneMore('CREATE TABLE half (n int);')
  expect(await applyMigrations(url, mended.folder)).toEqual([mended.name])
})

test('a program refuses a database that a newer one has changed, in one sentence, and leaves it as it is', async () => {
  const { folder } = await withOneMore('CREATE TABLE half (n int);')
  await applyMigrations(url, folder)
  await expect(applyMigrations(url, 'prisma/migrations')).rejects.toMatchObject({
    name: 'StartError',
    message:
      'This database was opened by a newer version of Commonplace: 29990101000000_one_more is not known here. Start that version or a later one; nothing was changed.',
  })
})

test('a start that was killed in the middle of a migration does not stand in the way of the next', async () => {
  const { db: own, url: killed } = await freshDatabase()
  await own.$executeRaw`INSERT INTO "_prisma_migrations" (id, checksum, migration_name, started_at, applied_steps_count) VALUES (gen_random_uuid()::text, '', '29990101000000_one_more', now(), 0)`
  const { folder, name } = await withOneMore('CREATE TABLE half (n int);')
  expect(await applyMigrations(killed, folder)).toEqual([name])
})
