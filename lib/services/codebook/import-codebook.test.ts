import pg from 'pg'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { nameKey } from '@/lib/domain/codebook/name-key'
import type { Tag } from '@/lib/schemas/tag'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, team, type Caller } from '@/testing/team'

const { db } = await freshDatabase()
const api = apiOn(db)

let lead: Caller
let reader: Caller
let path: string
let projectId: string

beforeEach(async () => {
  ;({ lead, reader, path, projectId } = await team(db, api, ['reader']))
})

const form = (text: string, take?: string) => {
  const data = new FormData()
  data.set('file', new File([text], 'codebook.csv', { type: 'text/csv' }))
  if (take !== undefined) data.set('take', take)
  return data
}
const send = (
  text: string,
  { dryRun = false, who = lead, take }: { dryRun?: boolean; who?: Caller; take?: string } = {},
) => who.call('POST', `${path}/codebook/import${dryRun ? '?dryRun=true' : ''}`, form(text, take))
const paths = async () =>
  (await lead.call('GET', `${path}/tags?limit=500`)).body.items.map((tag: { path: string[] }) => tag.path.join(' > '))
const events = async () =>
  (await lead.call('GET', `${path}/events?limit=500`)).body.items.filter((event: { type: string }) =>
    event.type.startsWith('tag.'),
  )

const csv =
  'name,parent,colour,definition,use when,avoid when\nThreats,,#770212,What harms,,\nSalt,Threats,,In wells,u,a\nTanks,Salt,,,,\n'

describe('importing a codebook', () => {
  test('a dry run tells everything and stores nothing', async () => {
    const answer = await send(csv, { dryRun: true })
    expect(answer.body).toMatchObject({ dryRun: true, added: 3, encoding: 'UTF-8', delimiter: 'comma', ignored: [] })
    expect(answer.headers.get('x-event')).toBeNull()
    expect(await paths()).toEqual([])
    expect(await events()).toEqual([])
  })

  test('takes names for one where the codebook would not have both, of whatever script', async () => {
    const told = await send('name\nİ\ni\nΟΔΟΣ\nοδοσ\n', { dryRun: true })
    expect(told.body).toMatchObject({ added: 2 })
    expect((await send('name\nİ\ni\nΟΔΟΣ\nοδοσ\n')).status).toBe(200)
    expect(await paths()).toEqual(['İ', 'ΟΔΟΣ'])
    for (const name of ['i', 'οδοσ'])
      expect((await lead.call('POST', `${path}/tags`, { name })).body).toMatchObject({ code: 'already-exists' })
    // Every letter has the small one that the index gives it.
    const rows = await db.$queryRawUnsafe<{ letter: string; small: string }[]>(
      'SELECT chr(n) AS letter, lower(chr(n)) AS small FROM generate_series(1, 125251) n WHERE n NOT BETWEEN 55296 AND 57343 AND lower(chr(n)) <> chr(n)',
    )
    expect(rows.filter(({ letter, small }) => nameKey(letter) !== small)).toEqual([])
  })

  test('stores what the dry run told, as one event that can be reverted', async () => {
    const told = await send(csv, { dryRun: true })
    const done = await send(csv)
    expect(done.body).toEqual({ ...told.body, dryRun: false })
    expect(await paths()).toEqual(['Threats', 'Threats > Salt', 'Threats > Salt > Tanks'])
    expect((await lead.call('GET', `${path}/tags`)).body.items[1]).toMatchObject({
      definition: 'In wells',
      useWhen: 'u',
      avoidWhen: 'a',
    })
    expect((await events()).map((event: { type: string }) => event.type)).toEqual(['tag.imported'])
    expect((await lead.call('POST', `${path}/events/${done.headers.get('x-event')}/revert`)).status).toBe(200)
    expect(await paths()).toEqual([])
  })

  test('reverted, it leaves what was there before, and refuses once something of it is in use', async () => {
    await lead.call('POST', `${path}/tags`, { name: 'Threats' })
    const done = await send(csv)
    expect(done.body).toMatchObject({
      added: 2,
      rows: [{ outcome: 'conflict', differs: ['colour', 'definition'] }, { outcome: 'new' }, { outcome: 'new' }],
    })
    const tanks = (await lead.call('GET', `${path}/tags`)).body.items.at(-1)
    const below = await lead.call('POST', `${path}/tags`, { name: 'Lids', parentId: tanks.id })
    const refused = await lead.call('POST', `${path}/events/${done.headers.get('x-event')}/revert`)
    expect(refused.body).toMatchObject({
      status: 409,
      code: 'cannot-revert',
      detail: expect.stringContaining('“Tanks”'),
    })
    await lead.call('DELETE', `${path}/tags/${below.body.id}`)
    expect((await lead.call('POST', `${path}/events/${done.headers.get('x-event')}/revert`)).status).toBe(200)
    expect(await paths()).toEqual(['Threats'])
  })

  test('what the codebook exports as csv it takes again without a change', async () => {
    await send(csv)
    const exported = await lead.call('GET', `${path}/export?what=codebook&format=csv`)
    expect(exported.status).toBe(200)
    const again = await send(exported.text)
    expect(again.body).toMatchObject({
      added: 0,
      rows: [{ outcome: 'exists' }, { outcome: 'exists' }, { outcome: 'exists' }],
    })
    for (const tag of (await lead.call('GET', `${path}/tags`)).body.items.toReversed())
      await db.tag.delete({ where: { projectId_id: { projectId, id: tag.id } } })
    expect((await send(exported.text)).body.added).toBe(3)
    expect(await paths()).toEqual(['Threats', 'Threats > Salt', 'Threats > Salt > Tanks'])
  })

  test('a stored tag takes what the lines chosen say of it, in the same event; what was not chosen stays', async () => {
    await send('name,definition,colour,archived\nSalt,Ours,#112233,\nWater,Ours,,\nOil,Ours,,\n')
    const theirs =
      'name,definition,colour,archived\nSalt,Theirs,#445566,true\nWater,Theirs,,\nOil,Theirs,,\nFire,New,,\n'
    const stored = async () =>
      Object.fromEntries(
        (await lead.call('GET', `${path}/tags`)).body.items.map((tag: Tag) => [
          tag.name,
          [tag.definition, tag.archivedAt !== null],
        ]),
      )
    const before = await stored()
    const look = await send(theirs, { dryRun: true, take: '2,3' })
    expect(look.body).toMatchObject({
      added: 1,
      changed: 2,
      rows: [
        {
          outcome: 'conflict',
          differs: ['colour', 'definition', 'archived'],
          stored: { given: { colour: '#445566', definition: 'Theirs', archived: true } },
        },
        { outcome: 'conflict' },
        { outcome: 'conflict' },
        { outcome: 'new', stored: null },
      ],
    })
    expect(await stored()).toEqual(before)
    const done = await send(theirs, { take: '2,3' })
    expect(done.body).toMatchObject({ added: 1, changed: 2 })
    const after = { Salt: ['Theirs', true], Water: ['Theirs', false], Oil: ['Ours', false], Fire: ['New', false] }
    expect(await stored()).toEqual(after)
    const event = Number(done.headers.get('x-event'))
    const revert = await lead.call('POST', `${path}/events/${event}/revert`)
    expect(revert.status).toBe(200)
    expect(await stored()).toEqual(before)
    await lead.call('POST', `${path}/events/${Number(revert.headers.get('x-event'))}/revert`)
    expect(await stored()).toEqual(after)
  })

  test('reverted, it refuses where a tag that it changed has been changed again', async () => {
    await send('name,definition\nSalt,Ours\n')
    const done = await send('name,definition\nSalt,Theirs\n', { take: 'all' })
    const [tag] = (await lead.call('GET', `${path}/tags`)).body.items as Tag[]
    await lead.call('PATCH', `${path}/tags/${tag?.id}`, { definition: 'Third' })
    const revert = await lead.call('POST', `${path}/events/${Number(done.headers.get('x-event'))}/revert`)
    expect(revert.body).toMatchObject({ code: 'cannot-revert', detail: expect.stringContaining('definition') })
    expect((await send('name\nSalt\n', { take: '2;3' })).status).toBe(422)
  })

  test('reverted and done again, it is as it was, and a large one takes as many statements as a small one', async () => {
    const run = async (n: number) => {
      const { lead, path } = await team(db, api, [])
      const importing = (text: string, take?: string) => lead.call('POST', `${path}/codebook/import`, form(text, take))
      const tags = async (): Promise<Tag[]> => (await lead.call('GET', `${path}/tags?limit=500`)).body.items
      await importing(`name,definition\n${Array.from({ length: n }, (_, i) => `Old ${i},Ours\n`).join('')}`)
      const top = (await tags())[0]?.name
      const lines = Array.from({ length: n }, (_, i) => [
        `Old ${i},,Theirs\n`,
        `New ${i},,\n`,
        `Within ${i},New ${i},\n`,
        `Under ${i},${top},\n`,
      ])
      const statements: number[] = []
      const counting = async <T>(act: () => Promise<T>) => {
        const asked = vi.spyOn(pg.Client.prototype, 'query')
        const answer = await act()
        statements.push(asked.mock.calls.length)
        asked.mockRestore()
        return answer
      }
      const done = await counting(() => importing(`name,parent,definition\n${lines.flat().join('')}`, 'all'))
      expect(done.body).toMatchObject({ added: 3 * n, changed: n })
      // What is made since stands among what was imported.
      await lead.call('POST', `${path}/tags`, { name: 'Since', position: n + 1 })
      const before = await tags()
      let event = Number(done.headers.get('x-event'))
      for (const count of [n + 1, 4 * n + 1]) {
        const preview = await counting(() => lead.call('GET', `${path}/events/${event}/revert`))
        expect(preview.body.canRevert).toBe(true)
        event = Number(
          (await counting(() => lead.call('POST', `${path}/events/${event}/revert`))).headers.get('x-event'),
        )
        expect((await tags()).length).toBe(count)
      }
      const shape = (rows: Tag[]) => rows.map(({ path, definition, position }) => ({ path, definition, position }))
      expect(shape(await tags())).toEqual(shape(before))
      return statements
    }
    expect(await run(40)).toEqual(await run(2))
  })

  test('done again, it refuses where another tag has a name of it by now', async () => {
    const done = await send(csv)
    const reverted = await lead.call('POST', `${path}/events/${done.headers.get('x-event')}/revert`)
    await lead.call('POST', `${path}/tags`, { name: 'threats' })
    const again = await lead.call('POST', `${path}/events/${reverted.headers.get('x-event')}/revert`)
    expect(again.body).toMatchObject({ code: 'cannot-revert', detail: expect.stringContaining('“Threats”') })
    expect(await paths()).toEqual(['threats'])
  })

  test('two at the same moment add everything once', async () => {
    const answers = await Promise.all([send(csv), send(csv), send(csv)])
    expect(answers.map((answer) => answer.body.added).toSorted()).toEqual([0, 0, 3])
    expect(await paths()).toEqual(['Threats', 'Threats > Salt', 'Threats > Salt > Tanks'])
  })

  test.each([
    ['', 422, 'refused'],
    ['alpha,beta\n1,2\n', 415, 'unsupported-format'],
    ['{"codes":[{"name":"Salt"}]}', 415, 'unsupported-format'],
    [`name\n${'x\n'.repeat(10_001)}`, 413, 'too-large'],
  ])('refuses with the reason and stores nothing (%#)', async (text, status, code) => {
    expect((await send(text)).body).toMatchObject({
      status,
      code,
      detail: expect.stringContaining('Nothing was stored.'),
    })
    expect(await paths()).toEqual([])
  })

  test('does not take its own export as qdc or docx for a list of names, and says what it takes', async () => {
    await send(csv)
    const before = await paths()
    for (const format of ['qdc', 'docx']) {
      const response = await api.request(`/api/v1${path}/codebook/export?format=${format}`, {
        headers: { cookie: lead.cookie },
      })
      const data = new FormData()
      data.set('file', new File([await response.arrayBuffer()], `codebook.${format}`))
      const refused = await lead.call('POST', `${path}/codebook/import`, data)
      expect(refused.body).toMatchObject({
        status: 415,
        code: 'unsupported-format',
        detail: expect.stringMatching(/Taken are .*xlsx.* Nothing was stored\.$/),
      })
    }
    expect(await paths()).toEqual(before)
  })

  test('is for those who may change the codebook, and needs a file', async () => {
    expect((await send(csv, { who: reader })).status).toBe(403)
    expect((await lead.call('POST', `${path}/codebook/import`, new FormData())).status).toBe(422)
    expect((await lead.call('POST', `${path}/codebook/import`, { file: 'x' })).status).toBeGreaterThanOrEqual(400)
  })
})
