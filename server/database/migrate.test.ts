import { readFile } from 'node:fs/promises'
import { SchemaEngine } from '@prisma/schema-engine-wasm/schema_engine_bg'
import { expect, test, vi } from 'vitest'
import { freshDatabase } from '@/testing/fresh-database'
import { applyMigrations, migrationSql } from './migrate'
import { describeSchema, runScript } from './describe-schema'

const folder = 'prisma/migrations'

test('the migrations make every table, column, key and index of schema.prisma, and no other column or foreign key', async () => {
  const migrated = await freshDatabase()
  const declared = await freshDatabase({ migrated: false })
  const made = await describeSchema(migrated.url)
  // Prisma's schema names functions in defaults and cannot make them. What their bodies read is not there yet.
  for (const { kind, text } of made.triggers)
    if (kind === 'function') await runScript(declared.url, `SET check_function_bodies = off; ${text}`)
  await runScript(declared.url, await migrationSql(declared.url, '', await readFile('prisma/schema.prisma', 'utf8')))
  const wanted = await describeSchema(declared.url)
  expect(made.columns).toEqual(wanted.columns)
  expect(made.constraints.filter(({ kind }) => kind === 'foreign key')).toEqual(
    wanted.constraints.filter(({ kind }) => kind === 'foreign key'),
  )
  expect(made.constraints).toEqual(expect.arrayContaining(wanted.constraints))
  expect(made.indexes).toEqual(expect.arrayContaining(wanted.indexes))
})

test('the dumped schema is current; after a migration, vitest -u writes it anew for review', async () => {
  const { url } = await freshDatabase()
  const { columns, constraints, indexes, triggers } = await describeSchema(url)
  const lines = [columns, constraints, indexes, triggers].map((part) => part.map(({ text }) => text).join('\n'))
  await expect(`${lines.join('\n\n')}\n`).toMatchFileSnapshot('../../prisma/schema-dump.txt')
})

test('migrating twice changes nothing the second time', async () => {
  const { url } = await freshDatabase({ migrated: false })
  expect((await applyMigrations(url, folder)).length).toBeGreaterThan(0)
  const before = await describeSchema(url)
  const asked = vi.spyOn(SchemaEngine, 'new')
  expect(await applyMigrations(url, folder)).toEqual([])
  expect(asked).not.toHaveBeenCalled()
  expect(await describeSchema(url)).toEqual(before)
})

test('two processes migrating at once apply each migration once', async () => {
  const { url, db } = await freshDatabase({ migrated: false })
  const applied = (
    await Promise.all([applyMigrations(url, folder), applyMigrations(url, folder), applyMigrations(url, folder)])
  ).flat()
  expect(applied).toEqual([...new Set(applied)])
  const rows = await db.$queryRaw<
    { n: number }[]
  >`SELECT count(*)::int AS n FROM "_prisma_migrations" WHERE finished_at IS NOT NULL`
  expect(rows).toEqual([{ n: applied.length }])
})
