import { beforeEach, expect, test, vi } from 'vitest'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, person, team, type Answer, type Caller } from '@/testing/team'
import { memberByEmail } from '@/lib/services/projects/member-of'
import { mergeWithin } from './merge-tags'
import { deleteWithin, lockTree } from './tags'

// Somebody uses a tag at the moment at which a colleague merges it, or moves it to the bin: what they mark must not get lost on a tag that is gone.

const { db } = await freshDatabase()
const api = apiOn(db)
const now = new Date()
let world: Awaited<ReturnType<typeof made>>
beforeEach(async () => {
  world = await made()
})

interface Marked {
  id: string
  version: number
}
type World = Awaited<ReturnType<typeof made>>

const uses: Record<string, (world: World) => Promise<Answer>> = {
  'changes the tags of a passage': ({ coder, path, marked: [one], from }) =>
    coder.call('PATCH', `${path}/annotations/${one.id}`, { tagIds: [from] }),
  'tags many passages': ({ coder, path, marked, from }) =>
    coder.call('POST', `${path}/annotations/bulk`, {
      action: 'tag',
      items: marked.map(({ id }) => ({ id, tagIds: [from] })),
    }),
  'marks many passages': ({ coder, path, documentId, from }) =>
    coder.call('POST', `${path}/annotations/bulk`, {
      action: 'create',
      items: [{ documentId, start: 0, end: 9, tagIds: [from] }],
    }),
  'marks a passage': ({ coder, path, documentId, from }) =>
    coder.call('POST', `${path}/annotations`, { documentId, start: 0, end: 9, tagIds: [from] }),
  'accepts it for the consensus': (its) => verdict(its, { outcome: 'accepted', acceptedCoderIds: [its.ben.id] }),
  'writes it into the consensus': (its) =>
    verdict(its, { outcome: 'edited', spans: [{ start: 0, end: 4, tagIds: [its.from] }] }),
}

test.each(Object.keys(uses))('who %s while a tag is merged loses nothing on it', async (use) => {
  const answer = await meanwhile(
    ({ from, into }, tx, member) => mergeWithin(tx, member, from, into, now),
    () => uses[use]?.(world) ?? Promise.reject(new Error('No such use')),
  )
  expect([200, 201, 409, 422], answer.text).toContain(answer.status)
  expect(await onTagsThatAreGone()).toEqual({ postings: 0, words: 0 })
})

test.each(Object.keys(uses))('who %s while a tag goes to the bin is told, or was there before', async (use) => {
  const answer = await meanwhile(
    async ({ from }, tx, member) => deleteWithin(tx, member, await lockTree(tx, member), from, undefined, now),
    () => uses[use]?.(world) ?? Promise.reject(new Error('No such use')),
  )
  const isOfBefore = use === 'accepts it for the consensus'
  expect([answer.status, answer.body?.errors?.[0]?.path ?? null], answer.text).toEqual(
    isOfBefore ? [201, null] : [422, use === 'writes it into the consensus' ? 'spans' : 'tagIds'],
  )
})

const takings: Record<string, (world: World) => Promise<Answer>> = {
  'a passage': ({ coder, path, marked: [one] }) => coder.call('PATCH', `${path}/annotations/${one.id}`, { tagIds: [] }),
  'many passages': ({ coder, path, marked, from }) =>
    coder.call('POST', `${path}/annotations/bulk`, {
      action: 'untag',
      items: marked.map(({ id }) => ({ id, tagIds: [from] })),
    }),
}

test.each(Object.keys(takings))(
  'who takes a tag off %s while it is merged has taken it off, or is told',
  async (what) => {
    const { coder, path, marked, from, into } = world
    const before = { action: 'tag', items: marked.map(({ id }) => ({ id, tagIds: [from] })) }
    expect((await coder.call('POST', `${path}/annotations/bulk`, before)).status).toBe(200)
    const answer = await meanwhile(
      ({ from, into }, tx, member) => mergeWithin(tx, member, from, into, now),
      () => takings[what]?.(world) ?? Promise.reject(new Error('No such taking')),
    )
    const [one] = marked
    const left = await db.annotationTag.findMany({ where: { annotationId: one.id }, select: { tagId: true } })
    if (answer.status === 200) expect(left.filter(({ tagId }) => [from, into].includes(tagId))).toEqual([])
    else expect([answer.status, answer.body.errors?.[0]?.path]).toEqual([422, 'tagIds'])
  },
)

/** What comes of `use` where it meets a transaction that has done `work` and commits once the other waits for it. */
async function meanwhile<T>(
  work: (world: World, tx: Parameters<typeof mergeWithin>[0], member: World['member']) => Promise<T>,
  use: () => Promise<Answer>,
): Promise<Answer> {
  let done = () => {}
  let go = () => {}
  const isDone = new Promise<void>((resolve) => (done = resolve))
  const mayGo = new Promise<void>((resolve) => (go = resolve))
  const committed = db.$transaction(
    async (tx) => {
      await work(world, tx, world.member)
      done()
      await mayGo
    },
    { timeout: 30_000 },
  )
  await Promise.race([isDone, committed])
  const answered = use()
  await vi.waitFor(
    async () =>
      expect(
        await db.$queryRaw<unknown[]>`
          SELECT 1 AS one FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`,
      ).not.toHaveLength(0),
    { timeout: 10_000 },
  )
  go()
  await committed
  return answered
}

async function onTagsThatAreGone() {
  const [row] = await db.$queryRaw<{ postings: number; words: number }[]>`
    SELECT (SELECT count(*)::int FROM "AnnotationTag" x WHERE x."tagId" = ${world.from}::uuid) AS postings,
      (SELECT count(*)::int FROM "VerdictPassage" k WHERE ${world.from}::uuid = ANY(k."tagIds")) AS words`
  return row
}

async function made() {
  const { lead, coder, projectId, path } = await team(db, api, ['coder'])
  const ben = await person(db, api, 'Ben')
  await db.membership.create({ data: { projectId, userId: ben.id, role: 'coder' }, select: { role: true } })
  const tag = async (name: string) => (await lead.call('POST', `${path}/tags`, { name })).body.id as string
  const [from, into, other] = [await tag('Salt'), await tag('Sea'), await tag('Wells')]
  const text = 'Salt came into the wells.'
  const documentId = (await lead.call('POST', `${path}/documents`, { title: 'Wells', text })).body.document.id as string
  const mark = async (who: Caller, start: number, tagId: string): Promise<Marked> =>
    (await who.call('POST', `${path}/annotations`, { documentId, start, end: start + 4, tagIds: [tagId] })).body
  const marked: [Marked, Marked] = [await mark(coder, 0, other), await mark(coder, 15, other)]
  const bens = await mark(ben, 0, from)
  const { email } = await db.user.findUniqueOrThrow({ where: { id: lead.id }, select: { email: true } })
  const member = await memberByEmail(db, email, projectId)
  if (!member) throw new Error('She is a member')
  return { lead, coder, ben, path, from, into, documentId, marked, bens, member }
}

const verdict = ({ lead, ben, coder, path, documentId, marked: [one], bens }: World, decision: object) =>
  lead.call('POST', `${path}/verdicts`, {
    documentId,
    coderIds: [coder.id, ben.id],
    items: [one, bens].map(({ id, version }) => ({ annotationId: id, version })),
    ...decision,
  })
