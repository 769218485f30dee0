import { expect, test } from 'vitest'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, person, team } from '@/testing/team'

// What stands in the way of taking something back is said: so it must exist for whoever asks.

const { db } = await freshDatabase()
const api = apiOn(db)

test('what a verdict was given on is taken back as if there were none, where a round hides the verdict', async () => {
  const { lead, coder: ana, reviewer, projectId, path } = await team(db, api, ['coder', 'reviewer'])
  const [ben, dora] = [await person(db, api, 'Ben'), await person(db, api, 'Dora')]
  for (const { id } of [ben, dora])
    await db.membership.create({ data: { projectId, userId: id, role: 'coder' }, select: { role: true } })
  const text = 'Salt came into the wells before the sea did, and nobody in the village wrote it down.'
  const documentId = (await lead.call('POST', `${path}/documents`, { title: 'Wells', text })).body.document.id
  const round = { name: 'First', documentIds: [documentId], coderIds: [ana.id, ben.id], visibility: 'until-own-submit' }
  const r = (await lead.call('POST', `${path}/rounds`, round)).body.id
  const mark = (who: typeof ben, end: number) =>
    who.call('POST', `${path}/annotations`, { documentId, start: 19, end, visibility: 'shared' })
  const [bens, doras] = [await mark(ben, 24), await mark(dora, 30)]
  expect((await ben.call('POST', `${path}/rounds/${r}/submit`, { documentId })).status).toBe(200)
  const given = await reviewer.call('POST', `${path}/verdicts`, {
    documentId,
    coderIds: [dora.id, ben.id],
    items: [bens, doras].map(({ body: { id, version } }) => ({ annotationId: id, version })),
    outcome: 'accepted',
    acceptedCoderIds: [ben.id],
  })
  expect(given.status, given.text).toBe(201)
  const event = `${path}/events/${doras.headers.get('x-event')}/revert`
  const canRevert = async () => [
    (await lead.call('GET', event)).body.canRevert,
    (await dora.call('GET', event)).body.canRevert,
  ]
  expect(await canRevert()).toEqual([false, false])

  // From now on the verdict says something of work that is hidden from both.
  expect((await lead.call('POST', `${path}/rounds/${r}/reopen`, { documentId, coderId: ben.id })).status).toBe(200)
  expect((await lead.call('GET', `${path}/verdicts?documentId=${documentId}`)).body.total).toBe(0)
  expect(await canRevert()).toEqual([true, true])
  expect((await dora.call('POST', event)).status).toBe(200)
})
