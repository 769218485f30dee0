import { expect, test, vi } from 'vitest'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, person, team } from '@/testing/team'
import { correctText } from '@/lib/services/documents/correct-document'
import { importBody } from '@/lib/services/documents/import-document'
import { memberByEmail } from './member-of'
import { setRole } from '@/lib/data/projects/members'
import { changeRole, inviteMember, lockOwnStanding, removeMember } from './members'

// A request is let in as who somebody was when it came. What takes long, or gives power, asks again when it writes.

const { db } = await freshDatabase()
const api = apiOn(db)
const now = new Date('2026-11-22T12:00:00Z')

test.each(['demoted', 'removed'] as const)(
  'a lead who is %s while their request is under way does nothing with it any more',
  async (how) => {
    const { lead, coder, projectId, path } = await team(db, api, ['coder'])
    const other = await person(db, api, 'Olga')
    await db.membership.create({ data: { projectId, userId: other.id, role: 'lead' }, select: { role: true } })
    const { document, revision } = (
      await lead.call('POST', `${path}/documents`, { title: 'Wells', text: 'Salt came into the wells.' })
    ).body
    const { email } = await db.user.findUniqueOrThrow({ where: { id: other.id }, select: { email: true } })
    const olga = await memberByEmail(db, email, projectId)
    if (!olga) throw new Error('She is a member')
    expect(
      (
        await lead.call(
          how === 'demoted' ? 'PATCH' : 'DELETE',
          `${path}/members/${other.id}`,
          how === 'demoted' ? { role: 'reader' } : undefined,
        )
      ).status,
    ).toBeLessThan(300)
    const refused = expect.objectContaining({ code: 'not-allowed' })
    await expect(changeRole(db, olga, lead.id, 'reader', now)).rejects.toEqual(refused)
    await expect(removeMember(db, olga, coder.id, now)).rejects.toEqual(refused)
    await expect(inviteMember(db, olga, { role: 'lead' }, now)).rejects.toEqual(refused)
    await expect(importBody(db, olga, { title: 'Planted', text: 'Planted' })).rejects.toEqual(refused)
    await expect(
      correctText(db, olga, document.id, { baseRevisionId: revision.id, text: 'Planted' }, now),
    ).rejects.toEqual(refused)
    expect((await lead.call('GET', `${path}/documents`)).body.items.map((row: { title: string }) => row.title)).toEqual(
      ['Wells'],
    )
  },
)

test('a correction that meets a change of its author’s role waits for it: neither holds what the other asks for next', async () => {
  const { lead, projectId, path } = await team(db, api, [])
  const other = await person(db, api, 'Olga')
  await db.membership.create({ data: { projectId, userId: other.id, role: 'lead' }, select: { role: true } })
  const { document, revision } = (await lead.call('POST', `${path}/documents`, { title: 'Wells', text: 'Salt.' })).body
  const memberOf = async (id: string) => {
    const { email } = await db.user.findUniqueOrThrow({ where: { id }, select: { email: true } })
    const member = await memberByEmail(db, email, projectId)
    if (!member) throw new Error('They are a member')
    return member
  }
  const [lena, olga] = [await memberOf(lead.id), await memberOf(other.id)]
  let held = () => {}
  let go = () => {}
  const holds = new Promise<void>((resolve) => (held = resolve))
  const mayGo = new Promise<void>((resolve) => (go = resolve))
  const changed = db.$transaction(
    async (tx) => {
      await lockOwnStanding(tx, lena)
      held()
      await mayGo
      await setRole(tx, lena, olga.userId, 'reader')
    },
    { timeout: 30_000 },
  )
  await Promise.race([holds, changed])
  const correction = { baseRevisionId: revision.id as string, text: 'Salt water.' }
  const corrected = correctText(db, olga, document.id, correction, now).catch((error: unknown) => error)
  await vi.waitFor(
    async () =>
      expect(
        await db.$queryRaw<unknown[]>`
          SELECT 1 AS one FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`,
      ).not.toHaveLength(0),
    { timeout: 10_000 },
  )
  go()
  await expect(changed).resolves.toBeUndefined()
  expect(await corrected).toMatchObject({ code: 'not-allowed' })
})
