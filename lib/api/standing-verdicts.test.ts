import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Span } from '@/lib/domain/anchoring/span'
import type { Difference } from '@/lib/schemas/review'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, person, team, type Caller } from '@/testing/team'

// Of the verdicts that stand no two speak of one annotation, whatever was given, reverted and withdrawn before: two would write the same words twice.

const { db } = await freshDatabase()
const api = apiOn(db)
const { lead, coder: ana, reviewer, path, projectId } = await team(db, api, ['coder', 'reviewer'])
const ben = await person(db, api, 'Ben')
await db.membership.create({ data: { projectId, userId: ben.id, role: 'coder' }, select: { role: true } })
const tag = (await lead.call('POST', `${path}/tags`, { name: 'Water' })).body.id as string
const text = 'Salt came into the wells before the sea did, and nobody in the village wrote it down. '.repeat(2)

/** Two annotations of each coder, which are one stretch while they lie upon one another, and two where they do not. */
const together = [
  [0, 60],
  [40, 100],
] as const
const apart = [
  [0, 50],
  [50, 100],
] as const

async function world() {
  const d = (await lead.call('POST', `${path}/documents`, { title: 'Wells', text })).body.document.id as string
  const marks: { who: Caller; place: 0 | 1; id: string }[] = []
  for (const who of [ana, ben])
    for (const place of [0, 1] as const) {
      const [start, end] = together[place]
      const made = await who.call('POST', `${path}/annotations`, { documentId: d, start, end, tagIds: [tag] })
      marks.push({ who, place, id: made.body.id })
    }
  const seqs: string[] = []
  const differences = async () =>
    (
      await reviewer.call(
        'GET',
        `${path}/differences?documentId=${d}&coderId=${ana.id}&coderId=${ben.id}&show=all&limit=50`,
      )
    ).body.items as Difference[]
  const done = (answer: { status: number; headers: Headers }) => {
    const seq = answer.headers.get('x-event')
    if (answer.status < 300 && seq !== null) seqs.push(seq)
    return answer
  }
  const revert = async (n: number) => {
    const seq = seqs[seqs.length - 1 - (n % Math.max(seqs.length, 1))]
    return seq === undefined ? null : done(await reviewer.call('POST', `${path}/events/${seq}/revert`))
  }
  const settle = async (n: number, acceptedCoderIds = [ana.id]) => {
    const stretches = await differences()
    const { annotations } = stretches[n % stretches.length] as Difference
    return done(
      await reviewer.call('POST', `${path}/verdicts`, {
        documentId: d,
        coderIds: [ana.id, ben.id],
        items: annotations.map(({ id, version }) => ({ annotationId: id, version })),
        outcome: 'accepted',
        acceptedCoderIds,
      }),
    )
  }
  const lay = async (places: typeof together | typeof apart) => {
    for (const { who, place, id } of marks) {
      const { version } = (await who.call('GET', `${path}/annotations/${id}`)).body
      const [start, end] = places[place]
      expect((await who.call('PATCH', `${path}/annotations/${id}`, { version, start, end })).status).toBe(200)
    }
  }
  /** Withdraws the verdicts of which nothing is left while all the coding is private. */
  const withdraw = async () => {
    const show = async (visibility: string) => {
      for (const { who, id } of marks) {
        const { version } = (await who.call('GET', `${path}/annotations/${id}`)).body
        expect((await who.call('PATCH', `${path}/annotations/${id}`, { version, visibility })).status).toBe(200)
      }
    }
    await show('private')
    for (const { id } of (await reviewer.call('GET', `${path}/verdicts?documentId=${d}`)).body.items) {
      const answer = done(await reviewer.call('POST', `${path}/verdicts/${id}/withdraw`))
      expect(answer.status).toBeLessThan(300)
    }
    await show('shared')
  }
  const consensus = async () =>
    (await reviewer.call('GET', `${path}/annotations?documentId=${d}&layer=consensus`)).body.items.map((row: Span) => [
      row.start,
      row.end,
    ]) as [number, number][]
  return { d, settle, revert, lay, withdraw, consensus }
}

async function holds({ d, consensus }: Awaited<ReturnType<typeof world>>) {
  const items = await db.verdictItem.findMany({
    where: { projectId, verdict: { documentId: d, supersededAt: null } },
    select: { annotationId: true },
  })
  expect(new Set(items.map((item) => item.annotationId)).size).toBe(items.length)
  const spans = (await consensus()).toSorted(([a], [b]) => a - b)
  spans.slice(1).forEach(([start], i) => expect(start).toBeGreaterThanOrEqual(spans[i]?.[1] ?? 0))
}

test('a verdict that replaced another is not reverted where somebody has decided about a part of what that was about since', async () => {
  const w = await world()
  const [whole, first, second] = [await w.settle(0), await w.lay(apart).then(() => w.settle(0)), await w.settle(1)]
  expect([whole, first, second].map(({ status }) => status)).toEqual([201, 201, 201])
  const before = await w.consensus()
  const address = `${path}/events/${first.headers.get('x-event')}/revert`
  const preview = (await reviewer.call('GET', address)).body
  const refused = await reviewer.call('POST', address)
  expect([refused.status, refused.body.code, preview.canRevert]).toEqual([409, 'cannot-revert', false])
  expect([refused.body.detail, preview.reason]).toEqual(
    Array(2).fill('Somebody has decided about the same passage since. Revert that verdict first.'),
  )
  expect(await w.consensus()).toEqual(before)
  expect((await reviewer.call('POST', `${path}/events/${second.headers.get('x-event')}/revert`)).status).toBe(200)
  expect((await reviewer.call('POST', address)).body.effects).toContain('The verdict that it replaced stands again.')
  expect(await w.consensus()).toEqual([[0, 100]])
  await holds(w)
})

test('law: after any sequence of verdicts, reverts and withdrawals, while coding changes, no two standing verdicts speak of one annotation, and the consensus covers no word twice', async () => {
  const step = fc.oneof(
    { weight: 3, arbitrary: fc.record({ settle: fc.nat(1) }) },
    { weight: 3, arbitrary: fc.record({ revert: fc.nat(3) }) },
    { weight: 1, arbitrary: fc.constant({ lay: together }) },
    { weight: 2, arbitrary: fc.constant({ lay: apart }) },
    { weight: 1, arbitrary: fc.constant({ withdraw: true }) },
  )
  let reverted = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 12 }), async (steps) => {
      const w = await world()
      for (const one of steps) {
        if ('settle' in one) expect((await w.settle(one.settle)).status).toBe(201)
        else if ('revert' in one) reverted += (await w.revert(one.revert))?.status === 200 ? 1 : 0
        else if ('lay' in one) await w.lay(one.lay)
        else await w.withdraw()
        await holds(w)
      }
    }),
    { numRuns: 10, seed: 20261129 },
  )
  expect(reverted).toBeGreaterThan(5)
})
