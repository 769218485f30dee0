import { expect, test } from 'vitest'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, team } from '@/testing/team'

// The number of the newest event is where a page goes on from: one that its reader is not shown is no place in their log, and would be told from its beginning.

const { db } = await freshDatabase()
const api = apiOn(db)

test('the newest event of a project is one that its reader is shown, in whatever role, after a colleague handed in', async () => {
  const { lead, coder, reviewer, reader, path, projectId } = await team(db, api, ['coder', 'reviewer', 'reader'])
  const documentId = (await lead.call('POST', `${path}/documents`, { title: 'Wells', text: 'Salt came.' })).body
    .document.id
  const round = await lead.call('POST', `${path}/rounds`, {
    name: 'Open',
    documentIds: [documentId],
    coderIds: [coder.id],
    visibility: 'open',
  })
  for (const act of ['submit', 'reopen'])
    expect(
      (
        await (act === 'submit' ? coder : lead).call('POST', `${path}/rounds/${round.body.id}/${act}`, {
          documentId,
          ...(act === 'reopen' && { coderId: coder.id }),
        })
      ).status,
    ).toBe(200)
  for (const who of [lead, coder, reviewer, reader]) {
    const [newest] = (await who.call('GET', `${path}/events?order=newest&limit=1`)).body.items as { seq: number }[]
    const listed = (await who.call('GET', '/projects')).body.items as { id: string; lastEvent: number }[]
    const { lastEvent } = (await who.call('GET', path)).body as { lastEvent: number }
    expect([lastEvent, listed.find(({ id }) => id === projectId)?.lastEvent], who.name).toEqual([
      newest?.seq,
      newest?.seq,
    ])
    expect((await who.call('GET', `${path}/events?after=${lastEvent}`)).body.items, who.name).toEqual([])
  }
})
