import type { Page } from '@playwright/test'
import { expect, expectRefusal, test } from './fixtures'
import { opened, picker, said, select } from './reader-page'
import { readingProject, storedBy } from './reading-project'

/** Holds back what answers a new tag, until it is let go. */
async function holdNewTags(page: Page, answer: 'made' | 'refused' = 'made') {
  let letGo = () => {}
  const held = new Promise<void>((resolve) => (letGo = resolve))
  await page.route('**/api/v1/projects/*/tags', async (route) => {
    if (route.request().method() !== 'POST') return route.fallback()
    await held
    if (answer === 'made') return route.fallback()
    await route.fulfill({
      status: 422,
      contentType: 'application/problem+json',
      json: {
        type: 'about:blank',
        title: 'Invalid',
        status: 422,
        code: 'invalid',
        detail: 'No such tag here.',
        requestId: 'x',
      },
    })
  })
  return letGo
}

test('a tag that is still being made has its place, and what is written meanwhile stays', async ({ signIn }) => {
  const lead = await signIn('Maren Holt')
  const project = await readingProject(lead)
  const { page } = lead
  await opened(page, project.address)
  const letGo = await holdNewTags(page)
  const dialog = page.getByRole('dialog')

  await select(page, 'a net that is mended every night')
  await page.keyboard.type('Everyday work')
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(dialog.getByText('Everyday work', { exact: true })).toBeVisible()
  await expect(picker(page)).toHaveValue('')
  await page.getByRole('button', { name: 'Note', exact: true }).click()
  await page.getByRole('textbox', { name: 'Note' }).fill('Worth keeping')
  await picker(page).fill('fish')
  letGo()
  await expect(page.getByRole('button', { name: 'Take “Everyday work” off' })).toBeVisible()
  await expect(picker(page)).toHaveValue('fish')
  await picker(page).press('Enter')

  await expect.poll(() => storedBy(lead, project)).toMatchObject([{ note: 'Worth keeping' }])
  expect((await storedBy(lead, project))[0]?.tagIds).toHaveLength(2)
})

test('Enter on a new name takes along what was chosen and written before its tag was made', async ({ signIn }) => {
  const lead = await signIn('Maren Holt')
  const project = await readingProject(lead)
  const { page } = lead
  await opened(page, project.address)
  const letGo = await holdNewTags(page)

  await select(page, 'a net that is mended every night')
  await page.keyboard.type('Everyday work')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Note', exact: true }).click()
  await page.getByRole('textbox', { name: 'Note' }).fill('Worth keeping')
  letGo()
  await expect(picker(page)).toBeHidden()
  await expect(said(page)).toHaveText(/Tagged “Everyday work”/)
  await expect.poll(() => storedBy(lead, project)).toMatchObject([{ note: 'Worth keeping' }])
})

test('a name that is refused comes back to be mended', async ({ signIn }) => {
  const lead = await signIn('Maren Holt')
  const project = await readingProject(lead)
  const { page } = lead
  await opened(page, project.address)
  const letGo = await holdNewTags(page, 'refused')
  expectRefusal(page, 422)

  await select(page, 'a net that is mended every night')
  await page.keyboard.type('Everyday work')
  await page.keyboard.press('Enter')
  letGo()
  await expect(page.getByRole('dialog').getByRole('alert')).toHaveText('No such tag here.')
  await expect(picker(page)).toHaveValue('Everyday work')
  expect(await storedBy(lead, project)).toEqual([])
})
