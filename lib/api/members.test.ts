import { afterEach, describe, expect, test } from 'vitest'
import { hashPassword } from '@/lib/auth/passwords'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, caller, person, team, type Answer, type Caller } from '@/testing/team'

const { db } = await freshDatabase()
let now = new Date('2026-03-01T09:00:00Z')
const api = apiOn(db, () => now)
const nobody = caller(api, {})
const invite = async (lead: Caller, path: string, input: object) => {
  const { status, body } = await lead.call('POST', `${path}/invitations`, input)
  expect(status).toBe(201)
  return new URL(body.url).pathname.replace('/invitations/', '')
}
const accept = (token: string, answer: object, call = nobody) => call('POST', `/invitations/${token}/accept`, answer)
let count = 0
const newcomer = () => ({ name: 'Kai', email: `kai${(count += 1)}@example.org`, password: 'a password of his' })

afterEach(async () => {
  await db.throttle.deleteMany()
})

describe('invitations', () => {
  test('let one new person in, as what they say, and sign that person in', async () => {
    const { lead, path, projectId } = await team(db, api, [])
    const token = await invite(lead, path, { role: 'reviewer' })
    const answers = await Promise.all(Array.from({ length: 5 }, () => accept(token, newcomer())))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 410, 410, 410, 410])
    const members = (await lead.call('GET', `${path}/members`)).body.items
    expect(members.map((row: { role: string }) => row.role).toSorted()).toEqual(['lead', 'reviewer'])
    // Who came too late left no account behind.
    expect(await db.user.count({ where: { name: 'Kai', memberships: { none: {} } } })).toBe(0)
    const winner = answers.find(({ status }) => status === 200)
    const cookie = winner?.headers.get('set-cookie')?.split(';')[0] ?? ''
    expect((await caller(api, { cookie })('GET', `/projects/${projectId}`)).body.role).toBe('reviewer')
  })

  test('are accepted by whoever is signed in, and by an account proven by its password', async () => {
    const { lead, path } = await team(db, api, [])
    const kai = await person(db, api, 'Kai')
    expect((await accept(await invite(lead, path, { role: 'coder' }), {}, kai.call)).body.userId).toBe(kai.id)
    const ana = await person(db, api, 'Ana')
    const { email } = await db.user.update({
      where: { id: ana.id },
      data: { passwordHash: await hashPassword('the right password') },
      select: { email: true },
    })
    const token = await invite(lead, path, { role: 'coder' })
    expect((await accept(token, { email, password: 'the wrong password' })).status).toBe(401)
    expect((await accept(token, { email, name: 'Impostor', password: 'another password' })).status).toBe(401)
    expect((await accept(token, { email, password: 'the right password' })).body.userId).toBe(ana.id)
    expect((await lead.call('GET', `${path}/members`)).body.total).toBe(3)
  })

  test('for an address make an account with that address only', async () => {
    const { lead, path } = await team(db, api, [])
    const token = await invite(lead, path, { role: 'coder', email: 'Right@example.org' })
    const { body } = await accept(token, { ...newcomer(), email: 'other@example.org' })
    expect(await db.user.findUnique({ where: { id: body.userId }, select: { email: true } })).toEqual({
      email: 'right@example.org',
    })
  })

  test('leave somebody who is in the project already what they are', async () => {
    const { lead, path } = await team(db, api, [])
    expect((await accept(await invite(lead, path, { role: 'reader' }), {}, lead.call)).status).toBe(200)
    expect((await lead.call('GET', `${path}/members`)).body.items).toMatchObject([{ role: 'lead' }])
  })

  test('end: withdrawn, expired, with a link that never was, or incomplete', async () => {
    const { lead, path } = await team(db, api, [])
    const withdrawn = await invite(lead, path, { role: 'coder' })
    const [open] = (await lead.call('GET', `${path}/invitations`)).body.items
    expect((await lead.call('DELETE', `${path}/invitations/${open.id}`)).status).toBe(204)
    expect((await lead.call('DELETE', `${path}/invitations/${open.id}`)).status).toBe(404)
    expect((await accept(withdrawn, newcomer())).status).toBe(410)
    const missing = await accept(await invite(lead, path, { role: 'coder' }), { name: 'Kai' })
    expect(missing.body.errors.map((fault: { path: string }) => fault.path)).toEqual(['email', 'password'])
    const expired = await invite(lead, path, { role: 'coder' })
    now = new Date(now.getTime() + 14 * 86_400_000)
    expect((await accept(expired, newcomer())).status).toBe(410)
    expect((await accept('never-was', newcomer())).status).toBe(404)
  })

  test('that name an address are for that address alone: not for another account, nor for another password', async () => {
    const { lead, path } = await team(db, api, [])
    const [kai, ana] = [await somebody('Kai'), await somebody('Ana')]
    const token = await invite(lead, path, { role: 'lead', email: ` ${kai.email.toUpperCase()} ` })
    expect((await accept(token, {}, ana.call)).status).toBe(403)
    expect((await accept(token, { email: ana.email, password: 'the right password' })).status).toBe(403)
    expect((await accept(token, { email: kai.email, password: 'the wrong password' })).status).toBe(401)
    // The new account would take the address of the invitation, which has one.
    expect((await accept(token, { ...newcomer(), email: ana.email })).status).toBe(401)
    expect((await accept(token, { password: 'the right password' })).body.userId).toBe(kai.id)
    // What looks alike is another address, and none that an account can have.
    for (const email of ['\u212Aai@example.org', 'k\u0430i@example.org', 'kai@example.org.', 'kai@ex\u00e4mple.org'])
      expect((await lead.call('POST', `${path}/invitations`, { role: 'coder', email })).status).toBe(422)
  })

  test('tell nobody which addresses have accounts, and are slowed for whoever tries', async () => {
    const { lead, path } = await team(db, api, [])
    const [ana, token] = [await somebody('Ana'), await invite(lead, path, { role: 'coder' })]
    const known = await accept(token, { email: ana.email, password: 'the wrong password' })
    const unknown = await accept(token, { email: 'nobody@example.org', password: 'the wrong password' })
    const taken = await accept(token, { ...newcomer(), email: ana.email })
    const said = ({ status, body: { requestId: _, ...body } }: Answer) => ({ status, body })
    expect([said(unknown), said(taken)]).toEqual([said(known), said(known)])
    expect(said(known)).toMatchObject({ status: 401 })
    for (let i = 0; i < 2; i += 1)
      expect(
        (
          await accept(
            token,
            { ...newcomer(), email: ana.email },
            caller(api, { 'x-commonplace-address': `192.0.2.${i}` }),
          )
        ).status,
      ).toBe(401)
    const waits = await accept(token, newcomer(), caller(api, { 'x-commonplace-address': '192.0.2.9' }))
    expect([waits.status, waits.headers.get('retry-after')]).toEqual([429, '15'])
    // Whoever proves who they are, or has another invitation, does not wait with them.
    expect(
      (
        await accept(
          await invite(lead, path, { role: 'coder' }),
          newcomer(),
          caller(api, { 'x-commonplace-address': '192.0.2.9' }),
        )
      ).status,
    ).toBe(200)
    expect((await accept(token, {}, ana.call)).status).toBe(200)
  })

  test('are slowed for whoever guesses at links, and good for their neighbours', async () => {
    const { lead, path } = await team(db, api, [])
    const from = caller(api, { 'x-commonplace-address': '198.51.100.7' })
    for (let i = 0; i < 20; i += 1) expect((await accept(`guess-${i}`, newcomer(), from)).status).toBe(404)
    expect((await accept('guess', newcomer(), from)).status).toBe(429)
    expect((await accept(await invite(lead, path, { role: 'coder' }), newcomer(), from)).status).toBe(200)
  })

  test.each(['removed', 'demoted', 'taken out by an undo', 'deactivated'])(
    'a lead who is %s leaves no link behind that brings them back',
    async (how) => {
      const { lead, path } = await team(db, api, [])
      const olga = await somebody('Olga')
      await accept(await invite(lead, path, { role: 'lead' }), {}, olga.call)
      if (how === 'taken out by an undo') await lead.call('DELETE', `${path}/members/${olga.id}`)
      const restored =
        how === 'taken out by an undo'
          ? (
              await lead.call(
                'POST',
                `${path}/events/${(await lead.call('GET', `${path}/events?order=newest`)).body.items[0].seq}/revert`,
              )
            ).headers.get('x-event')
          : null
      const links = [
        await invite(olga, path, { role: 'lead' }),
        await invite(olga, path, { role: 'coder', email: 'friend@example.org' }),
        await invite(lead, path, { role: 'lead', email: olga.email }),
      ]
      const kept = await invite(lead, path, { role: 'coder' })
      if (how === 'removed') expect((await lead.call('DELETE', `${path}/members/${olga.id}`)).status).toBe(204)
      if (how === 'demoted')
        expect((await lead.call('PATCH', `${path}/members/${olga.id}`, { role: 'reader' })).status).toBe(200)
      if (how === 'taken out by an undo')
        expect((await lead.call('POST', `${path}/events/${restored}/revert`)).status).toBe(200)
      if (how === 'deactivated') {
        await db.user.update({ where: { id: lead.id }, data: { isAdmin: true } })
        expect((await lead.call('POST', `/users/${olga.id}/deactivate`)).status).toBe(204)
      }
      for (const link of links) expect((await accept(link, { ...newcomer(), email: undefined })).status).toBe(410)
      const states = (await lead.call('GET', `${path}/invitations`)).body.items.map(
        ({ state }: { state: string }) => state,
      )
      expect(states).toEqual(['open', 'revoked', 'revoked', 'revoked', 'accepted'])
      expect(
        (await lead.call('GET', `${path}/events?order=newest&kind=invitation`)).body.items.filter(
          ({ type }: { type: string }) => type === 'invitation.revoked',
        ),
      ).toHaveLength(3)
      expect((await accept(kept, newcomer())).status).toBe(200)
    },
  )

  test('are good while whoever made them may invite: not after they lost that in any way, nor when they have it again', async () => {
    const { lead, path, projectId } = await team(db, api, [])
    const olga = await somebody('Olga')
    await accept(await invite(lead, path, { role: 'lead' }), {}, olga.call)
    const token = await invite(olga, path, { role: 'lead' })
    await db.membership.update({
      where: { projectId_userId: { projectId, userId: olga.id } },
      data: { role: 'reader' },
    })
    expect((await accept(token, newcomer())).status).toBe(410)
  })

  test('and a lead removed at the same moment: nobody is in by a link of theirs when both are through', async () => {
    for (let round = 0; round < 6; round += 1) {
      const { lead, path, projectId } = await team(db, api, [])
      const olga = await somebody('Olga')
      await accept(await invite(lead, path, { role: 'lead' }), {}, olga.call)
      const links = await Promise.all(Array.from({ length: 4 }, () => invite(olga, path, { role: 'lead' })))
      const guests = await Promise.all(links.map(() => somebody('Guest')))
      const [removed, ...joined] = await Promise.all([
        lead.call('DELETE', `${path}/members/${olga.id}`),
        ...links.map((link, i) => accept(link, {}, guests[i]?.call ?? nobody)),
      ])
      expect(removed.status).toBe(204)
      // Whoever was let in came before the removal: the history has them in that order.
      const order = (await lead.call('GET', `${path}/events?limit=500`)).body.items
        .map(({ type, subjectId }: { type: string; subjectId: string }) =>
          type === 'member.removed'
            ? 'removed'
            : type === 'member.joined' && guests.some(({ id }) => id === subjectId)
              ? 'joined'
              : null,
        )
        .filter(Boolean)
      expect(order.filter((what: string) => what === 'joined')).toHaveLength(
        joined.filter(({ status }) => status === 200).length,
      )
      expect(joined.every(({ status }) => status === 200 || status === 410)).toBe(true)
      expect(await db.invitation.count({ where: { projectId, acceptedAt: null, revokedAt: null } })).toBe(0)
    }
  })

  async function somebody(name: string): Promise<Caller & { email: string }> {
    const made = await person(db, api, name)
    const { email } = await db.user.update({
      where: { id: made.id },
      data: { passwordHash: await hashPassword('the right password') },
      select: { email: true },
    })
    return { ...made, email }
  }

  test('are not accepted with a token that only reads', async () => {
    const { lead, path } = await team(db, api, [])
    const kai = await person(db, api, 'Kai')
    const { body } = await kai.call('POST', '/me/tokens', { name: 'R', scope: 'read' })
    expect(
      (
        await accept(
          await invite(lead, path, { role: 'lead' }),
          {},
          caller(api, { authorization: `Bearer ${body.secret}` }),
        )
      ).status,
    ).toBe(403)
  })
})

describe('members', () => {
  test('only a lead changes roles, removes and invites', async () => {
    const { lead, coder, reviewer, reader, path } = await team(db, api)
    for (const other of [coder, reviewer, reader]) {
      expect((await other.call('PATCH', `${path}/members/${lead.id}`, { role: 'reader' })).status).toBe(403)
      expect((await other.call('DELETE', `${path}/members/${lead.id}`)).status).toBe(403)
      expect((await other.call('POST', `${path}/invitations`, { role: 'lead' })).status).toBe(403)
    }
    expect((await lead.call('PATCH', `${path}/members/${coder.id}`, { role: 'reviewer' })).body.role).toBe('reviewer')
    expect((await lead.call('DELETE', `${path}/members/${reader.id}`)).status).toBe(204)
    expect((await reader.call('GET', path)).status).toBe(404)
  })

  test('may leave by themselves; their work stays under their name', async () => {
    const { lead, coder, path } = await team(db, api, ['coder'])
    const { body } = await lead.call('POST', `${path}/documents`, { title: 'Text', text: 'the harbour at night' })
    await coder.call('POST', `${path}/annotations`, { documentId: body.document.id, start: 4, end: 11, tagIds: [] })
    expect((await coder.call('DELETE', `${path}/members/${coder.id}`)).status).toBe(204)
    expect((await lead.call('GET', `${path}/annotations`)).body.items).toMatchObject([
      { quote: 'harbour', author: { id: coder.id } },
    ])
  })

  test('a project keeps a lead, though two step down at the same moment', async () => {
    const { lead, coder, path } = await team(db, api, ['coder'])
    expect((await lead.call('PATCH', `${path}/members/${lead.id}`, { role: 'coder' })).status).toBe(409)
    expect((await lead.call('DELETE', `${path}/members/${lead.id}`)).status).toBe(409)
    await lead.call('PATCH', `${path}/members/${coder.id}`, { role: 'lead' })
    const answers = await Promise.all([
      lead.call('PATCH', `${path}/members/${lead.id}`, { role: 'reader' }),
      coder.call('DELETE', `${path}/members/${coder.id}`),
    ])
    expect(answers.map(({ status }) => status).filter((status) => status === 409)).toHaveLength(1)
    expect(await db.membership.count({ where: { projectId: path.split('/')[2], role: 'lead' } })).toBe(1)
  })

  test('a lead who can no longer sign in does not count', async () => {
    const { lead, coder, path } = await team(db, api, ['coder'])
    await lead.call('PATCH', `${path}/members/${coder.id}`, { role: 'lead' })
    await db.user.update({ where: { id: coder.id }, data: { deactivatedAt: now } })
    expect((await lead.call('DELETE', `${path}/members/${lead.id}`)).status).toBe(409)
  })
})

test('the history reads back newest first, by person and by kind', async () => {
  const { lead, coder, path } = await team(db, api, ['coder'])
  await lead.call('POST', `${path}/tags`, { name: 'Climate' })
  await coder.call('POST', `${path}/tags`, { name: 'Energy' })
  await lead.call('POST', `${path}/documents`, { title: 'Text', text: 'the harbour at night' })
  const read = async (query: string) => (await coder.call('GET', `${path}/events?order=newest&${query}`)).body
  const types = (answer: { items: { type: string }[] }) => answer.items.map(({ type }) => type)
  expect(types(await read('limit=10'))).toEqual(['document.created', 'tag.created', 'tag.created', 'project.created'])
  const first = await read('limit=2')
  expect(first.more).toBe(true)
  expect(types(await read(`limit=2&before=${first.items[1].seq}`))).toEqual(['tag.created', 'project.created'])
  expect(types(await read(`actorId=${coder.id}`))).toEqual(['tag.created'])
  expect(types(await read('kind=tag'))).toEqual(['tag.created', 'tag.created'])
  expect((await coder.call('GET', `${path}/events?kind=nonsense`)).status).toBe(422)
})
