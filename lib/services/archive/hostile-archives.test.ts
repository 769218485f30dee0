import { archiveColumns } from '@/lib/data/projects/archive/read-archive-rows'
import { held, notHeld } from './check-row'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ZipFile } from 'yazl'
import { buffer } from 'node:stream/consumers'
import { newId } from '@/lib/data/database/ids'
import { archiveTables, notArchived } from '@/lib/data/projects/archive/archive-tables'
import { queueJob } from '@/lib/data/jobs/jobs'
import { takeJob } from '@/lib/data/jobs/leases'
import { closeImporter } from '@/lib/importers/import-document'
import { workOn } from '@/lib/services/jobs/work-on'
import { Jobs } from '@/lib/services/jobs/jobs'
import { archive } from '@/testing/document-files'
import { freshDatabase } from '@/testing/fresh-database'
import {
  exportedArchive,
  importArchive as send,
  partsOf,
  rowsIn,
  said,
  withRows,
  type Parts,
} from '@/testing/project-archive'
import { apiOn, person, team, type Caller } from '@/testing/team'
import { importArchive } from './import-archive'

const { db } = await freshDatabase()
const api = apiOn(db)
const { lead, coder, path, projectId } = await team(db, api, ['coder'])
const asker: Caller = await person(db, api, 'Asker')
let archived: Buffer
let parts: Parts
let before: object

afterAll(() => closeImporter())
beforeAll(async () => {
  const form = new FormData()
  form.set('file', new File(['Salt came before the sea did.'], 'wells.txt'))
  const { document } = (await lead.call('POST', `${path}/documents`, form)).body
  const tag = (await lead.call('POST', `${path}/tags`, { name: 'Salt' })).body.id
  await lead.call('POST', `${path}/tags`, { name: 'Below', parentId: tag })
  await coder.call('POST', `${path}/annotations`, { documentId: document.id, start: 5, end: 9, tagIds: [tag] })
  const subject = { type: 'document', id: document.id }
  const comment = (await coder.call('POST', `${path}/comments`, { subject, body: 'Why?' })).body.id
  await lead.call('POST', `${path}/comments`, { subject, body: 'So.', parentId: comment })
  const theme = (await lead.call('POST', `${path}/themes`, { name: 'Water', tagIds: [tag] })).body.id
  await lead.call('PATCH', `${path}/themes/${theme}`, { narrative: { type: 'doc', content: [] } })
  expect((await lead.call('POST', `${path}/queries`, { name: 'Near', query: 'tag:Salt' })).status).toBe(201)
  archived = await exportedArchive(api, lead, path)
  parts = await partsOf(archived)
  before = await everything()
})

/** How many rows there are in the whole instance of everything that a project has, and of people. */
async function everything(): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const name of [...archiveTables.map((table) => table.name), ...Object.keys(notArchived), 'Project', 'User']) {
    if (name === 'Job' || name === 'Uncounted') continue
    const [row] = await db.$queryRawUnsafe<{ n: number }[]>(`SELECT count(*)::int AS n FROM "${name}"`)
    counts[name] = row?.n ?? 0
  }
  return counts
}

/** The rows of a part with the first of them changed. */
const changed = (table: string, change: object): Parts =>
  withRows(
    parts,
    table,
    rowsIn(parts, table).map((row, i) => (i === 0 ? { ...row, ...change } : row)),
  )
const without = (name: string): Parts => Object.fromEntries(Object.entries(parts).filter(([path]) => path !== name))
const damaged = (name: string): Parts => ({ ...parts, [name]: Buffer.from(`${parts[name]?.toString()} `) })
const link = (href: string) => ({
  type: 'doc',
  content: [{ type: 'paragraph', content: [{ type: 'text', text: 'x', marks: [{ type: 'link', attrs: { href } }] }] }],
})

/** The first theme with a narrative, and the first event, of so many lists in one another. */
const deep = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`
const nested = (depth: number): Parts =>
  withText('rows/Theme.jsonl', /"narrative":\{.*?\},"version"/, `"narrative":${deep(depth)},"version"`)
const nestedEvent = (depth: number): Parts =>
  withText('rows/Event.jsonl', /"after":\{[^}]*\}/, `"after":${deep(depth)}`)
function withText(name: string, what: RegExp, by: string): Parts {
  const text = parts[name]?.toString() ?? ''
  if (!what.test(text)) throw new Error(`${name} is otherwise`)
  return said({ ...parts, [name]: Buffer.from(text.replace(what, by)) })
}

/** The rows with so many tags more, each below the one that `above` says, where there is one. */
function tagged(count: number, above: (i: number) => number | null): Parts {
  const [like = {}, ...others] = rowsIn(parts, 'Tag')
  const ids = Array.from({ length: count }, () => newId())
  const made = ids.map((id, i) => ({ ...like, id, name: `Tag ${i}`, parentId: ids[above(i) ?? -1] ?? null }))
  return withRows(parts, 'Tag', [like, ...others, ...made])
}

/** The rows with so many kept queries. */
function asked(count: number): Parts {
  const [like = {}] = rowsIn(parts, 'SavedQuery')
  const made = Array.from({ length: count }, (_, i) => ({ ...like, id: newId(), name: `Query ${i}` }))
  return withRows(parts, 'SavedQuery', made)
}

async function twice(name: string): Promise<Buffer> {
  const zip = new ZipFile()
  for (const [path, bytes] of [...Object.entries(parts), [name, parts[name] ?? Buffer.alloc(0)] as const])
    zip.addBuffer(bytes, path)
  zip.end()
  return buffer(zip.outputStream)
}

describe('an archive that is not what it must be is refused, naming the part, and nothing is left', () => {
  test.each<[string, () => Buffer | Parts | Promise<Buffer | Parts>, string]>([
    ['no zip', () => Buffer.from('Salt came.'), 'zip'],
    ['one that was cut off', () => archived.subarray(0, archived.length - 40), 'cut off'],
    ['one with a byte changed', () => flipped(archived), 'rows/'],
    [
      'a zip of something else',
      async () => Buffer.from(await archive({ 'word/document.xml': '<a/>' })),
      'word/document.xml',
    ],
    ['one of more tags than a codebook has', () => tagged(10_001, () => null), 'more than 10000 tags'],
    ['one of tags below one another without end', () => tagged(21, (i) => i - 1), 'deeper than 20 levels'],
    ['one of tags each of which is below another', () => tagged(3, (i) => (i + 1) % 3), 'deeper than 20 levels'],
    ['one of more kept queries than there may be', () => asked(201), 'more than 200 kept queries'],
    ['one without its manifest', () => without('manifest.json'), 'manifest.json'],
    [
      'a manifest that is none',
      () => ({ ...parts, 'manifest.json': Buffer.from('{"format":"other"}') }),
      'manifest.json',
    ],
    ['another version', () => said(parts, (manifest) => ({ ...manifest, version: 2 })), 'version 2'],
    ['a manifest with more in it', () => said(parts, (manifest) => ({ ...manifest, more: 1 })), 'manifest.json'],
    ['a part that is missing', () => without('rows/Tag.jsonl'), 'rows/Tag.jsonl'],
    ['a part with another hash', () => damaged('rows/Tag.jsonl'), 'rows/Tag.jsonl'],
    [
      'a part that the manifest does not name',
      () => ({ ...parts, [`originals/${newId()}`]: Buffer.from('x') }),
      'originals/',
    ],
    [
      'a part whose name leads elsewhere',
      () => ({ ...parts, 'rows/..%2fTag.jsonl': Buffer.from('') }),
      'rows/..%2fTag.jsonl',
    ],
    ['a part twice', () => twice('rows/Tag.jsonl'), 'rows/Tag.jsonl'],
    [
      'a part that expands beyond measure',
      () => said({ ...parts, 'rows/Star.jsonl': Buffer.alloc(60_000_000, 32) }),
      'expands',
    ],
    [
      'a file that is no document’s',
      () => said({ ...parts, [`originals/${newId()}`]: Buffer.from('x') }),
      'originals/',
    ],
    [
      'a document’s file that is missing',
      () => said(Object.fromEntries(Object.entries(parts).filter(([name]) => !name.startsWith('originals/')))),
      'rows/OriginalFile.jsonl',
    ],
    ['rows of another project', () => changed('Tag', { projectId }), 'rows/Tag.jsonl'],
    ['a column that there is not', () => changed('Tag', { '"; DROP TABLE "Tag"': 1 }), 'rows/Tag.jsonl'],
    ['a line that is no row', () => withRows(parts, 'Tag', [7]), 'rows/Tag.jsonl'],
    [
      'rows that lack a column',
      () =>
        withRows(
          parts,
          'Tag',
          rowsIn(parts, 'Tag').map(({ name: _, ...row }) => row),
        ),
      'rows/Tag.jsonl',
    ],
    ['a row twice', () => withRows(parts, 'Tag', [...rowsIn(parts, 'Tag'), ...rowsIn(parts, 'Tag')]), 'rows/Tag.jsonl'],
    ['an event of years to come', () => changed('Event', { seq: 9_000_000_000_000_000 }), 'rows/Event.jsonl'],
    ['a value nested deeper than anybody walks', () => nested(200_000), 'rows/Theme.jsonl'],
    ['an event nested deeper than anybody walks', () => nestedEvent(200_000), 'rows/Event.jsonl'],
    ['a letter that cannot be stored', () => changed('Tag', { definition: 'a\u0000b' }), 'rows/Tag.jsonl'],
    [
      'a tag that is not in the archive',
      () => changed('AnnotationTag', { tagId: newId() }),
      'rows/AnnotationTag.jsonl',
    ],
    [
      'a document that is not in the archive',
      () => changed('Annotation', { documentId: newId() }),
      'rows/Annotation.jsonl',
    ],
    [
      'a text that is not in the archive',
      () => changed('Document', { currentRevisionId: newId() }),
      'rows/Document.jsonl',
    ],
    [
      'somebody of this server who is not of the archive',
      () => changed('Annotation', { authorId: asker.id }),
      'rows/Annotation.jsonl',
    ],
    ['a passage that is not in its text', () => changed('Annotation', { quote: 'cane' }), 'quote-differs'],
    [
      'a text that is not that of its content',
      () => changed('Revision', { text: 'Other text, as long as it.' }),
      'text-differs',
    ],
    ['an address that runs', () => changed('Theme', { narrative: link('javascript:alert(1)') }), 'rows/Theme.jsonl'],
    [
      'a comment of what no comment has',
      () => changed('Comment', { body: link('javascript:alert(1)') }),
      'rows/Comment.jsonl',
    ],
    ...(
      [
        ['of no kind', { kind: 'near' }],
        ['of nothing', { kind: 'and', parts: [] }],
        ['of no id', { kind: 'refers', field: 'document', to: '-' }],
        ['of no state', { kind: 'is', what: 'constructor' }],
        ['of half a relation', { kind: 'related', how: { by: 'near' }, to: { kind: 'is', what: 'shared' } }],
        [
          'too deep',
          Array.from({ length: 60 }).reduce<object>((part) => ({ kind: 'not', part }), { kind: 'is', what: 'shared' }),
        ],
      ] as const
    ).map(([what, tree]): [string, () => Parts, string] => [
      `a kept query ${what}`,
      () => changed('SavedQuery', { tree }),
      'rows/SavedQuery.jsonl',
    ]),
    ...(
      [
        ['Tag', { name: 'x'.repeat(201) }],
        ['Tag', { name: '\u200b' }],
        ['Tag', { definition: 'x'.repeat(5001) }],
        ['Document', { title: 'x'.repeat(501) }],
        ['Document', { language: 'x'.repeat(36) }],
        ['Theme', { name: 'x'.repeat(201) }],
        ['SavedQuery', { name: 'x'.repeat(101) }],
        ['Annotation', { note: 'x'.repeat(20_001) }],
        ['Event', { type: 'x'.repeat(1000) }],
      ] as const
    ).map(([table, change]): [string, () => Parts, string] => [
      `what the API would not take: ${table}.${Object.keys(change)[0]} of ${Object.values(change)[0]?.length} letters`,
      () => changed(table, change),
      `rows/${table}.jsonl`,
    ]),
    [
      'somebody whose name is longer than names are',
      () =>
        said(parts, (manifest) => ({
          ...manifest,
          people: (manifest['people'] as object[]).map((one) => ({ ...one, name: 'x'.repeat(121) })),
        })),
      'people',
    ],
    [
      'two people of one id',
      () =>
        said(parts, (manifest) => ({
          ...manifest,
          people: [...(manifest['people'] as object[]), ...(manifest['people'] as object[])],
        })),
      'people',
    ],
  ])('%s', async (_, made, words) => {
    const { status, body } = await send(asker, await made())
    expect([status, body.detail]).toEqual([422, expect.stringContaining(words)])
    expect(await everything()).toEqual(before)
  })

  test('and the archive that all of these were made of is taken', async () => {
    expect((await send(asker, parts)).status).toBe(201)
    before = await everything()
  })
})

test('names come in as they would be stored had somebody typed them here', async () => {
  const turned = withRows(
    changed('Document', { title: 'Salt\u202e\tand\u2028wells ' }),
    'Tag',
    rowsIn(parts, 'Tag').map((row) => ({ ...row, name: `\u2067${String(row['name'])} e\u0301` })),
  )
  const { status, body } = await send(asker, turned)
  expect(status, JSON.stringify(body)).toBe(201)
  const at = `/projects/${body.project.id}`
  const names = async (of: string, what: string) =>
    (await asker.call('GET', `${at}/${of}`)).body.items.map((row: Record<string, unknown>) => row[what])
  expect(await names('documents', 'title')).toEqual(['Salt and wells'])
  expect(await names('tags', 'name')).toEqual(['Salt é', 'Below é'])
  before = await everything()
})

test('every column of words is held to what the API takes, or is not for a reason', async () => {
  const words = [...(await archiveColumns(db))].flatMap(([table, { columns }]) =>
    columns.filter(({ type }) => /^(text|json)/.test(type)).map(({ name }) => `${table}.${name}`),
  )
  expect(words.toSorted()).toEqual([...new Set([...Object.keys(held), ...Object.keys(notHeld)])].toSorted())
  expect(Object.keys(held).filter((column) => column in notHeld)).toEqual([])
})

/** An archive with a byte in the middle of its longest part turned. */
function flipped(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes)
  const at = copy.indexOf('rows/Revision.jsonl') + 120
  copy[at] = (copy[at] ?? 0) ^ 0xff
  return copy
}

describe('an import whose process dies', () => {
  async function queued(): Promise<{ jobId: string; projectId: string }> {
    const job = { projectId: newId(), id: newId(), kind: 'import-project', requestedById: asker.id } as const
    await queueJob(db, { ...job, input: { takesAccounts: false } }, archived)
    return { jobId: job.id, projectId: job.projectId }
  }

  /** Works on a job until its `writes`-th write, and is no more: another may take the job up. */
  async function dying(writes: number): Promise<void> {
    const taken = await takeJob(db, ['import-project'], 60_000)
    if (!taken) throw new Error('no job')
    let left = writes
    const work = {
      ...importArchive,
      run: (run: Parameters<typeof importArchive.run>[0]) =>
        importArchive.run({
          ...run,
          write: async (progress, act) => {
            left -= 1
            if (left === 0)
              await db.$executeRaw`UPDATE "Job" SET "leaseToken" = gen_random_uuid(), "leaseUntil" = now() - interval '1 s' WHERE id = ${taken.jobId}::uuid`
            return run.write(progress, act)
          },
        }),
    }
    await workOn(db, taken, work, { lease: 60_000, shutDown: new AbortController().signal })
    expect(left).toBeLessThanOrEqual(0)
  }

  const taken = async (jobId: string) => {
    const jobs = new Jobs(db, { 'import-project': importArchive }, () => new Date())
    jobs.wake()
    await jobs.idle()
    return (await asker.call('GET', `/jobs/${jobId}`)).body
  }

  test.each([1, 24, 27, 30, 36, 37])(
    'at its write %i is seen by nobody, and taken up and done by another',
    async (writes) => {
      const { jobId, projectId } = await queued()
      const projects = (await asker.call('GET', '/projects')).body.total
      await dying(writes)
      expect((await asker.call('GET', '/projects')).body.total).toBe(projects)
      expect((await asker.call('GET', `/projects/${projectId}`)).status).toBe(404)
      expect(await taken(jobId)).toMatchObject({ state: 'done', result: { project: { id: projectId } } })
      const again = await partsOf(await exportedArchive(api, asker, `/projects/${projectId}`))
      expect(rowsIn(again, 'Annotation').length).toBe(rowsIn(parts, 'Annotation').length)
      expect(rowsIn(again, 'Event').length).toBe(rowsIn(parts, 'Event').length + 1)
      before = await everything()
    },
  )

  test('twice ends with the reason, and nothing is left', async () => {
    const { jobId } = await queued()
    await dying(30)
    await dying(35)
    expect(await taken(jobId)).toMatchObject({ state: 'failed', problem: { said: { key: 'refusals.jobs.givenUp' } } })
    expect(await everything()).toEqual(before)
  })

  test('is cancelled in the middle: nothing is left', async () => {
    const { jobId } = await queued()
    const one = await takeJob(db, ['import-project'], 60_000)
    if (!one) throw new Error('no job')
    let left = 33
    const work = {
      ...importArchive,
      run: (run: Parameters<typeof importArchive.run>[0]) =>
        importArchive.run({
          ...run,
          write: async (progress, act) => {
            left -= 1
            if (left === 0) expect((await asker.call('DELETE', `/jobs/${jobId}`)).body.isCancelling).toBe(true)
            return run.write(progress, act)
          },
        }),
    }
    await workOn(db, one, work, { lease: 60_000, shutDown: new AbortController().signal })
    expect((await asker.call('GET', `/jobs/${jobId}`)).body.state).toBe('cancelled')
    expect(await everything()).toEqual(before)
  })
})
