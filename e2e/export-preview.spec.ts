import { expect, test } from './fixtures'
import { readingProject, tagAs } from './reading-project'

test('the first rows stand beside what is chosen and stay in sight where there is room, and below it where there is none', async ({
  signIn,
  axe,
}) => {
  const lead = await signIn('Lena Leads')
  const project = await readingProject(lead)
  await tagAs(lead, project, 'Nobody sees it', ['Border'])
  const { page } = lead
  await page.goto(`/projects/${project.projectId}/export`)
  const preview = page.getByRole('region', { name: 'The first rows' })
  const filters = page.getByRole('region', { name: 'Which passages' })
  await expect(preview.getByText('Nobody sees it')).toBeInViewport()
  const [shown, chosen] = [await preview.boundingBox(), await filters.boundingBox()]
  expect(shown?.x).toBeGreaterThanOrEqual((chosen?.x ?? 0) + (chosen?.width ?? 0))
  await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight))
  await expect(preview.getByText('Nobody sees it')).toBeInViewport()
  await axe(page)
  await page.setViewportSize({ width: 390, height: 844 })
  await expect(async () => {
    const [below, above] = [await preview.boundingBox(), await filters.boundingBox()]
    expect(below?.y).toBeGreaterThanOrEqual((above?.y ?? 0) + (above?.height ?? 0))
  }).toPass()
})
