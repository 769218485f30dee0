import { expect, test } from './fixtures'
import { readingProject } from './reading-project'

const text =
  'The ﬁshing oﬃce closed at 10\u202f000 boats.\n\n“Don’t,” he said – non‑traditional se\u00adcu\u00adri\u00adty.\n\nCafe\u0301 or Café, cafe or CAFE: four houses in Nîmes.'

test('find matches as a person reads; case and accents are told apart where that is asked, and stay so', async ({
  signIn,
  axe,
}) => {
  const lead = await signIn('Fin Der')
  const project = await readingProject(lead, { text })
  const { page } = lead
  await page.goto(project.address)
  await page.getByRole('button', { name: 'Find in the document' }).first().click()
  const find = page.getByRole('textbox', { name: 'Find in the document' })
  const hit = page.locator('.mark-current')
  for (const [query, marked] of [
    ['fishing office', 'ﬁshing oﬃce'],
    ['10 000', /^10\s000$/],
    ['"don\'t," he said - non-traditional security', /^“Don’t,” he said – non‑traditional se/],
    ['nimes', 'Nîmes'],
  ] as const) {
    await find.fill(query)
    await expect(page.getByText('1 of 1', { exact: true })).toBeVisible()
    await expect(hit).toHaveText(marked)
  }
  await find.fill('café')
  await expect(page.getByText('1 of 4', { exact: true })).toBeVisible()
  const accents = page.getByRole('button', { name: 'Tell accents apart' })
  const letterCase = page.getByRole('button', { name: 'Tell capitals from small letters' })
  await expect(accents).toHaveAttribute('aria-pressed', 'false')
  await accents.click()
  await expect(page.getByText(/^\d of 2$/)).toBeVisible()
  await letterCase.click()
  await expect(page.getByText('Not found')).toBeVisible()
  await find.fill('CAFE')
  await expect(page.getByText('1 of 1', { exact: true })).toBeVisible()
  await axe(page)
  await page.screenshot({ path: 'test-results/find/desktop.png' })
  await page.reload()
  await page.getByRole('button', { name: 'Find in the document' }).first().click()
  await expect(letterCase).toHaveAttribute('aria-pressed', 'true')
  await find.fill('Cafe')
  await page.setViewportSize({ width: 390, height: 800 })
  await axe(page)
  await page.screenshot({ path: 'test-results/find/phone.png' })
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
})
