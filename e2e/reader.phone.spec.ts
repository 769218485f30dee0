import { expect, test } from './fixtures'
import { joinAsCoder, readingProject, storedBy, tagAs } from './reading-project'

test('on a phone the text comes first; picker, card and panels rise from the foot', async ({ signIn, axe }) => {
  const lead = await signIn('Pho Ne')
  const coder = await signIn('Col League')
  const project = await readingProject(lead)
  await joinAsCoder(lead, coder, project.projectId)
  await tagAs(coder, project, 'Fever followed the ferry', ['Public health'])
  const { page } = lead
  await page.goto(project.address)
  await expect(page.locator('[data-painted]')).toBeAttached()
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(wide).toBeLessThanOrEqual(0)
  await axe(page)

  await page.locator('.hl').tap()
  const sheet = page.getByRole('dialog', { name: 'The passage' })
  await expect(sheet.getByRole('article')).toContainText('Col League')
  await axe(page)
  await sheet.getByRole('button', { name: 'Close', exact: true }).tap()

  await page.getByRole('button', { name: 'Show contents and filter' }).tap()
  await expect(page.getByRole('dialog', { name: 'Contents and filter' })).toBeVisible()
  await page.keyboard.press('Escape')

  // A long press selects; the browser's own gesture cannot be made here, what follows from it can.
  await page.evaluate(() => {
    const text = document.querySelector('.reader-text p')?.firstChild
    if (text) document.getSelection()?.setBaseAndExtent(text, 4, text, 11)
  })
  await page.locator('.reader-text p').first().dispatchEvent('pointerdown', { pointerType: 'touch', bubbles: true })
  await page.evaluate(() => document.dispatchEvent(new Event('selectionchange')))
  await page.getByRole('button', { name: 'Tag this passage' }).tap()
  await expect(page.getByRole('combobox')).toBeVisible()
  await axe(page)
  await page.getByRole('option', { name: 'Border' }).tap()
  await expect
    .poll(async () => (await storedBy(lead, project)).map(({ quote }) => quote))
    .toEqual(['harbour', 'Fever followed the ferry'])
})

test('a finger that touches a sentence is offered to tag it, and leaves it by touching it once more', async ({
  signIn,
}) => {
  const lead = await signIn('Tou Ch')
  const project = await readingProject(lead)
  const { page } = lead
  await page.goto(project.address)
  await expect(page.locator('[data-painted]')).toBeAttached()
  const touch = (words: string) =>
    page.locator('.reader-text p', { hasText: words }).tap({ position: { x: 30, y: 12 } })
  const offer = page.getByRole('button', { name: 'Tag this sentence' })
  await touch('The harbour slept.')
  await expect(offer).toBeVisible()
  await touch('The harbour slept.')
  await expect(offer).toBeHidden()
  await touch('Security, he said')
  await offer.tap()
  await page.getByRole('option', { name: 'Border' }).tap()
  await expect
    .poll(async () => (await storedBy(lead, project)).map(({ quote }) => quote))
    .toEqual(['Security, he said, is a net that is mended every night.'])
  await expect(page.getByRole('button', { name: /^Tag this/ })).toHaveCount(0)
})
