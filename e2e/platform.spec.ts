import type { Page } from '@playwright/test'
import { expect, expectRefusal, test } from './fixtures'
import { readingProject } from './reading-project'

test('an address where nothing is answers 404 with a page that works in every appearance', async ({ page, axe }) => {
  expectRefusal(page, 404)
  const response = await page.goto('/nowhere/at/all')
  expect(response?.status()).toBe(404)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await axe(page)
})

test('every page has a policy with a nonce of its own', async ({ request }) => {
  const [first, second] = [await request.get('/nowhere'), await request.get('/nowhere')].map(
    (answer) => answer.headers()['content-security-policy'],
  )
  expect(first).toMatch(/script-src 'self' 'nonce-[\w+/=]{24}' 'strict-dynamic'/)
  expect(first).not.toBe(second)
  expect(first).not.toContain("script-src 'unsafe-inline'")
  expect(first).toContain("frame-ancestors 'none'")
})

test('what the API answers is data under any circumstances', async ({ request }) => {
  const {
    'content-security-policy': policy,
    'x-content-type-options': sniffing,
    ...headers
  } = (await request.get('/api/v1/me')).headers()
  expect(policy).toBe("default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'")
  expect(sniffing).toBe('nosniff')
  expect(headers['strict-transport-security']).toBeUndefined() // The test's server is not behind https.
  expect(headers['x-powered-by']).toBeUndefined()
})

test('the description of the API is shown as a page', async ({ page, axe }) => {
  await page.goto('/api/docs')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await axe(page)
  await page.setViewportSize({ width: 390, height: 844 })
  const act = page.locator('summary').filter({ hasText: '/api/v1/me' }).first()
  const [path, words] = await Promise.all([act.locator('code').boundingBox(), act.locator('span').boundingBox()])
  expect(words?.y, 'what it does has a line of its own').toBeGreaterThanOrEqual(
    (path?.y ?? 0) + (path?.height ?? 0) - 1,
  )
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0)
})

test('the page of the API stands on the same paper as every other', async ({ page, context, baseURL }) => {
  const paper = () =>
    page.locator('html').evaluate((html) => [getComputedStyle(html).backgroundColor, getComputedStyle(html).color])
  for (const appearance of ['light', 'sepia', 'dark', 'system', 'unknown']) {
    await context.addCookies([{ name: 'cp-appearance', value: appearance, url: baseURL ?? '' }])
    await page.goto('/sign-in')
    const expected = await paper()
    await page.goto('/api/docs')
    expect([appearance, ...(await paper())]).toEqual([appearance, ...expected])
  }
})

test('what is written into a page before its scripts have come is kept', async ({ signIn, visitor, baseURL }) => {
  let letScriptsCome = () => {}
  /** Opens a page as somebody sees it whose connection is slow: its text is there, and what brings it to life is not. */
  const openSlowly = async (page: Page, path: string) => {
    const come = new Promise<void>((resolve) => (letScriptsCome = resolve))
    await page.route('**/_next/static/**/*.js', async (route) => {
      await come
      await route.continue()
    })
    await page.evaluate((there) => void setTimeout(() => window.location.assign(there)), `${baseURL}${path}`)
    await page.waitForURL(`**${path}`, { waitUntil: 'commit' })
  }
  const lead = await signIn('Earl Y')
  const { projectId } = await readingProject(lead)
  await openSlowly(lead.page, `/projects/${projectId}/documents`)
  const find = lead.page.getByRole('searchbox', { name: 'Find by title or any value' })
  const row = lead.page.getByRole('row', { name: /The harbour/ })
  await find.fill('nowhere')
  letScriptsCome()
  await expect(row).toHaveCount(0)
  await expect(find).toHaveValue('nowhere')
  await find.fill('harb')
  await expect(row).toBeVisible()

  // As a password manager does.
  const page = await visitor()
  await openSlowly(page, '/sign-in')
  const [email, password] = [page.getByLabel('Email'), page.getByLabel('Password', { exact: true })]
  await email.fill('earl@example.org')
  await password.fill('kept by a manager')
  letScriptsCome()
  // React writes the attribute when it has heard of it: from then on presses are heard, too.
  await expect(password).toHaveAttribute('value', 'kept by a manager')
  await page.getByRole('button', { name: 'Show password' }).click()
  await expect(password).toHaveAttribute('type', 'text')
  await expect(email).toHaveValue('earl@example.org')
  await expect(password).toHaveValue('kept by a manager')
})
