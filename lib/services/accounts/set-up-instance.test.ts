import { expect, test } from 'vitest'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, person } from '@/testing/team'
import { seedDemoProject } from '@/lib/demo/seed-demo-project'
import { issueSetupCode, setUpInstance } from './set-up-instance'

const { db } = await freshDatabase()
const now = new Date('2026-11-22T17:00:00Z')
const lena = { name: 'Lena Okafor', email: 'lena@example.net', password: 'a long enough password' }

test('the demo project’s people, whom nobody can sign in as, leave the set-up open; the first real account closes it', async () => {
  await seedDemoProject(db, { now })
  const code = await issueSetupCode(db)
  expect(code).not.toBeNull()
  await setUpInstance(db, { code: code ?? '', ...lena, locale: 'zh' }, '127.0.0.1', now)
  expect(await issueSetupCode(db)).toBeNull()
  // It begins in the language that it was made in.
  expect(await db.user.findFirst({ where: { email: lena.email }, select: { locale: true } })).toEqual({ locale: 'zh' })
})

test('people of the demo project who can sign in close it', async () => {
  const { db: other } = await freshDatabase()
  await seedDemoProject(other, { now, passwordHash: 'a hash' })
  expect(await issueSetupCode(other)).toBeNull()
})

test('so does an account without a password that is in no project, for single sign-on may let it in', async () => {
  const { db: other } = await freshDatabase()
  await person(other, apiOn(other), 'Mira Sand')
  expect(await issueSetupCode(other)).toBeNull()
})
