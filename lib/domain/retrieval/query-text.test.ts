import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nameIn, resolved, tagThings, type Thing } from './names'
import { isDay, parseQuery } from './parse'
import { printQuery } from './print'
import {
  comparisons,
  distanceUnits,
  edgeRelations,
  orderedRelations,
  referringFields,
  sayingFields,
  states,
  type Query,
  type Relation,
} from './query'

const tags = tagThings([
  { id: 'a', parentId: null, name: 'Security', position: 0 },
  { id: 'b', parentId: 'a', name: 'Food', position: 0 },
  { id: 'c', parentId: null, name: 'Health', position: 1 },
  { id: 'd', parentId: 'c', name: 'Food', position: 0 },
  { id: 'e', parentId: null, name: 'Food', position: 2 },
  { id: 'f', parentId: null, name: '食物', position: 3 },
])

/** The query that was typed, with names in place of ids. */
function read(source: string): unknown {
  const parsed = parseQuery(source)
  if (!parsed.ok) return parsed
  const { query } = parsed
  return JSON.parse(JSON.stringify(query, (key, value: unknown) => (key === 'at' ? undefined : value)))
}
const tag = (name: string) => ({ kind: 'refers', field: 'tag', to: { name } })

describe('the text of a query', () => {
  test('says conditions on a passage', () => {
    expect(read('tag:Water')).toEqual(tag('Water'))
    expect(read('Tag：“Water and sanitation”')).toEqual(tag('Water and sanitation'))
    expect(read('tag="a ""b"""')).toEqual({ ...tag('a "b"'), exact: true })
    expect(read('by:"Ana Bell"')).toEqual({ kind: 'refers', field: 'by', to: { name: 'Ana Bell' } })
    expect(read('flood')).toEqual({ kind: 'says', field: 'text', words: 'flood' })
    expect(read('"AND"')).toEqual({ kind: 'says', field: 'text', words: 'AND' })
    expect(read('12:30')).toEqual({ kind: 'says', field: 'text', words: '12:30' })
    expect(read('@date>=2015')).toEqual({ kind: 'attribute', key: 'date', op: '>=', value: '2015' })
    expect(read('@"place of speech":"New York"')).toEqual({
      kind: 'attribute',
      key: 'place of speech',
      op: 'holds',
      value: 'New York',
    })
    expect(read('certainty<3')).toEqual({ kind: 'certainty', op: '<', value: 3 })
    expect(read('made=2026-02-28')).toEqual({ kind: 'made', op: '=', day: '2026-02-28' })
  })

  test('joins them: NOT and relations bind before AND, AND before OR, and what follows must hold too', () => {
    expect(read('tag:A tag:B OR NOT tag:C')).toEqual({
      kind: 'or',
      parts: [
        { kind: 'and', parts: [tag('A'), tag('B')] },
        { kind: 'not', part: tag('C') },
      ],
    })
    expect(read('tag:A NOT OVERLAPS tag:B by:Ana')).toEqual({
      kind: 'and',
      parts: [
        tag('A'),
        { kind: 'not', part: { kind: 'related', how: { by: 'overlaps' }, to: tag('B') } },
        { kind: 'refers', field: 'by', to: { name: 'Ana' } },
      ],
    })
  })

  test('says how passages stand to one another', () => {
    const relation = (source: string) => (read(`${source} tag:B`) as { how: unknown }).how
    expect(relation('WITHIN 2 SENTENCES OF')).toEqual({ by: 'near', within: { most: 2, unit: 'sentences' } })
    expect(relation('WITHIN 1 PARAGRAPH OF')).toEqual({ by: 'near', within: { most: 1, unit: 'paragraphs' } })
    expect(relation('FOLLOWED BY')).toEqual({ by: 'followed', within: null })
    expect(relation('PRECEDED WITHIN 3 SENTENCES BY')).toEqual({
      by: 'preceded',
      within: { most: 3, unit: 'sentences' },
    })
    expect(relation('IN SAME DOCUMENT AS')).toEqual({ by: 'sameDocument' })
    expect(relation('SAME @country AS')).toEqual({ by: 'sameAttribute', key: 'country' })
  })

  test.each([
    ['', 'empty', 0],
    ['tag:"Water', 'openQuote', 4],
    ['(tag:A', 'openBracket', 0],
    ['tag:A)', 'closedBracket', 5],
    ['AND tag:A', 'nothingBefore', 0],
    ['tag:A AND', 'nothingAfter', 9],
    ['tag:A OVERLAPS', 'nothingAfter', 14],
    ['code:A', 'unknownField', 0],
    ['tag:', 'noValue', 0],
    ['tag: Water', 'noValue', 0],
    ['by>Ana', 'noOperator', 0],
    ['@country', 'noOperator', 8],
    ['is:open', 'unknownState', 3],
    ['made<2026-02-30', 'noDay', 5],
    ['certainty=4', 'noCertainty', 10],
    ['WITHIN SENTENCES OF tag:A', 'noDistance', 7],
    ['WITHIN 2 tag:A', 'noDistance', 9],
    ['SAME tag:A', 'noSame', 5],
    ['IN tag:A', 'noSame', 3],
    [`${'('.repeat(30)}tag:A${')'.repeat(30)}`, 'tooDeep', 13],
    [`${'NOT '.repeat(30)}tag:A`, 'tooDeep', 52],
    ['INSIDE INSIDE INSIDE tag:A', 'tooManyRelations', 14],
    ['OVERLAPS tag:A '.repeat(7), 'tooManyRelations', 90],
    ['tag:A '.repeat(201), 'tooLong', 1200],
  ])('%s is refused at its place', (source, why, at) => {
    expect(parseQuery(source)).toMatchObject({ ok: false, why, at })
  })

  test('never throws, and names a place within what was typed', () => {
    const word = fc.constantFrom(
      'tag:',
      'A',
      '"',
      '(',
      ')',
      'AND',
      'NOT',
      'WITHIN',
      '2',
      'OF',
      '@',
      '=',
      '“',
      ' ',
      '：',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(word).map((words) => words.join('')),
        ),
        (source) => {
          const parsed = parseQuery(source)
          expect(parsed.ok || (parsed.at >= 0 && parsed.at <= source.length)).toBe(true)
        },
      ),
    )
  })
})

describe('a name', () => {
  const meant = (source: string) => {
    const parsed = parseQuery(source)
    return parsed.ok ? resolved(parsed.query, { tag: tags }) : parsed
  }

  test('is that of a tag, alone or behind those above it, whatever its case', () => {
    for (const [name, to] of [
      ['security', 'a'],
      ['Security / Food', 'b'],
      ['health/FOOD', 'd'],
      ['Food', 'e'],
      ['食物', 'f'],
    ])
      expect(meant(`tag:"${name}"`)).toMatchObject({ ok: true, query: { to } })
  })

  test('that means nothing or several is refused at its place', () => {
    expect(meant('tag:Security tag:Water')).toEqual({ ok: false, why: 'unknownName', at: 17, about: 'Water' })
    const several: Thing[] = [
      { id: 'x', names: ['Ana'] },
      { id: 'y', names: ['ana'] },
    ]
    const parsed = parseQuery('by:Ana')
    expect(parsed.ok && resolved(parsed.query, { by: several })).toMatchObject({ why: 'severalOfName', at: 3 })
  })

  test('each tag has one that means it alone', () => {
    for (const { id } of tags) expect(meant(`tag:"${nameIn(tags, id)}"`)).toMatchObject({ ok: true, query: { to: id } })
    expect(nameIn(tags, 'b')).toBe('Security / Food')
    expect(nameIn(tags, 'e')).toBe('Food')
    expect(nameIn(tags, 'gone')).toBe('?')
  })
})

const id = fc.uuid()
const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).filter((text) => text.trim() !== '')
const distance = fc.record({ most: fc.nat(999), unit: fc.constantFrom(...distanceUnits) })
const relation: fc.Arbitrary<Relation> = fc.oneof(
  fc.record({ by: fc.constantFrom(...edgeRelations, 'sameDocument' as const) }),
  fc.record({ by: fc.constant('sameAttribute' as const), key: words }),
  fc.record({ by: fc.constant('near' as const), within: distance }),
  fc.record({ by: fc.constantFrom(...orderedRelations), within: fc.option(distance) }),
)
const op = fc.constantFrom(...comparisons)
const day = fc
  .date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
const condition: fc.Arbitrary<Query> = fc.oneof(
  fc.record({ kind: fc.constant('refers' as const), field: fc.constantFrom(...referringFields), to: id }),
  fc.record({
    kind: fc.constant('refers' as const),
    field: fc.constant('tag' as const),
    to: id,
    exact: fc.constant(true),
  }),
  fc.record({ kind: fc.constant('says' as const), field: fc.constantFrom(...sayingFields), words }),
  fc.record({
    kind: fc.constant('attribute' as const),
    key: words,
    op: fc.oneof(op, fc.constant('holds' as const)),
    value: words,
  }),
  fc.record({ kind: fc.constant('made' as const), op, day }),
  fc.record({ kind: fc.constant('certainty' as const), op, value: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ kind: fc.constant('is' as const), what: fc.constantFrom(...states) }),
)
/** Queries as people make them: of few relations, and none that joins one part alone. */
const anyQuery: fc.Arbitrary<Query> = fc.letrec<{ query: Query; plain: Query }>((tie) => ({
  plain: fc.oneof(
    { maxDepth: 3 },
    condition,
    fc.record({ kind: fc.constant('not' as const), part: tie('plain') }),
    fc.record({
      kind: fc.constantFrom('and' as const, 'or' as const),
      parts: fc.array(tie('plain'), { minLength: 2, maxLength: 4 }),
    }),
  ),
  query: fc.oneof(
    tie('plain'),
    fc.record({ kind: fc.constant('related' as const), how: relation, to: tie('plain') }),
    fc.tuple(tie('plain'), relation, tie('plain')).map(([part, how, to]): Query => ({
      kind: 'and',
      parts: [part, { kind: 'not', part: { kind: 'related', how, to } }],
    })),
  ),
})).query

test('a query that is printed reads as the same query', () => {
  fc.assert(
    fc.property(anyQuery, (query) => {
      const parsed = parseQuery(printQuery(query, (_, of) => `#${of}`))
      expect(parsed).toMatchObject({ ok: true })
      expect(parsed.ok && resolved(parsed.query, {})).toEqual({ ok: true, query })
    }),
  )
})

test('a day is one of the calendar', () => {
  fc.assert(fc.property(day, (one) => isDay(one)))
  for (const wrong of ['2026-02-29', '2026-13-01', '2026-1-1', '0000-01-01', '']) expect(isDay(wrong)).toBe(false)
})
