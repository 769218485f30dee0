import { expect, test } from 'vitest'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, team } from '@/testing/team'
import { heaviestBatch } from './event-log'

const { db } = await freshDatabase()
const { lead, coder, path, projectId } = await team(db, apiOn(db), ['coder'])
const megabyte = 1024 * 1024

/** Twelve events of a megabyte each, which take next to nothing as they are stored, each between two light ones. */
async function record(owner: { ownerId?: string; shared?: boolean }, type: string) {
  for (let at = 0; at < 12; at += 1)
    await db.event.createMany({
      data: [
        { projectId, actorId: lead.id, subjectId: projectId, type: 'theme.changed', after: { name: `light ${at}` } },
        { projectId, actorId: lead.id, subjectId: projectId, type, after: { note: 'a'.repeat(megabyte) }, ...owner },
      ],
    })
}

async function readAll(
  who: typeof lead,
  query: string,
  next: (body: { nextCursor?: string; nextAfter?: number }) => string,
) {
  const seqs: number[] = []
  const sizes: number[] = []
  for (let more = query; more !== '';) {
    const { status, body } = await who.call('GET', `${path}/events?limit=100&${more}`)
    expect(status).toBe(200)
    sizes.push(JSON.stringify(body).length)
    seqs.push(...body.items.map((event: { seq: number }) => event.seq))
    more = body.items.length === 0 ? '' : next(body)
  }
  return { seqs, sizes }
}

test('events that are heavy come in pages that are not, and none is missing', async () => {
  await record({}, 'theme.changed')
  const all = (await db.event.findMany({ where: { projectId }, select: { seq: true }, orderBy: { seq: 'asc' } })).map(
    ({ seq }) => Number(seq),
  )
  const back = await readAll(lead, 'order=newest', ({ nextCursor }) =>
    nextCursor ? `order=newest&cursor=${nextCursor}` : '',
  )
  const on = await readAll(lead, 'after=0', ({ nextAfter }) => `after=${nextAfter}`)
  expect(back.seqs).toEqual(all.toReversed())
  expect(on.seqs).toEqual(all)
  for (const size of [...back.sizes, ...on.sizes]) expect(size).toBeLessThan(heaviestBatch + 2 * megabyte)
  expect(back.sizes.length).toBeGreaterThan(1)
})

test('what somebody is not shown makes their pages no shorter', async () => {
  const before = (await coder.call('GET', `${path}/events?order=newest&limit=1`)).body.items[0].seq as number
  await record({ ownerId: lead.id, shared: false }, 'annotation.changed')
  const page = (await coder.call('GET', `${path}/events?order=newest&limit=12`)).body.items as { seq: number }[]
  expect(page).toHaveLength(12)
  expect(page.every(({ seq }) => seq > before)).toBe(true)
})
