import { expect, test } from 'vitest'
import { hashPassword } from '@/lib/auth/passwords'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, person } from '@/testing/team'
import { makeResetLink } from './reset-password'

const { db } = await freshDatabase()
const api = apiOn(db)

test('a link that sets a password is worth nothing once its owner has set one themselves', async () => {
  const { id, call } = await person(db, api, 'Lena')
  const { email } = await db.user.update({
    where: { id },
    data: { passwordHash: await hashPassword('the right password') },
    select: { email: true },
  })
  const link = await makeResetLink(db, email, new Date())
  const changed = await call('POST', '/me/password', { current: 'the right password', password: 'a better password' })
  expect(changed.status, changed.text).toBe(204)
  const spent = await call('POST', `/resets/${link}`, { password: 'of somebody else' })
  expect([spent.status, spent.body.code]).toEqual([410, 'gone'])
})
