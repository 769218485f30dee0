import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '@/lib/data/database/ids'
import { queueJob } from '@/lib/data/jobs/jobs'
import { takeJob } from '@/lib/data/jobs/leases'
import { archiveTables } from '@/lib/data/projects/archive/archive-tables'
import { closeImporter } from '@/lib/importers/import-document'
import { workOn } from '@/lib/services/jobs/work-on'
import { brought, linesOf, marksOf } from '@/testing/brought-project'
import { archive } from '@/testing/document-files'
import { freshDatabase } from '@/testing/fresh-database'
import { qualcoderTables, sqliteFile, taguetteTables } from '@/testing/sqlite-files'
import { apiOn, person, type Caller } from '@/testing/team'
import { importArchive } from './import-archive'

const { db } = await freshDatabase()
const api = apiOn(db)
let lead: Caller
afterAll(() => closeImporter())
beforeAll(async () => {
  lead = await person(db, api, 'Lena')
})

const day = '2024-03-05 06:07:08'
const coast = {
  projects: [[1, 'Coast', '', day]],
  documents: [[1, 'Talk', '', 'Talk', day, 1, 'LEFT_TO_RIGHT', '<p>Salt came.</p>']],
  highlights: [[1, 1, 0, 4, 'Salt']],
} as const
const whole = () => sqliteFile(taguetteTables, coast)
const without = (table: string) => taguetteTables.replace(new RegExp(`CREATE TABLE ${table} .*`), '')

/** How many rows there are of everything that a project has, of projects and of people. */
async function everything(): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const name of [...archiveTables.map((table) => table.name), 'Project', 'User', 'JobPiece']) {
    const [row] = await db.$queryRawUnsafe<{ n: number }[]>(`SELECT count(*)::int AS n FROM "${name}"`)
    counts[name] = row?.n ?? 0
  }
  return counts
}

describe('a database that is not what it must be is refused, and nothing is left', () => {
  test.each<[string, () => Buffer | Promise<Buffer>, RegExp]>([
    ['one that was cut off', async () => (await whole()).subarray(0, 20_000), /damaged, or was cut off/],
    ['its header alone', () => Buffer.from('SQLite format 3\0'), /damaged, or was cut off/],
    [
      'a header, and nonsense behind it',
      () => Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(50_000, 7)]),
      /damaged, or was cut off/,
    ],
    [
      'one with bytes of its pages changed',
      async () => {
        const file = await whole()
        file.fill(0xff, 4096, 9000)
        return file
      },
      /damaged, or was cut off/,
    ],
    [
      'one of something else',
      () => sqliteFile('CREATE TABLE moz_places (id INTEGER, url TEXT)'),
      /can be imported here/,
    ],
    ['one without any table', () => sqliteFile('PRAGMA user_version = 7'), /can be imported here/],
    [
      'one that lacks a column',
      () => sqliteFile(taguetteTables.replace('start_offset INTEGER NOT NULL, ', '')),
      /lacks highlights\.start_offset/,
    ],
    [
      'a view in the place of a table',
      () =>
        sqliteFile(
          `${without('tags')}; CREATE VIEW tags AS SELECT 1 AS id, 1 AS project_id, 'x' AS path, '' AS description`,
        ),
      /can be imported here/,
    ],
    [
      'a virtual table in the place of a table',
      () => sqliteFile(`${without('tags')}; CREATE VIRTUAL TABLE tags USING fts3(id, project_id, path, description)`),
      /can be imported here/,
    ],
    [
      'a column that is computed when it is read',
      () =>
        sqliteFile(
          taguetteTables.replace(
            'snippet TEXT NOT NULL',
            'snippet TEXT GENERATED ALWAYS AS (hex(zeroblob(400000000))) VIRTUAL',
          ),
        ),
      /lacks highlights\.snippet/,
    ],
    ['one without a project', () => sqliteFile(taguetteTables), /no project in this file/],
    [
      'one with several projects',
      () =>
        sqliteFile(taguetteTables, {
          ...coast,
          projects: [
            [1, 'Coast', '', day],
            [2, 'Hills', '', day],
          ],
          tags: [[1, 2, 'Sheep', '']],
        }),
      /2 projects in the file: Coast, Hills\. Open each in Taguette/,
    ],
    [
      'one of more rows than a project has',
      () =>
        sqliteFile(
          `${taguetteTables}; INSERT INTO projects VALUES (1, 'Coast', '', ''); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i <= 1000000) INSERT INTO highlight_tags SELECT i, 1 FROM n`,
        ),
      /more than 1,?000,?000 rows/,
    ],
    [
      'one whose text is longer than any',
      () =>
        sqliteFile(
          `${taguetteTables}; INSERT INTO projects VALUES (1, 'Coast', '', ''); INSERT INTO documents VALUES (1, 'Talk', '', '', '', 1, '', replace(hex(zeroblob(4700000)), '00', '<p><b>a</b>'))`,
        ),
      /“Talk” is larger than the 48 MB/,
    ],
  ])('%s', async (_, file, why) => {
    const before = await everything()
    const { status, body } = await brought(lead, await file())
    expect([status, body.detail]).toEqual([422, expect.stringMatching(why)])
    expect(await everything()).toEqual(before)
  })
})

describe('what is odd in a database does no harm', () => {
  test('what its tables demand of their rows, and columns and indexes that are computed, are not run', async () => {
    // Each would take gigabytes, or find its rows faulty.
    const tables = taguetteTables
      .replace(
        'snippet TEXT NOT NULL',
        'snippet TEXT NOT NULL, CHECK (end_offset < 0), CHECK (length(zeroblob(900000000)) = 1)',
      )
      .replace(
        'contents TEXT NOT NULL',
        'contents TEXT NOT NULL, bulk TEXT GENERATED ALWAYS AS (hex(zeroblob(400000000))) VIRTUAL',
      )
    const whole = await sqliteFile(
      `PRAGMA ignore_check_constraints = ON; ${tables}; CREATE INDEX i ON tags (hex(zeroblob(1000)));
       INSERT INTO projects VALUES (1, 'Coast', '', '');
       INSERT INTO documents VALUES (1, 'Talk', '', '', '', 1, '', '<p>Salt came.</p>');
       INSERT INTO tags VALUES (1, 1, 'Sea', '');
       INSERT INTO highlights VALUES (1, 1, 0, 4, 'Salt')`,
    )
    const { status, path, report } = await brought(lead, whole)
    expect(status).toBe(201)
    expect((await marksOf(lead, path)).map(({ quote }) => quote)).toEqual(['Salt'])
    expect(linesOf(report, 'lost')).toEqual([])
  })

  test('triggers and views beside its tables are not run, and values of other kinds are nothing', async () => {
    const file = await sqliteFile(
      `${taguetteTables};
       CREATE TRIGGER t AFTER INSERT ON tags BEGIN DELETE FROM documents; END;
       CREATE VIEW v AS SELECT zeroblob(900000000);
       CREATE TABLE "a""b" (x);`,
      {
        ...coast,
        documents: [
          [1, 'Talk', '', 'Talk', day, 1, 'LEFT_TO_RIGHT', new TextEncoder().encode('<p>Salt came.</p>')],
          [2, 'Nul', '', 'Nul', day, 1, 'LEFT_TO_RIGHT', '<p>Before\0 behind.</p>'],
        ],
        highlights: [
          [1, 1, 0, 4, 'Salt'],
          [2, 1, 'zero', 'four', 'came'],
          [3, 1, 0.5, 4, ''],
          [4, 2, 7, 13, 'behind'],
          [5, 1, 9e15, -9e15, '<p>'],
        ],
      },
    )
    const { status, path, report } = await brought(lead, file)
    expect(status).toBe(201)
    expect((await marksOf(lead, path)).map(({ quote }) => quote)).toEqual(['Salt', 'behind', 'came'])
    const { values } = report.said.lost.find(({ key }: { key: string }) => key === 'reports.qda.outside')
    expect(values.count).toBe(2)
  })

  test('one that was written with a journal beside it says that something may be missing', async () => {
    const file = await whole()
    file[18] = file[19] = 2
    const { status, path, report } = await brought(lead, file)
    expect(status).toBe(201)
    expect((await marksOf(lead, path)).map(({ quote }) => quote)).toEqual(['Salt'])
    expect(report.warnings).toEqual([expect.stringMatching(/was still open/)])
  })

  test('one in UTF-16 is read alike', async () => {
    const file = await sqliteFile(`PRAGMA encoding = 'UTF-16le'; ${taguetteTables}`, coast)
    const { status, path } = await brought(lead, file)
    expect(status).toBe(201)
    expect((await marksOf(lead, path)).map(({ quote }) => quote)).toEqual(['Salt'])
  })
})

test('a job that is cancelled while its file is read leaves nothing', async () => {
  const before = await everything()
  const file = await sqliteFile(
    `${taguetteTables}; INSERT INTO projects VALUES (1, 'Coast', '', ''); INSERT INTO documents VALUES (1, 'Talk', '', '', '', 1, '', replace(hex(zeroblob(6000000)), '00', '<p>a '))`,
  )
  const job = { projectId: newId(), id: newId(), kind: 'import-project', requestedById: lead.id } as const
  await queueJob(db, { ...job, input: { takesAccounts: false } }, file)
  const taken = await takeJob(db, ['import-project'], 60_000)
  if (!taken) throw new Error('no job')
  const work = {
    ...importArchive,
    run: (run: Parameters<typeof importArchive.run>[0]) =>
      importArchive.run({
        ...run,
        // It is written that the file is being looked at; what follows is to read it.
        write: async (progress, act) => {
          const answer = await run.write(progress, act)
          await lead.call('DELETE', `/jobs/${job.id}`)
          return answer
        },
      }),
  }
  // The lease is said again, and with it that nobody wants the job any more, each third of it.
  await workOn(db, taken, work, { lease: 900, shutDown: new AbortController().signal })
  expect((await lead.call('GET', `/jobs/${job.id}`)).body.state).toBe('cancelled')
  expect(await everything()).toEqual(before)
})

test('a report that quotes a name with NUL in it is told, and the project is there', async () => {
  const file = await sqliteFile(qualcoderTables, {
    source: [[1, 'a\u0000b', 'Salt came.', null, null, 'Ana', day, null, null]],
    code_name: [[1, 'Salt', '', null, 'Ana', day, '', null]],
    code_text: [[1, 1, 1, null, 500, 600, 'Ana', day, '', null, null]],
  })
  const { status, body, report } = await brought(lead, Buffer.from(await archive({ 'coast.qda/data.qda': file })))
  expect(status, JSON.stringify(body)).toBe(201)
  expect(linesOf(report, 'lost')).toContain('outside')
})
