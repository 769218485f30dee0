import type { Download, Page } from '@playwright/test'
import { parse } from 'csv-parse/sync'
import { expect, test, type Person } from './fixtures'
import { callAs, joinAsCoder, readingProject, tagAs, type ReadingProject } from './reading-project'

/** Two documents, of 2014 and of 2017, in which two people marked passages. */
async function coded(lead: Person, coder: Person): Promise<ReadingProject & { secondId: string }> {
  const project = await readingProject(lead)
  const { projectId, documentId, tags } = project
  await joinAsCoder(lead, coder, projectId)
  await callAs(lead, 'POST', `/projects/${projectId}/attributes`, { key: 'date', label: 'Date', type: 'date' })
  await callAs(lead, 'PATCH', `/projects/${projectId}/documents/${documentId}`, { attributes: { date: '2014-05-03' } })
  const { document } = (await callAs(lead, 'POST', `/projects/${projectId}/documents`, {
    title: 'The ferry',
    text: 'Nobody asks the ferry for a passport.',
    attributes: { date: '2017' },
  })) as { document: { id: string } }
  await tagAs(lead, project, 'The harbour slept', ['Border', 'Fisheries'])
  await tagAs(lead, project, 'Nobody sees it', ['Border'])
  await tagAs(coder, project, 'harbour', ['Fisheries'])
  await callAs(lead, 'POST', `/projects/${projectId}/annotations`, {
    documentId: document.id,
    start: 0,
    end: 6,
    tagIds: [tags['Public health']],
  })
  return { ...project, secondId: document.id }
}

const grid = (page: Page) => page.getByRole('grid')
/** The figures of a table, row by row, with the heads. */
const figuresOf = (page: Page) =>
  grid(page)
    .getByRole('row')
    .evaluateAll((rows) =>
      rows.map((row) => [...row.querySelectorAll('th, td')].map((cell) => cell.textContent.trim())),
    )
const choose = async (page: Page, field: string, option: string) => {
  await page.getByRole('button', { name: new RegExp(`${field}$`) }).click()
  await page.getByRole('option', { name: option, exact: true }).click()
}

test('a table says what its cells hold, is sorted, shown in shares, kept in its address and taken away as it stands', async ({
  signIn,
  axe,
}) => {
  const [lead, ben] = [await signIn('Tab Leads'), await signIn('Ben Counts')]
  const { projectId } = await coded(lead, ben)
  const { page } = lead
  await page.goto(`/projects/${projectId}/tables`)
  await expect(page.getByText('4 tagged passages in 2 documents')).toBeVisible()
  expect(await figuresOf(page)).toEqual([
    ['Tag', 'The ferry', 'The harbour', 'All'],
    ['Fisheries', '·', '2', '2'],
    ['Public health', '1', '·', '1'],
    ['Border', '·', '2', '2'],
    ['All', '1', '3', '4'],
  ])
  await axe(page)

  for (const [cell, excerpts] of [
    ['Fisheries, The harbour: 2 (2 passages in 1 document)', ['The harbour slept', 'harbour']],
    ['All, The ferry: 1 (1 passage in 1 document)', ['Nobody']],
    ['Border, All: 2 (2 passages in 1 document)', ['The harbour slept', 'Nobody sees it']],
  ] as const) {
    await page.getByRole('button', { name: cell }).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog.getByText(`${excerpts.length} excerpt`)).toBeVisible()
    await expect(dialog.getByRole('article').locator('blockquote > .text-ink')).toHaveText([...excerpts])
    if (excerpts.length > 1 && cell.startsWith('Fisheries')) await axe(page)
    await page.keyboard.press('Escape')
    await expect(dialog).toHaveCount(0)
  }

  await grid(page).getByRole('button', { name: 'The harbour', exact: true }).click()
  await expect(page.getByRole('columnheader', { name: 'The harbour' })).toHaveAttribute('aria-sort', 'descending')
  expect((await figuresOf(page)).slice(1).map(([name]) => name)).toEqual([
    'Fisheries',
    'Border',
    'Public health',
    'All',
  ])
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  const opened = page.getByRole('dialog', { name: 'Fisheries · The harbour' })
  await expect(opened.getByText('2 excerpts')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(opened).toHaveCount(0)

  await choose(page, 'Shown as', '% of the row')
  await expect(page.getByRole('button', { name: 'Fisheries, The harbour: 100%' })).toBeVisible()
  const [download] = await Promise.all([page.waitForEvent('download'), downloaded(page, 'csv file')])
  const records: string[][] = parse(await textOf(download), { bom: true })
  expect(records).toEqual([
    ['tag', 'The ferry', 'The harbour', 'all'],
    ['Fisheries', '0', '1', '1'],
    ['Public health', '1', '0', '1'],
    ['Border', '0', '1', '1'],
    ['all', '0.25', '0.75', '1'],
  ])

  await page.reload()
  await expect(page.getByRole('button', { name: 'Fisheries, The harbour: 100%' })).toBeVisible()
  await expect(page.getByRole('columnheader', { name: 'The harbour' })).toHaveAttribute('aria-sort', 'descending')
  await choose(page, 'Table', 'Tags over time')
  await choose(page, 'Columns', 'Months')
  await expect(page.getByRole('img', { name: /^Tags over time/ })).toHaveCount(0)
  await page.getByRole('button', { name: /^Public health, 2017/ }).click()
  await expect(page.getByRole('dialog').getByRole('article')).toHaveCount(1)
})

async function textOf(file: Download): Promise<string> {
  const chunks = await (await file.createReadStream()).toArray()
  return Buffer.concat(chunks as Buffer[]).toString('utf8')
}

async function downloaded(page: Page, item: string): Promise<void> {
  await page.getByRole('button', { name: 'Download' }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

test('tags that stand together are counted from either side, and open what stands there', async ({ signIn, axe }) => {
  const [lead, ben] = [await signIn('Cora Meets'), await signIn('Ben Counts')]
  const { projectId } = await coded(lead, ben)
  const { page } = lead
  await page.goto(`/projects/${projectId}/tables?table=cooccurrence`)
  await page.getByRole('button', { name: 'Border, Fisheries: 2 of 3 passages, c = 0.67' }).click()
  await expect(page.getByRole('dialog').getByText('2 excerpts')).toBeVisible()
  await expect(page.getByRole('dialog').locator('blockquote > .text-ink')).toHaveText(['The harbour slept', 'harbour'])
  await page.keyboard.press('Escape')
  await page.getByText('Only what one coder marked').click()
  await expect(page.getByRole('button', { name: 'Fisheries, Border: 1 of 3 passages, c = 0.33' })).toBeVisible()
  await choose(page, 'Figures', 'Coefficient c')
  await expect(page.getByRole('button', { name: 'Fisheries, Border: 1 of 3 passages' })).toHaveText('0.33')
  await axe(page)

  await choose(page, 'Table', 'Saturation')
  const rows = page.getByRole('grid', { name: 'Saturation' }).getByRole('row')
  await expect(rows).toHaveCount(3)
  await expect(page.getByRole('img', { name: /^Saturation, a chart of 1 line over 2 places/ })).toBeVisible()
  await page.getByRole('button', { name: 'Take the chart' }).click()
  const [picture] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'svg picture' }).click(),
  ])
  const drawn = await textOf(picture)
  expect(drawn).toContain('New tags')
  expect(drawn).not.toMatch(/var\(|class=/)
  expect(drawn.match(/fill="rgb\(/g)?.length).toBeGreaterThan(4)
  await page.getByRole('button', { name: 'Take the chart' }).click()
  const [dots] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'png picture, 300 dpi' }).click(),
  ])
  expect(dots.suggestedFilename()).toBe('Saturation.png')
  const [head] = await (await dots.createReadStream()).take(1).toArray()
  expect((head as Buffer).subarray(1, 4).toString()).toBe('PNG')
  // The width of 860 at 300 dots to the inch.
  expect((head as Buffer).readUInt32BE(16)).toBe(2688)
  await rows.nth(1).click()
  await expect(page.getByRole('dialog', { name: 'The harbour' }).getByText('3 excerpts')).toBeVisible()
  await axe(page)
})

test('who codes blind counts their own alone, and a phone shows the table without the page scrolling sideways', async ({
  signIn,
  axe,
}) => {
  const [lead, ben] = [await signIn('Lena Leads'), await signIn('Ben Blind')]
  const project = await coded(lead, ben)
  const { projectId, documentId } = project
  const carla = await signIn('Carla Codes')
  await joinAsCoder(lead, carla, projectId)
  await callAs(lead, 'POST', `/projects/${projectId}/rounds`, {
    name: 'Blind',
    documentIds: [documentId],
    coderIds: [ben.id, carla.id],
    visibility: 'until-own-submit',
  })
  await tagAs(carla, project, 'passport', ['Border'])
  const { page } = ben
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(`/projects/${projectId}/tables?table=tag-author`)
  await expect(page.getByText('2 tagged passages in 2 documents that you can see')).toBeVisible()
  await expect(grid(page).getByRole('columnheader')).toHaveText(['Tag', 'Ben Blind', 'Lena Leads', 'All'])
  await expect(grid(page)).not.toContainText('Carla')
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
  await axe(page)
  await choose(page, 'Table', 'Tags by attribute')
  await expect(page.getByRole('button', { name: 'Date Attribute' })).toBeVisible()
})

test('words are counted in the texts, without those that every text has, and lead to their search', async ({
  signIn,
  axe,
}) => {
  const lead = await signIn('Wanda Words')
  const { projectId } = await readingProject(lead, {
    text: 'The salt of the sea. Salt, and the count.',
    language: 'en',
  })
  const { page } = lead
  await page.goto(`/projects/${projectId}/tables?table=words`)
  await expect(page.getByText('9 words in all, 3 different ones counted here')).toBeVisible()
  expect(await figuresOf(page)).toEqual([
    ['No.', 'Word', 'Count', 'Documents', 'Per 1,000 words'],
    ['1', 'salt', '2', '1', '222.22'],
    ['2', 'count', '1', '1', '111.11'],
    ['3', 'sea', '1', '1', '111.11'],
  ])
  await axe(page)
  await page.getByText('Common words too').click()
  await expect(page.getByRole('link', { name: 'the', exact: true })).toBeVisible()
  expect((await figuresOf(page))[1]).toEqual(['1', 'the', '3', '1', '333.33'])
  await page.getByRole('link', { name: 'salt', exact: true }).click()
  await expect(page.getByText('2 places in one document')).toBeVisible()
})
