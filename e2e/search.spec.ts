import { expect, expectRefusal, test } from './fixtures'
import { callAs, joinAs, readingProject } from './reading-project'

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

test('places that were found are ticked and tagged in one go, with a preview and one undo', async ({ signIn, axe }) => {
  const lead = await signIn('Tia Ger')
  const project = await readingProject(lead, { text, language: 'en' })
  const { page } = lead
  const quotes = async () => {
    const { items } = (await callAs(lead, 'GET', `/projects/${project.projectId}/annotations?order=position`)) as {
      items: { quote: string }[]
    }
    return items.map(({ quote }) => quote)
  }
  await callAs(lead, 'POST', `/projects/${project.projectId}/tags`, { name: 'Salt and sea' })
  await page.goto(`/projects/${project.projectId}/search?q=salt`)
  await page.getByRole('button', { name: 'Tag places…' }).click()
  const bar = page.getByRole('region', { name: 'Tagging what was found' })
  await expect(bar.getByRole('status')).toHaveText('No place ticked yet')
  await expect(bar.getByRole('button', { name: 'Tag…' })).toBeDisabled()
  await bar.getByRole('button', { name: 'Tick all 4' }).click()
  await expect(bar.getByRole('status')).toHaveText('4 places ticked')
  const lastBox = page.getByRole('main').getByRole('listitem').getByRole('checkbox').nth(3)
  await lastBox.focus()
  await page.keyboard.press('Space')
  await expect(bar.getByRole('status')).toHaveText('3 places ticked')
  await axe(page)
  await page.screenshot({ path: 'test-results/search/ticking.png' })

  await bar.getByRole('button', { name: 'Tag…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Tag 3 places' })
  await expect(dialog.getByRole('combobox', { name: 'Tag' })).toBeVisible()
  await dialog.getByRole('button', { name: 'Tag them' }).click()
  await expect(dialog.getByText('Choose a tag', { exact: true })).toBeVisible()
  await expect(dialog.getByRole('combobox', { name: 'Tag' })).toBeFocused()
  await page.keyboard.type('salt')
  await expect(page.getByRole('option', { name: 'Salt and sea' })).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('button', { name: 'Take away Salt and sea' })).toBeVisible()
  await expect(dialog.getByRole('combobox', { name: 'Tag' })).toBeFocused()
  await expect(dialog.getByRole('status')).toContainText('3 passages in one document. 3 are new.')
  await dialog.getByRole('radio', { name: 'The sentence around them' }).click({ force: true })
  await expect(dialog.getByRole('status')).toContainText('3 passages in one document. 3 are new.')
  await dialog.getByRole('radio', { name: 'The paragraph around them' }).click({ force: true })
  await expect(dialog.getByRole('status')).toContainText('2 passages in one document. 2 are new.')
  await axe(page)
  await page.screenshot({ path: 'test-results/search/tagging.png' })
  await dialog.getByRole('button', { name: 'Tag them' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByText('Tagged 2 passages')).toBeVisible()
  await expect(bar).toBeHidden()
  expect(await quotes()).toEqual([
    'The salt of the sea is old. Salt was taxed.',
    'Boats carry salted fish; the boats are old, and so is the salt.',
  ])
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText('Reverted: Tagged 2 passages')).toBeVisible()
  expect(await quotes()).toEqual([])

  await page.setViewportSize({ width: 390, height: 844 })
  await page.getByRole('button', { name: 'Tag places…' }).click()
  await bar.getByRole('button', { name: 'Tick all 4' }).click()
  await axe(page)
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
  await page.screenshot({ path: 'test-results/search/ticking-phone.png' })
})

test('who only reads is offered no tagging', async ({ signIn }) => {
  const lead = await signIn('Lea Der')
  const project = await readingProject(lead, { text, language: 'en' })
  const reader = await signIn('Rae Der')
  await joinAs(lead, reader, project.projectId, 'reader')
  await reader.page.goto(`/projects/${project.projectId}/search?q=salt`)
  await expect(reader.page.getByText('4 places in one document')).toBeVisible()
  await expect(reader.page.getByRole('button', { name: 'Tag places…' })).toHaveCount(0)
})
