import { createHash } from 'node:crypto'
import { execFileSync } from 'node:child_process'
import {
  existsSync,
  truncateSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { docx } from '@/lib/exporters/docx'
import { closeImporter } from '@/lib/importers/import-document'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, team, type Caller } from '@/testing/team'
import { CommandError, UsageError, type CommandContext } from './command'
import { importCommand } from './import'

const { db } = await freshDatabase()
const api = apiOn(db)
const folder = mkdtempSync(join(tmpdir(), 'commonplace-import-'))
const said: string[] = []
const context: CommandContext = {
  db,
  from: folder,
  root: process.cwd(),
  now: new Date('2026-11-22T17:00:00Z'),
  print: (line) => void said.push(line),
  readInput: async () => '',
}
const run = (...args: string[]) => importCommand(args)(context)

let lead: Caller
let coder: Caller
let reader: Caller
let projectId: string
let path: string

beforeEach(async () => {
  said.length = 0
  ;({ lead, coder, reader, projectId, path } = await team(db, api))
})

afterAll(async () => {
  await closeImporter()
  rmSync(folder, { recursive: true, force: true })
})

const documents = async () =>
  (await lead.call('GET', `${path}/documents`)).body.items as {
    id: string
    title: string
    format: string
    language: string
    attributes: Record<string, unknown>
  }[]
const textOf = async (id: string) => (await lead.call('GET', `${path}/documents/${id}/text`)).text
const email = async (who: Caller) =>
  (await db.user.findUniqueOrThrow({ where: { id: who.id }, select: { email: true } })).email

async function* oneParagraph() {
  yield [
    { kind: 'heading', level: 1, text: 'Of wells' } as const,
    { kind: 'paragraph', text: 'Salt came before the sea did.' } as const,
  ]
}

mkdirSync(join(folder, 'letters'))
writeFileSync(join(folder, 'letters/a.txt'), 'The first letter.\r\nIt is short.\n')
writeFileSync(join(folder, 'letters/b.md'), '# Second\n\nA letter with *stress*.\n')
const parts: Buffer[] = []
for await (const chunk of docx({
  title: 'Third',
  author: 'Ada',
  language: 'en',
  created: new Date(0),
  pageWord: 'Page',
  blocks: oneParagraph(),
}))
  parts.push(Buffer.from(chunk))
writeFileSync(join(folder, 'letters/c.docx'), Buffer.concat(parts))
writeFileSync(join(folder, 'letters/.hidden.txt'), 'Nobody asked for this.')
writeFileSync(
  join(folder, 'letters/manifest.json'),
  JSON.stringify([
    {
      file: 'a.txt',
      title: 'First letter',
      language: 'en-GB',
      author: 'Ada',
      date: '1843-07-10',
      'Page Count': 2,
      url: 'https://example.org/a',
    },
    { file: 'b.md', author: 7 },
  ]),
)
writeFileSync(join(folder, 'broken.docx'), Buffer.from('PK\u0003\u0004 this is no archive'))
writeFileSync(join(folder, 'plain.txt'), 'On its own.\n')

describe('import', () => {
  test('takes a folder: every file by name, described by its manifest, hidden ones aside', async () => {
    await run('--project', projectId, 'letters')
    const stored = await documents()
    expect(said.map((line) => line.split('\t').slice(1))).toEqual([
      ['a.txt', 'First letter'],
      ['b.md', expect.any(String)],
      ['c.docx', expect.any(String)],
    ])
    expect(said.map((line) => line.split('\t')[0]).toSorted()).toEqual(stored.map(({ id }) => id).toSorted())
    const [a, b, c] = ['txt', 'md', 'docx'].map((format) => stored.find((document) => document.format === format))
    expect(a).toMatchObject({
      title: 'First letter',
      language: 'en-GB',
      attributes: { author: 'Ada', date: '1843-07-10', 'page-count': 2 },
    })
    expect(b?.attributes).toMatchObject({ author: '7' })
    expect(a?.attributes).not.toHaveProperty('url')
    expect(await textOf(a?.id ?? '')).toMatch(/^The first letter\.\nIt is short\./)
    expect(await textOf(b?.id ?? '')).toContain('A letter with stress.')
    expect(await textOf(c?.id ?? '')).toContain('Salt came before the sea did.')
    const { body } = await lead.call('GET', `${path}/attributes`)
    const types = Object.fromEntries(body.items.map(({ key, type }: { key: string; type: string }) => [key, type]))
    expect(types).toMatchObject({ author: 'text', date: 'date', 'page-count': 'number' })
  })

  test('keeps the original byte for byte, and says on record who added it', async () => {
    await db.membership.updateMany({ where: { projectId, userId: coder.id }, data: { role: 'lead' } })
    await run('--project', projectId, '--as', await email(coder), 'letters/a.txt')
    const [document] = await documents()
    const { bytes } = await db.originalFile.findFirstOrThrow({
      where: { documentId: document?.id ?? '' },
      select: { bytes: true },
    })
    expect(Buffer.from(bytes)).toEqual(readFileSync(join(folder, 'letters/a.txt')))
    const { body } = await lead.call('GET', `${path}/events?order=newest&kind=document`)
    expect(body.items).toMatchObject([{ type: 'document.created', actor: { id: coder.id }, subjectId: document?.id }])
  })

  test('a file that is refused is told with the reason, and the others are imported', async () => {
    const failed = run('--project', projectId, 'broken.docx', 'plain.txt')
    await expect(failed).rejects.toThrow(CommandError)
    await expect(failed).rejects.toThrow('1 of 2 files were refused; the others were imported.')
    expect(said).toEqual([
      expect.stringMatching(/^refused\tbroken\.docx\t\S.{10,}/),
      expect.stringMatching(/^[0-9a-f-]{36}\tplain\.txt\t/),
    ])
    expect((await documents()).map(({ format }) => format)).toEqual(['txt'])
    said.length = 0
    await expect(run('--json', '--project', projectId, 'broken.docx', 'plain.txt')).rejects.toThrow('1 of 2')
    expect(JSON.parse(said.join('\n'))).toEqual([
      { file: 'broken.docx', refused: expect.any(String) },
      {
        file: 'plain.txt',
        documentId: expect.any(String),
        title: expect.any(String),
        report: expect.objectContaining({ format: 'txt' }),
      },
    ])
  })

  test.each([
    ['no file', () => ['--project', projectId]],
    ['no project', () => ['plain.txt']],
    ['an unknown option', () => ['--project', projectId, '--fast', 'plain.txt']],
  ])('%s is wrong usage, said before anything is read', (_, args) => {
    expect(() => importCommand(args())).toThrow(UsageError)
  })

  test('stores nothing for a path that is not there, a project that is not there, or somebody who may not', async () => {
    await expect(run('--project', projectId, 'plain.txt', 'nowhere')).rejects.toThrow(
      `There is no file or folder ${join(folder, 'nowhere')}`,
    )
    mkdirSync(join(folder, 'above/below'), { recursive: true })
    await expect(run('--project', projectId, 'above')).rejects.toThrow(/^There is no file to import: /)
    await expect(run('--project', lead.id, 'plain.txt')).rejects.toThrow(/There is no project/)
    await expect(run('--project', projectId, '--as', 'nobody@example.org', 'plain.txt')).rejects.toThrow(
      /no active member/,
    )
    await expect(run('--project', projectId, '--as', await email(reader), 'plain.txt')).rejects.toThrow(CommandError)
    expect(said.every((line) => line.startsWith('refused\tplain.txt\t'))).toBe(true)
    expect(await documents()).toEqual([])
  })

  test.each([
    [{ title: 'T\u0000' }, /0\.title/],
    [{ title: 'x'.repeat(501) }, /0\.title/],
    [{ language: 'x'.repeat(5000) }, /0\.language/],
    [Object.fromEntries(Array.from({ length: 101 }, (_, i) => [`f${i}`, 'x'])), /101 fields/],
  ])('a manifest that says more than a document may have is refused whole: %#', async (entry, words) => {
    mkdirSync(join(folder, 'bold'), { recursive: true })
    writeFileSync(join(folder, 'bold/a.txt'), 'One letter.')
    writeFileSync(join(folder, 'bold/manifest.json'), JSON.stringify([{ file: 'a.txt', ...entry }]))
    await expect(run('--project', projectId, 'bold')).rejects.toThrow(words)
    expect(await documents()).toEqual([])
    expect((await lead.call('GET', `${path}/attributes`)).body.items).toEqual([])
  })
  test('what is no file is named before anything is read', async () => {
    execFileSync('mkfifo', [join(folder, 'pipe')])
    await expect(run('--project', projectId, 'pipe')).rejects.toThrow(/pipe is neither a file nor a folder/)
  })
  test('a file that is too large is refused before it is read', async () => {
    const large = join(folder, 'large.txt')
    writeFileSync(large, '')
    truncateSync(large, 5_000_000_000)
    await expect(run('--project', projectId, 'large.txt')).rejects.toThrow(/1 of 1 files were refused/)
    expect(said.join('\n')).toMatch(/large\.txt.*the limit is/)
    rmSync(large)
  })
  test('a manifest that cannot be read is named, and nothing is imported', async () => {
    mkdirSync(join(folder, 'odd'), { recursive: true })
    writeFileSync(join(folder, 'odd/one.txt'), 'One.')
    writeFileSync(join(folder, 'odd/manifest.json'), '{"documents": [{"title": "no file"}]}')
    await expect(run('--project', projectId, 'odd')).rejects.toThrow(/manifest\.json cannot be used/)
    expect(await documents()).toEqual([])
  })
})

const corpus = resolve(process.env.SHARED_DIR ?? '../shared', 'corpus')
test.skipIf(!existsSync(corpus))(
  'takes the demo’s documents with their manifest (skipped where ../shared is absent)',
  async () => {
    const files = readdirSync(corpus)
      .filter((name) => name.endsWith('.txt'))
      .toSorted()
    await run('--json', '--project', projectId, corpus)
    const told = JSON.parse(said.join('\n')) as { file: string; documentId: string }[]
    expect(told.map(({ file }) => file)).toEqual(files)
    for (const { documentId } of told) {
      const { sha256 } = (await lead.call('GET', `${path}/documents/${documentId}/revisions`)).body.items[0]
      expect(
        createHash('sha256')
          .update(await textOf(documentId))
          .digest('hex'),
      ).toBe(sha256)
    }
    const stored = await documents()
    expect(new Set(stored.map(({ language }) => language.split('-')[0]))).toEqual(new Set(['en']))
    expect(stored.every(({ attributes }) => typeof attributes.date === 'string')).toBe(true)
  },
)
