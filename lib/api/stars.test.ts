import fc from 'fast-check'
import { expect, test } from 'vitest'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, team, type Caller } from '@/testing/team'

const { db } = await freshDatabase()
const api = apiOn(db)
const { lead, coder, reviewer, path } = await team(db, api, ['coder', 'reviewer'])
const text = 'Salt came into the wells before the sea did, and nobody in the village wrote it down.'
const { document } = (await lead.call('POST', `${path}/documents`, { title: 'Wells', text })).body
const passage = async () =>
  (await coder.call('POST', `${path}/annotations`, { documentId: document.id, start: 0, end: 4, tagIds: [] })).body
    .id as string
// Passages of before the round, which everybody sees; what others do to them is hidden from whoever codes blind.
const passages = await Promise.all(Array.from({ length: 30 }, passage))
await lead.call('POST', `${path}/rounds`, {
  name: 'First',
  documentIds: [document.id],
  coderIds: [coder.id],
  visibility: 'until-all-submit',
})
const team3 = { lead, coder, reviewer }
type Who = keyof typeof team3
const everybody = Object.keys(team3) as Who[]
const seen = (who: Who, stars: ReadonlySet<Who>) => (who === 'coder' ? [...stars].filter((s) => s === who) : [...stars])

const star = (who: Caller, id: string, starred: boolean) => who.call('PATCH', `${path}/annotations/${id}`, { starred })
const isStarred = async (who: Caller, id: string) => {
  const [one, [listed]] = [
    (await who.call('GET', `${path}/annotations/${id}`)).body.starred as boolean,
    (await who.call('GET', `${path}/annotations?starred=true&limit=500`)).body.items.filter(
      (row: { id: string }) => row.id === id,
    ),
  ]
  expect(listed !== undefined).toBe(one)
  return one
}
const stored = async (id: string) =>
  (await db.star.findMany({ where: { annotationId: id }, select: { userId: true } })).map(({ userId }) => userId)

test('each has their star: one that a round hides is neither taken over nor taken off, and everybody sees whether there is one for them', async () => {
  const fresh = passages.slice(1)
  const events = fc.array(
    fc.record({ who: fc.constantFrom(...everybody), does: fc.constantFrom('star', 'unstar', 'back') }),
    { maxLength: 8 },
  )
  await fc.assert(
    fc.asyncProperty(events, async (drawn) => {
      const id = fresh.pop() ?? ''
      let stars = new Set<Who>()
      const undone = new Map<Who, { seq: string; gives: Who[]; takes: Who[] }>()
      for (const { who, does } of drawn) {
        const visible = seen(who, stars)
        if (does === 'back') {
          const last = undone.get(who)
          if (!last) continue
          undone.delete(who)
          const { status } = await team3[who].call('POST', `${path}/events/${last.seq}/revert`)
          const off = last.gives.filter((person) => visible.includes(person))
          expect(status).toBe(last.gives.length > 0 ? (off.length > 0 ? 200 : 409) : visible.length === 0 ? 200 : 409)
          if (status !== 200) continue
          stars = new Set([...[...stars].filter((person) => !off.includes(person)), ...last.takes])
        } else {
          const answer = await star(team3[who], id, does === 'star')
          expect(answer.status).toBe(200)
          const isChange = (does === 'star') === (visible.length === 0)
          const seq = answer.headers.get('x-event')
          expect(seq !== null).toBe(isChange)
          if (seq === null) continue
          undone.set(who, { seq, gives: does === 'star' ? [who] : [], takes: does === 'star' ? [] : visible })
          stars = does === 'star' ? stars.add(who) : new Set([...stars].filter((person) => !visible.includes(person)))
        }
        expect((await stored(id)).toSorted()).toEqual([...stars].map((person) => team3[person].id).toSorted())
        for (const reader of everybody)
          expect(await isStarred(team3[reader], id), reader).toBe(seen(reader, stars).length > 0)
      }
    }),
    { numRuns: 25, endOnFailure: true },
  )
})

test('reverting a starring leaves the star of a colleague, which the round had hidden, and says so', async () => {
  const id = passages[0] ?? ''
  await star(reviewer, id, true)
  const mine = (await star(coder, id, true)).headers.get('x-event')
  expect((await stored(id)).toSorted()).toEqual([coder.id, reviewer.id].toSorted())
  const back = await lead.call('POST', `${path}/events/${mine}/revert`)
  expect([back.status, back.body.effects]).toEqual([200, ['The passage loses this star and keeps that of others']])
  expect(await stored(id)).toEqual([reviewer.id])
  // And what was taken off is put back as whose it was.
  expect((await lead.call('POST', `${path}/events/${back.headers.get('x-event')}/revert`)).status).toBe(409)
  await star(lead, id, false)
  expect((await lead.call('POST', `${path}/events/${back.headers.get('x-event')}/revert`)).status).toBe(200)
  expect(await stored(id)).toEqual([coder.id])
})
