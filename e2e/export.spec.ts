import { readFileSync } from 'node:fs'
import { seedDemoProject, demoProjectId } from '@/lib/demo/seed-demo-project'
import { viewerByEmail } from '@/lib/services/projects/member-of'
import { expect, test } from './fixtures'

test('excerpts are chosen, seen beforehand, and downloaded as they were filtered', async ({ signIn, beside, axe }) => {
  test.slow() // The demo project is made through the importers.
  const { page, email } = await signIn('Wren')
  const forUser = await viewerByEmail(beside.db, email)
  if (!forUser) throw new Error('No viewer')
  await seedDemoProject(beside.db, { now: new Date(), forUser })
  const { name: theme, id: themeId } = await beside.db.theme.findFirstOrThrow({
    where: { projectId: demoProjectId },
    orderBy: { position: 'asc' },
    select: { id: true, name: true },
  })
  await page.goto(`/projects/${demoProjectId}/export?what=excerpts&themeId=${themeId}&groupBy=tag&starred=true`)
  await expect(page.getByRole('heading', { level: 1, name: 'Export' })).toBeVisible()
  await expect(page.getByRole('button', { name: new RegExp(`${theme}.*Theme|Theme.*${theme}`) })).toBeVisible()
  await expect(page.getByRole('checkbox', { name: 'Only starred passages' })).toBeChecked()
  const status = page.getByText(/rows?( that you can see)? will be in the file/)
  const starred = Number(/(\d+) row/.exec((await status.textContent()) ?? '')?.[1])
  expect(starred).toBeGreaterThan(0)

  const choose = (name: RegExp) => page.locator('label').filter({ hasText: name }).click()
  await choose(/^docx/)
  await expect(page).toHaveURL(/format=docx/)
  const [docx] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download docx' }).click(),
  ])
  expect(docx.suggestedFilename()).toMatch(/\.docx$/)
  expect(
    readFileSync(await docx.path())
      .subarray(0, 2)
      .toString(),
  ).toBe('PK')

  await choose(/^pdf/)
  const [pdf] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download pdf' }).click(),
  ])
  expect(pdf.suggestedFilename()).toMatch(/\.pdf$/)
  expect(
    readFileSync(await pdf.path())
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-')

  await choose(/^csv/)
  const [csv] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download csv' }).click(),
  ])
  const text = readFileSync(await csv.path(), 'utf8')
  expect(text.startsWith('\uFEFFdocument,')).toBe(true)
  expect(text.match(/annotation=[\w-]{36}/g)).toHaveLength(starred)

  await choose(/^Codebook/)
  await expect(page.getByRole('rowheader', { name: 'Non-traditional security', exact: true })).toBeVisible()
  await choose(/^Documents/)
  await expect(page.getByRole('rowheader', { name: 'A Sea Without Fences' })).toBeVisible()
  await choose(/^Excerpts/)
  await expect(page.getByRole('row')).toHaveCount(6)
  await axe(page)
  await page.setViewportSize({ width: 390, height: 844 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
})
