import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '@/lib/data/database/client'
import { closeImporter } from '@/lib/importers/import-document'
import { backUp } from '@/lib/services/backup/back-up'
import { restoreBackup } from '@/lib/services/backup/restore-backup'
import { checkAnchors } from '@/lib/services/documents/check-anchors'
import { eventsAfter } from '@/lib/data/history/events'
import { memberByEmail } from '@/lib/services/projects/member-of'
import { seedDemoProject } from '@/lib/demo/seed-demo-project'
import { freshDatabase } from '@/testing/fresh-database'
import { backup } from './backup'
import type { CommandContext } from './command'
import { restore } from './restore'

const source = await freshDatabase()
const whole = await freshDatabase()
const meanwhile = await freshDatabase()
const empty = await freshDatabase()
const inPieces = await freshDatabase()
const asBefore = await freshDatabase()
const folder = mkdtempSync(join(tmpdir(), 'commonplace-backup-'))
const file = join(folder, 'whole.backup')
const said: string[] = []
const context = (db: Database): CommandContext => ({
  db,
  from: folder,
  root: process.cwd(),
  now: new Date('2026-11-22T17:00:00Z'),
  print: (line) => void said.push(line),
  readInput: async () => '',
})

afterAll(async () => {
  await closeImporter()
  rmSync(folder, { recursive: true, force: true })
})

async function collected(parts: AsyncIterable<string>): Promise<string[]> {
  const all: string[] = []
  for await (const part of parts) all.push(part)
  return all
}

/** What is stored, table by table, without the transaction numbers of events, which belong to a cluster, and without kept counts, which are made anew. */
async function fingerprints(db: Database): Promise<Record<string, string>> {
  const tables = await db.$queryRaw<
    { name: string }[]
  >`SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name NOT IN ('_prisma_migrations', 'Uncounted', 'CountedPassage', 'CountedSet', 'KeptCount', 'SearchBlock', 'SearchText', 'SearchForm', 'SearchWaiting') ORDER BY 1`
  expect(tables.length).toBeGreaterThan(15)
  const found: Record<string, string> = {}
  for (const { name } of tables) {
    const row = name === 'Event' ? `(to_jsonb(t) - 'txid')::text` : 't::text'
    const [one] = await db.$queryRawUnsafe<{ hash: string }[]>(
      `SELECT count(*) || ' ' || md5(COALESCE(string_agg(${row}, '|' ORDER BY ${row}), '')) AS hash FROM "${name}" t`,
    )
    found[name] = one?.hash ?? ''
  }
  return found
}

beforeAll(async () => {
  await seedDemoProject(source.db, { now: new Date('2026-11-22T17:00:00Z') })
  // What a text format could lose: empty, null, quotes, line feeds, separators that some readers end lines at, backslashes, letters beyond the first plane, bytes.
  const { id: projectId } = await source.db.project.findFirstOrThrow({ select: { id: true } })
  await source.db.tag.updateMany({
    where: { projectId, position: 0 },
    data: { definition: 'a "b"\n\\N\t\\.\r\n\u2028\u2029\u0085👩🏽‍🌾 \u0001' },
  })
  const document = await source.db.document.findFirstOrThrow({ where: { projectId }, select: { id: true } })
  await source.db.originalFile.deleteMany({ where: { documentId: document.id } })
  const bytes = Buffer.from(Array.from({ length: 256 }, (_, i) => i))
  await source.db.originalFile.create({
    data: {
      projectId,
      documentId: document.id,
      filename: 'ü.bin',
      mediaType: '',
      size: 256,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      bytes,
    },
  })
  await backup(['whole.backup'])(context(source.db))
})

describe('a backup of the demo', () => {
  test('is restored into an empty instance, the same in every table, and work goes on there', async () => {
    const { db } = whole
    await db.setting.create({ data: { key: 'setup-code', value: { hash: 'of a code nobody used' } } })
    await restore(['whole.backup'])(context(db))
    expect(said.at(-1)).toMatch(
      /^Restored \d{4,} rows from the backup of 2026-11-22T17:00:00.000Z: \d{3} annotations on \d+ texts, every one in its place\.$/,
    )
    expect(await fingerprints(db)).toEqual(await fingerprints(source.db))
    expect(await db.searchWaiting.count(), 'every text waits to be made ready for search').toBe(
      await db.document.count(),
    )
    const report = await checkAnchors(db)
    expect([report.faults, report.annotations > 100]).toEqual([[], true])
    // Foreign keys are as they were: checked at once.
    const constraints = `SELECT conname, condeferrable, condeferred, convalidated FROM pg_constraint ORDER BY 1, conrelid::regclass::text`
    expect(await db.$queryRawUnsafe(constraints)).toEqual(await source.db.$queryRawUnsafe(constraints))
    // Events are followed from the beginning to the last, and the next one comes after them.
    const { email } = await db.user.findFirstOrThrow({
      where: { memberships: { some: { role: 'lead' } } },
      select: { email: true },
    })
    const { id: projectId } = await db.project.findFirstOrThrow({ select: { id: true } })
    const member = await memberByEmail(db, email, projectId)
    if (!member) throw new Error('no member')
    const last = await db.event.findFirstOrThrow({
      where: { projectId },
      orderBy: { seq: 'desc' },
      select: { seq: true },
    })
    await db.event.create({
      data: { projectId, actorId: member.userId, type: 'project.changed', subjectId: projectId },
      select: { seq: true },
    })
    const newest = await db.event.findFirstOrThrow({
      where: { projectId },
      orderBy: [{ txid: 'desc' }, { seq: 'desc' }],
      select: { seq: true, type: true },
    })
    expect([newest.type, newest.seq > last.seq]).toEqual(['project.changed', true])
    const { items } = await eventsAfter(db, member, 0, 500)
    expect(items.length).toBeGreaterThan(100)
    expect(items[0]?.type).toBe('project.created')
  })

  test('is one snapshot: what is written meanwhile is not in it, and nobody waits', async () => {
    const before = await fingerprints(source.db)
    const running = backup(['--json', 'meanwhile.backup'])(context(source.db))
    await source.db.user.create({
      data: { id: '01999999-0000-7000-8000-000000000001', email: 'late@example.org', name: 'Late' },
      select: { id: true },
    })
    await running
    await source.db.user.delete({ where: { id: '01999999-0000-7000-8000-000000000001' } })
    const path = join(folder, 'meanwhile.backup')
    expect(JSON.parse(said.at(-1) ?? '')).toEqual({ file: path, bytes: statSync(path).size })
    const { db } = meanwhile
    await restore(['--json', 'meanwhile.backup'])(context(db))
    expect(JSON.parse(said.at(-1) ?? '')).toEqual({
      file: path,
      createdAt: '2026-11-22T17:00:00.000Z',
      rows: expect.any(Number),
      texts: await db.revision.count(),
      annotations: await db.annotation.count(),
    })
    const after = await fingerprints(db)
    // The snapshot was taken before or after that one row, never in the middle.
    expect({ ...after, User: before.User }).toEqual(before)
  })

  test('is whole with files in pieces too, and as it was written before there were any', async () => {
    for (const [db, piece] of [
      [inPieces.db, 100],
      [asBefore.db, undefined],
    ] as const) {
      const lines = (await collected(backUp(source.db, new Date('2026-11-22T17:00:00Z'), piece ?? 1_000_000)))
        .join('')
        .split('\n')
        .slice(0, -1)
      expect(lines.some((line) => line.startsWith('{"column"'))).toBe(piece !== undefined)
      const first = lines[0] ?? ''
      if (piece === undefined) lines[0] = first.replace('"version":2', '"version":1').replace('"piece":1000000,', '')
      const written = rehashed(lines.map((line) => `${line}\n`).join(''))
        .split('\n')
        .slice(0, -1)
      await restoreBackup(db, async function* () {
        yield* written
      })
      expect(await fingerprints(db)).toEqual(await fingerprints(source.db))
    }
  })

  test('of two to one name at once one is made, whole, and nothing else is touched', async () => {
    writeFileSync(join(folder, 'twice.backup.incomplete'), 'of my own')
    const ends = await Promise.allSettled([1, 2].map(() => backup(['twice.backup'])(context(source.db))))
    expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(gunzipSync(readFileSync(join(folder, 'twice.backup'))).length).toBeGreaterThan(1_000)
    expect(readFileSync(join(folder, 'twice.backup.incomplete'), 'utf8')).toBe('of my own')
    rmSync(join(folder, 'twice.backup.incomplete'))
  })

  test('never replaces a file', async () => {
    const bytes = readFileSync(file)
    await expect(backup(['whole.backup'])(context(source.db))).rejects.toThrow(/already/)
    expect(readFileSync(file)).toEqual(bytes)
    expect(readdirSync(folder).filter((name) => name.endsWith('.incomplete'))).toEqual([])
  })
})

describe('a backup that is not as it was written', () => {
  const damaged: Record<string, (path: string) => void> = {
    'cut off': (path) => {
      writeFileSync(path, readFileSync(file))
      truncateSync(path, Math.floor(readFileSync(file).length * 0.7))
    },
    'with a byte changed': (path) => {
      const bytes = readFileSync(file)
      bytes[Math.floor(bytes.length / 2)] = (bytes[Math.floor(bytes.length / 2)] ?? 0) ^ 0x55
      writeFileSync(path, bytes)
    },
    'with a row changed': (path) => writeFileSync(path, gzipSync(text().replace('@', '!'))),
    'without a row': (path) => writeFileSync(path, gzipSync(text().replace(/\n\[.*\n/, '\n'))),
    'without its end': (path) => writeFileSync(path, gzipSync(text().replace(/\n[^\n]+\n$/, '\n'))),
    'with a table less': (path) => writeFileSync(path, gzipSync(text().replace(/\{"table":"User".*\n/, ''))),
    'of another schema': (path) =>
      writeFileSync(path, gzipSync(rehashed(text().replace(/"schema":"[^"]+"/, '"schema":"20200101000000_other"')))),
    'with other tables': (path) =>
      writeFileSync(path, gzipSync(rehashed(text().replace('"name":"email"', '"name":"email\\" --"')))),
    'of another version': (path) => writeFileSync(path, gzipSync(text().replace('"version":2', '"version":3'))),
    'with a row after the last table': (path) =>
      writeFileSync(path, gzipSync(rehashed(text().replace(/(\n)(\{"sha256")/, '$1["x"]$1$2')))),
    'with rows that are too short': (path) => writeFileSync(path, gzipSync(withUsers(['[]']))),
    'with a row of something else': (path) => writeFileSync(path, gzipSync(withUsers(['[{"a":1}]']))),
    'with a row that is no JSON': (path) => writeFileSync(path, gzipSync(withUsers(['[null']))),
    'with two rows in a line': (path) => writeFileSync(path, gzipSync(withUsers(['[null],[null]']))),
    'with rows that are not unique': (path) => writeFileSync(path, gzipSync(withUsers([users()[0], users()[0]]))),
    'without whom others name': (path) => writeFileSync(path, gzipSync(withUsers([]))),
    'with pieces of nothing': (path) =>
      writeFileSync(path, gzipSync(withUsers(['{"column":1,"hex":"zz"}', ...users()]))),
    'with a piece that holds nothing': (path) => writeFileSync(path, gzipSync(withUsers(['{"column":1}', ...users()]))),
    'with a piece that is no JSON': (path) => writeFileSync(path, gzipSync(withUsers(['{"column":', ...users()]))),
    'with tables that are none': (path) =>
      writeFileSync(path, gzipSync(rehashed(text().replace(/"tables":\[.*\]/, '"tables":[null]')))),
    'with a date that is none': (path) =>
      writeFileSync(path, gzipSync(rehashed(text().replace(/"createdAt":"/, '$&\\u001b[31m')))),
    'with a line without an end': (path) => writeFileSync(path, endless()),
    'that is none': (path) => writeFileSync(path, 'name,colour\n'),
    'that is empty': (path) => writeFileSync(path, gzipSync('')),
  }

  test.each(Object.keys(damaged))('%s: is refused with one line, and nothing is left behind', async (how) => {
    const { db } = empty
    const before = await fingerprints(db)
    damaged[how]?.(join(folder, 'damaged.backup'))
    await expect(restore(['damaged.backup'])(context(db))).rejects.toThrow(
      /^This backup cannot be restored\. [^\n]+ Nothing was changed\.$/,
    )
    expect(await fingerprints(db)).toEqual(before)
  })

  test('goes only into an empty instance', async () => {
    const before = await fingerprints(source.db)
    await expect(restore(['whole.backup'])(context(source.db))).rejects.toThrow(
      /^This instance has accounts or projects already/,
    )
    expect(await fingerprints(source.db)).toEqual(before)
  })
})

/** A text whose hashes are right and whose table of accounts has these lines. */
function withUsers(lines: readonly (string | undefined)[]): string {
  const body = lines.map((line) => `${line}\n`).join('')
  const sha256 = createHash('sha256').update(body).digest('hex')
  const end = { table: 'User', rows: lines.filter((line) => line?.startsWith('[')).length, sha256 }
  return rehashed(text().replace(usersIn, (_, before: string) => `${before}${body}${JSON.stringify(end)}\n`))
}

const usersIn = /(\n\{"table":[^\n]*\n)((?:\[[^\n]*\n)*)\{"table":"User"[^\n]*\n/
const users = () => usersIn.exec(text())?.[2]?.trimEnd().split('\n') ?? []
const text = () => gunzipSync(readFileSync(file)).toString()

/** Three hundred megabytes of a line, which weigh next to nothing as a file: a compressed stream may consist of many. */
function endless(): Buffer {
  const [header] = text().split('\n')
  return Buffer.concat([gzipSync(`${header}\n`), ...Array.from({ length: 30 }, () => tenMegabytes)])
}
const tenMegabytes = gzipSync(Buffer.alloc(10_000_000, '['))

/** A text whose last line has the right hash again, as somebody would make it who alters a file on purpose. */
function rehashed(text: string): string {
  const body = text.slice(0, text.lastIndexOf('\n', text.length - 2) + 1)
  return `${body}${JSON.stringify({ sha256: createHash('sha256').update(body).digest('hex') })}\n`
}
