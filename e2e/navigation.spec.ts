import { expect, expectRefusal, test } from './fixtures'
import { areaOf } from './reader-page'
import { callAs, joinAsCoder, readingProject } from './reading-project'

const longName = 'Perceptions of non-traditional security in the island states of the western Pacific, 2019 to 2026'

test('five words lead through a project: each opens the page one saw last, and its pages stand in a row below', async ({
  signIn,
  axe,
}) => {
  const lead = await signIn('Hedda Line')
  const { page } = lead
  const { projectId, address } = await readingProject(lead)
  await callAs(lead, 'PATCH', `/projects/${projectId}`, { version: 1, name: longName })
  await page.goto(`/projects/${projectId}/documents`)
  const sections = page.getByRole('banner').getByRole('navigation', { name: 'Sections of the project' })
  const pages = page.getByRole('banner').getByRole('navigation', { name: /^Pages of/ })
  const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)

  await expect(sections.getByRole('link')).toHaveText(['Read', 'Codebook', 'Rounds', 'Findings', 'Project'])
  await expect(sections.getByRole('link', { name: 'Read' })).toHaveAttribute('aria-current', 'true')
  await expect(pages.getByRole('link')).toHaveText(['Documents', 'Cases'])

  await sections.getByRole('link', { name: 'Rounds' }).click()
  await expect(pages.getByRole('link')).toHaveText(['Rounds', 'Review', 'Agreement'])
  await pages.getByRole('link', { name: 'Agreement' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Agreement' })).toBeVisible()
  await expect(pages.getByRole('link', { name: 'Agreement' })).toHaveAttribute('aria-current', 'page')
  await sections.getByRole('link', { name: 'Findings' }).click()
  await expect(pages.getByRole('link')).toHaveText(['Themes', 'Passages', 'Tables', 'Search', 'Memos', 'Export'])
  await sections.getByRole('link', { name: 'Project' }).click()
  await expect(pages.getByRole('link')).toHaveText(['Members', 'History', 'Bin', 'Jobs', 'Settings'])
  await expect(page.getByRole('heading', { level: 1, name: 'Members' })).toBeVisible()
  await axe(page)
  await pages.getByRole('link', { name: 'History' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'History' })).toBeVisible()
  await sections.getByRole('link', { name: 'Rounds' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Agreement' }), 'the page seen last').toBeVisible()
  await page.reload()
  await expect(sections.getByRole('link', { name: 'Rounds' })).toHaveAttribute('aria-current', 'true')
  await sections.getByRole('link', { name: 'Project' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'History' }), 'also after a reload').toBeVisible()
  await sections.getByRole('link', { name: 'Rounds' }).hover()
  await expect(page.getByRole('tooltip')).toHaveText('Opens Agreement, where you were last')
  await sections.getByRole('link', { name: 'Project' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Members' }), 'the first, once one is in it').toBeVisible()

  await page.goto(address)
  await expect(sections.getByRole('link', { name: 'Read' })).toHaveAttribute('aria-current', 'true')
  await expect(pages, 'the reader has the room').toHaveCount(0)

  await page.goto(`/projects/${projectId}/history`)
  for (const width of [768, 1024, 1280, 1440]) {
    await page.setViewportSize({ width, height: 800 })
    await expect(sections.getByRole('link', { name: 'Project' })).toBeVisible()
    expect(await overflow(), String(width)).toBeLessThanOrEqual(0)
    const lines = await sections
      .getByRole('link')
      .evaluateAll((links) => new Set(links.map((link) => link.getBoundingClientRect().top)).size)
    expect(lines, 'one line').toBe(1)
  }
  const name = page.getByRole('banner').getByRole('link', { name: longName })
  expect(
    await name.evaluate((link) => link.scrollWidth <= link.clientWidth && link.scrollHeight <= link.clientHeight),
    'the whole name at 1440',
  ).toBe(true)
})

test('the crumb above a heading leads back to where the page hangs', async ({ signIn }) => {
  const lead = await signIn('Hedda Line')
  const { page } = lead
  const { projectId, tags } = await readingProject(lead)
  await page.goto(`/projects/${projectId}/codebook/${tags.Border}`)
  await page.getByRole('navigation', { name: 'Where you are' }).getByRole('link', { name: 'Codebook' }).click()
  await expect(page).toHaveURL(`/projects/${projectId}/codebook`)
  await expect(page.getByRole('heading', { level: 1, name: 'Codebook' })).toBeVisible()
})

test('two tabs in one section leave each other in peace', async ({ signIn }) => {
  const lead = await signIn('Hedda Line')
  const { projectId } = await readingProject(lead)
  const beside = await lead.context.newPage()
  await lead.page.goto(`/projects/${projectId}/members`)
  await beside.goto(`/projects/${projectId}/history`)
  await expect
    .poll(() => beside.evaluate((id) => localStorage.getItem(`commonplace-last-pages-${id}`), projectId))
    .toContain('history')
  const written = await beside.evaluate(async () => {
    let count = 0
    window.addEventListener('storage', () => (count += 1))
    for (let frame = 0; frame < 60; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve))
    return count
  })
  expect(written).toBeLessThanOrEqual(1)
})

test('a role hides pages and leaves the others where they were', async ({ signIn }) => {
  const lead = await signIn('Hedda Line')
  const { projectId } = await readingProject(lead)
  const coder = await signIn('Cora Hill')
  await joinAsCoder(lead, coder, projectId)
  await coder.page.goto(`/projects/${projectId}/members`)
  const pages = coder.page.getByRole('navigation', { name: 'Pages of Project' })
  await expect(pages.getByRole('link')).toHaveText(['Members', 'History', 'Bin'])
})

test('on a phone four words and More stand at the foot, and no page is wider than the screen', async ({
  signIn,
  axe,
}) => {
  test.setTimeout(300_000)
  const lead = await signIn('Hedda Line')
  const { page } = lead
  const { projectId } = await readingProject(lead)
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(`/projects/${projectId}/documents`)
  const foot = page.getByRole('navigation', { name: 'Sections of the project' })
  await expect(foot.getByRole('link')).toHaveText(['Read', 'Codebook', 'Rounds', 'Findings'])
  await foot.getByRole('button', { name: 'More' }).click()
  await expect(page.getByRole('menuitem')).toHaveText(['Members', 'History', 'Bin', 'Jobs', 'Settings'])
  await axe(page)
  await page.getByRole('menuitem', { name: 'History' }).click()
  await expect(page.getByRole('heading', { name: 'History', level: 1 })).toBeVisible()
  await expect(foot.getByRole('button', { name: 'More' })).toHaveAttribute('aria-current', 'true')
  for (const path of [
    'documents',
    'codebook',
    'codebook/proposals',
    'rounds',
    'rounds/new',
    'review',
    'agreement',
    'themes',
    'members',
    'history',
    'bin',
    'export',
    'settings',
  ]) {
    await page.goto(`/projects/${projectId}/${path}`)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect([path, overflow <= 0]).toEqual([path, true])
  }
})

test('Ctrl-K goes anywhere by name: pages, documents, tags, themes and people', async ({ signIn, axe }) => {
  const lead = await signIn('Hedda Line')
  const { page } = lead
  const { projectId, address } = await readingProject(lead)
  const title = 'The harbour'
  const theme = (await callAs(lead, 'POST', `/projects/${projectId}/themes`, { name: 'Bordering the sea' })) as {
    id: string
  }
  await page.goto(`/projects/${projectId}/members`)
  const field = page.getByRole('searchbox', { name: 'Search or go to…' })
  const goTo = async (words: string) => {
    await page.keyboard.press('Control+k')
    await expect(field).toBeFocused()
    await field.fill(words)
  }

  await page.getByRole('button', { name: 'Search or go to…' }).click()
  await expect(page.getByRole('menuitem').first()).toHaveText(/Documents/)
  await axe(page)
  await page.keyboard.press('Escape')
  await expect(field).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Search or go to…' })).toBeFocused()

  await goTo('border')
  await expect(page.getByRole('menuitem', { name: /^Border/ })).toHaveCount(2)
  await expect(page.getByRole('group', { name: 'Themes' }).getByRole('menuitem')).toHaveText(['Bordering the sea'])
  await axe(page)
  await page.getByRole('menuitem', { name: 'Bordering the sea' }).click()
  await expect(page).toHaveURL(new RegExp(`/themes/${theme.id}$`))

  await goTo('agreem')
  const agreement = page.getByRole('menuitem', { name: 'Agreement' })
  const last = page.getByRole('menuitem').last()
  await expect(last).toHaveText('Search the texts for “agreem”')
  // The first is chosen by itself after a while, or by the arrow before that.
  await expect(async () => {
    const isBehind = (await last.getAttribute('data-focused')) !== null
    if ((await agreement.getAttribute('data-focused')) === null)
      await page.keyboard.press(isBehind ? 'ArrowUp' : 'ArrowDown')
    await expect(agreement).toHaveAttribute('data-focused', 'true', { timeout: 1_000 })
  }).toPass()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Agreement' })).toBeVisible()

  await goTo(title)
  await page.getByRole('group', { name: 'Documents' }).getByRole('menuitem').first().click()
  await expect(page).toHaveURL(new RegExp(`${address}$`))
  await expect(areaOf(page)).toBeVisible()

  await goTo('hedda')
  await page.getByRole('group', { name: 'People' }).getByRole('menuitem', { name: 'Hedda Line' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Members' })).toBeVisible()

  await goTo('nothing is called like this')
  await expect(page.getByRole('menuitem')).toHaveText(['Search the texts for “nothing is called like this”'])
})

test('from a project an administrator finds the accounts and backups of its server, and whoever a blind round keeps from an export the rounds', async ({
  signIn,
}) => {
  const [lead, ana, ben] = [await signIn('Ada Keep', { isAdmin: true }), await signIn('Ana'), await signIn('Ben')]
  const { projectId, documentId } = await readingProject(lead)
  for (const coder of [ana, ben]) await joinAsCoder(lead, coder, projectId)
  const { page } = lead
  await page.goto(`/projects/${projectId}/settings`)
  await expect(page.getByRole('link', { name: 'Export the whole project' })).toBeVisible()
  await page.keyboard.press('Control+k')
  const offered = page.getByRole('group', { name: 'Outside this project' }).getByRole('menuitem')
  await expect(offered).toHaveText([
    'Projects',
    'Notifications',
    'Your jobs',
    'Your account',
    /^Accounts of this server/,
    /^Backups/,
  ])
  await page.getByRole('searchbox', { name: 'Search or go to…' }).fill('admin')
  await expect(offered).toHaveText([/^Accounts of this server/, /^Backups/])
  await page.getByRole('menuitem', { name: 'Backups' }).click()
  await expect(page).toHaveURL(/\/account#backups$/)
  await expect(page.getByRole('region', { name: 'Backups' })).toBeInViewport()

  await callAs(lead, 'POST', `/projects/${projectId}/rounds`, {
    name: 'Blind',
    documentIds: [documentId],
    coderIds: [ana.id, ben.id],
    visibility: 'until-all-submit',
  })
  await callAs(lead, 'PATCH', `/projects/${projectId}/members/${ana.id}`, { role: 'lead' })
  await ana.page.goto(`/projects/${projectId}/settings`)
  await ana.page.getByRole('link', { name: 'Go to the rounds' }).click()
  await expect(ana.page.getByRole('heading', { level: 1, name: 'Rounds' })).toBeVisible()
  await ana.page.keyboard.press('Control+k')
  await expect(ana.page.getByRole('group', { name: 'Outside this project' }).getByRole('menuitem')).toHaveText([
    'Projects',
    'Notifications',
    'Your jobs',
    'Your account',
  ])
})

test('Enter pressed before the answer is there goes to the first of what was typed, not of what was found before', async ({
  signIn,
}) => {
  const lead = await signIn('Ear Ly')
  const project = await readingProject(lead)
  const theme = (await callAs(lead, 'POST', `/projects/${project.projectId}/themes`, {
    name: 'Bordering the sea',
    tagIds: [],
  })) as { id: string }
  const { page } = lead
  let release = () => {}
  const held = new Promise<void>((resolve) => (release = resolve))
  await page.route(/\/names\?q=border$/, async (route) => {
    await held
    const found = (await (await route.fetch()).json()) as { tags: unknown[] }
    // In the meantime the tag was deleted.
    await route.fulfill({ json: { ...found, tags: [] } })
  })
  await page.goto(`/projects/${project.projectId}/codebook`)
  await page.keyboard.press('Control+k')
  const field = page.getByRole('searchbox', { name: 'Search or go to…' })
  await field.fill('bord')
  await expect(page.getByRole('menuitem', { name: 'Bordering the sea' })).toBeVisible()
  await field.fill('border')
  await expect(page.getByRole('menuitem', { name: /^Border/ })).toHaveCount(2)
  await field.press('Enter')
  await expect(field).toHaveValue('border')
  await expect(page).toHaveURL(/\/codebook$/)
  release()
  await expect(page).toHaveURL(new RegExp(`/themes/${theme.id}$`))
  await expect(field).toHaveCount(0)

  await page.keyboard.press('Control+k')
  await field.fill('harb')
  await field.press('Enter')
  await expect(page).toHaveURL(new RegExp(`/documents/${project.documentId}$`))
})

test('Enter pressed early goes nowhere where it could not be asked what is called so', async ({ signIn }) => {
  const lead = await signIn('Faye Ling')
  const project = await readingProject(lead)
  const { page } = lead
  let release = () => {}
  const held = new Promise<void>((resolve) => (release = resolve))
  expectRefusal(page, 422)
  await page.route(/\/names\?q=member$/, async (route) => {
    await held
    await route.fulfill({ status: 422, json: { code: 'invalid', detail: 'Not now.' } })
  })
  await page.goto(`/projects/${project.projectId}/codebook`)
  await page.keyboard.press('Control+k')
  const field = page.getByRole('searchbox', { name: 'Search or go to…' })
  await field.fill('member')
  await field.press('Enter')
  release()
  await expect(page.getByRole('dialog').getByRole('status')).toHaveText('One place found')
  await expect(field).toHaveValue('member')
  await expect(page).toHaveURL(/\/codebook$/)
})
