import { buffer } from 'node:stream/consumers'
import { Readable } from 'node:stream'
import yauzl from 'yauzl'
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

test('a project is taken along for other programs, with its texts, and the page says what such a file cannot hold', async ({
  signIn,
  axe,
}) => {
  const lead = await signIn('Lena Leaves')
  const project = await readingProject(lead)
  await tagAs(lead, project, 'Nobody sees it', ['Border'])
  const { page } = lead
  await page.goto(`/projects/${project.projectId}/export`)
  await page.getByRole('radio', { name: /^The project for other programs/ }).check({ force: true })
  await expect(page.getByRole('radio', { name: /^qdpx REFI-QDA project.*no place for the history/ })).toBeChecked()
  await expect(page.getByRole('region', { name: 'Which passages' })).toHaveCount(0)
  await expect(page.getByRole('region', { name: 'The first rows' }).getByText('The harbour')).toBeVisible()
  await axe(page)
  const downloading = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Download qdpx' }).click()
  const file = await downloading
  expect(file.suggestedFilename()).toMatch(/^Reading_project_.*\.qdpx$/)
  const zip = await yauzl.fromBufferPromise(await buffer(await file.createReadStream()), { lazyEntries: true })
  const files = new Map<string, string>()
  for await (const entry of zip.eachEntry())
    files.set(entry.fileName, (await buffer(Readable.from(await zip.openReadStreamPromise(entry)))).toString())
  expect(files.get('project.qde')).toContain('name="Nobody sees it"')
  expect(files.get(`sources/${project.documentId.toUpperCase()}.txt`)).toContain('Nobody sees it.')
})
