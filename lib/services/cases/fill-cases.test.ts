import { beforeEach, expect, test } from 'vitest'
import type { Case } from '@/lib/schemas/case'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, team, type Answer, type Caller } from '@/testing/team'

const { db } = await freshDatabase()
const api = apiOn(db)

let lead: Caller, coder: Caller
let path: string

beforeEach(async () => {
  ;({ lead, coder, path } = await team(db, api, ['coder']))
  for (const attribute of [
    { key: 'age', label: 'Age', type: 'number' },
    { key: 'role', label: 'Role', type: 'choice', choices: ['Fisher', 'Pilot'] },
  ])
    await lead.call('POST', `${path}/attributes`, { subject: 'case', ...attribute })
  await lead.call('POST', `${path}/cases`, { name: 'Ana Bell', attributes: { age: 61 } })
})

const csv = 'Source,Participant,Age,Role,Village\nx,ana  bell,62,pilot,Wells\ny,Ben Ode,40,baker,Quay\nz,Ben ode,41,,\n'
function send(dryRun: boolean, more: Record<string, string> = {}, who = lead): Promise<Answer> {
  const form = new FormData()
  form.set('file', new File([csv], 'people.csv'))
  for (const [name, value] of Object.entries(more)) form.set(name, value)
  return who.call('POST', `${path}/cases/fill${dryRun ? '?dryRun=true' : ''}`, form)
}
const stored = async () =>
  Object.fromEntries(
    (await lead.call('GET', `${path}/cases`)).body.items.map(({ name, attributes }: Case) => [name, attributes]),
  )

test('a sheet describes the cases that it names, and makes those that are not there; nothing stored is replaced unasked', async () => {
  const make = JSON.stringify([{ column: 'Village', type: 'text' }])
  const before = await stored()
  const dry = await send(true, { make })
  expect(dry.body).toMatchObject({ dryRun: true, nameColumn: 'Participant', changed: 2, added: [3] })
  expect(dry.body.lines.map(({ refusal }: { refusal: string }) => refusal)).toEqual([null, null, 'named-twice'])
  expect(await stored()).toEqual(before)
  const done = await send(false, { make })
  expect(done.body).toMatchObject({ changed: 2, added: [3], made: [{ subject: 'case', key: 'village' }] })
  const after = { 'Ana Bell': { age: 61, role: 'Pilot', village: 'Wells' }, 'Ben Ode': { age: 40, village: 'Quay' } }
  expect(await stored()).toEqual(after)

  // One event: reverted it is as before, with the cases it made in the bin, and again when that is reverted.
  const seq = Number(done.headers.get('x-event'))
  const undone = await lead.call('POST', `${path}/events/${seq}/revert`)
  expect([undone.status, await stored()]).toEqual([200, before])
  expect((await lead.call('GET', `${path}/attributes?subject=case`)).body.total).toBe(2)
  expect((await lead.call('POST', `${path}/events/${undone.body.seq}/revert`)).status).toBe(200)
  expect(await stored()).toEqual(after)

  expect((await send(false, { take: '2' })).body.changed).toBe(1)
  expect((await stored())['Ana Bell']).toMatchObject({ age: 62 })
})

test('what was described since stands in the way of reverting, and coders fill nothing', async () => {
  expect((await send(false, {}, coder)).status).toBe(403)
  const seq = Number((await send(false)).headers.get('x-event'))
  const [ana] = (await lead.call('GET', `${path}/cases?q=ana`)).body.items
  await lead.call('PATCH', `${path}/cases/${ana.id}`, { attributes: { role: 'Fisher' } })
  expect((await lead.call('POST', `${path}/events/${seq}/revert`)).body).toMatchObject({
    status: 409,
    detail: expect.stringContaining('Ana Bell'),
  })
})
