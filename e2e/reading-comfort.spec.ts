import { callAs } from './reading-project'
import { areaOf, opened } from './reader-page'
import { expect, test } from './fixtures'

test('the outline leads to its headings, and the page and text size a person chose are there the next time', async ({
  signIn,
}) => {
  const ana = await signIn('Ana Comfort')
  const { page } = ana
  const { id: projectId } = (await callAs(ana, 'POST', '/projects', { name: 'Long reports' })) as { id: string }
  const part = (title: string) =>
    `# ${title}\n\n${'The harbour slept while the boats were counted once more. '.repeat(60)}\n\n`
  const { document: report } = (await callAs(ana, 'POST', `/projects/${projectId}/documents`, {
    title: 'Report',
    markdown: ['Winter', 'Spring', 'Summer'].map(part).join(''),
  })) as { document: { id: string } }
  await opened(page, `/projects/${projectId}/documents/${report.id}`)

  const outline = page.getByRole('navigation', { name: 'Outline' })
  await expect(outline.getByRole('button', { name: 'Winter' })).toHaveAttribute('aria-current', 'location')
  const heading = areaOf(page).getByRole('heading', { name: 'Summer' })
  await expect(heading).not.toBeInViewport()
  await outline.getByRole('button', { name: 'Summer' }).click()
  await expect(heading).toBeInViewport()
  await expect(outline.getByRole('button', { name: 'Summer' })).toHaveAttribute('aria-current', 'location')

  const sizeOf = () =>
    areaOf(page)
      .getByText(/^The harbour slept/)
      .first()
      .evaluate((paragraph) => parseFloat(getComputedStyle(paragraph).fontSize))
  const paperOf = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)
  const [size, paper] = [await sizeOf(), await paperOf()]
  for (const choice of ['Larger', 'Dark']) {
    await page.getByRole('button', { name: 'Appearance' }).click()
    await page.getByRole('menuitemradio', { name: choice }).click()
    await page.keyboard.press('Escape')
  }
  await expect.poll(sizeOf).toBeGreaterThan(size)
  await expect.poll(paperOf).not.toBe(paper)
  const chosen = [await sizeOf(), await paperOf()]
  await opened(page, `/projects/${projectId}/documents/${report.id}`)
  expect([await sizeOf(), await paperOf()]).toEqual(chosen)
})
