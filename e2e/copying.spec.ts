import type { Page } from '@playwright/test'
import { sessionCookieName } from '@/lib/auth/session'
import { expect, test } from './fixtures'
import { areaOf, card, opened, picker, select } from './reader-page'
import { joinAsCoder, readingProject, storedBy, tagAs } from './reading-project'

// Copying takes a permission and https. Where the browser gives neither, the text is there to be copied by hand.

const refused = 'The browser does not let this page copy.'
const selected = (page: Page) => page.evaluate(() => window.getSelection()?.toString())

/** As in a browser whose pages have no clipboard. */
const withoutClipboard = (page: Page) =>
  page.addInitScript(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }))

test('the link to a passage is copied and said to be; where there is no clipboard it stands there selected, and the keys work afterwards', async ({
  signIn,
  axe,
}) => {
  const lead = await signIn('Lin Copies')
  const { page } = lead
  const project = await readingProject(lead)
  const { id } = await tagAs(lead, project, 'came home without fish', ['Fisheries'])
  const address = `${project.address}?annotation=${id}`
  await opened(page, address)
  await card(page).getByRole('button', { name: 'Copy a link to it' }).click()
  await expect(page.getByText('Link copied')).toBeVisible()
  const link = await page.evaluate(() => navigator.clipboard.readText())
  expect(link).toBe(new URL(address, page.url()).href)

  await withoutClipboard(page)
  await opened(page, address)
  await card(page).getByRole('button', { name: 'Copy a link to it' }).click()
  const sheet = page.getByRole('dialog', { name: 'A link to this passage' })
  await expect(sheet.getByText(refused)).toBeVisible()
  await expect(sheet.getByRole('textbox', { name: 'Link' })).toBeFocused()
  expect(await selected(page)).toBe(link)
  await axe(page)
  await sheet.getByRole('button', { name: 'Copy' }).click()
  await expect(sheet.getByRole('textbox', { name: 'Link' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(sheet).toBeHidden()
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keys of the reader' })).toBeVisible()
})

test('links in fields and sentences for a paper are selected where copying is refused, and copied once it is allowed', async ({
  signIn,
}) => {
  const [lead, coder] = [await signIn('Lan Copies'), await signIn('Bao Copies')]
  const { page, context } = lead
  const project = await readingProject(lead)
  await joinAsCoder(lead, coder, project.projectId)
  for (const person of [lead, coder]) await tagAs(person, project, 'came home without fish', ['Fisheries'])
  await context.clearPermissions()

  await page.goto(`/projects/${project.projectId}/members`)
  await page.getByRole('button', { name: 'Invite somebody' }).click()
  const sheet = page.getByRole('dialog', { name: 'Invite somebody' })
  await sheet.getByRole('button', { name: 'Make' }).click()
  await sheet.getByRole('button', { name: 'Copy' }).click()
  const field = sheet.getByRole('textbox')
  await expect(field).toBeFocused()
  await expect(field).toHaveAccessibleDescription(new RegExp(`^${refused}`))
  expect(await selected(page)).toBe(await field.inputValue())
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await sheet.getByRole('button', { name: 'Copy' }).click()
  await expect(sheet.getByRole('button', { name: 'Copied' })).toBeVisible()
  await expect(sheet.getByText(refused)).toBeHidden()

  await context.clearPermissions()
  await page.goto(`/projects/${project.projectId}/agreement`)
  await page.getByRole('button', { name: 'Copy methods sentence' }).click()
  await expect(page.getByRole('alert').filter({ hasText: refused })).toBeVisible()
  expect(await selected(page)).toMatch(/^Agreement between 2 coders in 1 document was measured with .*\.$/)
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.getByRole('button', { name: 'Copy methods sentence' }).click()
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible()
})

test('over http, where a browser gives its pages neither a clipboard nor locks, one reads, tags and takes a link along', async ({
  signIn,
  instance,
}) => {
  const lead = await signIn('Pla In')
  const { page, context } = lead
  const project = await readingProject(lead)
  const url = instance.url.replace('127.0.0.1', 'plain.example')
  const name = sessionCookieName(false)
  const cookie = (await context.cookies()).find((one) => one.name === name)
  await context.addCookies([{ name, value: cookie?.value ?? '', url, httpOnly: true, sameSite: 'Lax' }])
  await opened(page, `${url}${project.address}`)
  expect(await page.evaluate(() => [window.isSecureContext, 'clipboard' in navigator])).toEqual([false, false])
  await expect(areaOf(page)).toBeFocused()
  await select(page, 'Nobody sees it')
  await expect(picker(page)).toBeFocused()
  await page.keyboard.type('Border')
  await page.keyboard.press('Enter')
  await expect.poll(async () => (await storedBy(lead, project)).map(({ quote }) => quote)).toEqual(['Nobody sees it'])
  await page.keyboard.press('n')
  await card(page).getByRole('button', { name: 'Copy a link to it' }).click()
  await expect(page.getByRole('dialog', { name: 'A link to this passage' }).getByText(refused)).toBeVisible()
})
