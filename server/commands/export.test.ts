import { parse } from 'csv-parse/sync'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { Readable } from 'node:stream'
import { afterAll, expect, test, vi } from 'vitest'
import yauzl from 'yauzl'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, team } from '@/testing/team'
import { UsageError, type CommandContext } from './command'
import { exportCommand } from './export'

const { db } = await freshDatabase()
const api = apiOn(db)
const folder = mkdtempSync(join(tmpdir(), 'commonplace-export-'))
const context: CommandContext = {
  db,
  from: folder,
  root: process.cwd(),
  now: new Date('2026-11-22T17:00:00Z'),
  print: () => {},
  readInput: async () => '',
}
const run = (...args: string[]) => exportCommand(args)(context)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const { lead, coder, projectId, path } = await team(db, api)
const documentId = (
  await lead.call('POST', `${path}/documents`, { title: 'Wells', text: 'Salt came into the wells before the sea did.' })
).body.document.id as string
const tagId = (await lead.call('POST', `${path}/tags`, { name: 'Salt' })).body.id as string
const kept = (await coder.call('POST', `${path}/annotations`, { documentId, start: 0, end: 4, tagIds: [tagId] })).body
  .id as string
await coder.call('POST', `${path}/annotations`, {
  documentId,
  start: 5,
  end: 9,
  note: 'for my eyes',
  visibility: 'private',
})
const { email: codersEmail } = await db.user.findUniqueOrThrow({ where: { id: coder.id }, select: { email: true } })

const file = (name: string) => readFileSync(join(folder, name))
const idsIn = (name: string): string[] => (JSON.parse(file(name).toString()) as { id: string }[]).map(({ id }) => id)

test('writes what the lead sees, filtered as the API filters, to the file that is named', async () => {
  await run('--project', projectId, '--what', 'annotations', '--format', 'json', '-o', 'all.json')
  expect(idsIn('all.json')).toEqual([kept])
  await run(
    '--project',
    projectId,
    '--what',
    'annotations',
    '--format',
    'json',
    '-o',
    'none.json',
    '--filter',
    `tagId=${tagId}&from=2050-01-01`,
  )
  expect(idsIn('none.json')).toEqual([])
  await run(
    '--project',
    projectId,
    '--what',
    'excerpts',
    '--format',
    'csv',
    '-o',
    'it.csv',
    '--filter',
    `documentId=${documentId}&bom=true`,
  )
  expect(file('it.csv').subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]))
  expect(parse<Record<string, string>>(file('it.csv').toString(), { columns: true, bom: true })).toMatchObject([
    { id: kept, quote: 'Salt', tags: 'Salt' },
  ])
})

test('writes what somebody else sees with --as', async () => {
  await run('--project', projectId, '--what', 'annotations', '--format', 'json', '--as', codersEmail, '-o', 'own.json')
  expect(idsIn('own.json')).toHaveLength(2)
})

test('writes a workbook that can be opened', async () => {
  await run('--project', projectId, '--what', 'codebook', '--format', 'xlsx', '-o', 'codebook.xlsx')
  const zip = await yauzl.fromBufferPromise(file('codebook.xlsx'), { lazyEntries: true })
  const sheets: string[] = []
  for await (const entry of zip.eachEntry())
    if (entry.fileName.endsWith('sheet1.xml'))
      sheets.push((await buffer(Readable.from(await zip.openReadStreamPromise(entry)))).toString())
  expect(sheets.join('')).toContain('>Salt<')
})

test('writes the history with its own filters', async () => {
  await run('--project', projectId, '--what', 'history', '--format', 'csv', '-o', 'history.csv', '--filter', 'kind=tag')
  expect(parse<Record<string, string>>(file('history.csv').toString(), { columns: true })).toMatchObject([
    { type: 'tag.created', codebookVersion: '1', what: `${lead.name} made the tag Salt` },
  ])
})

test('writes to standard output where no file is named, and leaves it open', async () => {
  const written: string[] = []
  const write = vi
    .spyOn(process.stdout, 'write')
    .mockImplementation((chunk: string | Uint8Array, ...rest: unknown[]) => {
      written.push(Buffer.from(chunk as Uint8Array).toString())
      rest.forEach((done) => typeof done === 'function' && (done as () => void)())
      return true
    })
  try {
    await run('--project', projectId, '--what', 'documents', '--format', 'csv')
  } finally {
    write.mockRestore()
  }
  expect(parse<Record<string, string>>(written.join(''), { columns: true })).toMatchObject([
    { title: 'Wells', id: documentId },
  ])
  expect(process.stdout.writableEnded).toBe(false)
})

test.each([
  [['--what', 'people', '--format', 'csv'], /There is no export of “people”/],
  [['--what', 'documents', '--format', 'qdc'], /There are: csv, xlsx, docx, odt, pdf, html, md and json/],
  [['--what', 'excerpts', '--format', 'csv', '--filter', 'colour=red'], /--filter: .*colour/],
  [['--what', 'excerpts'], /--format is missing/],
])('%j is wrong usage, said before the database is asked', (args, reason) => {
  const read = () => exportCommand(['--project', projectId, ...args, '-o', 'never.csv'])
  expect(read).toThrow(UsageError)
  expect(read).toThrow(reason)
})

test('leaves no file behind for a project, a person or a theme that is not there', async () => {
  await expect(
    run('--project', documentId, '--what', 'documents', '--format', 'csv', '-o', 'never.csv'),
  ).rejects.toThrow(/There is no project/)
  await expect(
    run(
      '--project',
      projectId,
      '--what',
      'documents',
      '--format',
      'csv',
      '--as',
      'nobody@example.org',
      '-o',
      'never.csv',
    ),
  ).rejects.toThrow(/no active member/)
  await expect(
    run(
      '--project',
      projectId,
      '--what',
      'excerpts',
      '--format',
      'csv',
      '--filter',
      `themeId=${documentId}`,
      '-o',
      'never.csv',
    ),
  ).rejects.toMatchObject({ code: 'not-found' })
  expect(existsSync(join(folder, 'never.csv'))).toBe(false)
})

test('a file that is there already is not written over', async () => {
  writeFileSync(join(folder, 'mine.csv'), 'my own')
  await expect(run('--project', projectId, '--what', 'documents', '--format', 'csv', '-o', 'mine.csv')).rejects.toThrow(
    /There is a file mine\.csv already/,
  )
  expect(file('mine.csv').toString()).toBe('my own')
})
