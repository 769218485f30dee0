import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  comparisons,
  distanceUnits,
  edgeRelations,
  orderedRelations,
  type Comparison,
  type Distance,
  type Query,
  type Relation,
  type State,
} from '@/lib/domain/retrieval/query'
import { printQuery } from '@/lib/domain/retrieval/print'
import { sentencesOf } from '@/lib/domain/sentences/sentences'
import { keepSearch } from '@/lib/services/search/keep-search'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, person, team, type Caller } from '@/testing/team'

// What the database answers is what somebody finds who lists every passage that they see and goes through them one by one.

const { db } = await freshDatabase()
const api = apiOn(db)
const { lead, coder: ana, projectId, path } = await team(db, api)
const ben = await person(db, api, 'Ben')
await db.membership.create({ data: { projectId, userId: ben.id, role: 'coder' }, select: { role: true } })

const text = `The sea 🌊 rises. It took Mr. Lee's wells. Salt came first!

Nobody 👩🏽‍🌾 wrote it down. The rice 𝒳 died, and then the trees.

…

The board met twice. It did nothing. “Why?” asked the people. Nobody answered.`
const documentIds: string[] = []
const attributes: Record<string, string | number>[] = [
  { date: '2014-05-03', country: 'Fiji', pages: 3 },
  { date: '2015', country: 'fiji', pages: 12 },
  { country: 'Tonga' },
  {},
]
const tagIds: string[] = []
const lineage: Record<number, number[]> = { 0: [0], 1: [1, 0], 2: [2, 1, 0], 3: [3] }

for (const [key, type] of [
  ['date', 'date'],
  ['country', 'text'],
  ['pages', 'number'],
])
  await lead.call('POST', `${path}/attributes`, { key, label: key, type })
for (const [at, given] of attributes.entries()) {
  const { body } = await lead.call('POST', `${path}/documents`, {
    title: `Text ${at}`,
    text,
    language: 'en',
    attributes: given,
  })
  documentIds.push(body.document.id)
}
for (const [name, parent] of [['Water'], ['Sea', 0], ['Deep', 1], ['Board']] as const) {
  const parentId = parent === undefined ? {} : { parentId: tagIds[parent] }
  tagIds.push((await lead.call('POST', `${path}/tags`, { name, ...parentId })).body.id)
}
const themeId = (await lead.call('POST', `${path}/themes`, { name: 'Ruin', tagIds: [tagIds[1], tagIds[3]] })).body.id
const round = { name: 'First', documentIds: documentIds.slice(0, 2), coderIds: [ana.id, ben.id], visibility: 'open' }
const roundId = (await lead.call('POST', `${path}/rounds`, round)).body.id
await keepSearch(db, () => false)

const canonical = (await lead.call('GET', `${path}/documents/${documentIds[0]}/text`)).text
const edges = [...canonical.matchAll(/\S+/gu)].map(({ 0: { length }, index }) => ({
  start: index,
  end: index + length,
}))
const passage = fc
  .record({
    who: fc.constantFrom(ana, ben, lead),
    document: fc.nat(3),
    from: fc.nat(edges.length - 1),
    words: fc.nat(12),
    tags: fc.uniqueArray(fc.nat(3), { maxLength: 2 }),
    visibility: fc.constantFrom('shared', 'shared', 'private'),
    note: fc.constantFrom('', '', 'ask the board'),
    certainty: fc.constantFrom(null, 1, 2, 3),
    secondOpinion: fc.boolean(),
  })
  .map(({ who, document, from, words, tags, ...others }) => ({
    who,
    item: {
      documentId: documentIds[document],
      start: edges[from]!.start,
      end: edges[Math.min(edges.length - 1, from + words)]!.end,
      tagIds: tags.map((at) => tagIds[at]),
      ...others,
    },
  }))

const made: { who: Caller; item: object }[] = fc.sample(passage, { numRuns: 120, seed: 7 })
for (const who of [ana, ben, lead]) {
  const items = made.filter((one) => one.who === who).map(({ item }) => item)
  const { status, text: said } = await who.call('POST', `${path}/annotations/bulk`, { action: 'create', items })
  expect(status, said).toBe(200)
}
const { items } = (await ana.call('GET', `${path}/annotations?limit=100`)).body
for (const { id } of items.slice(0, 20) as Listed[])
  await ana.call('PATCH', `${path}/annotations/${id}`, { starred: true })
await db.annotation.updateMany({
  where: { projectId, id: { in: (items as Listed[]).slice(-8).map(({ id }) => id) } },
  data: { createdAt: new Date('2026-02-28T23:30:00Z') },
})

interface Listed {
  id: string
  documentId: string
  start: number
  end: number
  quote: string
  note: string
  tagIds: string[]
  visibility: string
  layer: string
  roundId: string | null
  certainty: number | null
  secondOpinion: boolean
  starred: boolean
  author: { id: string }
  createdAt: string
}

const units: Record<Distance['unit'], number[]> = {
  sentences: sentencesOf(canonical, 'en').flatMap(({ start, end }) =>
    canonical.slice(start, end).trim() === '' ? [] : [start],
  ),
  paragraphs: [...canonical.matchAll(/^.*\S.*$/gmu)].map(({ index }) => index),
}
const unitAt = (unit: Distance['unit'], at: number) => units[unit].findLastIndex((start) => start <= at)

const holds: Record<Comparison, (order: number) => boolean> = {
  '=': (order) => order === 0,
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
}
const order = <T>(a: T, b: T) => (a < b ? -1 : a > b ? 1 : 0)

const states: Record<Exclude<State, 'orphaned'>, (one: Listed) => boolean> = {
  starred: ({ starred }) => starred,
  untagged: (one) => one.tagIds.length === 0,
  private: ({ visibility }) => visibility === 'private',
  shared: ({ visibility }) => visibility === 'shared',
  coding: ({ layer }) => layer === 'coder',
  consensus: ({ layer }) => layer === 'consensus',
  'second-opinion': ({ secondOpinion }) => secondOpinion,
}

function attributeHolds(one: Listed, key: string, op: Comparison | 'holds', value: string): boolean {
  const stored = attributes[documentIds.indexOf(one.documentId)]![key]
  if (stored === undefined) return false
  const letters = String(stored).toLowerCase()
  if (op === 'holds') return letters.includes(value.toLowerCase())
  if (typeof stored === 'number') return /^\d+$/u.test(value) && holds[op](order(stored, Number(value)))
  const isDay = /^\d{4}/u.test(value) && /^\d{4}/u.test(letters)
  return holds[op](order(isDay ? letters.slice(0, value.length) : letters, value.toLowerCase()))
}

function stands(how: Relation, one: Listed, other: Listed): boolean {
  const within = 'within' in how ? how.within : null
  const far =
    within === null
      ? 0
      : Math.max(
          unitAt(within.unit, other.start) - unitAt(within.unit, one.end - 1),
          unitAt(within.unit, one.start) - unitAt(within.unit, other.end - 1),
        )
  const isNear = within === null || far <= within.most
  const isSameText = one.documentId === other.documentId
  switch (how.by) {
    case 'overlaps':
      return isSameText && other.start < one.end && one.start < other.end
    case 'inside':
      return isSameText && other.start <= one.start && one.end <= other.end
    case 'encloses':
      return isSameText && one.start <= other.start && other.end <= one.end
    case 'near':
      return isSameText && isNear
    case 'followed':
      return isSameText && isNear && one.end <= other.start
    case 'preceded':
      return isSameText && isNear && other.end <= one.start
    case 'sameDocument':
      return isSameText
    case 'sameAttribute': {
      const [a, b] = [one, other].map(({ documentId }) => attributes[documentIds.indexOf(documentId)]![how.key])
      return a !== undefined && a === b
    }
  }
}

/** Whether a passage meets a query, among all that the same person sees. */
function meets(one: Listed, query: Query, all: readonly Listed[]): boolean {
  switch (query.kind) {
    case 'and':
      return query.parts.every((part) => meets(one, part, all))
    case 'or':
      return query.parts.some((part) => meets(one, part, all))
    case 'not':
      return !meets(one, query.part, all)
    case 'says':
      return (query.field === 'text' ? one.quote : one.note).toLowerCase().includes(query.words.toLowerCase())
    case 'attribute':
      return attributeHolds(one, query.key, query.op, query.value)
    case 'made':
      return holds[query.op](order(one.createdAt.slice(0, 10), query.day))
    case 'certainty':
      return one.certainty !== null && holds[query.op](one.certainty - query.value)
    case 'is':
      return query.what !== 'orphaned' && states[query.what](one)
    case 'related':
      return all.some(
        (other) => other.layer === one.layer && stands(query.how, one, other) && meets(other, query.to, all),
      )
    case 'refers': {
      const carried = one.tagIds.flatMap((id) => lineage[tagIds.indexOf(id)]!.map((at) => tagIds[at]!))
      if (query.field === 'tag') return (query.exact ? one.tagIds : carried).includes(query.to)
      if (query.field === 'theme') return query.to === themeId && [1, 3].some((at) => carried.includes(tagIds[at]!))
      if (query.field === 'by') return one.author.id === query.to
      if (query.field === 'round') return one.roundId === query.to
      return query.field === 'document' && one.documentId === query.to
    }
  }
}

const op = fc.constantFrom(...comparisons)
const distance = fc.record({ most: fc.nat(4), unit: fc.constantFrom(...distanceUnits) })
const relation: fc.Arbitrary<Relation> = fc.oneof(
  fc.record({ by: fc.constantFrom(...edgeRelations, 'sameDocument' as const) }),
  fc.record({ by: fc.constant('sameAttribute' as const), key: fc.constantFrom('country', 'date') }),
  fc.record({ by: fc.constant('near' as const), within: distance }),
  fc.record({ by: fc.constantFrom(...orderedRelations), within: fc.option(distance) }),
)
const refers = (field: 'tag' | 'theme' | 'by' | 'round' | 'document', ids: () => readonly string[], exact?: true) =>
  fc.nat(9).map((at): Query => ({ kind: 'refers', field, to: ids()[at % ids().length]!, ...(exact && { exact }) }))
const gone = '019b0000-0000-7000-8000-000000000000'
const condition: fc.Arbitrary<Query> = fc.oneof(
  { weight: 5, arbitrary: refers('tag', () => [...tagIds, gone]) },
  refers('tag', () => tagIds, true),
  refers('theme', () => [themeId, gone]),
  refers('by', () => [ana.id, ben.id, lead.id]),
  refers('round', () => [roundId, gone]),
  refers('document', () => documentIds),
  fc.record({
    kind: fc.constant('says' as const),
    field: fc.constantFrom('text' as const, 'note' as const),
    words: fc.constantFrom('the', 'BOARD', '🌊', '%', 'Mr. Lee'),
  }),
  fc
    .constantFrom(
      ['date', '2014'],
      ['date', '2014-05'],
      ['date', '2015-02-01'],
      ['country', 'Fiji'],
      ['pages', '3'],
      ['pages', '2015'],
    )
    .chain(([key, value]) =>
      fc.record({
        kind: fc.constant('attribute' as const),
        key: fc.constant(key),
        op: fc.oneof(op, fc.constant('holds' as const)),
        value: fc.constant(value),
      }),
    ),
  fc.record({ kind: fc.constant('made' as const), op, day: fc.constantFrom('2026-02-28', '2026-03-01', '2025-01-01') }),
  fc.record({ kind: fc.constant('certainty' as const), op, value: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ kind: fc.constant('is' as const), what: fc.constantFrom(...(Object.keys(states) as State[])) }),
)
const { query: anyQuery } = fc.letrec<{ query: Query; plain: Query }>((tie) => ({
  plain: fc.oneof(
    { maxDepth: 2 },
    condition,
    fc.record({ kind: fc.constant('not' as const), part: tie('plain') }),
    fc.record({
      kind: fc.constantFrom('and' as const, 'or' as const),
      parts: fc.array(tie('plain'), { minLength: 2, maxLength: 3 }),
    }),
  ),
  query: fc.oneof(
    condition,
    tie('plain'),
    fc.record({ kind: fc.constant('related' as const), how: relation, to: tie('plain') }),
    fc.tuple(tie('plain'), relation, tie('plain'), relation).map(([part, how, to, inner]): Query => ({
      kind: 'and',
      parts: [
        part,
        {
          kind: 'not',
          part: { kind: 'related', how, to: { kind: 'or', parts: [to, { kind: 'related', how: inner, to: part }] } },
        },
      ],
    })),
  ),
}))

const printed = (query: Query) => printQuery(query, (_, id) => `#${id}`)

/** What one person is answered to a query. */
async function asked(who: Caller, query: Query) {
  const address = `${path}/annotations?limit=500&query=${encodeURIComponent(printed(query))}`
  const { status, body, text: said } = await who.call('GET', address)
  expect(status, said).toBe(200)
  return { ids: (body.items as Listed[]).map(({ id }) => id), total: body.total as number }
}

test('each person finds what they would by going through the passages that they see', async () => {
  const people = { ana, ben, lead }
  const seen = new Map<Caller, Listed[]>()
  for (const who of Object.values(people))
    seen.set(who, (await who.call('GET', `${path}/annotations?limit=500`)).body.items)
  expect(new Set(Array.from(seen.values(), (all) => all.map(({ id }) => id).join())).size).toBe(3)
  let some = 0
  await fc.assert(
    fc.asyncProperty(anyQuery, fc.constantFrom('ana', 'ben', 'lead'), async (query, name) => {
      const who = people[name]
      const all = seen.get(who)!
      const ids = all.filter((one) => meets(one, query, all)).map(({ id }) => id)
      if (ids.length > 0 && ids.length < all.length) some += 1
      expect(await asked(who, query), printed(query)).toEqual({ ids, total: ids.length })
    }),
    { numRuns: 250 },
  )
  expect(some).toBeGreaterThan(100) // Most find some and not all.
})
