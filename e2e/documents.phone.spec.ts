import { expect, test } from './fixtures'
import { readingProject } from './reading-project'

test('on a phone the first document is in sight at once, below one button that adds more', async ({ signIn, axe }) => {
  const lead = await signIn('Lena Leads')
  const project = await readingProject(lead)
  const { page } = lead
  await page.goto(project.address)
  await expect(page.locator('[data-painted]')).toBeVisible()
  await page.goto(`/projects/${project.projectId}/documents`)
  await expect(page.getByRole('link', { name: 'Continue reading The harbour' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Add documents' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Choose files' })).toHaveCount(0)
  const card = page.getByRole('list', { name: 'Documents' }).getByRole('listitem').first()
  await expect.poll(async () => (await card.boundingBox())?.y ?? Infinity).toBeLessThanOrEqual(300)
  await axe(page)

  // What narrows the list is one tap away, and a file comes in as everywhere.
  await expect(page.getByRole('button', { name: 'Columns', exact: true })).toBeHidden()
  await page.getByRole('button', { name: 'Filter and columns' }).click()
  await expect(page.getByRole('button', { name: 'Columns', exact: true })).toBeVisible()
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Add documents' }).click()
  await (
    await chooser
  ).setFiles({ name: 'tides.txt', mimeType: 'text/plain', buffer: Buffer.from('A note about tides, long enough.') })
  await expect(page.getByRole('textbox', { name: 'Title of tides.txt' })).toBeVisible()
})
