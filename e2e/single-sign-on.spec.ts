import { type Page } from '@playwright/test'
import { issueSessionCookie, sessionCookieName } from '@/lib/auth/session'
import { newId } from '@/lib/data/database/ids'
import { comingToLife } from '@/testing/browser/alive'
import { besideInstance, startInstance } from '@/testing/browser/instance'
import { client, startIdentityProvider } from '@/testing/browser/identity-provider'
import { expect, test } from './fixtures'

const people = {
  lena: { email: 'Lena@example.org', email_verified: true, name: 'Lena at the university' },
  unverified: { email: 'lena@example.org', email_verified: false, name: 'Whoever' },
  successor: { email: 'lena@example.org', email_verified: true, name: 'Whoever has the address now' },
  stranger: { email: 'stranger@example.org', email_verified: true, name: 'A stranger' },
}

test('single sign-on: a verified address opens the account it belongs to, and no other makes one', async ({
  browser,
  contextOptions,
  axe,
}) => {
  test.setTimeout(180_000)
  const provider = await startIdentityProvider(people)
  const instance = await startInstance(['--no-build'], {
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: client.id,
    OIDC_CLIENT_SECRET: client.secret,
  })
  provider.serve(instance.url)
  const { db, sessionSecret } = besideInstance(instance)
  try {
    const code = new URL(instance.setupUrl ?? '').searchParams.get('code')
    const made = await fetch(`${instance.url}/api/v1/setup`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        code,
        name: 'Lena Okafor',
        email: 'lena@example.org',
        password: 'a long enough password',
      }),
    })
    expect(made.status).toBe(201)
    const visit = async (login: string): Promise<Page> => {
      const options = { ...contextOptions, baseURL: instance.url, serviceWorkers: 'allow' as const }
      const page = comingToLife(await (await browser.newContext(options)).newPage())
      await page.goto('/sign-in?next=%2Faccount')
      // As for everybody who was here before: the worker sees what the browser asks for, the provider's code among it, which is good for one time.
      await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated')
      await page.getByRole('button', { name: /^Sign in with 127\.0\.0\.1/ }).click()
      await page.locator('input[name=login]').fill(login)
      await page.locator('input[name=password]').fill('any')
      await page.locator('button[type=submit]').click()
      await page.getByRole('button', { name: 'Continue' }).click()
      await page.waitForURL(`${instance.url}/**`)
      return page
    }

    // An address the provider has not verified could be anybody's; a stranger's opens nothing, for sign-up is closed.
    for (const login of ['unverified', 'stranger']) {
      const page = await visit(login)
      await expect(page.getByText('nobody here has an account with your address', { exact: false })).toBeVisible()
      if (login === 'stranger') await axe(page)
      expect((await page.context().request.get('/api/v1/me')).status()).toBe(401)
    }
    expect([await db.user.count(), await db.userIdentity.count()]).toEqual([1, 0])

    const page = await visit('lena')
    await expect(page.getByRole('heading', { name: 'Your account' })).toBeVisible()
    await expect(page.getByRole('button', { name: 'Account of Lena Okafor' })).toBeVisible()
    // Nobody had shown before that the address is hers: what was there ended, which she is told.
    await expect(page.getByText('Signing in has shown that this address is yours.', { exact: false })).toBeVisible()
    await axe(page)
    expect(await db.user.findMany({ select: { passwordHash: true, sessionVersion: true } })).toEqual([
      { passwordHash: null, sessionVersion: 2 },
    ])
    await page.getByRole('textbox', { name: 'New password' }).fill('a password of my own')
    await page.getByRole('button', { name: 'Set a password' }).click()
    await expect(page.getByRole('textbox', { name: 'Current password' })).toBeVisible()
    expect(await db.userIdentity.findMany({ select: { issuer: true, subject: true } })).toEqual([
      { issuer: provider.issuer, subject: 'lena' },
    ])

    // The provider may have given her address to somebody else, who does not come into her account while it is hers.
    const successor = await visit('successor')
    await expect(successor.getByText('is linked to another identity there', { exact: false })).toBeVisible()
    await axe(successor)
    expect((await successor.context().request.get('/api/v1/me')).status()).toBe(401)
    expect((await page.context().request.get('/api/v1/me')).status()).toBe(200)

    // Another administrator unlinks it. That ends her session, and the next who shows the address has the account.
    const joe = { id: newId(), name: 'Joe Santos', email: 'joe@example.org', isAdmin: true }
    await db.user.create({ data: joe, select: { id: true } })
    const value = await issueSessionCookie({ id: joe.id, sessionVersion: 1 }, sessionSecret)
    const theirs = comingToLife(
      await (await browser.newContext({ ...contextOptions, baseURL: instance.url })).newPage(),
    )
    await theirs.context().addCookies([{ name: sessionCookieName(false), value, url: instance.url }])
    await theirs.goto('/account')
    await theirs.getByRole('button', { name: 'Actions for Lena Okafor' }).click()
    await theirs.getByRole('menuitem', { name: 'Unlink from single sign-on' }).click()
    const asked = theirs.getByRole('alertdialog', { name: 'Unlink Lena Okafor from single sign-on?' })
    await axe(theirs)
    await asked.getByRole('button', { name: 'Unlink from single sign-on' }).click()
    await expect(asked).toBeHidden()
    expect(await db.userIdentity.count()).toBe(0)
    expect((await page.context().request.get('/api/v1/me')).status()).toBe(401)
    await db.user.delete({ where: { id: joe.id }, select: { id: true } })
    const relinked = await visit('lena')
    await expect(relinked.getByText('Signing in has shown that this address is yours.', { exact: false })).toBeVisible()

    // Linked from now on, whatever the address; and shut out with the account.
    await db.user.updateMany({ data: { email: 'moved@example.org' } })
    const again = await visit('lena')
    await expect(again.getByRole('heading', { name: 'Your account' })).toBeVisible()
    await db.user.updateMany({ data: { deactivatedAt: new Date(), email: 'lena@example.org' } })
    const shut = await visit('lena')
    await expect(shut.getByText('nobody here has an account with your address', { exact: false })).toBeVisible()
    expect((await again.context().request.get('/api/v1/me')).status()).toBe(401)
  } finally {
    await db.$disconnect()
    await instance.stop()
    await provider.stop()
  }
})
