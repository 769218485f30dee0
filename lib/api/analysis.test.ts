import { parse } from 'csv-parse/sync'
import { describe, expect, test } from 'vitest'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, person, team, type Caller } from '@/testing/team'

// Every table must say what somebody finds who lists the passages that they see and counts them by hand.

const { db } = await freshDatabase()
const api = apiOn(db)
const { lead, coder: ana, reader, projectId, path } = await team(db, api)
const ben = await person(db, api, 'Ben')
await db.membership.create({ data: { projectId, userId: ben.id, role: 'coder' }, select: { role: true } })

const text =
  'The sea 🌊 rises.\n\nNobody 👩🏽‍🌾 wrote it down, and salt came first.\n\n…\n\nThe wells went brackish 𝒳 last.'
await lead.call('POST', `${path}/attributes`, { key: 'date', label: 'Date', type: 'date' })
await lead.call('POST', `${path}/attributes`, { key: 'genre', label: 'Genre', type: 'text' })
const documents: string[] = []
for (const [title, attributes] of [
  ['Wells', { date: '2014-05-03', genre: 'speech' }],
  ['=Harbour', { date: '2014', genre: 'speech' }],
  ['Salt, and "sea"', { date: '2015-02', genre: '-2' }],
  ['Nowhere', {}],
] as const) {
  const { body } = await lead.call('POST', `${path}/documents`, { title, text, attributes })
  documents.push(body.document.id)
}
const canonical = (await lead.call('GET', `${path}/documents/${documents[0]}/text`)).text
const tags: string[] = []
for (const [name, parent] of [['Water'], ['Sea', 0], ['Deep', 1], ['Brine'], ['Unused']] as const)
  tags.push(
    (
      await lead.call('POST', `${path}/tags`, {
        name,
        ...(parent === undefined ? {} : { parentId: tags[parent] }),
      })
    ).body.id,
  )

/** A generator of numbers that are always the same. */
let state = 7
const below = (n: number): number => (state = (state * 48271) % 2147483647) % n
const edges = [...canonical.matchAll(/\S+/g)].flatMap(({ 0: { length }, index }) => [[index, index + length] as const])
for (let i = 0; i < 70; i++) {
  const from = below(edges.length)
  const to = Math.min(edges.length - 1, from + below(4))
  const { status, text: said } = await [ana, ben, ana][i % 3]!.call('POST', `${path}/annotations`, {
    documentId: documents[below(4)],
    start: edges[from]![0],
    end: edges[to]![1],
    tagIds: [...new Set([tags[below(4)], tags[below(4)]])].slice(0, below(6) === 0 ? 0 : 2),
    visibility: below(5) === 0 ? 'private' : 'shared',
  })
  expect(status, said).toBe(201)
}

interface Listed {
  id: string
  documentId: string
  start: number
  end: number
  tagIds: string[]
  author: { id: string; name: string }
  createdAt: string
}
const listed = async (who: Caller, filter = ''): Promise<Listed[]> =>
  (await who.call('GET', `${path}/annotations?limit=500&layer=coder${filter}`)).body.items
const ask = async (who: Caller, kind: string, query = '') =>
  (await who.call('GET', `${path}/analysis/${kind}?${query}`)).body

const lineage: Record<number, number[]> = { 0: [0], 1: [1, 0], 2: [2, 1, 0], 3: [3] }
const rowsOf = ({ tagIds }: Listed, withBelow: boolean): string[] => [
  ...new Set(tagIds.flatMap((id) => (withBelow ? lineage[tags.indexOf(id)]!.map((at) => tags[at]!) : [id]))),
]

interface Counts {
  annotations: number
  documents: number
}
const count = (items: Listed[]): Counts => ({
  annotations: items.length,
  documents: new Set(items.map(({ documentId }) => documentId)).size,
})
/** The table that somebody makes by hand. */
function byHand(items: Listed[], columnOf: (item: Listed) => string, withBelow: boolean) {
  const marked = items.filter((item) => item.tagIds.length > 0)
  const columns = [...new Set(marked.map(columnOf))]
  const under = (tag: string) => marked.filter((item) => rowsOf(item, withBelow).includes(tag))
  return {
    rows: tags.map((id) => ({ id, ...count(under(id)) })),
    columns: columns
      .map((id) => ({ id, ...count(marked.filter((item) => columnOf(item) === id)) }))
      .toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    cells: tags
      .flatMap((row) =>
        columns.map((column) => ({ row, column, ...count(under(row).filter((item) => columnOf(item) === column)) })),
      )
      .filter(({ annotations }) => annotations > 0)
      .toSorted(inOrder),
    total: count(marked),
  }
}
const inOrder = (a: { row: string; column: string }, b: { row: string; column: string }) =>
  `${a.row} ${a.column}` < `${b.row} ${b.column}` ? -1 : 1
interface Answered {
  rows: ({ id: string } & Counts)[]
  columns: ({ id: string } & Counts)[]
  cells: ({ row: string; column: string } & Counts)[]
  total: Counts
}
const bare = ({ rows, columns, cells, total }: Answered) => ({
  rows: rows.map(({ id, annotations, documents }) => ({ id, annotations, documents })),
  columns: columns
    .filter(({ annotations }) => annotations > 0)
    .map(({ id, annotations, documents }) => ({ id, annotations, documents }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  cells: cells.toSorted(inOrder),
  total,
})

const value = (values: Record<number, string>) => (item: Listed) => values[documents.indexOf(item.documentId)] ?? ''
const kinds: [string, string, (item: Listed) => string][] = [
  ['tag-document', '', (item) => item.documentId],
  ['tag-author', '', ({ author }) => author.id],
  ['tag-attribute', 'attributeKey=genre', value({ 0: 'speech', 1: 'speech', 2: '-2' })],
  ['timeline', '', value({ 0: '2014', 1: '2014', 2: '2015' })],
  ['timeline', 'by=quarter', value({ 0: '2014-Q2', 1: '2014', 2: '2015-Q1' })],
  ['timeline', 'by=month', value({ 0: '2014-05', 1: '2014', 2: '2015-02' })],
]

describe.each(kinds)('%s %s', (kind, how, columnOf) => {
  test.each([
    ['Ana', ana],
    ['Ben', ben],
    ['a reader', reader],
  ])('counts what %s lists', async (_, who) => {
    for (const withBelow of [false, true])
      expect(bare(await ask(who, kind, `${how}&withBelow=${withBelow}`))).toEqual(
        byHand(await listed(who), columnOf, withBelow),
      )
  })

  test('counts what a filter leaves', async () => {
    for (const filter of [`&documentId=${documents[2]}`, `&authorId=${ben.id}`, '&visibility=shared', '&q=salt'])
      expect(bare(await ask(ana, kind, how + filter))).toEqual(byHand(await listed(ana, filter), columnOf, false))
  })
})

/** What a list of excerpts is asked for, to have what stands in a column. */
const columnFilter: Record<string, (id: string, isCoarse?: boolean) => string> = {
  'tag-document': (id) => `documentId=${id}`,
  'tag-author': (id) => `authorId=${id}`,
  'tag-attribute': (id) => `attribute=genre%3D${encodeURIComponent(id)}`,
  timeline: (id, isCoarse) => (isCoarse ? `attribute=date%3D${id}` : `period=date%3D${id}`),
}

test.each(kinds)('behind every cell of %s %s are as many excerpts as it says', async (kind, how) => {
  for (const [who, withBelow] of [
    [ana, false],
    [reader, true],
  ] as const) {
    const { rows, columns, cells } = await ask(who, kind, `${how}&withBelow=${withBelow}`)
    const totalOf = async (query: string) => (await who.call('GET', `${path}/excerpts?layer=coder&${query}`)).body.total
    for (const { row, column, annotations } of cells) {
      const { isCoarse } = columns.find(({ id }: { id: string }) => id === column)
      const query = `tagId=${row}&exact=${!withBelow}&${columnFilter[kind]!(column, isCoarse)}`
      expect(await totalOf(query), query).toBe(annotations)
    }
    for (const { id, annotations } of rows) expect(await totalOf(`tagId=${id}&exact=${!withBelow}`)).toBe(annotations)
    for (const { id, isCoarse, annotations } of columns)
      expect(await totalOf(`untagged=false&${columnFilter[kind]!(id, isCoarse)}`)).toBe(annotations)
  }
})

test.each(['passage', 'paragraph', 'document'])(
  'behind two tags in one %s are the passages with either where both are',
  async (within) => {
    for (const how of ['sameAuthor=false', 'sameAuthor=true', 'withBelow=true']) {
      const { cells } = await ask(ana, 'cooccurrence', `within=${within}&${how}`)
      expect(cells.length).toBeGreaterThan(1)
      for (const { row, column, both, documents: inDocuments } of cells) {
        const query = `row=${column}&column=${row}&within=${within}&${how}&limit=500`
        const { items, total } = (await ana.call('GET', `${path}/analysis/cooccurrence/excerpts?${query}`)).body
        expect(items).toHaveLength(total)
        expect(count(items).documents).toBe(inDocuments)
        if (within === 'passage') expect(total).toBe(both)
        for (const item of items as Listed[])
          expect(rowsOf(item, how === 'withBelow=true').some((tag) => tag === row || tag === column)).toBe(true)
      }
    }
  },
)

describe('rows', () => {
  test('are the tags of the filter with those below, in the order of the codebook', async () => {
    const { rows } = await ask(ana, 'tag-document', `tagId=${tags[1]}`)
    expect(rows.map(({ id, depth }: { id: string; depth: number }) => [id, depth])).toEqual([
      [tags[1], 1],
      [tags[2], 2],
    ])
    expect((await ask(ana, 'tag-document', `tagId=${tags[0]}&exact=true`)).rows).toHaveLength(1)
  })
})

describe('columns of time', () => {
  test('have no gap, and say which dates are known less exactly', async () => {
    const { columns } = await ask(ana, 'timeline', 'by=quarter')
    expect(columns.map(({ id, isCoarse }: { id: string; isCoarse: boolean }) => [id, isCoarse])).toEqual([
      ['2014', true],
      ['2014-Q2', false],
      ['2014-Q3', false],
      ['2014-Q4', false],
      ['2015-Q1', false],
      ['', false],
    ])
  })

  test('are of an attribute that is there and is a date', async () => {
    expect((await ana.call('GET', `${path}/analysis/timeline?attributeKey=genre`)).status).toBe(422)
    expect((await ana.call('GET', `${path}/analysis/timeline?attributeKey=nothing`)).status).toBe(404)
    expect((await ana.call('GET', `${path}/analysis/tag-attribute`)).status).toBe(422)
  })
})

/** The paragraphs of the text that have a word, as half-open spans. */
const paragraphs = [...canonical.matchAll(/[^\n]+/g)]
  .filter(([words]) => /[\p{L}\p{N}]/u.test(words))
  .map(({ 0: { length }, index }) => [index, index + length] as const)

describe.each(['passage', 'paragraph', 'document'])('tags within one %s', (within) => {
  test.each([
    [false, false, ana],
    [true, false, ana],
    [false, false, reader],
    [false, true, ana],
    [true, true, ana],
  ])(
    'stand together as often as by hand (by one coder: %s, with the tags below: %s)',
    async (sameAuthor, withBelow, who) => {
      const items = (await listed(who)).filter(({ tagIds }) => tagIds.length > 0)
      const key = ({ author }: Listed) => (sameAuthor ? author.id : '')
      const meets = (a: Listed, b: Listed) =>
        a.documentId === b.documentId && a.start < b.end && b.start < a.end && (key(a) === key(b) || a.id === b.id)
      const placesOf = (tag: string): string[] => {
        const carrying = items.filter((item) => rowsOf(item, withBelow).includes(tag))
        if (within === 'passage') return carrying.map(({ id }) => id)
        if (within === 'document') return [...new Set(carrying.map((item) => `${item.documentId} ${key(item)}`))]
        return [
          ...new Set(
            carrying.flatMap((item) =>
              paragraphs.flatMap(([start, end], no) =>
                start < item.end && item.start < end ? [`${item.documentId} ${no} ${key(item)}`] : [],
              ),
            ),
          ),
        ]
      }
      const bothOf = (one: string, other: string): string[] => {
        if (within !== 'passage') return placesOf(one).filter((place) => placesOf(other).includes(place))
        const at = (item: Listed, tag: string) =>
          items.some((each) => rowsOf(each, withBelow).includes(tag) && meets(item, each))
        return items
          .filter((item) => [one, other].some((tag) => rowsOf(item, withBelow).includes(tag)))
          .filter((item) => at(item, one) && at(item, other))
          .map(({ id }) => id)
      }
      const pairs = tags.flatMap((row, i) =>
        tags.slice(i + 1).flatMap((column) => {
          const both = bothOf(row, column).length
          const either = new Set([...placesOf(row), ...placesOf(column)]).size
          // What counts for the upper of two wherever the lower one is says nothing.
          const isOneBranch = withBelow && (lineage[tags.indexOf(column)] ?? []).includes(i)
          return both === 0 || isOneBranch ? [] : [{ row, column, both, either, coefficient: both / either }]
        }),
      )
      const table = await ask(who, 'cooccurrence', `within=${within}&sameAuthor=${sameAuthor}&withBelow=${withBelow}`)
      expect(
        table.cells.map(({ documents: _, ...cell }: { row: string; column: string; documents: number }) => cell),
      ).toEqual(pairs)
      expect(table.rows.map(({ places }: { places: number }) => places)).toEqual(
        tags.map((tag) => placesOf(tag).length),
      )
      expect(table.leftOut).toBe(0)
      for (const { coefficient } of table.cells) expect(coefficient).toBeLessThanOrEqual(1)
    },
  )
})

test('passages of a text that is not ready for search are left out of paragraphs, and counted', async () => {
  const { body } = await lead.call('POST', `${path}/documents`, { title: 'Late', text })
  const id: string = body.document.id
  const { body: made } = await ana.call('POST', `${path}/annotations`, {
    documentId: id,
    start: 0,
    end: 3,
    tagIds: [tags[0]],
  })
  await db.searchText.deleteMany({ where: { projectId, documentId: id } })
  expect(await ask(ana, 'cooccurrence', `within=paragraph&documentId=${id}`)).toMatchObject({ cells: [], leftOut: 1 })
  await ana.call('DELETE', `${path}/annotations/${made.id}`)
})

test('saturation goes document by document in the order of coding, and counts what is new', async () => {
  for (const who of [ana, reader]) {
    const items = (await listed(who)).filter(({ tagIds }) => tagIds.length > 0)
    const first = (id: string) =>
      items
        .filter(({ documentId }) => documentId === id)
        .map(({ createdAt }) => createdAt)
        .toSorted()[0]!
    const order = [...new Set(items.map(({ documentId }) => documentId))].toSorted((a, b) =>
      `${first(a)} ${a}` < `${first(b)} ${b}` ? -1 : 1,
    )
    const known = new Set<string>()
    const steps = order.map((documentId) => {
      const own = new Set(items.filter((item) => item.documentId === documentId).flatMap(({ tagIds }) => tagIds))
      const added = [...own].filter((id) => !known.has(id)).length
      for (const id of own) known.add(id)
      return { documentId, tags: own.size, added, known: known.size }
    })
    expect((await ask(who, 'saturation')).steps).toMatchObject(steps)
  }
})

describe('as a file', () => {
  const records = async (kind: string, query: string): Promise<string[][]> =>
    parse((await ana.call('GET', `${path}/analysis/${kind}?format=csv&${query}`)).text)

  test('a table has a row for each tag, a column for each document, and formulas are no formulas', async () => {
    const table = await ask(ana, 'tag-document')
    const [header, ...rows] = await records('tag-document', '')
    expect(header).toEqual(['tag', "'=Harbour", 'Nowhere', 'Salt, and "sea"', 'Wells', 'all'])
    expect(rows.map((row) => row[0])).toEqual(['Water', 'Water > Sea', 'Water > Sea > Deep', 'Brine', 'Unused', 'all'])
    expect(rows.at(-1)?.at(-1)).toBe(String(table.total.annotations))
    expect(rows.map((row) => row.at(-1))).toEqual([
      ...table.rows.map((row: Counts) => String(row.annotations)),
      String(table.total.annotations),
    ])
  })

  test('a table has documents or shares in its cells where they are asked for', async () => {
    const table = await ask(ana, 'tag-document')
    const [, ...documented] = await records('tag-document', 'counted=documents')
    expect(documented.map((row) => Number(row.at(-1)))).toEqual([
      ...table.rows.map((row: Counts) => row.documents),
      table.total.documents,
    ])
    const [, ...shares] = await records('tag-document', 'share=total')
    expect(Number(shares[0]!.at(-1))).toBeCloseTo(table.rows[0].annotations / table.total.annotations)
    expect(shares.at(-1)!.at(-1)).toBe('1')
  })

  test('a tidy one has a row for each cell', async () => {
    const table = await ask(ana, 'tag-attribute', 'attributeKey=genre')
    const rows = await records('tag-attribute', 'attributeKey=genre&layout=tidy')
    expect(rows).toHaveLength(table.cells.length + 1)
  })

  test('every table is one, as a sheet too, and who may not export has none', async () => {
    for (const kind of ['tag-author', 'timeline', 'saturation', 'cooccurrence']) {
      expect((await records(kind, '')).length).toBeGreaterThan(1)
      const sheet = await ana.call('GET', `${path}/analysis/${kind}?format=xlsx`)
      expect(sheet.headers.get('content-disposition')).toContain(`_${kind}_`)
      expect(sheet.text.startsWith('PK')).toBe(true)
    }
  })
})
