import fc from 'fast-check'
import { existsSync, readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { inTreeOrder } from '@/lib/domain/codebook/tree'
import type { Tag } from '@/lib/schemas/tag'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, team, type Caller } from '@/testing/team'

const { db } = await freshDatabase()
const api = apiOn(db)
let lead: Caller

beforeAll(async () => {
  lead = (await team(db, api, [])).lead
})

const newProject = async () =>
  `/projects/${(await lead.call('POST', '/projects', { name: 'Codebooks' })).body.id as string}`
const tagsOf = async (path: string) => (await lead.call('GET', `${path}/tags?limit=500`)).body.items as Tag[]
/** All of a codebook that a person wrote, in its order. */
const told = async (path: string) =>
  inTreeOrder(await tagsOf(path)).map(({ tag, path: names }) => ({
    names,
    colour: tag.colour,
    definition: tag.definition,
    useWhen: tag.useWhen,
    avoidWhen: tag.avoidWhen,
    isArchived: tag.archivedAt !== null,
  }))

async function importInto(path: string, bytes: ArrayBuffer, name: string) {
  const form = new FormData()
  form.set('file', new File([bytes], name))
  return lead.call('POST', `${path}/codebook/import`, form)
}

async function exported(path: string, format: string) {
  const response = await api.request(`/api/v1${path}/codebook/export?format=${format}`, {
    headers: { cookie: lead.cookie },
  })
  return response.arrayBuffer()
}

interface Drawn {
  name: string
  under: number
  definition: string
  useWhen: string
  avoidWhen: string
  archived: boolean
}

/** Makes the tags drawn, below one of those before where `under` says so; one that the API refuses (a twin of a sibling) is left out. */
async function build(path: string, drawn: readonly Drawn[]): Promise<void> {
  const made: string[] = []
  for (const { under, archived, ...tag } of drawn) {
    const { status, body } = await lead.call('POST', `${path}/tags`, {
      ...tag,
      parentId: made[under % (made.length + 1)] ?? null,
    })
    if (status !== 201) continue
    made.push(body.id)
    if (archived) await lead.call('PATCH', `${path}/tags/${body.id}`, { archived: true })
  }
}

const odd = [
  'A > B',
  'A',
  'B',
  'C',
  'A::B',
  'a/b',
  'A > B > C',
  '> A',
  'B >',
  "'A",
  "''A",
  "'=A",
  "'-",
  '-A',
  '=SUM(A1)',
  '+A',
  '@A',
  '＝A',
  'say "no"',
  'comma, semi; colon',
  'tab',
  '1.5',
  '2024-01-01',
  'TRUE',
  'true',
  '#hash',
  '名称',
  'é',
  '🌊',
  '‏עברית',
  '<A>',
  '{"A":1}',
  'name',
  'path',
  '0012',
  ' A ',
]
const name = fc.oneof(
  fc.constantFrom(...odd),
  fc
    .tuple(
      fc.constantFrom('=', '-', "'", '"', '>', '::', '/', ',', ';', 'x'),
      fc.string({ unit: fc.constantFrom('a', 'B', ' ', '>', ':', '/', '"', "'", ',', ';', '='), maxLength: 6 }),
    )
    .map(([first, rest]) => first + rest),
)
const prose = fc.oneof(
  fc.constantFrom(
    '',
    "'=x",
    '-use',
    '=avoid',
    ' leading and trailing ',
    'two\nlines',
    'crlf\r\nline',
    '\ttab first',
    '\n',
    '"',
    'a,b;c\td',
    "'",
    '_x0041_ as it stands',
    '1',
    'TRUE',
  ),
  fc.string({ maxLength: 12 }).filter((text) => !/[\u0000\ud800-\udfff]/.test(text)),
)
const drawn = fc.array(
  fc.record({ name, under: fc.nat(9), definition: prose, useWhen: prose, avoidWhen: prose, archived: fc.boolean() }),
  { minLength: 1, maxLength: 8 },
)

describe.each(['csv', 'xlsx'])('a codebook as %s', (format) => {
  test('comes back equal into an empty project, and adds nothing to its own', async () => {
    await fc.assert(
      fc.asyncProperty(drawn, async (tags) => {
        const [from, into] = [await newProject(), await newProject()]
        await build(from, tags)
        const before = await told(from)
        fc.pre(before.length > 0)
        const bytes = await exported(from, format)
        const { status, body } = await importInto(into, bytes, `codebook.${format}`)
        expect({
          status,
          refused: body.rows?.filter((row: { outcome: string }) => row.outcome !== 'new'),
          tags: await told(into),
        }).toEqual({ status: 200, refused: [], tags: before })
        const again = await importInto(from, bytes, `codebook.${format}`)
        expect({
          added: again.body.added,
          outcomes: [...new Set(again.body.rows.map((row: { outcome: string }) => row.outcome))],
        }).toEqual({ added: 0, outcomes: ['exists'] })
      }),
      { numRuns: 25 },
    )
  })
})

const reported = new URL(
  `../../${process.env.SHARED_DIR ?? '../shared'}/fixtures/reports/codebook-roundtrip.csv`,
  import.meta.url,
)
test.skipIf(!existsSync(reported))(
  'a codebook of 24 odd names has 24 tags (skipped where ../shared is absent)',
  async () => {
    const into = await newProject()
    await importInto(into, new Uint8Array(readFileSync(reported)).buffer, 'codebook.csv')
    const tags = await told(into)
    expect(tags).toHaveLength(24)
    expect(tags.map(({ names }) => names.join(' | '))).toEqual(
      expect.arrayContaining([
        '-negative | -deeper',
        '=SUM(A1)',
        "'quoted",
        'income > 50k | child / of',
        'A::B | C::D',
        'and/or | child > two',
      ]),
    )
    expect(tags.find(({ names }) => names[0] === '=SUM(A1)')).toMatchObject({
      definition: 'def of =SUM(A1)\nsecond line',
      useWhen: '-use',
      avoidWhen: '=avoid',
    })
  },
)
