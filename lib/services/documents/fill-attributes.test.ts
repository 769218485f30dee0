import { beforeEach, describe, expect, test } from 'vitest'
import { xlsx } from '@/lib/exporters/xlsx'
import type { Document } from '@/lib/schemas/document'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, team, type Caller } from '@/testing/team'

const { db } = await freshDatabase()
const api = apiOn(db)

let lead: Caller
let coder: Caller
let path: string

beforeEach(async () => {
  ;({ lead, coder, path } = await team(db, api, ['coder']))
  for (const attribute of [
    { key: 'year', label: 'Year of talk', type: 'number' },
    { key: 'wave', label: 'Wave', type: 'choice', choices: ['Spring', 'Autumn'] },
    { key: 'held', label: 'Held', type: 'date' },
  ])
    await lead.call('POST', `${path}/attributes`, attribute)
  await lead.call('POST', `${path}/documents`, { title: 'Talk one', text: 'One.', attributes: { year: 1999 } })
  const form = new FormData()
  form.set('file', new File(['Two.'], 'Interview 02.txt'))
  form.set('title', 'Talk two')
  expect((await lead.call('POST', `${path}/documents`, form)).status).toBe(201)
})

function send(
  file: File,
  { dryRun = false, take, make, who = lead }: { dryRun?: boolean; take?: string; make?: object[]; who?: Caller } = {},
) {
  const form = new FormData()
  form.set('file', file)
  if (take !== undefined) form.set('take', take)
  if (make !== undefined) form.set('make', JSON.stringify(make))
  return who.call('POST', `${path}/attributes/fill${dryRun ? '?dryRun=true' : ''}`, form)
}
const sheet = (text: string) => new File([text], 'attributes.csv')
const stored = async () =>
  Object.fromEntries(
    (await lead.call('GET', `${path}/documents`)).body.items.map(({ title, attributes }: Document) => [
      title,
      attributes,
    ]),
  )

const csv =
  'File;Year of talk;WAVE;held;Mood\nTalk one;2001;spring;;calm\ninterview 02;2002;winter;2017-01-11;\nTalk three;2003;;;\n'

describe('filling attributes from a sheet', () => {
  test('a dry run tells everything and stores nothing', async () => {
    const before = await stored()
    const { body } = await send(sheet(csv), { dryRun: true, take: 'all' })
    expect(body).toMatchObject({ dryRun: true, changed: 2, nameColumn: 'File', ignored: ['Mood'] })
    expect(
      body.lines.map(({ refusal, cells }: { refusal: string | null; cells: { key: string; outcome: string }[] }) => [
        refusal,
        cells.map(({ key, outcome }) => `${key} ${outcome}`),
      ]),
    ).toEqual([
      [null, ['year conflict', 'wave new']],
      [null, ['year new', 'wave refused', 'held new']],
      ['unknown', []],
    ])
    expect(await stored()).toEqual(before)
  })

  test('fills what is empty, leaves what differs unless it is taken, as one event that is reverted and done again', async () => {
    const before = await stored()
    expect((await send(sheet(csv))).body.changed).toBe(2)
    expect(await stored()).toEqual({
      'Talk one': { year: 1999, wave: 'Spring' },
      'Talk two': { year: 2002, held: '2017-01-11' },
    })
    const taking = await send(sheet(csv), { take: '2' })
    expect(taking.body.changed).toBe(1)
    const after = { 'Talk one': { year: 2001, wave: 'Spring' }, 'Talk two': { year: 2002, held: '2017-01-11' } }
    expect(await stored()).toEqual(after)
    const again = await send(sheet(csv), { take: 'all' })
    expect([again.body.changed, again.headers.get('x-event')]).toEqual([0, null])
    const reverted = await lead.call('POST', `${path}/events/${taking.headers.get('x-event')}/revert`)
    expect(reverted.status).toBe(200)
    expect(await stored()).toEqual({ ...after, 'Talk one': { year: 1999, wave: 'Spring' } })
    const { items } = (await lead.call('GET', `${path}/events?limit=500`)).body as {
      items: { type: string; seq: number }[]
    }
    const [first] = items.filter(({ type }) => type === 'attribute.filled')
    expect((await lead.call('POST', `${path}/events/${first?.seq}/revert`)).status).toBe(200)
    expect(await stored()).toEqual(before)
  })

  test('is not reverted over what somebody has written since', async () => {
    const filled = await send(sheet(csv))
    const [document] = (await lead.call('GET', `${path}/documents`)).body.items.filter(
      ({ title }: Document) => title === 'Talk two',
    )
    await lead.call('PATCH', `${path}/documents/${document.id}`, { attributes: { year: 1848 } })
    const { status, body } = await lead.call('POST', `${path}/events/${filled.headers.get('x-event')}/revert`)
    expect([status, body.code]).toEqual([409, 'cannot-revert'])
    expect(body.detail).toContain('Talk two')
  })

  test('makes attributes of columns that are none yet: proposed by their values, shown in a dry run, stored and reverted with the filling', async () => {
    const wide = sheet(
      'Title,Mood,Interviewed,Length,Year of talk\nTalk one,calm,2017-03-01,41,1999\nTalk two,calm,2017-03,9.5,2001\n',
    )
    const labels = async () =>
      (await lead.call('GET', `${path}/attributes`)).body.items.map(
        (attribute: { key: string; type: string }) => `${attribute.key} ${attribute.type}`,
      )
    const known = await labels()
    const { body: first } = await send(wide, { dryRun: true })
    expect(
      first.proposals.map((one: { column: string; type: string; filled: number }) => [
        one.column,
        one.type,
        one.filled,
      ]),
    ).toEqual([
      ['Mood', 'choice', 2],
      ['Interviewed', 'date', 2],
      ['Length', 'number', 2],
    ])
    const make = [
      { column: 'Mood', type: 'text' },
      { column: 'Interviewed', type: 'date' },
    ]
    const { body: shown } = await send(wide, { dryRun: true, make })
    expect([
      shown.changed,
      shown.ignored,
      shown.made.map((attribute: { label: string; type: string }) => `${attribute.label} ${attribute.type}`),
    ]).toEqual([2, ['Length'], ['Mood text', 'Interviewed date']])
    expect(
      shown.lines[0].cells.map(({ key, outcome }: { key: string; outcome: string }) => `${key} ${outcome}`).toSorted(),
    ).toEqual(['interviewed new', 'mood new', 'year same'])
    expect(await labels()).toEqual(known)
    const filled = await send(wide, { make })
    expect(await stored()).toEqual({
      'Talk one': { year: 1999, mood: 'calm', interviewed: '2017-03-01' },
      'Talk two': { year: 2001, mood: 'calm', interviewed: '2017-03' },
    })
    expect(await labels()).toEqual([...known, 'mood text', 'interviewed date'])
    const undone = await lead.call('POST', `${path}/events/${filled.headers.get('x-event')}/revert`)
    expect(undone.status).toBe(200)
    expect([await labels(), await stored()]).toEqual([known, { 'Talk one': { year: 1999 }, 'Talk two': {} }])
    expect((await lead.call('POST', `${path}/events/${undone.headers.get('x-event')}/revert`)).status).toBe(200)
    expect([await labels(), (await stored())['Talk two']]).toEqual([
      [...known, 'mood text', 'interviewed date'],
      { year: 2001, mood: 'calm', interviewed: '2017-03' },
    ])
  })

  test('makes choices of the values in the column, and refuses a column that is not there, twice or an attribute already', async () => {
    const wide = sheet('Title,Mood\nTalk one,calm\nTalk two,Angry\n')
    const { body } = await send(wide, { make: [{ column: 'Mood', type: 'choice' }] })
    expect(body.made[0].choices).toEqual(['Angry', 'calm'])
    for (const make of [
      [{ column: 'Nowhere', type: 'text' }],
      [{ column: 'Mood', type: 'text' }],
      [{ column: 'Mood', type: 'wrong' }],
    ])
      expect((await send(wide, { make })).status).toBe(422)
    const again = sheet('Title,Length\nTalk one,4\n')
    expect(
      (
        await send(again, {
          make: [
            { column: 'Length', type: 'number' },
            { column: 'Length', type: 'text' },
          ],
        })
      ).status,
    ).toBe(422)
    expect((await lead.call('GET', `${path}/attributes`)).body.items.length).toBe(4)
  })

  test('takes a workbook with real dates, and its own export of the documents back without a change', async () => {
    const rows = async function* () {
      yield [['Talk one', { day: '2017-01-11' }]]
    }
    const chunks: Buffer[] = []
    for await (const chunk of xlsx(
      {
        name: 'Sheet',
        columns: [
          { header: 'Title', width: 9 },
          { header: 'Held', width: 9 },
        ],
        batches: rows(),
      },
      new Date(),
    ))
      chunks.push(chunk)
    expect(
      (
        await send(
          new File(
            chunks.map((chunk) => new Uint8Array(chunk)),
            'a.xlsx',
          ),
        )
      ).body.changed,
    ).toBe(1)
    expect((await stored())['Talk one']).toEqual({ year: 1999, held: '2017-01-11' })
    for (const format of ['csv', 'xlsx']) {
      const response = await api.request(`/api/v1${path}/export?what=documents&format=${format}`, {
        headers: { cookie: lead.cookie },
      })
      const { body } = await send(new File([await response.arrayBuffer()], `documents.${format}`), { take: 'all' })
      expect([format, body.changed, body.lines.map(({ refusal }: { refusal: unknown }) => refusal)]).toEqual([
        format,
        0,
        [null, null],
      ])
    }
  })

  test.each([
    ['', 422, 'refused'],
    ['Title,Mood\nTalk one,calm\n', 415, 'unsupported-format'],
    ['Title,Year of talk\n', 422, 'refused'],
    ['%PDF-1.7', 415, 'unsupported-format'],
    ['PK\u0003\u0004 and no more', 422, 'refused'],
  ])('refuses with the reason and stores nothing (%#)', async (text, status, code) => {
    const before = await stored()
    expect((await send(sheet(text))).body).toMatchObject({
      status,
      code,
      detail: expect.stringContaining('Nothing was stored.'),
    })
    expect(await stored()).toEqual(before)
  })

  test('is for those who may describe documents', async () => {
    expect((await send(sheet(csv), { who: coder })).status).toBe(403)
    expect((await lead.call('POST', `${path}/attributes/fill`, new FormData())).status).toBe(422)
  })
})
