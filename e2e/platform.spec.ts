import { expect, expectRefusal, test } from './fixtures'

test('an address where nothing is answers 404 with a page that works in every appearance', async ({ page, axe }) => {
  expectRefusal(page, 404)
  const response = await page.goto('/nowhere/at/all')
  expect(response?.status()).toBe(404)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await axe(page)
})

test('every page has a policy with a nonce of its own', async ({ request }) => {
  const [first, second] = [await request.get('/nowhere'), await request.get('/nowhere')].map((answer) => answer.headers()['content-security-policy'])
  expect(first).toMatch(/script-src 'self' 'nonce-[\w+/=]{24}' 'strict-dynamic'/)
  expect(first).not.toBe(second)
  expect(first).not.toContain("script-src 'unsafe-inline'")
  expect(first).toContain("frame-ancestors 'none'")
})

test('what the API answers is data under any circumstances', async ({ request }) => {
  const { 'content-security-policy': policy, 'x-content-type-options': sniffing, ...headers } = (await request.get('/api/v1/me')).headers()
  expect(policy).toBe("default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'")
  expect(sniffing).toBe('nosniff')
  expect(headers['strict-transport-security']).toBeUndefined() // The test's server is not behind https.
  expect(headers['x-powered-by']).toBeUndefined()
})

test('the description of the API is shown as a page', async ({ page, axe }) => {
  await page.goto('/api/docs')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await axe(page)
})
