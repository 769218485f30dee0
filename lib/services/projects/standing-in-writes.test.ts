import { expect, test } from 'vitest'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, person, team } from '@/testing/team'
import { correctText } from '@/lib/services/documents/correct-document'
import { importBody } from '@/lib/services/documents/import-document'
import { memberByEmail } from './member-of'
import { changeRole, inviteMember, removeMember } from './members'

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
