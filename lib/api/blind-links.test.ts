import { expect, test } from 'vitest'
import { made, submit } from '@/testing/blind-world'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, type Caller } from '@/testing/team'

// Where a round is blind, a list finds its links by what is surely not hidden, so that hidden ones cost nothing. It must lose none by that: what is asked for
// alone is found without it.

const { db } = await freshDatabase()
const api = apiOn(db)

test.each(['until-own-submit', 'until-all-submit'])(
  'a list holds every link that exists for its reader, whatever it is between (%s)',
  async (visibility) => {
    const world = await made(db, api, visibility)
    const { path, ids, lead, ana, ben, reader } = world
    const mark = async (who: Caller, documentId: string, start: number, more: object = {}) =>
      (await who.call('POST', `${path}/annotations`, { documentId, start, end: start + 6, tagIds: [ids.t], ...more }))
        .body.id as string
    const hidden = await mark(ben, ids.d, 14)
    const secret = await mark(ben, ids.other, 20, { visibility: 'private' })
    const leads = await mark(lead, ids.d, 30)
    const ends = [
      ...[hidden, secret, leads, ids.own, ids.bens].map((id) => ({ type: 'annotation', id })),
      ...[ids.t, ids.into].map((id) => ({ type: 'tag', id })),
    ]
    const blind = (await ben.call('POST', `${path}/tags`, { name: 'Made blind' })).body.id
    const written: string[] = []
    for (const author of [lead, ana, ben])
      for (const from of ends)
        for (const to of [...ends, { type: 'tag', id: blind }])
          if (from !== to) written.push(...(await link(author, path, from, to)))
    expect(written.length).toBeGreaterThan(40)
    const agrees = async () => {
      for (const caller of [lead, ana, ben, reader]) {
        const existing: string[] = []
        for (const id of written)
          if ((await caller.call('GET', `${path}/links/${id}`)).status === 200) existing.push(id)
        const listed = async (query: string): Promise<string[]> =>
          (await caller.call('GET', `${path}/links?limit=500${query}`)).body.items.map(
            (item: { id: string }) => item.id,
          )
        expect((await listed('')).toSorted()).toEqual(existing.toSorted())
        const byEnd = await Promise.all(
          [...ends, { type: 'tag', id: blind }].map(({ type, id }) =>
            listed(`&${type === 'tag' ? 'tagId' : 'annotationId'}=${id}`),
          ),
        )
        expect([...new Set(byEnd.flat())].toSorted()).toEqual(existing.toSorted())
        // What the history tells of is what exists for them, or is their own.
        const { text } = await caller.call('GET', `${path}/events?order=newest&limit=500&kind=link`)
        for (const id of written) expect(text.includes(id), `${caller.id} ${id}`).toBe(existing.includes(id))
      }
    }
    await agrees()
    expect(await authors(path, ana, ids.d)).toEqual([ids.ana])
    for (const who of [ana, ben]) await submit(world, who)
    await agrees()
    expect(await authors(path, ana, ids.d)).toEqual([ids.ana, ids.ben, lead.id].toSorted())
  },
)

/** Who made the links with a document that exist for somebody. */
const authors = async (path: string, who: Caller, documentId: string): Promise<string[]> => {
  const { items } = (await who.call('GET', `${path}/links?limit=500&documentId=${documentId}`)).body
  return [...new Set<string>(items.map((item: { author: { id: string } }) => item.author.id))].toSorted()
}

/** A link, where its author may make it. */
async function link(author: Caller, path: string, from: object, to: object): Promise<string[]> {
  const answer = await author.call('POST', `${path}/links`, { from, to, kind: 'salt' })
  return answer.status === 201 ? [answer.body.id] : []
}
