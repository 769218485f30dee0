import { comingToLife } from '@/testing/browser/alive'
import { callAs, joinAsCoder, readingProject, storedBy, tagAs } from './reading-project'
import { areaOf, opened, select } from './reader-page'
import { expect, expectOffline, expectRefusal, test } from './fixtures'

const highlight = (words: string) => ({ hasText: words })

test('what a colleague does appears without reloading: passages, a new tag, their removal, and where they are', async ({
  signIn,
  axe,
}) => {
  const [ana, kai] = [await signIn('Ana Live'), await signIn('Kai Stream')]
  const project = await readingProject(ana)
  await joinAsCoder(ana, kai, project.projectId)
  await opened(ana.page, project.address)
  await opened(kai.page, project.address)
  await expect(
    ana.page.getByRole('list', { name: 'Also reading' }).getByRole('button', { name: 'Go to where Kai Stream is' }),
  ).toBeVisible()
  await expect(kai.page.getByRole('button', { name: 'Go to where Ana Live is' })).toBeVisible()
  await axe(ana.page)

  let loads = 0
  let layers = 0
  ana.page.on('framenavigated', () => (loads += 1))
  ana.page.on('request', (request) => {
    if (/\/documents\/[^/]+\/annotations$/.test(new URL(request.url()).pathname)) layers += 1
  })
  await select(kai.page, 'nine beds')
  await kai.page.keyboard.press('Enter')
  await expect(ana.page.locator('.hl', highlight('nine beds'))).toBeVisible({ timeout: 2000 })
  const { id, version } = await tagAs(kai, project, 'The harbour slept.', ['Fisheries'])
  await expect(ana.page.locator('.hl', highlight('The harbour slept.'))).toBeVisible({ timeout: 2000 })
  await ana.page.locator('.hl', highlight('The harbour slept.')).click()
  await expect(ana.page.getByRole('article', { name: /Kai Stream/ })).toContainText('Fisheries')
  await callAs(kai, 'PATCH', `/projects/${project.projectId}/annotations/${id}`, {
    version,
    tagIds: [project.tags['Border']],
  })
  await expect(ana.page.getByRole('article', { name: /Kai Stream/ })).toContainText('Border', { timeout: 2000 })
  await callAs(kai, 'DELETE', `/projects/${project.projectId}/annotations/${id}`)
  await expect(ana.page.locator('.hl', highlight('The harbour slept.'))).toHaveCount(0, { timeout: 2000 })
  // All of it from the stream itself: neither the page nor its annotations were asked for again.
  expect([loads, layers]).toEqual([0, 0])

  await callAs(kai, 'POST', `/projects/${project.projectId}/tags`, { name: 'Weather' })
  await select(ana.page, 'At noon')
  await ana.page.keyboard.press('t')
  await ana.page.getByRole('combobox', { name: 'Tags for the passage' }).fill('Weat')
  await expect(ana.page.getByRole('option', { name: /Weather/ })).toBeVisible()
  await ana.page.keyboard.press('Escape')

  await kai.page.goto(`/projects/${project.projectId}/codebook`)
  await expect(ana.page.getByRole('list', { name: 'Also reading' })).toHaveCount(0)
})

test('what is done without a connection waits, survives the page, and is sent once', async ({ signIn }) => {
  const ana = await signIn('Ana Adrift')
  const project = await readingProject(ana)
  const { page, context } = ana
  // What the server answered. The browser may send in the moment in which a page goes and the next comes, and tell nobody of it: so this can say that
  // nothing was sent twice, and the server's own row and history that it arrived.
  const answered: string[] = []
  context.on('response', (response) => {
    if (response.request().method() === 'POST' && response.url().endsWith('/annotations')) answered.push(response.url())
  })
  await opened(page, project.address)
  expectOffline(page)
  await context.setOffline(true)
  await select(page, 'nine beds')
  await page.keyboard.press('Enter')
  await expect(page.getByText(/^One change waits/)).toBeVisible()
  await expect(page.locator('.hl', highlight('nine beds'))).toBeVisible()
  await page.reload().catch(() => undefined) // There is nobody to load it from.

  await context.setOffline(false)
  const second = comingToLife(await context.newPage())
  expectOffline(second)
  await Promise.all([opened(page, project.address), opened(second, project.address)])
  for (const tab of [page, second]) await expect(tab.locator('.hl', highlight('nine beds'))).toBeVisible()
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  await expect.poll(async () => (await storedBy(ana, project)).map(({ quote }) => quote)).toEqual(['nine beds'])
  await opened(page, project.address)
  await expect(page.locator('.hl', highlight('nine beds'))).toBeVisible()
  const { items: events } = (await callAs(ana, 'GET', `/projects/${project.projectId}/events?limit=200`)) as {
    items: { type: string }[]
  }
  expect(events.filter(({ type }) => type === 'annotation.created')).toHaveLength(1)
  expect(answered.length).toBeLessThanOrEqual(1)
})

test('what a closed tab has not sent is sent by the tab that was open beside it', async ({ signIn }) => {
  const ana = await signIn('Ana Besides')
  const project = await readingProject(ana)
  const { page, context } = ana
  const second = comingToLife(await context.newPage())
  await Promise.all([opened(page, project.address), opened(second, project.address)])
  for (const tab of [page, second]) expectOffline(tab)
  await context.setOffline(true)
  await page.bringToFront()
  await select(page, 'nine beds')
  await page.keyboard.press('Enter')
  await expect(page.getByText(/^One change waits/)).toBeVisible()
  await page.close()
  // It says so before there is a connection, and not that all is saved.
  await expect(second.getByText(/^One change waits/)).toBeVisible()
  await expect(second.locator('.hl', highlight('nine beds'))).toBeVisible()
  await context.setOffline(false)
  await expect(second.getByText('Saved', { exact: true })).toBeVisible()
  await expect.poll(async () => (await storedBy(ana, project)).map(({ quote }) => quote)).toEqual(['nine beds'])
})

test('what a closed tab has not sent is sent by the third tab, where the second is closed before it could', async ({
  signIn,
}) => {
  const ana = await signIn('Ana Relays')
  const project = await readingProject(ana)
  const { page, context } = ana
  const others = [comingToLife(await context.newPage()), comingToLife(await context.newPage())]
  for (const tab of [page, ...others]) {
    await opened(tab, project.address)
    expectOffline(tab)
  }
  await context.setOffline(true)
  await page.bringToFront()
  await select(page, 'nine beds')
  await page.keyboard.press('Enter')
  const waits = (tab: typeof page) => tab.getByText(/^One change waits/)
  await expect(waits(page)).toBeVisible()
  await page.close()
  // Either may be quicker.
  const counts = () => Promise.all(others.map((tab) => waits(tab).count()))
  await expect.poll(async () => (await counts()).includes(1)).toBe(true)
  const heir = (await counts()).indexOf(1)
  await others.splice(heir, 1)[0]?.close()
  const last = others[0] as typeof page
  await expect(waits(last)).toBeVisible()
  await context.setOffline(false)
  await expect(last.getByText('Saved', { exact: true })).toBeVisible()
  await expect.poll(async () => (await storedBy(ana, project)).map(({ quote }) => quote)).toEqual(['nine beds'])
})

test('a change made without a connection that meets a newer one shows both, and nothing is lost either way', async ({
  signIn,
}) => {
  const ana = await signIn('Ana Twice')
  const project = await readingProject(ana)
  const { page, context } = ana
  const { id, version } = await tagAs(ana, project, 'The harbour slept.', ['Fisheries'], { note: 'Before' })
  await opened(page, project.address)
  await page.locator('.hl', highlight('harbour')).click()
  expectOffline(page)
  await context.setOffline(true)
  const note = page.getByRole('textbox', { name: /Note/ })
  await note.fill('Mine, at sea')
  await areaOf(page).click({ position: { x: 5, y: 5 } })
  await expect(page.getByText(/^One change waits/)).toBeVisible()
  const elsewhere = await context
    .browser()
    ?.newContext({ storageState: await context.storageState(), baseURL: new URL(page.url()).origin })
  const answer = await elsewhere?.request.patch(`/api/v1/projects/${project.projectId}/annotations/${id}`, {
    data: { version, note: 'From elsewhere' },
  })
  expect(answer?.ok()).toBe(true)
  await elsewhere?.close()
  expectRefusal(page, 409)
  await context.setOffline(false)
  const dialog = page.getByRole('alertdialog')
  await expect(dialog).toContainText('Mine, at sea')
  await expect(dialog).toContainText('From elsewhere')
  await dialog.getByRole('button', { name: 'Keep mine' }).click()
  await expect.poll(async () => (await storedBy(ana, project)).map((row) => row.note)).toEqual(['Mine, at sea'])
})

test('a round that ends, begins again or is opened takes and gives an open page what it hides, without reloading', async ({
  signIn,
}) => {
  const [lead, ana, ben] = [await signIn('Lena Veils'), await signIn('Ana Behind'), await signIn('Ben Before')]
  const project = await readingProject(lead)
  for (const coder of [ana, ben]) await joinAsCoder(lead, coder, project.projectId)
  const base = `/projects/${project.projectId}`
  const { items } = (await callAs(lead, 'GET', `${base}/members`)) as {
    items: { user: { id: string; name: string }; role: string }[]
  }
  const coders = items.filter(({ role }) => role === 'coder').map(({ user }) => user)
  const round = (await callAs(lead, 'POST', `${base}/rounds`, {
    name: 'Veiled',
    documentIds: [project.documentId],
    coderIds: coders.map(({ id }) => id),
    visibility: 'until-all-submit',
  })) as { id: string }
  await tagAs(ana, project, 'The harbour slept.', ['Fisheries'])
  await tagAs(ben, project, 'nine beds', ['Border'])
  await opened(ben.page, project.address)
  const hers = ben.page.locator('.hl', highlight('The harbour slept.'))
  await expect(ben.page.locator('.hl', highlight('nine beds'))).toBeVisible()
  await expect(hers).toHaveCount(0)
  let loads = 0
  ben.page.on('framenavigated', () => (loads += 1))

  for (const coder of [ben, ana])
    await callAs(coder, 'POST', `${base}/rounds/${round.id}/submit`, { documentId: project.documentId })
  await expect(hers).toBeVisible()
  // The act itself is hidden from Ben: that Ana has her work back is a trace of it.
  await callAs(lead, 'POST', `${base}/rounds/${round.id}/reopen`, {
    documentId: project.documentId,
    coderId: coders.find(({ name }) => name === 'Ana Behind')?.id,
  })
  await expect(hers).toHaveCount(0)
  await expect(ben.page.locator('.hl', highlight('nine beds'))).toBeVisible()
  await callAs(lead, 'PATCH', `${base}/rounds/${round.id}`, { opened: true })
  await expect(hers).toBeVisible()
  expect(loads).toBe(0)
})
