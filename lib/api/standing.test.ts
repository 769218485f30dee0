import { beforeAll, beforeEach, expect, test } from 'vitest'
import type { Database } from '@/lib/data/database/client'
import { newId } from '@/lib/data/database/ids'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, caller, person, team, type Caller } from '@/testing/team'

// Whoever is removed, demoted or shut out while their request is under way has changed nothing when it ends. Every writing route is tried by somebody whose
// standing ends just after they were let in.

const { db } = await freshDatabase()
const plain = apiOn(db)

/** What happens right after the next request was let in. */
let meanwhile: (() => Promise<unknown>) | null = null
const interrupted = db.$extends({
  query: {
    async $queryRaw({ args, query }) {
      const answer: unknown = await query(args)
      const event = JSON.stringify(args).includes('blindRoundIds') ? meanwhile : null
      if (event) {
        meanwhile = null
        await event()
      }
      return answer
    },
  },
}) as unknown as Database
const api = apiOn(interrupted)

let lead: Caller, olga: Caller, path: string, projectId: string
const ids: Record<string, string> = {}

/** Bodies that would be carried out. */
const bodies: Record<string, () => unknown> = {
  'PATCH /projects/{p}': () => ({ name: 'mine now' }),
  'DELETE /projects/{p}': () => undefined,
  'PATCH /projects/{p}/members/me': () => ({ pinnedTagIds: [ids.t] }),
  'PATCH /projects/{p}/members/{userId}': () => ({ role: 'reader' }),
  'DELETE /projects/{p}/members/{userId}': () => undefined,
  'POST /projects/{p}/invitations': () => ({ role: 'lead' }),
  'DELETE /projects/{p}/invitations/{i}': () => undefined,
  'POST /projects/{p}/documents': () => ({ title: 'planted', text: 'planted' }),
  'PATCH /projects/{p}/documents/{d}': () => ({ title: 'mine now' }),
  'DELETE /projects/{p}/documents/{d}': () => undefined,
  'POST /projects/{p}/documents/{d}/revisions': () => ({ baseRevisionId: ids.rev, text: 'planted' }),
  'POST /projects/{p}/attributes': () => ({ key: 'planted', label: 'Planted', type: 'text' }),
  'PATCH /projects/{p}/attributes/{at}': () => ({ label: 'mine now' }),
  'DELETE /projects/{p}/attributes/{at}': () => undefined,
  'POST /projects/{p}/tags': () => ({ name: 'planted' }),
  'PATCH /projects/{p}/tags/{t}': () => ({ name: 'mine now' }),
  'DELETE /projects/{p}/tags/{t}': () => undefined,
  'POST /projects/{p}/tags/{t}/merge': () => ({ intoId: ids.other }),
  'POST /projects/{p}/tags/{t}/split': () => ({
    names: ['planted'],
    assign: [{ annotationId: ids.a, name: 'planted' }],
  }),
  'POST /projects/{p}/annotations': () => ({ documentId: ids.d, start: 0, end: 3, tagIds: [ids.t] }),
  'PATCH /projects/{p}/annotations/{a}': () => ({ note: 'mine now' }),
  'DELETE /projects/{p}/annotations/{a}': () => undefined,
  'POST /projects/{p}/annotations/bulk': () => ({ action: 'delete', items: [{ id: ids.a }] }),
  'POST /projects/{p}/themes': () => ({ name: 'planted', tagIds: [ids.t] }),
  'PATCH /projects/{p}/themes/{th}': () => ({ name: 'mine now' }),
  'DELETE /projects/{p}/themes/{th}': () => undefined,
  'POST /projects/{p}/rounds': () => ({
    name: 'planted',
    documentIds: [ids.d],
    coderIds: [lead.id],
    visibility: 'open',
  }),
  'PATCH /projects/{p}/rounds/{r}': () => ({ name: 'mine now' }),
  'DELETE /projects/{p}/rounds/{r}': () => undefined,
  'POST /projects/{p}/rounds/{r}/submit': () => ({ documentId: ids.d }),
  'POST /projects/{p}/rounds/{r}/reopen': () => ({ documentId: ids.d, coderId: lead.id }),
  'POST /projects/{p}/comments': () => ({ subject: { type: 'annotation', id: ids.a }, body: 'planted' }),
  'PATCH /projects/{p}/comments/{c}': () => ({ resolved: true }),
  'DELETE /projects/{p}/comments/{c}': () => undefined,
  'POST /projects/{p}/bin/{kind}/{id}/restore': () => undefined,
  'POST /projects/{p}/events/{seq}/revert': () => undefined,
}

beforeAll(async () => {
  ;({ lead, path, projectId } = await team(db, plain, []))
  olga = await person(db, plain, 'Olga')
  await db.membership.create({ data: { projectId, userId: olga.id, role: 'lead' } })
  const made = async (who: Caller, address: string, body: object) =>
    (await who.call('POST', `${path}${address}`, body)).body
  const { document, revision } = await made(lead, '/documents', {
    title: 'Wells',
    text: 'Salt came into the wells before the sea did.',
  })
  Object.assign(ids, { p: projectId, d: document.id, rev: revision.id, userId: lead.id, kind: 'theme' })
  ids.t = (await made(lead, '/tags', { name: 'Water' })).id
  ids.other = (await made(lead, '/tags', { name: 'Salt' })).id
  ids.at = (await made(lead, '/attributes', { key: 'genre', label: 'Genre', type: 'text' })).id
  ids.i = (await made(lead, '/invitations', { role: 'coder' })).id
  ids.th = (await made(lead, '/themes', { name: 'Sea', tagIds: [ids.t] })).id
  ids.id = (await made(lead, '/themes', { name: 'Binned' })).id
  await lead.call('DELETE', `${path}/themes/${ids.id}`)
  ids.a = (await made(olga, '/annotations', { documentId: ids.d, start: 0, end: 4, tagIds: [ids.t] })).id
  ids.c = (await made(olga, '/comments', { subject: { type: 'annotation', id: ids.a }, body: 'And?' })).id
  ids.r = (
    await made(lead, '/rounds', {
      name: 'First',
      documentIds: [ids.d],
      coderIds: [lead.id, olga.id],
      visibility: 'open',
    })
  ).id
  await lead.call('POST', `${path}/rounds/${ids.r}/submit`, { documentId: ids.d })
  ids.seq = String((await olga.call('POST', `${path}/tags`, { name: 'Undone' })).headers.get('x-event'))
  olga = { ...olga, call: caller(api, { cookie: olga.cookie }) }
})

beforeEach(async () => {
  meanwhile = null
  await db.membership.upsert({
    where: { projectId_userId: { projectId, userId: olga.id } },
    create: { projectId, userId: olga.id, role: 'lead' },
    update: { role: 'lead' },
  })
  await db.user.update({ where: { id: olga.id }, data: { deactivatedAt: null } })
})

/** Every row of the project but whose standing it is that ends. */
async function stored(): Promise<string> {
  const where = { where: { projectId } }
  return JSON.stringify(
    [
      await db.project.findUnique({ where: { id: projectId } }),
      await db.membership.findMany({ where: { projectId, userId: { not: olga.id } } }),
      await db.invitation.findMany(where),
      await db.document.findMany(where),
      await db.revision.count(where),
      await db.attribute.findMany(where),
      await db.tag.findMany(where),
      await db.theme.findMany(where),
      await db.annotation.findMany(where),
      await db.annotationTag.findMany(where),
      await db.round.findMany(where),
      await db.roundTask.findMany(where),
      await db.comment.findMany(where),
      await db.notification.count(where),
      await db.event.count(where),
    ],
    (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value),
  )
}

const ends: Record<string, () => Promise<unknown>> = {
  removed: () => db.membership.delete({ where: { projectId_userId: { projectId, userId: olga.id } } }),
  demoted: () =>
    db.membership.update({ where: { projectId_userId: { projectId, userId: olga.id } }, data: { role: 'reader' } }),
  'shut out': () => db.user.update({ where: { id: olga.id }, data: { deactivatedAt: new Date() } }),
}

test.each(Object.keys(ends))('who is %s just after being let in changes nothing, by any route', async (how) => {
  const before = await stored()
  for (const [route, body] of Object.entries(bodies)) {
    const [method = '', pattern = ''] = route.split(' ')
    const address = pattern.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? '')
    meanwhile = ends[how] ?? null
    const answer = await olga.call(method, address, body())
    // A few read the project once more as a member, for whom it is then not there.
    const refusal =
      how === 'removed' && answer.status === 404 ? 'No such project' : 'Your part in this project was changed'
    expect([route, meanwhile, answer.status >= 400, answer.body?.detail], JSON.stringify(answer.body)).toEqual([
      route,
      null,
      true,
      expect.stringContaining(refusal),
    ])
    expect([route, await stored()]).toEqual([route, before])
    await db.membership.upsert({
      where: { projectId_userId: { projectId, userId: olga.id } },
      create: { projectId, userId: olga.id, role: 'lead' },
      update: { role: 'lead' },
    })
    await db.user.update({ where: { id: olga.id }, data: { deactivatedAt: null } })
  }
})

test('of requests sent while somebody is removed, none is carried out after the removal', async () => {
  const hers = caller(plain, { cookie: olga.cookie })
  for (let round = 0; round < 4; round += 1) {
    const work = Array.from({ length: 24 }, (_, i) =>
      i % 3 === 0
        ? hers('POST', `${path}/annotations`, { id: newId(), documentId: ids.d, start: i, end: i + 3 })
        : i % 3 === 1
          ? hers('POST', `${path}/tags`, { name: `Tag ${round} ${i}` })
          : hers('POST', `${path}/comments`, { subject: { type: 'tag', id: ids.t }, body: `${round} ${i}` }),
    )
    const done = () =>
      db.event.count({
        where: { projectId, actorId: olga.id, type: { in: ['annotation.created', 'tag.created', 'comment.created'] } },
      })
    const removal = new Promise((resolve) => setTimeout(resolve, 8 * round))
      .then(() => lead.call('DELETE', `${path}/members/${olga.id}`))
      .then(async ({ status }) => ({ status, done: await done() }))
    const [removed, ...answers] = await Promise.all([removal, ...work])
    expect(removed.status).toBe(204)
    expect(
      [...new Set(answers.map(({ status }) => status))].filter((status) => ![201, 403, 404].includes(status)),
    ).toEqual([])
    expect(await done()).toBe(removed.done)
    expect((await hers('POST', `${path}/tags`, { name: `After ${round}` })).status).toBe(404)
    await db.membership.create({ data: { projectId, userId: olga.id, role: 'lead' } })
  }
})
