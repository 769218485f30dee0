import { expect, test } from './fixtures'
import { areaOf, card, label, opened, picker, select } from './reader-page'
import { joinAsCoder, readingProject, tagAs } from './reading-project'

test('beside the text a label for each passage, equal tags once; it opens what the passage opens, and the list says the rest', async ({
  signIn,
  axe,
}) => {
  test.slow() // axe looks in every appearance.
  const lead = await signIn('Marg Inal')
  const coder = await signIn('Second Coder')
  const project = await readingProject(lead)
  await joinAsCoder(lead, coder, project.projectId)
  await tagAs(lead, project, 'Security, he said', ['Fisheries', 'Border'], { note: 'A definition' })
  await tagAs(coder, project, 'Security, he said, is a net', ['Fisheries'])
  await tagAs(coder, project, 'Fever followed the ferry', ['Public health'])
  const { page } = lead
  await opened(page, project.address)

  await expect(label(page, 'Fisheries ×2 Border')).toBeVisible()
  await expect(label(page, 'Public health')).toBeVisible()
  await expect(label(page, /./)).toHaveCount(2)
  const beside = await label(page, 'Public health').boundingBox()
  const words = await page.locator('.hl', { hasText: 'Fever' }).boundingBox()
  expect(Math.abs((beside?.y ?? 0) - (words?.y ?? Infinity))).toBeLessThan(12)
  expect(beside?.height).toBeGreaterThanOrEqual(24)

  // Who and why are written in the list; the tags, which the label says to the eye, are only spoken there.
  const list = page.getByRole('complementary', { name: 'In view' })
  const entry = list.getByRole('button', { name: /Fisheries Border.*Marg Inal.*Has a note.*A definition/ })
  await expect(entry).toBeVisible()
  await axe(page)

  await label(page, 'Public health').click()
  await expect(card(page)).toContainText('Second Coder')
  await page.keyboard.press('Escape')
  await label(page, 'Fisheries ×2 Border').click()
  const chooser = page.getByRole('dialog', { name: '2 passages here' })
  await chooser.getByRole('button', { name: /Border/ }).click()
  await expect(card(page)).toContainText('Marg Inal')

  // A tag more is on the label in the frame that follows.
  await areaOf(page).press('Escape')
  await select(page, 'forty names')
  await expect(picker(page)).toBeFocused()
  await page.keyboard.type('bord')
  await page.keyboard.press('Enter')
  await expect(label(page, 'Border')).toBeVisible()
})

test('where there is no room for labels there are bars, and the list names the tags', async ({ signIn }) => {
  const lead = await signIn('Nar Row')
  const project = await readingProject(lead)
  await tagAs(lead, project, 'Security, he said', ['Fisheries'])
  const { page } = lead
  await opened(page, project.address)
  await expect(label(page, 'Fisheries')).toHaveText('Fisheries')
  const list = page.getByRole('complementary', { name: 'In view' })
  await expect(list.getByText('Nar Row')).toBeVisible()

  await page.setViewportSize({ width: 1100, height: 900 })
  await expect(page.getByTitle('Fisheries')).toHaveText('')
  await expect(list.getByRole('button', { name: /Nar Row.*Fisheries/ })).toBeVisible()
  await expect(list.getByText('Nar Row')).toHaveCount(0)
  await page.getByTitle('Fisheries').click()
  await expect(card(page)).toContainText('Nar Row')
})

test('what goes on from above the window has a bar there, and a label again where it begins', async ({ signIn }) => {
  const lead = await signIn('Long Passage')
  const lines = Array.from({ length: 40 }, (_, place) => `Line ${place} of a passage that goes on and on.`).join('\n\n')
  const project = await readingProject(lead, { text: `${lines}\n\nThe end.` })
  await tagAs(lead, project, lines, ['Border'])
  const { page } = lead
  await opened(page, project.address)
  await expect(label(page, 'Border')).toHaveText('Border')
  await areaOf(page).focus()
  await areaOf(page).getByText('Line 30 of').scrollIntoViewIfNeeded()
  await expect(label(page, 'Border')).toHaveCount(0)
  await expect(page.getByTitle('Border')).toBeVisible()
  await areaOf(page).getByText('Line 0 of').scrollIntoViewIfNeeded()
  await expect(label(page, 'Border')).toHaveText('Border')
})
