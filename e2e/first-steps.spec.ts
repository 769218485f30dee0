import { expect, test } from './fixtures'
import { joinAsCoder, readingProject } from './reading-project'
import { opened, picker, select } from './reader-page'

test('three acts lead through the first minute and are ticked as they happen', async ({ signIn, axe }) => {
  const lead = await signIn('Nora Vale')
  const { page } = lead
  const { projectId, address } = await readingProject(lead)
  const strip = page.getByRole('complementary', { name: 'First steps' })
  const step = (name: string) => strip.getByRole('link', { name })

  await page.goto(`/projects/${projectId}/documents`)
  await expect(strip.getByRole('listitem')).toHaveText([
    'Open a document',
    'Select a sentence and type two letters of a tag',
    'Invite a colleague',
  ])
  await axe(page)

  await opened(page, address)
  await expect(step('Open a document (done)')).toBeVisible()
  await select(page, 'The harbour slept.')
  await expect(picker(page)).toBeFocused()
  await page.keyboard.type('fi')
  await page.keyboard.press('Enter')
  await expect(step('Select a sentence and type two letters of a tag (done)')).toBeVisible()
  await axe(page)

  await step('Invite a colleague').click()
  await page.getByRole('button', { name: 'Invite somebody' }).click()
  await page.getByRole('button', { name: 'Make the link' }).click()
  await page.getByRole('button', { name: 'Done' }).click()
  await expect(step('Invite a colleague (done)')).toBeVisible()
  await expect(strip.getByText('That is all it takes.')).toBeVisible()
  await page.reload()
  await expect(page.getByRole('heading', { level: 1, name: 'Members' })).toBeVisible()
  await expect(strip).toHaveCount(0)
})

test('a coder has two acts, and what is put away stays away', async ({ signIn }) => {
  const lead = await signIn('Nora Vale')
  const { projectId } = await readingProject(lead)
  const coder = await signIn('Cody Marsh')
  await joinAsCoder(lead, coder, projectId)
  const { page } = coder
  const strip = page.getByRole('complementary', { name: 'First steps' })
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(`/projects/${projectId}/documents`)
  await expect(strip.getByRole('listitem').filter({ visible: true })).toHaveText(['Open a document'])
  await expect(strip.getByRole('listitem', { includeHidden: true })).toHaveCount(2)
  await strip.getByRole('button', { name: 'Put the first steps away' }).click()
  await expect(strip).toHaveCount(0)
  await page.reload()
  await expect(page.getByRole('heading', { level: 1, name: 'Documents' })).toBeVisible()
  await expect(strip).toHaveCount(0)
})
