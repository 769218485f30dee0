import { expect, expectRefusal, test } from './fixtures'
import { callAs, readingProject } from './reading-project'

const text =
  'The salt of the sea is old. Salt was taxed.\n\nBoats carry salted fish; the boats are old, and so is the salt.\n\nNo word of it here.'

test('words are searched in every document, read about in their lines, sorted, and opened where they stand', async ({
  signIn,
  axe,
}) => {
  const lead = await signIn('Sue Cher')
  const project = await readingProject(lead, { text, language: 'en' })
  await callAs(lead, 'POST', `/projects/${project.projectId}/documents`, {
    title: '安全论',
    text: '非传统安全是国家安全的一部分。',
    language: 'zh',
  })
  const { page } = lead
  await page.goto(`/projects/${project.projectId}/search`)
  await expect(page.getByRole('heading', { name: 'Look for words in every document' })).toBeVisible()
  await axe(page)
  const field = page.getByRole('textbox', { name: 'Look for' })
  const lines = page.getByRole('main').getByRole('listitem')
  await page.getByRole('button', { name: 'Search', exact: true }).click()
  await expect(field).toBeFocused()
  await expect(page.getByText('Write what to look for')).toBeVisible()

  await field.fill('salt')
  await field.press('Enter')
  await expect(page).toHaveURL(/search\?q=salt$/)
  await expect(page.getByText('4 places in one document')).toBeVisible()
  await expect(lines.locator('mark')).toHaveText(['salt', 'Salt', 'salted', 'salt'])
  await expect(page.getByRole('heading', { level: 2, name: 'The harbour' })).toBeVisible()
  await axe(page)
  await page.screenshot({ path: 'test-results/search/desktop.png' })

  await page.getByRole('button', { name: /Order/ }).click()
  await page.getByRole('option', { name: 'By the words before' }).click()
  await expect(lines.locator('mark')).toHaveText(['salted', 'Salt', 'salt', 'salt'])
  await page.getByRole('button', { name: /Order/ }).click()
  await page.getByRole('option', { name: 'As one reads' }).click()
  await page.getByRole('checkbox', { name: 'No other forms of a word' }).click({ force: true })
  await page.getByRole('button', { name: 'Search', exact: true }).click()
  await expect(lines.locator('mark')).toHaveText(['salt', 'Salt', 'salt'])

  await page.getByRole('main').getByRole('link').nth(2).click()
  await expect(page.getByRole('textbox', { name: 'Find in the document' })).toHaveValue('salt')
  await expect(page.getByText('4 of 4', { exact: true })).toBeVisible()
  await expect(page.locator('.mark-current')).toHaveText('salt')
  await page.goBack()
  await expect(lines.locator('mark')).toHaveCount(3)

  await field.fill('安全')
  await field.press('Enter')
  await expect(lines.locator('mark')).toHaveText(['安全', '安全'])
  await page.getByRole('radio', { name: /Exactly this/ }).click({ force: true })
  await page.getByRole('checkbox', { name: 'Whole words only' }).click({ force: true })
  await field.fill('alted fi')
  await field.press('Enter')
  await expect(lines.locator('mark')).toHaveText(['alted fi'])
  await field.fill('nowhere at all')
  await field.press('Enter')
  await expect(page.getByRole('heading', { name: '“nowhere at all” was not found' })).toBeVisible()
  await axe(page)
})

test('what cannot be read is told at its character, and the field Ctrl-K leads to the search and to first places', async ({
  signIn,
  axe,
}) => {
  const lead = await signIn('Quin Ery')
  const project = await readingProject(lead, { text, language: 'en' })
  const { page } = lead
  expectRefusal(page, 422)
  await page.goto(`/projects/${project.projectId}/search?q=salt+(boats`)
  await expect(page.getByText('The bracket at character 6 is never closed')).toBeVisible()
  await axe(page)

  await page.keyboard.press('Control+k')
  await page.getByRole('searchbox', { name: 'Search or go to…' }).fill('boats')
  const texts = page.getByRole('group', { name: 'In the texts' }).getByRole('menuitem')
  await expect(texts).toHaveCount(3)
  await expect(texts.first()).toHaveText('Search the texts for “boats”')
  await axe(page)
  await texts.nth(2).click()
  await expect(page.getByText('2 of 2', { exact: true })).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.getByRole('searchbox', { name: 'Search or go to…' }).fill('boats')
  await texts.first().click()
  await expect(page.getByText('2 places in one document')).toBeVisible()
  await page.setViewportSize({ width: 390, height: 844 })
  await axe(page)
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
  await page.screenshot({ path: 'test-results/search/phone.png' })
})
