import type { Locator } from '@playwright/test'
import { expect, test } from './fixtures'
import { readingProject, tagAs } from './reading-project'

test.use({ contextOptions: { forcedColors: 'active' } })

test("with the system's colours, highlights, focus, the current entry, what is chosen and the dots of tags are seen", async ({
  signIn,
}) => {
  const lead = await signIn('Hedi Contrast')
  const project = await readingProject(lead)
  await tagAs(lead, project, 'At noon the boats came home without fish', ['Fisheries'])
  await tagAs(lead, project, 'the boats came home', ['Border'])
  const { page } = lead
  await page.goto(project.address)
  await expect(page.locator('[data-painted]')).toBeAttached()

  const single = page.locator('.hl', { hasText: 'At noon' })
  expect(await styleOf(single, 'text-decoration-line')).toBe('underline')
  expect(await styleOf(single, 'background-image')).toBe('none')
  expect(await styleOf(page.locator('.hl', { hasText: 'the boats' }), 'text-decoration-style')).toBe('double')
  await single.click({ position: { x: 8, y: 8 } })
  await expect(page.locator('.mark-focus').first()).toBeVisible()
  expect(await styleOf(page.locator('.mark-focus').first(), 'outline-style')).toBe('solid')

  await page.goto(`/projects/${project.projectId}/codebook`)
  const current = page.getByRole('banner').locator('[aria-current]').first()
  expect(await styleOf(current, 'outline-style')).toBe('solid')
  const row = page.getByRole('row', { name: /Fisheries/ })
  expect(await styleOf(row.locator('.tag-coloured').first(), 'outline-style')).toBe('solid')
  await row.click()
  await expect(row).toHaveAttribute('aria-selected', 'true')
  expect(await styleOf(row, 'outline-style')).toBe('solid')

  await page.goto(`/projects/${project.projectId}/settings`)
  const chosen = page.getByRole('radio', { checked: true }).first()
  await expect(chosen).toBeAttached()
  const mark = page.locator('label[data-selected] > [aria-hidden] > span').first()
  const ground = await styleOf(page.locator('body'), 'background-color')
  expect(await styleOf(mark, 'background-color')).not.toBe(ground)
  expect(await styleOf(mark, 'background-color')).not.toBe('rgba(0, 0, 0, 0)')
})

const styleOf = (element: Locator, property: string) =>
  element.evaluate((node, name) => getComputedStyle(node).getPropertyValue(name), property)
