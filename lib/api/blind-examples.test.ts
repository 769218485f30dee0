import { expect, test } from 'vitest'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, team } from '@/testing/team'

const { db } = await freshDatabase()
const api = apiOn(db)

test('what a colleague called a passage of one’s own is told to nobody who codes blind, whatever they call it themselves, and is not lost by that', async () => {
  const { lead, coder, path } = await team(db, api, ['coder'])
  const document = (
    await lead.call('POST', `${path}/documents`, {
      title: 'Wells',
      text: 'Salt came into the wells before the sea did.',
    })
  ).body.document.id
  const tag = (await lead.call('POST', `${path}/tags`, { name: 'Water' })).body.id
  const passage = async (start: number) =>
    (await coder.call('POST', `${path}/annotations`, { documentId: document, start, end: start + 4, tagIds: [tag] }))
      .body.id as string
  const passages = [await passage(0), await passage(5)]
  const [called] = passages
  const round = (
    await lead.call('POST', `${path}/rounds`, {
      name: 'First',
      documentIds: [document],
      coderIds: [coder.id],
      visibility: 'until-all-submit',
    })
  ).body.id
  expect(
    (await lead.call('POST', `${path}/tags/${tag}/examples`, { annotationId: called, kind: 'example' })).status,
  ).toBe(201)

  const told: unknown[][] = []
  for (const annotationId of passages) {
    const seen: unknown[] = []
    const see = async (method: string, at: string, body?: unknown) => {
      const { status, body: answer } = await coder.call(method, `${path}/${at}`, body)
      seen.push(
        JSON.parse(
          JSON.stringify([status, answer ?? null], (key, value: unknown) =>
            [
              'annotationId',
              'subjectId',
              'quote',
              'passage',
              'createdAt',
              'seq',
              'requestId',
              'nextAfter',
              'reverts',
              'nextCursor',
            ].includes(key)
              ? null
              : value,
          ),
        ),
      )
      return answer
    }
    await see('GET', `examples?tagId=${tag}`)
    await see('POST', `tags/${tag}/examples`, { annotationId, kind: 'counter' })
    const [named] = (await see('GET', 'events?order=newest&limit=1')).items
    await see('GET', `events/${named.seq}/revert`)
    await see('POST', `events/${named.seq}/revert`)
    await see('GET', 'events?order=newest&limit=1')
    await see('DELETE', `tags/${tag}/examples/${annotationId}`)
    await see('POST', `tags/${tag}/examples`, { annotationId, kind: 'example' })
    if (annotationId === called)
      expect((await lead.call('POST', `${path}/tags/${tag}/examples`, { annotationId, kind: 'counter' })).status).toBe(
        200,
      )
    await see('GET', 'examples')
    const [last] = (await see('GET', 'events?order=newest&limit=1')).items
    await see('GET', `events/${last.seq}/revert`)
    await see('DELETE', `tags/${tag}/examples/${annotationId}`)
    await see('GET', 'examples')
    told.push(seen)
  }
  expect(told[0]).toEqual(told[1])
  // The lead’s own is what it was, for the lead and, when the round is open, for all.
  const kinds = async () =>
    (await lead.call('GET', `${path}/examples`)).body.items.map(({ kind }: { kind: string }) => kind)
  expect(await kinds()).toEqual(['counter'])
  expect((await lead.call('PATCH', `${path}/rounds/${round}`, { opened: true })).status).toBe(200)
  expect((await coder.call('GET', `${path}/examples`)).body.items.map(({ kind }: { kind: string }) => kind)).toEqual([
    'counter',
  ])
})
