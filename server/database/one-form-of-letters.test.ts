import { cp, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import type { Database } from '@/lib/data/database/client'
import { newId } from '@/lib/data/database/ids'
import { freshDatabase } from '@/testing/fresh-database'
import { applyMigrations } from './migrate'

const folder = 'prisma/migrations'
const own = '20261128180000_one_form_of_letters'
const before = await mkdtemp(join(tmpdir(), 'migrations-'))
afterAll(() => rm(before, { recursive: true }))
for (const name of await readdir(folder))
  if (name < own || name.endsWith('.toml')) await cp(join(folder, name), join(before, name), { recursive: true })

async function insert(db: Database, table: string, row: Record<string, unknown>) {
  const names = Object.keys(row)
    .map((name) => `"${name}"`)
    .join(', ')
  await db.$executeRawUnsafe(
    `INSERT INTO "${table}" (${names}) SELECT ${names} FROM json_populate_record(null::"${table}", $1::json)`,
    JSON.stringify(row),
  )
}

test('puts stored names and values into one form, and numbers the later of two that become one', async () => {
  const { url, db } = await freshDatabase({ migrated: false })
  await applyMigrations(url, before)
  const [composed, split] = ['Café', 'Cafe\u0301']
  const [p, u, d] = [newId(), newId(), newId()]
  const at = new Date().toISOString()
  await insert(db, 'User', {
    id: u,
    email: 'r@example.org',
    name: `${split} owner`,
    isAdmin: false,
    sessionVersion: 0,
    locale: 'en',
    createdAt: at,
    mailDigest: 'daily',
  })
  await insert(db, 'Project', {
    id: p,
    name: split,
    description: '',
    settings: {},
    version: 1,
    createdAt: at,
    updatedAt: at,
  })
  await insert(db, 'Document', {
    projectId: p,
    id: d,
    title: split,
    attributes: { place: split, '≮': 'a"<\u0338' },
    language: 'en',
    direction: 'ltr',
    version: 1,
    createdById: u,
    createdAt: at,
    updatedAt: at,
  })
  await insert(db, 'Attribute', {
    projectId: p,
    id: newId(),
    key: 'place',
    label: split,
    type: 'choice',
    choices: ['Bar', split],
    position: 0,
    version: 1,
  })
  const tag = async (name: string, parentId: string | null = null) => {
    const id = newId()
    await insert(db, 'Tag', {
      projectId: p,
      id,
      parentId,
      name,
      colour: '#aa3300',
      definition: split,
      useWhen: '',
      avoidWhen: '',
      position: 0,
      version: 1,
      createdById: u,
      createdAt: at,
      updatedAt: at,
    })
    return id
  }
  const parent = await tag(composed)
  const ids = [parent, await tag(split), await tag(`${composed} (2)`), await tag(split, parent), await tag('Plain')]
  await insert(db, 'Theme', {
    projectId: p,
    id: newId(),
    name: split,
    definition: '',
    colour: '#aa3300',
    position: 0,
    version: 1,
    createdById: u,
    createdAt: at,
    updatedAt: at,
  })
  await applyMigrations(url, folder)
  const names = await db.$queryRaw<
    { id: string; name: string; definition: string; version: number }[]
  >`SELECT id, name, definition, version FROM "Tag"`
  expect(ids.map((id) => names.find((row) => row.id === id)?.name)).toEqual([
    composed,
    `${composed} (3)`,
    `${composed} (2)`,
    composed,
    'Plain',
  ])
  expect(names.map(({ definition }) => definition)).toEqual(names.map(() => composed))
  const [rest] = await db.$queryRaw<
    object[]
  >`SELECT u.name AS person, p.name AS project, d.title, d.attributes, a.label, a.choices, t.name AS theme FROM "User" u, "Project" p, "Document" d, "Attribute" a, "Theme" t`
  expect(rest).toEqual({
    person: `${composed} owner`,
    project: composed,
    title: composed,
    attributes: { place: composed, '≮': 'a"≮' },
    label: composed,
    choices: ['Bar', composed],
    theme: composed,
  })
})
