import { expect, test } from 'vitest'
import { memberByEmail } from '@/lib/services/projects/member-of'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, team } from '@/testing/team'
import { exportRows } from './export-rows'

const { db } = await freshDatabase()
const api = apiOn(db)

// Ten thousand passages on ten documents, under a theme, took 154 seconds: planned for its first rows, the statement compared every passage with every posting.
test('what is exported is planned to be read to its end, and not for its first rows', async () => {
  const { lead, path, projectId } = await team(db, api, [])
  const { body } = await lead.call('POST', `${path}/documents`, { title: 'Log', text: 'Salt came into the wells.' })
  await lead.call('POST', `${path}/annotations`, { documentId: body.document.id, start: 0, end: 4 })
  const { email } = await db.user.findUniqueOrThrow({ where: { id: lead.id }, select: { email: true } })
  const member = await memberByEmail(db, email, projectId)
  if (!member) throw new Error('The lead is a member')
  await db.$transaction(async (tx) => {
    const rows = exportRows(tx, member, { filter: {}, order: 'reading' })
    const { value } = await rows.next()
    expect(value).toMatchObject([{ annotation: { quote: 'Salt' } }])
    expect(await tx.$queryRaw`SHOW cursor_tuple_fraction`).toEqual([{ cursor_tuple_fraction: '1' }])
    await rows.return(undefined)
  })
})
