import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, team, type Caller } from '@/testing/team'

const { db } = await freshDatabase()
const api = apiOn(db)

interface Row {
  id: string
  documentId: string
  start: number
  author: string
  tags: number[]
  isPrivate: boolean
  isStarred: boolean
  quote: string
  genre: string
  date: string
}

// A tree of six tags (2 and 3 below 1, 5 below 4); the theme has tags 1 and 4.
const parents = [null, null, 1, 1, null, 4] as const
const below = (i: number): number[] => [i, ...parents.flatMap((parent, child) => (parent === i ? below(child) : []))]
const genres = ['log', 'log', 'report', '']
const dates = ['2019-03-04', '2019-11-01', '2021-01-01', '']
const text =
  'Salt came into the wells before the sea did, and nobody in the village wrote it down or told the harbour office.'

let people: Caller[]
let path: string
let themeId: string
const tags: string[] = []
const documents: string[] = []
const rows: Row[] = []

beforeAll(async () => {
  const { lead, coder, reviewer, ...project } = await team(db, api, ['coder', 'reviewer'])
  path = project.path
  people = [lead, coder, reviewer]
  for (const [i, parent] of parents.entries())
    tags.push(
      (await lead.call('POST', `${path}/tags`, { name: `Tag ${i}`, parentId: parent === null ? null : tags[parent] }))
        .body.id,
    )
  for (const [i, genre] of genres.entries())
    documents.push(
      (
        await lead.call('POST', `${path}/documents`, {
          title: `Document ${3 - i}`,
          text,
          attributes: { ...(genre && { source: genre }), ...(dates[i] && { date: dates[i] }) },
        })
      ).body.document.id,
    )
  themeId = (await lead.call('POST', `${path}/themes`, { name: 'Harm', tagIds: [tags[1], tags[4]] })).body.id
  // Drawn once, with a fixed seed: many share their start, their document or all their tags.
  const drawn = fc.sample(
    fc.record({
      d: fc.nat(3),
      start: fc.nat(12),
      who: fc.nat(1),
      tags: fc.uniqueArray(fc.nat(5), { maxLength: 4 }),
      isPrivate: fc.boolean(),
      isStarred: fc.boolean(),
    }),
    { numRuns: 160, seed: 7 },
  )
  for (const { d, start, who, tags: chosen, isPrivate, isStarred } of drawn) {
    const author = people[who]
    const documentId = documents[d] ?? ''
    if (!author) continue
    const { body } = await author.call('POST', `${path}/annotations`, {
      documentId,
      start,
      end: start + 8,
      tagIds: chosen.map((i) => tags[i]),
      visibility: isPrivate ? 'private' : 'shared',
    })
    if (isStarred) await author.call('PATCH', `${path}/annotations/${body.id}`, { starred: true })
    rows.push({
      id: body.id,
      documentId,
      start,
      author: author.id,
      tags: chosen,
      isPrivate,
      isStarred,
      quote: body.quote,
      genre: genres[d] ?? '',
      date: dates[d] ?? '',
    })
  }
})

/** Whose page it is: the theme's, or that of a tag. */
type Source = 'theme' | number
const source: fc.Arbitrary<Source> = fc.oneof(fc.constant('theme' as const), fc.nat(5))
/** The tags whose passages stand there. */
const tagsOf = (source: Source): number[] => (source === 'theme' ? [...below(1), ...below(4)] : below(source))
const addressOf = (source: Source) => (source === 'theme' ? `themes/${themeId}` : `tags/${tags[source]}`)

interface Filter {
  documents?: number[]
  tag?: number
  also?: number
  author?: number
  starred?: boolean
  q?: string
  dated?: string
  genre?: string
}
const maybe = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined, freq: 2 })
const filter: fc.Arbitrary<Filter> = fc.record({
  documents: maybe(fc.uniqueArray(fc.nat(3), { minLength: 1 })),
  tag: maybe(fc.nat(5)),
  also: maybe(fc.nat(5)),
  author: maybe(fc.nat(2)),
  starred: maybe(fc.boolean()),
  q: maybe(fc.constantFrom('salt', 'WELLS', '%', 'ame in')),
  dated: maybe(fc.constantFrom('2019', '2019-11', '2021-01-01', '2020')),
  genre: maybe(fc.constantFrom('log', 'report', 'none')),
})

/** What a viewer must see, by looking at every row. */
function selected(viewer: string, f: Filter, source: Source): Row[] {
  const inTheme = new Set(tagsOf(source))
  const wanted = f.tag === undefined ? inTheme : new Set(below(f.tag).filter((i) => inTheme.has(i)))
  return rows.filter(
    (row) =>
      (!row.isPrivate || row.author === viewer) &&
      row.tags.some((i) => wanted.has(i)) &&
      (f.documents === undefined || f.documents.some((d) => documents[d] === row.documentId)) &&
      (f.also === undefined || row.tags.some((i) => below(f.also ?? 0).includes(i))) &&
      (f.author === undefined || row.author === people[f.author]?.id) &&
      (f.starred === undefined || row.isStarred === f.starred) &&
      (f.q === undefined || row.quote.toLowerCase().includes(f.q.toLowerCase())) &&
      (f.dated === undefined || row.date.startsWith(f.dated)) &&
      (f.genre === undefined || row.genre === f.genre),
  )
}

function queryOf(f: Filter): string {
  const query = new URLSearchParams()
  for (const d of f.documents ?? []) query.append('documentId', documents[d] ?? '')
  if (f.tag !== undefined) query.set('tagId', tags[f.tag] ?? '')
  if (f.also !== undefined) query.set('alsoTagId', tags[f.also] ?? '')
  if (f.author !== undefined) query.set('authorId', people[f.author]?.id ?? '')
  if (f.starred !== undefined) query.set('starred', String(f.starred))
  if (f.q !== undefined) query.set('q', f.q)
  if (f.dated !== undefined) query.set('dated', f.dated)
  if (f.genre !== undefined) query.set('attribute', `source=${f.genre}`)
  return query.toString()
}

interface Shown {
  id: string
  documentId: string
  start: number
  group: { key: string; label: string }
}

async function allPages(
  viewer: Caller,
  source: Source,
  query: string,
  limit: number,
): Promise<{ items: Shown[]; total: number }> {
  const items: Shown[] = []
  let total = 0
  for (let cursor: string | null = ''; cursor !== null;) {
    const {
      body,
      status,
      text: answer,
    } = await viewer.call(
      'GET',
      `${path}/${addressOf(source)}/excerpts?limit=${limit}&${query}${cursor && `&cursor=${cursor}`}`,
    )
    expect([status, answer.slice(0, 200)]).toEqual([200, expect.anything()])
    items.push(...body.items)
    total = body.total
    cursor = body.nextCursor
  }
  return { items, total }
}

describe('the excerpts of a theme or a tag', () => {
  test.each(['document', 'tag', 'author', 'attribute:source'])(
    'by %s: the pages together are exactly what is selected, in groups and in reading order, whoever looks',
    async (groupBy) => {
      await fc.assert(
        fc.asyncProperty(filter, fc.nat(2), fc.integer({ min: 1, max: 40 }), source, async (f, who, limit, from) => {
          const viewer = people[who]
          if (!viewer) return
          const { items, total } = await allPages(viewer, from, `groupBy=${groupBy}&${queryOf(f)}`, limit)
          const expected = selected(viewer.id, f, from)
          const wanted = f.tag === undefined ? tagsOf(from) : below(f.tag).filter((i) => tagsOf(from).includes(i))
          // By tag, a passage stands under each of its tags that count.
          const places =
            groupBy === 'tag'
              ? expected.flatMap((row) => row.tags.filter((i) => wanted.includes(i)).map((i) => `${tags[i]} ${row.id}`))
              : expected.map((row) => row.id)
          expect(
            items.map((item) => (groupBy === 'tag' ? `${item.group.key} ${item.id}` : item.id)).toSorted(),
          ).toEqual(places.toSorted())
          expect(total).toBe(items.length)
          const groups = items.map((item) => item.group.key)
          expect(groups.filter((key, i) => key !== groups[i - 1]).length).toBe(new Set(groups).size)
          items.forEach((item, i) => {
            const last = items[i - 1]
            if (last?.group.key !== item.group.key) return
            expect(
              last.documentId === item.documentId ? last.start <= item.start : last.documentId < item.documentId,
            ).toBe(true)
          })
        }),
        { numRuns: 25 },
      )
    },
  )

  test('the summary counts the same selection', async () => {
    await fc.assert(
      fc.asyncProperty(filter, fc.nat(2), source, async (f, who, from) => {
        const viewer = people[who]
        if (!viewer) return
        const expected = selected(viewer.id, f, from)
        const { body } = await viewer.call('GET', `${path}/${addressOf(from)}/summary?${queryOf(f)}`)
        const sum = (list: { count: number }[]) => list.reduce((total, row) => total + row.count, 0)
        expect(body.excerpts).toBe(expected.length)
        expect(sum(body.byDocument)).toBe(expected.length)
        expect(sum(body.byAuthor)).toBe(expected.length)
        expect(sum(body.byMonth) + body.undated).toBe(expected.length)
        for (const { id, count } of body.cooccurring)
          expect(count).toBe(expected.filter((row) => row.tags.some((i) => tags[i] === id)).length)
      }),
      { numRuns: 25 },
    )
  })
})

describe('headings by attribute', () => {
  test('stand as the team has ordered the choices, numbers by size, and what is not given last, page by page', async () => {
    const { lead, path } = await team(db, api, [])
    for (const attribute of [
      { key: 'wave', label: 'Wave', type: 'choice', choices: ['spring', 'autumn', 'after'] },
      { key: 'age', label: 'Age', type: 'number' },
    ])
      expect((await lead.call('POST', `${path}/attributes`, attribute)).status).toBe(201)
    const { body: tag } = await lead.call('POST', `${path}/tags`, { name: 'Salt' })
    const given = [{ wave: 'autumn', age: 9 }, { wave: 'spring', age: 100 }, { wave: 'after', age: 20.5 }, {}]
    for (const [i, attributes] of given.entries()) {
      const { body } = await lead.call('POST', `${path}/documents`, { title: `Talk ${i}`, text, attributes })
      await lead.call('POST', `${path}/annotations`, {
        documentId: body.document.id,
        start: 0,
        end: 4,
        tagIds: [tag.id],
      })
    }
    const headings = async (key: string) => {
      const labels: string[] = []
      for (let cursor: string | null = ''; cursor !== null;) {
        const { body }: { body: { items: Shown[]; nextCursor: string | null } } = await lead.call(
          'GET',
          `${path}/tags/${tag.id}/excerpts?groupBy=attribute:${key}&limit=1${cursor && `&cursor=${cursor}`}`,
        )
        labels.push(...body.items.map((item) => item.group.label))
        cursor = body.nextCursor
      }
      return labels
    }
    expect(await headings('wave')).toEqual(['spring', 'autumn', 'after', ''])
    expect(await headings('age')).toEqual(['9', '20.5', '100', ''])
    expect(await headings('nothing')).toEqual(['', '', '', ''])
  })
})
