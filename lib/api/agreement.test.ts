import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { newId } from '@/lib/data/database/ids'
import en from '@/messages/en'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, person, team, type Caller } from '@/testing/team'

const { db } = await freshDatabase()
const api = apiOn(db, () => new Date('2026-11-22T12:00:00Z'))

type Marks = [tag: string, start: number, end: number][]

/** A project with coders and documents, coded as said: by document, then by coder. */
async function study(texts: string[], coders: number, marks: Marks[][], tagNames = ['X', 'Y']) {
  const { lead, path, projectId } = await team(db, api, [])
  const people = await Promise.all(Array.from({ length: coders }, (_, index) => person(db, api, `Coder${index}`)))
  for (const { id } of people)
    await db.membership.create({ data: { projectId, userId: id, role: 'coder' }, select: { role: true } })
  const tags: Record<string, string> = {}
  for (const name of tagNames) tags[name] = (await lead.call('POST', `${path}/tags`, { name })).body.id
  const documents: string[] = []
  for (const [index, text] of texts.entries())
    documents.push((await lead.call('POST', `${path}/documents`, { title: `Text ${index}`, text })).body.document.id)
  const mark = async (coder: Caller, document: number, list: Marks, more: object = {}) => {
    for (const [tag, start, end] of list)
      expect(
        (
          await coder.call('POST', `${path}/annotations`, {
            documentId: documents[document],
            start,
            end,
            tagIds: tag === '' ? [] : [tags[tag]],
            ...more,
          })
        ).status,
      ).toBe(201)
  }
  for (const [document, byCoder] of marks.entries())
    for (const [coder, list] of byCoder.entries()) await mark(people[coder]!, document, list)
  const ask = async (query: string, caller = lead) => (await caller.call('GET', `${path}/agreement${query}`)).body
  return { lead, path, projectId, coders: people, tags, documents, mark, ask }
}

const twenty = 'abcdefghijklmnopqrst'

describe('figures', () => {
  test('of half a text each, half of it shared, are what one counts by hand', async () => {
    const { ask, coders, documents, tags } = await study([twenty], 2, [[[['X', 0, 10]], [['X', 5, 15]]]])
    const answer = await ask('?measure=all&replicates=0')
    const [row] = answer.perTag
    expect(row.tagId).toBe(tags.X)
    expect(row.units).toBe(20)
    expect(row.tables).toEqual([{ first: coders[0]!.id, second: coders[1]!.id, a: 5, b: 5, c: 5, d: 5 }])
    const value = (measure: string) => row.figures[measure].value
    expect([value('percent'), value('cohen-kappa'), value('dice')]).toEqual([0.5, 0, 0.5])
    expect(value('jaccard')).toBeCloseTo(5 / 15, 12)
    // 40 values, 20 of each: De = 2 x 20 x 20 / (40 x 39), Do = 10 / 20.
    expect(value('krippendorff-alpha')).toBeCloseTo(1 - 0.5 / (800 / 1560), 12)
    expect(row.figures['ku-alpha']).toEqual({ undefined: 'no-variation' })
    expect(answer.pooled.figures['krippendorff-alpha']).toEqual({ value: value('krippendorff-alpha') })
    expect(answer.perDocument.map((one: { documentId: string }) => one.documentId)).toEqual(documents)
    expect(answer.tags.map((tag: { id: string }) => tag.id)).toEqual([tags.X])
    expect(answer).toMatchObject({
      spans: 2,
      leftOut: [],
      hidden: [],
      round: null,
      rules: { coded: 'any-annotation', layer: 'coder', visibility: 'shared', missing: 'left-out' },
    })
  })

  test('say what they are undefined for, their rules, seed and sentence, and that one document gives no interval', async () => {
    const { ask } = await study([twenty], 3, [[[['X', 0, 10]], [['X', 0, 10]], [['Y', 3, 4]]]])
    const answer = await ask('?measure=cohen-kappa,krippendorff-alpha&seed=7')
    expect(answer.pooled.figures['cohen-kappa']).toEqual({ undefined: 'more-than-two-coders' })
    expect(answer.pooled.figures['krippendorff-alpha'].interval).toEqual({ none: 'few-documents' })
    expect(answer.settings).toMatchObject({
      measure: ['cohen-kappa', 'krippendorff-alpha'],
      level: 0.95,
      replicates: 1000,
      seed: 7,
      unit: 'character',
      whiteSpace: 'counted',
    })
    expect(answer.measures[1]).toMatchObject({
      name: "Krippendorff's alpha",
      source: 'Krippendorff 2004',
      rules: expect.arrayContaining(['unit-character', 'missing-left-out', 'tables-added']),
    })
    expect(answer.measures[1].sentence).toMatch(
      /^Agreement between 3 coders in 1 document was measured with Krippendorff's alpha \(Krippendorff 2004\), the tables of 2 tags being added up\./,
    )
  })

  test('leave out whoever did not code a document, what is private, and documents that only one coded', async () => {
    const { ask, coders, documents, mark } = await study([twenty, twenty, twenty], 3, [
      [[['X', 0, 10]], [['X', 0, 10]], []],
      [[['X', 0, 5]], [], [['X', 0, 5]]],
      [[], [['X', 1, 2]], []],
    ])
    await mark(coders[0]!, 2, [['X', 1, 2]], { visibility: 'private' })
    const answer = await ask('?measure=percent&replicates=200', coders[0])
    expect(answer.documents.map((one: { coderIds: string[] }) => one.coderIds)).toEqual([
      [coders[0]!.id, coders[1]!.id],
      [coders[0]!.id, coders[2]!.id],
    ])
    expect(answer.leftOut).toMatchObject([{ id: documents[2], coderIds: [coders[1]!.id] }])
    expect(answer.pooled).toMatchObject({
      units: 40,
      documents: 2,
      coders: 3,
      figures: { percent: { value: 1, interval: { low: 1, high: 1, defined: 200, warning: 'few-documents' } } },
    })
    const pair = await ask(`?measure=percent&coderIds=${coders[1]!.id}&coderIds=${coders[2]!.id}`)
    expect(pair).toMatchObject({ documents: [], pooled: { units: 0, figures: { percent: { undefined: 'no-units' } } } })
    expect(pair.measures[0].sentence).toBeNull()
  })

  test('are of sentences, paragraphs, shared excerpts, and without white space, as asked', async () => {
    const { ask } = await study(['One two. Three four.\n\nFive six.'], 2, [
      [
        [
          ['X', 0, 3],
          ['Y', 22, 26],
        ],
        [
          ['X', 4, 8],
          ['X', 22, 26],
        ],
      ],
    ])
    const tables = async (query: string) =>
      (await ask(`?measure=percent&replicates=0&${query}`)).perTag.map(
        ({ tables }: { tables: [{ a: number; b: number; c: number; d: number }] }) => [
          tables[0].a,
          tables[0].b,
          tables[0].c,
          tables[0].d,
        ],
      )
    expect(await tables('unit=sentence')).toEqual([
      [1, 0, 1, 1],
      [0, 1, 0, 2],
    ])
    expect(await tables('unit=paragraph')).toEqual([
      [1, 0, 1, 0],
      [0, 1, 0, 1],
    ])
    // Both marked [21, 25) exactly, with different tags.
    expect(await tables('unit=excerpt')).toEqual([
      [0, 0, 1, 0],
      [0, 1, 0, 0],
    ])
    expect(await tables('whiteSpace=excluded')).toEqual([
      [0, 3, 8, 14],
      [0, 4, 0, 21],
    ])
  })

  test('of sentences count what the reader shows as sentences, and say by which version of the rules', async () => {
    const { ask } = await study(['Mr. Smith met Dr. Lee. No. 5 came at 3.5 p.m. on Monday.\n\nVI. The Siege'], 2, [
      [[['X', 0, 9]], [['X', 4, 9]]],
    ])
    const answer = await ask('?measure=percent&replicates=0&unit=sentence')
    expect(answer.pooled).toMatchObject({ units: 3, tables: [{ a: 1, b: 0, c: 0, d: 2 }] })
    expect(answer.settings.sentenceVersion).toBe(2)
    expect(answer.measures[0].sentence).toContain("The unit was the sentence (cut by version 2 of Commonplace's rules)")
    expect((await ask('?measure=percent&replicates=0')).settings).not.toHaveProperty('sentenceVersion')
  })

  test('refuse what is not in the project, and settings that make no sense', async () => {
    const { lead, path } = await study([twenty], 1, [])
    for (const query of [
      `tagIds=${newId()}`,
      `documentIds=${newId()}`,
      `coderIds=${newId()}`,
      'measure=guess',
      'unit=page',
      'level=1',
      'replicates=1e9',
      'nonsense=1',
    ])
      expect((await lead.call('GET', `${path}/agreement?${query}`)).status, query).toBe(422)
    expect((await lead.call('GET', `${path}/agreement?roundId=${newId()}`)).status).toBe(404)
    const empty = await lead.call('GET', `${path}/agreement?measure=all`)
    expect(empty.body).toMatchObject({
      coders: [],
      documents: [],
      perTag: [],
      pooled: { units: 0, figures: { percent: { undefined: expect.any(String) } } },
    })
  })
})

test('a character is what a person reads as one, whatever it is made of, and counts as coded as soon as any of it is', async () => {
  const text = 'ab👩‍👩‍👧e\u0301🇨🇳cd'
  const [family, flag, end] = [text.indexOf('👩'), text.indexOf('🇨'), text.indexOf('c')]
  const { ask, lead, path, tags } = await study([text], 2, [[[['X', family, flag]], [['X', family, end]]]])
  const answer = await ask('?measure=percent&replicates=0')
  // a b family é flag c d
  expect(answer.pooled).toMatchObject({ units: 7, tables: [{ a: 2, b: 0, c: 1, d: 4 }] })
  expect(answer.settings.character).toBe('grapheme-cluster')
  expect(answer.measures[0].sentence).toContain('The unit was the character (extended grapheme cluster)')
  const { items } = (await lead.call('GET', `${path}/agreement/passages?row=${tags.X}&column=none`)).body
  expect(items.map((one: { quote: string; units: number }) => [one.quote, one.units])).toEqual([['🇨🇳', 1]])
})

test('an interval over fewer than ten documents warns, in the answer, the sentence and the file; over ten it does not', async () => {
  const few = await study([twenty, twenty], 2, [
    [[['X', 0, 10]], [['X', 0, 9]]],
    [[['X', 0, 5]], [['X', 0, 5]]],
  ])
  const answer = await few.ask('?measure=percent&replicates=200')
  expect(answer.pooled.figures.percent.interval.warning).toBe('few-documents')
  expect(answer.measures[0].sentence).toContain('The interval rests on 2 documents only and is a rough guide.')
  expect(
    (await few.lead.call('GET', `${few.path}/agreement/export?format=csv&measure=percent&replicates=200`)).text,
  ).toContain(',few-documents,character,')
  const many = await study(
    Array.from({ length: 10 }, () => twenty),
    2,
    Array.from({ length: 10 }, (_, i): Marks[] => [[['X', 0, 10]], [['X', 0, i + 1]]]),
  )
  const whole = await many.ask('?measure=percent&replicates=200')
  expect(whole.pooled.figures.percent.interval).not.toHaveProperty('warning')
  expect(whole.perDocument[0].figures.percent.interval).toEqual(undefined)
})

describe('the confusion table', () => {
  test('never says “no tag” of a coder who gave another: table, passages and file say “no further tag”, and who gave none at all', async () => {
    const { ask, lead, path, coders, tags } = await study([twenty], 2, [
      [
        [
          ['X', 0, 10],
          ['Y', 0, 10],
        ],
        [['Y', 4, 10]],
      ],
    ])
    expect((await ask(`/confusion?pair=${coders[0]!.id},${coders[1]!.id}`)).units).toEqual([
      [0, 0, 10],
      [0, 6, 4],
      [0, 0, 10],
    ])
    const { items } = (await lead.call('GET', `${path}/agreement/passages?row=${tags.X}&column=none`)).body
    expect(
      items.map((one: { quote: string; column: { id: string }[]; untagged: { id: string }[] }) => [
        one.quote,
        one.column.map(({ id }) => id),
        one.untagged.map(({ id }) => id),
      ]),
    ).toEqual([
      ['abcd', [coders[1]!.id], [coders[1]!.id]],
      ['efghij', [coders[1]!.id], []],
    ])
    const { text } = await lead.call(
      'GET',
      `${path}/agreement/export?format=csv&table=confusion&pair=${coders[0]!.id},${coders[1]!.id}`,
    )
    expect(text.split('\r\n').slice(0, 2)).toEqual([
      'rowCoder,columnCoder,rowTag,columnTag,count,unit,meaning',
      'Coder0,Coder1,X,No further tag,10,character,"Coder0 gave “X”; Coder1 did not, and gave nothing that Coder0 had not given too."',
    ])
    expect(text).not.toContain('No tag')
    // Word for word what the page says, which knows no other sentences.
    const all = await lead.call('GET', `${path}/agreement/export?format=csv&table=confusion`)
    expect(all.text).toContain(
      `"${en.agreement.confusion.sense['row-only'].split('other {').at(-1)!.replace('{row}', 'X').replace('}}', '')}"`,
    )
    expect((await lead.call('GET', `${path}/agreement/export?format=xlsx&table=confusion`)).status).toBe(200)
  })

  test('opens each cell into its passages, page by page, with the way to their place', async () => {
    const { ask, lead, path, coders, tags, mark } = await study([twenty, twenty], 2, [
      [[['X', 0, 10]], [['Y', 2, 8]]],
      [
        [
          ['X', 0, 4],
          ['X', 6, 9],
        ],
        [
          ['Y', 0, 4],
          ['Y', 6, 9],
        ],
      ],
    ])
    const table = await ask('/confusion')
    expect(table.tags.map((tag: { name: string }) => tag.name)).toEqual(['X', 'Y'])
    // X against Y: 6 + 4 + 3 characters; X against nothing: 4; nothing at all: 10 + 13, both ways round.
    expect(table.units).toEqual([
      [0, 13, 4],
      [13, 0, 0],
      [4, 0, 46],
    ])
    const cell = `row=${tags.X}&column=${tags.Y}&limit=2`
    const first = (await lead.call('GET', `${path}/agreement/passages?${cell}`)).body
    expect(first).toMatchObject({
      total: 3,
      items: [
        {
          start: 2,
          end: 8,
          quote: 'cdefgh',
          units: 6,
          row: [{ id: coders[0]!.id }],
          column: [{ id: coders[1]!.id }],
          documentTitle: 'Text 0',
        },
        { start: 0, end: 4 },
      ],
    })
    expect((await lead.call('GET', `${path}/annotations/${first.items[0].annotationId}`)).body).toMatchObject({
      start: 0,
      end: 10,
    })
    await mark(coders[0]!, 0, [['Y', 15, 16]])
    const second = (await lead.call('GET', `${path}/agreement/passages?${cell}&cursor=${first.nextCursor}`)).body
    expect(second).toMatchObject({ nextCursor: null, items: [{ start: 6, end: 9 }] })
    const pair = `pair=${coders[1]!.id},${coders[0]!.id}`
    expect((await ask(`/confusion?${pair}`)).units[0]).toEqual([0, 0, 0])
    expect((await lead.call('GET', `${path}/agreement/passages?row=${tags.X}&column=none&${pair}`)).body).toMatchObject(
      { items: [], total: 0 },
    )
    expect((await lead.call('GET', `${path}/agreement/confusion?pair=${coders[0]!.id},${lead.id}`)).status).toBe(422)
  })

  test('stands beside the differences of each document, for the lane beside the text', async () => {
    const { lead, path, coders, tags, documents } = await study([`\u{1F30A}${twenty}`], 2, [
      [[['X', 2, 10]], [['X', 6, 12]]],
    ])
    const of = async (query = '') =>
      (await lead.call('GET', `${path}/documents/${documents[0]}/differences${query}`)).body
    const [one, other] = coders.map(({ id }) => id)
    expect((await of()).items).toEqual([
      { tagId: tags.X, start: 2, end: 6, codedBy: [one], notCodedBy: [other] },
      { tagId: tags.X, start: 10, end: 12, codedBy: [other], notCodedBy: [one] },
    ])
    expect((await of('?units=codepoint')).items[0]).toMatchObject({ start: 1, end: 5 })
    expect((await of(`?coderIds=${one}`)).items).toEqual([])
    expect((await lead.call('GET', `${path}/documents/${newId()}/differences`)).status).toBe(404)
  })
})

test('a file has a row for each figure, with its rules beside it, and no formula of its own', async () => {
  const { lead, path } = await study(
    [twenty, twenty],
    2,
    [
      [[['=1+1', 0, 10]], [['=1+1', 5, 15]]],
      [[['=1+1', 0, 1]], [['=1+1', 0, 1]]],
    ],
    ['=1+1'],
  )
  const { text, headers } = await lead.call('GET', `${path}/agreement/export?format=csv&measure=percent,dice`)
  expect(headers.get('content-disposition')).toContain('Harbours-of-the-strait_agreement_2026-11-22.csv')
  const [header, ...rows] = text
    .trim()
    .split('\r\n')
    .map((line) => line.split(','))
  expect(rows.map((row) => [row[0], row[1], row[3]])).toEqual(
    [
      'pooled,,percent',
      'pooled,,dice',
      "tag,'=1+1,percent",
      "tag,'=1+1,dice",
      'document,Text 0,percent',
      'document,Text 0,dice',
      'document,Text 1,percent',
      'document,Text 1,dice',
    ].map((row) => row.split(',')),
  )
  const cell = (row: string[] | undefined, name: string) => row?.[header!.indexOf(name)]
  expect([
    cell(rows[0], 'value'),
    cell(rows[0], 'units'),
    cell(rows[0], 'both'),
    cell(rows[0], 'onlyOne'),
    cell(rows[0], 'seed'),
  ]).toEqual(['0.75', '40', '6', '10', '1'])
  const xlsx = await lead.call('GET', `${path}/agreement/export?format=xlsx`)
  expect([xlsx.status, xlsx.text.slice(0, 2)]).toEqual([200, 'PK'])
})

const fixture = `${process.env.SHARED_DIR ?? '../shared'}/fixtures/agreement-cases.json`
const present = existsSync(fixture)
if (!present) console.warn(`skipped: ${fixture} is absent`)

interface UnitsCase {
  name: string
  statistic: string
  data: {
    format: string
    start: number
    length: number
    coders: (string | number)[]
    units: { coder: string | number; category: string; start: number; end: number }[]
  }
  params?: { category?: string }
  expected: number
  tolerance: number
}
const measures: Record<string, string> = {
  u_alpha: 'u-alpha',
  binary_u_alpha: 'u-alpha-binary',
  cu_alpha: 'cu-alpha-pairwise',
}
const published = present
  ? (JSON.parse(readFileSync(fixture, 'utf8')) as { cases: UnitsCase[] }).cases.filter(
      ({ statistic, data }) => data.format === 'units' && statistic in measures,
    )
  : []

describe.skipIf(!present)('published values come out of the API', () => {
  test('there are such cases', () => expect(published.length).toBeGreaterThan(8))
  test.each(published)('$name', async ({ statistic, data, expected, tolerance }) => {
    const marks = data.coders.map((coder) =>
      data.units
        .filter((unit) => unit.coder === coder)
        .map(({ category, start, end }): Marks[number] => [category, start - data.start, end - data.start]),
    )
    const { ask } = await study(
      ['x'.repeat(data.length)],
      data.coders.length,
      [marks],
      [...new Set(data.units.map(({ category }) => category))],
    )
    const answer = await ask(`?measure=${measures[statistic]}`)
    expect(Math.abs(answer.pooled.figures[measures[statistic]!].value - expected)).toBeLessThanOrEqual(
      tolerance + 1e-12,
    )
  })
})
