import type { Page } from '@playwright/test'
import { expect, test, type Person } from './fixtures'
import { callAs, joinAsCoder, readingProject, tagAs, type ReadingProject } from './reading-project'

async function theme(person: Person, project: ReadingProject, name: string, tags: string[]): Promise<string> {
  const made = (await callAs(person, 'POST', `/projects/${project.projectId}/themes`, {
    name,
    tagIds: tags.map((tag) => project.tags[tag]),
  })) as { id: string }
  return `/projects/${project.projectId}/themes/${made.id}`
}

const excerpts = (page: Page) => page.getByRole('region', { name: 'Excerpts' }).getByRole('article')

test('a theme is made from the tree, opened, edited, moved and binned, and each can be reverted', async ({
  signIn,
  axe,
}) => {
  const lead = await signIn('The Ma')
  const { page } = lead
  const project = await readingProject(lead)
  await callAs(lead, 'POST', `/projects/${project.projectId}/tags`, {
    name: 'Ferries',
    parentId: project.tags['Public health'],
  })
  await page.goto(`/projects/${project.projectId}/themes`)
  await expect(page.getByRole('heading', { name: 'No themes yet' })).toBeVisible()
  await axe(page)
  await page.getByRole('button', { name: 'New theme' }).click()
  const form = page.getByRole('dialog', { name: 'New theme' })
  await form.getByRole('textbox', { name: 'Name' }).fill('What travels')
  await form.getByRole('row', { name: 'Public health' }).click()
  await expect(form.getByText('1 tag chosen, 1 more below')).toBeVisible()
  await axe(page)
  await form.getByRole('button', { name: 'Make theme' }).click()
  await expect(page.getByRole('row', { name: 'What travels' })).toBeVisible()
  await theme(lead, project, 'Second', [])
  await page.reload()
  await page.getByRole('button', { name: 'Actions on Second' }).click()
  await page.getByRole('menuitem', { name: 'Move earlier' }).click()
  await expect(page.getByRole('row').first()).toContainText('Second')
  await axe(page)
  await page.getByRole('button', { name: 'Actions on Second' }).click()
  await page.getByRole('menuitem', { name: 'Move to the bin' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Move to the bin' }).click()
  await expect(page.getByRole('row', { name: 'Second' })).toBeHidden()
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await expect(page.getByRole('row').first()).toContainText('Second')
})

test('two people under one theme: what a colleague shares is announced, taken in on demand, and private work stays private', async ({
  signIn,
  axe,
}) => {
  const [lead, coder] = [await signIn('Ada Reads'), await signIn('Ben Shares')]
  const project = await readingProject(lead)
  await joinAsCoder(lead, coder, project.projectId)
  await tagAs(lead, project, 'Fever followed the ferry', ['Public health'])
  const own = await tagAs(lead, project, 'nine beds', ['Public health'], { visibility: 'private' })
  await tagAs(coder, project, 'forty names', ['Public health'], { visibility: 'private' })
  const { page } = lead
  await page.goto(await theme(lead, project, 'Illness', ['Public health']))
  await expect(excerpts(page)).toHaveCount(2)
  await expect(excerpts(page).filter({ hasText: 'nine beds' })).toContainText('Private to you')
  await expect(
    excerpts(page).filter({ hasText: 'nine beds' }).getByRole('link', { name: 'In the document' }),
  ).toHaveAttribute('href', `${project.address}?annotation=${own.id}`)
  await expect(page.getByText('All 2 excerpts').last()).toBeVisible()

  await tagAs(coder, project, 'without fish', ['Public health'], { note: 'Hunger comes first.' })
  const news = page.getByText('1 new excerpt')
  await expect(news).toBeVisible()
  await expect(excerpts(page)).toHaveCount(2)
  await axe(page)
  await page.getByRole('button', { name: 'Show', exact: true }).click()
  await expect(excerpts(page)).toHaveCount(3)
  await expect(news).toBeHidden()
  await expect(excerpts(page).first()).toContainText('Ben Shares')
  await expect(page.getByText('forty names', { exact: true })).toHaveCount(0)
})

test('a view is grouped, filtered, starred, opened from its charts, and exported as it is', async ({ signIn, axe }) => {
  const lead = await signIn('Vi Ew')
  const project = await readingProject(lead)
  await tagAs(lead, project, 'without fish', ['Fisheries', 'Border'])
  await tagAs(lead, project, 'mended every night', ['Fisheries'])
  await tagAs(lead, project, 'Fever followed the ferry', ['Public health'])
  const { document } = (await callAs(lead, 'POST', `/projects/${project.projectId}/documents`, {
    title: 'The second log',
    text: 'The nets were cut again.',
    attributes: { date: '2021-03-04' },
  })) as { document: { id: string } }
  await callAs(lead, 'POST', `/projects/${project.projectId}/annotations`, {
    documentId: document.id,
    start: 4,
    end: 8,
    tagIds: [project.tags['Fisheries']],
  })
  const { page } = lead
  const address = await theme(lead, project, 'Harm', ['Fisheries', 'Public health'])
  await page.goto(address)
  await expect(excerpts(page)).toHaveCount(4)

  await excerpts(page)
    .filter({ hasText: 'mended every night' })
    .getByRole('button', { name: 'Star for the team' })
    .click()
  await page.getByRole('button', { name: 'Starred only' }).click()
  await expect(excerpts(page)).toHaveCount(1)
  await expect(page).toHaveURL(/starred=true/)
  await page.getByRole('button', { name: 'Remove filter: Starred' }).click()
  await expect(excerpts(page)).toHaveCount(4)

  const figures = page.getByRole('complementary', { name: 'Figures' })
  await figures.getByRole('link', { name: 'The second log' }).click()
  await expect(excerpts(page)).toHaveCount(1)
  await expect(excerpts(page)).toContainText('nets')
  await page.getByRole('button', { name: 'Clear all' }).click()
  await figures.getByRole('button', { name: 'Border' }).click()
  await expect(excerpts(page)).toHaveCount(1)
  await expect(excerpts(page)).toContainText('without fish')
  await axe(page)
  await page.getByRole('button', { name: 'Clear all' }).click()
  await figures.getByRole('link', { name: /2021/ }).click()
  await expect(excerpts(page)).toHaveCount(1)
  await page.getByRole('button', { name: 'Clear all' }).click()

  await page.getByRole('button', { name: /Grouped by/ }).click()
  await page.getByRole('option', { name: 'Grouped by: Tag' }).click()
  await expect(page.getByRole('heading', { name: /^Fisheries/ })).toBeVisible()
  await page.getByRole('searchbox', { name: 'Words in the passage or note' }).fill('fish')
  await expect(excerpts(page)).toHaveCount(1)
  await expect(page.getByRole('link', { name: 'Export this view' })).toHaveAttribute(
    'href',
    /\/export\?.*q=fish.*groupBy=tag/,
  )
})

test('a narrative saves itself and is there the next time', async ({ signIn, axe }) => {
  const lead = await signIn('Wri Ter')
  const project = await readingProject(lead)
  const { page } = lead
  await page.goto(await theme(lead, project, 'Harm', ['Fisheries']))
  const narrative = page.getByRole('textbox', { name: 'Narrative of the theme' })
  await narrative.click()
  await page.keyboard.type('What the sea takes, ')
  await page.keyboard.press('Control+b')
  await page.keyboard.type('it takes quietly.')
  await expect(page.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible()
  await axe(page)
  await page.reload()
  await expect(narrative).toContainText('What the sea takes, it takes quietly.')
  await expect(narrative.locator('strong')).toHaveText('it takes quietly.')
})

test('hundreds of excerpts scroll without all being in the page, and the count is true', async ({ signIn }) => {
  const lead = await signIn('Lon Glist')
  const project = await readingProject(lead)
  for (let part = 0; part < 4; part += 1) {
    const items = Array.from({ length: 100 }, (_, i) => ({
      documentId: project.documentId,
      start: i,
      end: i + 5 + part,
      tagIds: [project.tags['Fisheries']],
    }))
    await callAs(lead, 'POST', `/projects/${project.projectId}/annotations/bulk`, { action: 'create', items })
  }
  const { page } = lead
  await page.goto(await theme(lead, project, 'Many', ['Fisheries']))
  await expect(page.getByText('100 of 400 excerpts read so far')).toBeAttached()
  expect(await excerpts(page).count()).toBeLessThan(40)
  await expect
    .poll(
      async () => {
        await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight))
        return page.getByText('All 400 excerpts').last().isVisible()
      },
      { timeout: 30_000 },
    )
    .toBe(true)
  expect(await excerpts(page).count()).toBeLessThan(40)
})

test('the same words by two coders stand once, with the tags of both, and unfold to what each has of their own', async ({
  signIn,
  axe,
}) => {
  const [lead, coder] = [await signIn('Ada Reads'), await signIn('Ben Shares')]
  const project = await readingProject(lead)
  await joinAsCoder(lead, coder, project.projectId)
  await tagAs(lead, project, 'Fever followed the ferry inland.', ['Public health'], { note: 'How it came.' })
  await tagAs(coder, project, 'Fever followed the ferry', ['Public health'])
  await tagAs(coder, project, 'Fever followed the ferry inland.', ['Public health', 'Border'])
  await tagAs(coder, project, 'nine beds', ['Public health'])
  await tagAs(coder, project, 'Nobody sees it.', ['Public health'], { visibility: 'private' })
  await tagAs(lead, project, 'Nobody sees it.', ['Public health'])
  const { page } = lead
  await page.goto(await theme(lead, project, 'What travels', ['Public health']))
  const shared = page.getByRole('article', { name: '2 excerpts of the same words in The harbour' })
  await expect(shared).toHaveCount(1)
  await expect(shared).toContainText('2 coders: Ada Reads and Ben Shares')
  await expect(shared.getByRole('button', { name: 'Border' })).toBeVisible()
  await expect(shared.getByText('How it came.')).toHaveCount(0)
  // What a colleague keeps to themselves is nobody’s second coder.
  await expect(page.getByRole('article', { name: 'Ada Reads in The harbour' })).toContainText('Nobody sees it.')
  await expect(page.getByRole('heading', { name: /The harbour/ })).toContainText('4 passages · 5 excerpts')
  await expect(page.getByText('All 5 excerpts · 4 passages')).toBeVisible()
  await shared.getByRole('button', { name: 'Each by themselves' }).click()
  const own = shared.getByRole('article')
  await expect(own).toHaveCount(2)
  await expect(own.filter({ hasText: 'How it came.' })).toContainText('Ada Reads')
  await own.filter({ hasText: 'Ben Shares' }).getByRole('button', { name: 'Star for the team' }).click()
  await expect(shared.getByRole('img', { name: 'Starred' })).toBeVisible()
  await axe(page)
  await page.screenshot({ path: 'test-results/same-words.png' })
  await page.setViewportSize({ width: 390, height: 844 })
  await shared.scrollIntoViewIfNeeded()
  await axe(page)
  await page.screenshot({ path: 'test-results/same-words-phone.png' })
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.goto(`/projects/${project.projectId}/codebook/${project.tags['Public health']}`)
  await expect(shared).toHaveCount(1)
})
