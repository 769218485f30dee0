import type { Locator, Page } from '@playwright/test'
import { comingToLife } from '@/testing/browser/alive'
import { expect, expectOffline, expectRefusal, test } from './fixtures'
import { areaOf, select } from './reader-page'
import { callAs, joinAsCoder, readingProject, storedBy, tagAs } from './reading-project'

test.use({ serviceWorkers: 'allow' })

const bar = (page: Page): Locator => page.getByRole('status').filter({ hasText: 'Offline.' })
const highlight = (page: Page, words: string): Locator => page.locator('.hl', { hasText: words })

/** Waits until the browser keeps all of these, pages and answers of the API. */
async function kept(page: Page, ...addresses: string[]): Promise<void> {
  await expect
    .poll(async () => (await allKept(page)).filter((address) => addresses.includes(address)).sort())
    .toEqual(addresses.toSorted())
}

/** The addresses of what the browser keeps of what anybody has seen. */
function allKept(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const names = (await caches.keys()).filter((name) => name.startsWith('commonplace-seen-'))
    const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()))
    return requests.flat().map(({ url }) => new URL(url).pathname + new URL(url).search)
  })
}

/** Opens the documents of a project and waits until the browser keeps what it sees. */
async function watched(page: Page, projectId: string): Promise<void> {
  await page.goto(`/projects/${projectId}/documents`)
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await kept(page, `/projects/${projectId}/documents`)
}

test('from the moment the connection goes one reads and codes on, sees as of when, and what waits is stored once', async ({
  signIn,
  axe,
}) => {
  const ana = await signIn('Ana Ashore')
  const { page, context } = ana
  const project = await readingProject(ana)
  const [base, api] = [`/projects/${project.projectId}`, `/api/v1/projects/${project.projectId}`]
  await watched(page, project.projectId)
  await page.getByRole('link', { name: 'Codebook' }).first().click()
  await expect(page.getByRole('heading', { level: 1, name: 'Codebook' })).toBeVisible()
  await page.getByRole('link', { name: 'Read', exact: true }).first().click()
  await page.getByRole('link', { name: 'The harbour' }).first().click()
  await expect(page.locator('[data-painted]')).toBeAttached()
  await kept(
    page,
    `${base}/codebook`,
    project.address,
    `${api}/documents/${project.documentId}/content`,
    `${api}/documents/${project.documentId}/annotations`,
  )

  expectOffline(page)
  await context.setOffline(true)
  await expect(bar(page)).toHaveText('Offline. You can go on.')
  await select(page, 'nine beds')
  await page.keyboard.press('Enter')
  await expect(bar(page)).toHaveText('Offline. You can go on; 1 change waits.')
  await axe(page)

  await page.getByRole('link', { name: 'Codebook' }).first().click()
  await expect(page.getByRole('heading', { level: 1, name: 'Codebook' })).toBeVisible()
  await expect(bar(page)).toHaveText(/^Offline\. Shown as it was at \d\d:\d\d\. You can go on; 1 change waits\.$/)
  await axe(page)
  await page.goto(project.address)
  await expect(areaOf(page)).toContainText('The doctor counted nine beds')
  await expect(highlight(page, 'nine beds')).toBeVisible()
  await expect(bar(page)).toHaveText(/Shown as it was at \d\d:\d\d\. You can go on; 1 change waits\.$/)
  await page.reload()
  await expect(highlight(page, 'nine beds')).toBeVisible()
  await expect(page.getByText(/^One change waits/)).toBeVisible()

  await page.getByRole('link', { name: 'Findings' }).first().click()
  await expect(page.getByRole('heading', { level: 1, name: 'This page is not at hand' })).toBeVisible()
  await axe(page)
  await page.getByRole('link', { name: /^Codebook · Reading/ }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Codebook' })).toBeVisible()

  // The document is closed: whichever page there is sends what was done in it.
  await context.setOffline(false)
  await expect(bar(page)).toHaveCount(0)
  await expect(page.getByRole('status').filter({ hasText: 'Online again.' })).toBeAttached()
  await expect.poll(async () => (await storedBy(ana, project)).map(({ quote }) => quote)).toEqual(['nine beds'])
  await page.goto(project.address)
  await expect(highlight(page, 'nine beds')).toBeVisible()
  const { items: events } = (await callAs(ana, 'GET', `${base}/events?limit=200`)) as { items: { type: string }[] }
  expect(events.filter(({ type }) => type === 'annotation.created')).toHaveLength(1)
})

test('what was kept is never shown as fresh: it is asked for anew before the bar goes', async ({ signIn }) => {
  const ana = await signIn('Ana Again')
  const { page, context } = ana
  const project = await readingProject(ana)
  const codebook = `/projects/${project.projectId}/codebook`
  await watched(page, project.projectId)
  await page.goto(codebook)
  await kept(page, codebook)
  expectOffline(page)
  await context.setOffline(true)
  await page.reload()
  await expect(page.getByRole('status').filter({ hasText: 'Shown as it was at' })).toBeVisible()
  await expect(page.getByText('Fisheries').first()).toBeVisible()
  const elsewhere = await context
    .browser()
    ?.newContext({ storageState: await context.storageState(), baseURL: new URL(page.url()).origin })
  const renamed = await elsewhere?.request.patch(
    `/api/v1/projects/${project.projectId}/tags/${project.tags.Fisheries}`,
    { data: { name: 'Fishing grounds', version: 1 } },
  )
  expect(renamed?.ok(), await renamed?.text()).toBe(true)
  await elsewhere?.close()
  await context.setOffline(false)
  await expect(page.getByRole('status').filter({ hasText: 'Shown as it was at' })).toHaveCount(0)
  await expect(page.getByText('Fishing grounds').first()).toBeVisible()
  await expect(page.getByText('Fisheries')).toHaveCount(0)
})

test('a page that was never opened comes by itself when the connection does', async ({ signIn }) => {
  const ana = await signIn('Ana Later')
  const { page, context } = ana
  const project = await readingProject(ana)
  await watched(page, project.projectId)
  expectOffline(page)
  await context.setOffline(true)
  await page.goto(`/projects/${project.projectId}/members`)
  await expect(page.getByRole('heading', { level: 1, name: 'This page is not at hand' })).toBeVisible()
  await expect(page.getByRole('link', { name: /^Documents · Reading/ })).toBeVisible()
  await context.setOffline(false)
  await expect(page.getByRole('heading', { level: 1, name: 'Members' })).toBeVisible()
  await expect(bar(page)).toHaveCount(0)
})

test('signing out takes all that was kept along, and who signs in next sees nothing of it', async ({ signIn, axe }) => {
  const [ana, ben] = [await signIn('Ana Shares'), await signIn('Ben Borrows')]
  const project = await readingProject(ana)
  const bens = await readingProject(ben)
  const { page, context } = ana
  await watched(page, project.projectId)
  await page.goto(project.address)
  await kept(page, project.address)
  await page.getByRole('button', { name: /^Account of/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible()
  await expect.poll(() => allKept(page)).toEqual([])

  // The same browser, another person: by the cookie, for the form has its own journey.
  await context.addCookies(await ben.context.cookies())
  await watched(page, bens.projectId)
  expect((await allKept(page)).filter((address) => address.includes(project.projectId))).toEqual([])
  expectOffline(page)
  await context.setOffline(true)
  await page.goto(project.address)
  await expect(page.getByRole('heading', { level: 1, name: 'This page is not at hand' })).toBeVisible()
  await expect(page.getByText('harbour')).toHaveCount(0)
  await axe(page)
})

test('who signs in as somebody else without anybody having signed out empties what was kept', async ({ signIn }) => {
  const [ana, ben] = [await signIn('Ana Leaves'), await signIn('Ben Arrives')]
  const project = await readingProject(ana)
  const bens = await readingProject(ben)
  const { page, context } = ana
  await watched(page, project.projectId)
  await context.addCookies(await ben.context.cookies())
  await watched(page, bens.projectId)
  await expect.poll(async () => (await allKept(page)).join().includes(project.projectId)).toBe(false)
})

for (const [who, comeBack] of [
  // It is asked for again when one comes back to the tab.
  ['the page that waits', (page) => page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))],
  ['the page that comes next, which asks for the passages before it sends', (page, address) => page.goto(address)],
] as [string, (page: Page, address: string) => Promise<unknown>][])
  test(`what waits of one person does not go out as another who signs in meanwhile, and is sent and shown by ${who}`, async ({
    signIn,
  }) => {
    const [ana, ben] = [await signIn('Ana Waits'), await signIn('Ben Between')]
    const project = await readingProject(ana)
    await joinAsCoder(ana, ben, project.projectId)
    const { page, context } = ana
    const anas = await context.cookies()
    await page.goto(project.address)
    await expect(page.locator('[data-painted]')).toBeAttached()
    expectOffline(page)
    await context.setOffline(true)
    await select(page, 'nine beds')
    await page.keyboard.press('Enter')
    await expect(bar(page)).toHaveText('Offline. You can go on; 1 change waits.')

    expectRefusal(page, 401)
    await context.addCookies(await ben.context.cookies())
    const refused = page.waitForResponse(
      (answer) => new URL(answer.url()).pathname.endsWith('/annotations') && answer.request().method() === 'POST',
    )
    await context.setOffline(false)
    expect((await refused).status()).toBe(401)
    expect(await storedBy(ben, project)).toEqual([])

    await context.addCookies(anas)
    await comeBack(page, project.address)
    await expect(highlight(page, 'nine beds')).toBeVisible()
    await expect.poll(async () => (await storedBy(ana, project)).map(({ quote }) => quote)).toEqual(['nine beds'])
    const bens = `/projects/${project.projectId}/annotations?authorId=${ben.id}`
    expect(await callAs(ben, 'GET', bens)).toMatchObject({ items: [] })
  })

test('what a page of one person changes is not stored as another who has signed in meanwhile, and stands in its field', async ({
  signIn,
}) => {
  const [ana, ben] = [await signIn('Ana Before'), await signIn('Ben After')]
  const project = await readingProject(ana)
  await joinAsCoder(ana, ben, project.projectId)
  const { page, context } = ana
  const anas = await context.cookies()
  await page.goto(`/projects/${project.projectId}/codebook`)
  await page.getByRole('row', { name: 'Border', exact: true }).click()
  const definition = page.getByRole('textbox', { name: 'Definition' })
  await expect(definition).toBeVisible()
  expectRefusal(page, 401)
  await context.addCookies(await ben.context.cookies())
  await definition.fill('Where one country ends.')
  await definition.blur()
  await expect(page.getByText(/another account than the one that is signed in now/).first()).toBeVisible()
  await expect(definition).toHaveValue('Where one country ends.')
  await page.getByRole('row', { name: 'Public health', exact: true }).focus()
  await page.keyboard.press('F2')
  const name = page.getByRole('textbox', { name: 'New name of Public health' })
  await name.fill('Fevers')
  await name.press('Enter')
  await expect(name).toHaveValue('Fevers')
  const tagNow = (id: string | undefined) => callAs(ben, 'GET', `/projects/${project.projectId}/tags/${id}`)
  expect(await tagNow(project.tags['Border'])).toMatchObject({ definition: 'What belongs to border.' })
  expect(await tagNow(project.tags['Public health'])).toMatchObject({ name: 'Public health' })

  await context.addCookies(anas)
  await name.press('Enter')
  await expect(page.getByRole('row', { name: 'Fevers', exact: true })).toBeVisible()
  // The list tells an event once nothing older may come before it.
  await expect
    .poll(async () => {
      const { items } = (await callAs(ana, 'GET', `/projects/${project.projectId}/events`)) as {
        items: { actor: { id: string }; type: string }[]
      }
      return items
        .filter(({ type }) => type.startsWith('tag.') && type !== 'tag.created')
        .map(({ actor }) => actor.id === ana.id)
    })
    .toContain(true)
  expect(await callAs(ben, 'GET', `/projects/${project.projectId}/annotations?authorId=${ben.id}`)).toMatchObject({
    items: [],
  })
})

test('without a connection nobody signs out, and is told so; what was kept goes all the same', async ({ signIn }) => {
  const ana = await signIn('Ana Stays')
  const { page, context } = ana
  const project = await readingProject(ana)
  await watched(page, project.projectId)
  expectOffline(page)
  await context.setOffline(true)
  await expect(bar(page)).toBeVisible()
  await page.getByRole('button', { name: /^Account of/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page.getByText('You are still signed in')).toBeVisible()
  expect(await allKept(page)).toEqual([])
})

test('what does not wait says that nothing is lost, and keeps the words in their field', async ({ signIn }) => {
  const ana = await signIn('Ana Renames')
  const { page, context } = ana
  const project = await readingProject(ana)
  await watched(page, project.projectId)
  await page.goto(`/projects/${project.projectId}/codebook`)
  await page.getByRole('row', { name: 'Border', exact: true }).click()
  expectOffline(page)
  await context.setOffline(true)
  await expect(bar(page)).toBeVisible()
  const field = page.getByRole('textbox', { name: 'Definition' })
  await field.fill('Where one country ends.')
  await field.blur()
  await expect(page.getByText('Not saved: the server cannot be reached. Your text is kept here.')).toBeVisible()
  await expect(field).toHaveValue('Where one country ends.')
  await page.getByRole('row', { name: 'Public health', exact: true }).focus()
  await page.keyboard.press('F2')
  const name = page.getByRole('textbox', { name: 'New name of Public health' })
  await name.fill('Fevers')
  await name.press('Enter')
  await expect(page.getByText(/Nothing was lost; try again when you are connected/)).toBeVisible()
  await expect(name).toHaveValue('Fevers')

  await context.setOffline(false)
  await expect(bar(page)).toHaveCount(0)
  await name.press('Enter')
  await expect(page.getByRole('row', { name: 'Fevers', exact: true })).toBeVisible()
  await expect
    .poll(async () => {
      const tag = await callAs(ana, 'GET', `/projects/${project.projectId}/tags/${project.tags.Border}`)
      return (tag as { definition: string }).definition
    })
    .toBe('Where one country ends.')
})

test('a file is not fetched without a connection, and the page stays', async ({ signIn }) => {
  const ana = await signIn('Ana Exports')
  const { page, context } = ana
  const project = await readingProject(ana)
  await tagAs(ana, project, 'nine beds', ['Border'])
  await watched(page, project.projectId)
  await page.goto(`/projects/${project.projectId}/export`)
  await expect(page.locator('a[href^="/api/"]')).toBeVisible()
  expectOffline(page)
  await context.setOffline(true)
  await expect(bar(page)).toBeVisible()
  await page.locator('a[href^="/api/"]').first().click()
  await expect(page.getByText('The server cannot be reached. Try again when you are connected.')).toBeVisible()
  await expect(page.getByRole('heading', { level: 1, name: 'Export' })).toBeVisible()
})

test('where a browser keeps no pages the bar stands all the same, and the stream comes back', async ({ signIn }) => {
  const ana = await signIn('Ana Plain')
  const project = await readingProject(ana)
  const { context } = ana
  const page = comingToLife(await context.newPage())
  await page.addInitScript(() => void Reflect.deleteProperty(Navigator.prototype, 'serviceWorker'))
  await page.goto(`/projects/${project.projectId}/codebook`)
  expectOffline(page)
  await context.setOffline(true)
  await expect(bar(page)).toHaveText('Offline. You can go on.')
  await context.setOffline(false)
  await expect(bar(page)).toHaveCount(0)
  await callAs(ana, 'POST', `/projects/${project.projectId}/tags`, { name: 'Weather' })
  await expect(page.getByText('Weather').first()).toBeVisible()
})
