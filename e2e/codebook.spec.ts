import type { Page } from '@playwright/test'
import { expect, expectRefusal, test, type Person } from './fixtures'
import { opened, picker, select } from './reader-page'
import { callAs, joinAsCoder, readingProject, tagAs } from './reading-project'

const row = (page: Page, name: string) => page.getByRole('row', { name, exact: true })
const toast = (page: Page) => page.getByRole('region', { name: /notification/ })

/** The stored tree, a tag a line: its level in dashes, then its name. */
async function tree(person: Person, projectId: string): Promise<string[]> {
  const { items } = (await callAs(person, 'GET', `/projects/${projectId}/tags?limit=500`)) as {
    items: { path: string[]; archivedAt: string | null }[]
  }
  return items.map(
    ({ path, archivedAt }) => `${'-'.repeat(path.length - 1)}${path.at(-1)}${archivedAt ? ' (archived)' : ''}`,
  )
}

async function emptyProject(lead: Person): Promise<string> {
  return ((await callAs(lead, 'POST', '/projects', { name: 'Codebook' })) as { id: string }).id
}

async function makeTags(lead: Person, projectId: string, names: string[]): Promise<Record<string, string>> {
  const ids: Record<string, string> = {}
  for (const name of names)
    ids[name] = ((await callAs(lead, 'POST', `/projects/${projectId}/tags`, { name })) as { id: string }).id
  return ids
}

test('a codebook is built with the keyboard alone', async ({ signIn, axe }) => {
  const lead = await signIn('Kay Board')
  const { page } = lead
  const projectId = await emptyProject(lead)
  await page.goto(`/projects/${projectId}/codebook`)
  await expect(page.getByRole('heading', { name: 'No tags yet' })).toBeVisible()
  await axe(page)
  await page.getByRole('button', { name: 'Add tag' }).press('Enter')
  await page.keyboard.type('Threats')
  await page.keyboard.press('Enter')
  await expect(row(page, 'Threats')).toBeFocused()
  for (const [key, name] of [
    ['Control+Enter', 'Actors'],
    ['Control+Shift+Enter', 'Navy'],
    ['Control+Enter', 'Village'],
  ] as const) {
    await page.keyboard.press(key)
    await expect(page.getByRole('textbox', { name: 'Name of the new tag' })).toBeFocused()
    await page.keyboard.type(name)
    await page.keyboard.press('Enter')
    await expect(row(page, name)).toBeFocused()
  }
  await expect.poll(() => tree(lead, projectId)).toEqual(['Threats', 'Actors', '-Navy', '-Village'])
  await page.keyboard.press('Alt+ArrowUp')
  await expect.poll(() => tree(lead, projectId)).toEqual(['Threats', 'Actors', '-Village', '-Navy'])
  await expect(row(page, 'Village')).toBeFocused()
  await page.keyboard.press('Alt+ArrowLeft')
  await expect.poll(() => tree(lead, projectId)).toEqual(['Threats', 'Actors', '-Navy', 'Village'])
  await expect(row(page, 'Village')).toBeFocused()
  await page.keyboard.press('F2')
  await expect(page.getByRole('textbox', { name: 'New name of Village' })).toBeFocused()
  await page.keyboard.type('Households')
  await page.keyboard.press('Enter')
  await expect.poll(() => tree(lead, projectId)).toEqual(['Threats', 'Actors', '-Navy', 'Households'])
  await expect(row(page, 'Households')).toBeFocused()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('textbox', { name: 'Definition' })).toBeFocused()
  await page.keyboard.type('Those who live from the sea.')
  await expect(page.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible()
  const { items } = (await callAs(lead, 'GET', `/projects/${projectId}/tags`)) as {
    items: { name: string; definition: string }[]
  }
  expect(items.find((tag) => tag.name === 'Households')?.definition).toBe('Those who live from the sea.')
  await row(page, 'Households').focus()
  await page.keyboard.press('Control+z')
  await expect.poll(() => tree(lead, projectId)).toEqual(['Threats', 'Actors', '-Navy', 'Village'])
  await page.keyboard.press('Control+z')
  await expect.poll(() => tree(lead, projectId)).toEqual(['Threats', 'Actors', '-Village', '-Navy'])
  await axe(page)
})

test('a name that one has begun to type stays open when a step that went before it comes to its end', async ({
  signIn,
}) => {
  const lead = await signIn('Qui Ck')
  const { page } = lead
  const projectId = await emptyProject(lead)
  await makeTags(lead, projectId, ['Sea', 'Salt'])
  await page.goto(`/projects/${projectId}/codebook`)
  await row(page, 'Salt').focus()
  let release = () => {}
  const held = new Promise<void>((resolve) => (release = resolve))
  await page.route(/\/tags\//, async (route) => {
    await held
    await route.continue()
  })
  const moved = page.waitForResponse((response) => response.url().includes('/tags/') && response.ok())
  await page.keyboard.press('Alt+ArrowUp')
  await page.keyboard.press('F2')
  const field = page.getByRole('textbox', { name: 'New name of Salt' })
  await expect(field).toBeFocused()
  release()
  await moved
  await expect(toast(page)).toContainText('Salt')
  await page.keyboard.type('Salt and brine', { delay: 20 })
  await page.keyboard.press('Enter')
  await expect.poll(() => tree(lead, projectId)).toEqual(['Salt and brine', 'Sea'])
})

test('tags are dragged to another place, and back by Undo', async ({ signIn }) => {
  const lead = await signIn('Dra Gon')
  const { page } = lead
  const projectId = await emptyProject(lead)
  await makeTags(lead, projectId, ['Sea', 'Salt', 'Nets'])
  await page.goto(`/projects/${projectId}/codebook`)
  await row(page, 'Salt').dragTo(row(page, 'Sea'), { targetPosition: { x: 200, y: 16 } })
  await expect.poll(() => tree(lead, projectId)).toEqual(['Sea', '-Salt', 'Nets'])
  await toast(page).getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => tree(lead, projectId)).toEqual(['Sea', 'Salt', 'Nets'])
})

test('two tags are merged after a preview, and taken apart again', async ({ signIn, axe }) => {
  const lead = await signIn('Mer Ger')
  const { page } = lead
  const project = await readingProject(lead)
  await tagAs(lead, project, 'boats came home', ['Fisheries'])
  await tagAs(lead, project, 'Fever followed', ['Fisheries', 'Public health'])
  await page.goto(`/projects/${project.projectId}/codebook`)
  await row(page, 'Fisheries').click()
  await page.getByRole('button', { name: 'Actions on Fisheries' }).click()
  await page.getByRole('menuitem', { name: 'Merge into…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Merge “Fisheries” into another tag' })
  await dialog.getByRole('combobox', { name: 'Merge into' }).fill('Public')
  await page.getByRole('option', { name: /Public health/ }).click()
  await expect(dialog.getByText('1 passage gets “Public health” instead of “Fisheries”.')).toBeVisible()
  await expect(dialog.getByText('1 passage has both already and keeps “Public health”.')).toBeVisible()
  await axe(page)
  await dialog.getByRole('button', { name: 'Merge', exact: true }).click()
  await expect(row(page, 'Fisheries')).toBeHidden()
  await expect(row(page, 'Public health')).toContainText('2')
  await page.keyboard.press('Control+z')
  await expect(row(page, 'Fisheries')).toContainText('2')
  await expect(row(page, 'Public health')).toContainText('1')
})

test('a tag is split by keyboard: named, passages sorted by numbers, and put together again', async ({
  signIn,
  axe,
}) => {
  const lead = await signIn('Spli Tter')
  const { page } = lead
  const project = await readingProject(lead)
  const words = ['boats came home', 'a net that is mended', 'the whole village hears', 'Fever followed']
  for (const quote of words) await tagAs(lead, project, quote, ['Fisheries'])
  await page.goto(`/projects/${project.projectId}/codebook`)
  await row(page, 'Fisheries').click()
  await page.getByRole('button', { name: 'Actions on Fisheries' }).click()
  await page.getByRole('menuitem', { name: 'Split…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Split “Fisheries”' })
  await expect(dialog.getByRole('option')).toHaveCount(4)
  await expect(dialog.getByRole('button', { name: 'Split', exact: true })).toBeDisabled()
  const outcome = dialog.getByRole('status')
  await dialog.getByRole('option', { name: /boats came home/ }).focus()
  await page.keyboard.press('1')
  await expect(outcome).toHaveText('Name every tag that passages go to.')
  await dialog.getByRole('textbox', { name: 'New tag 1' }).fill('Catches')
  await dialog.getByRole('textbox', { name: 'New tag 2' }).fill('catches')
  await expect(dialog.getByText('This name stands above already')).toBeVisible()
  await dialog.getByRole('textbox', { name: 'New tag 2' }).fill('Nets')
  // The focus went on to the next passage; it and the one after go to the second tag together, and the last changes its mind.
  const second = dialog.getByRole('option', { name: /a net that is mended/ })
  await second.focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Space')
  await page.keyboard.press('2')
  await expect(second).toContainText('Nets')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('1')
  await page.keyboard.press('0')
  await expect(outcome).toHaveText('3 passages move, 1 keeps “Fisheries”.')
  await axe(page)
  await dialog.getByRole('searchbox', { name: 'Find in passages and notes' }).fill('village')
  await expect(dialog.getByRole('option')).toHaveCount(1)
  await expect(dialog.getByRole('option', { name: /the whole village hears/ })).toContainText('Nets')
  await dialog.getByRole('option').click()
  await dialog.getByRole('button', { name: 'Catches' }).click()
  await expect(dialog.getByRole('option')).toContainText('Catches')
  await dialog.getByRole('button', { name: 'Split', exact: true }).click()
  await expect(dialog).toBeHidden()
  await expect(row(page, 'Catches')).toContainText('2')
  await expect(row(page, 'Nets')).toContainText('1')
  await expect(row(page, 'Fisheries')).toContainText('1')
  expect(await tree(lead, project.projectId)).toEqual(['Fisheries', 'Catches', 'Nets', 'Public health', 'Border'])
  await page.keyboard.press('Control+z')
  await expect(row(page, 'Fisheries')).toContainText('4')
  await expect(row(page, 'Nets')).toBeHidden()
})

test('a codebook is read from a csv, line by line, before anything is stored', async ({ signIn, axe }) => {
  const lead = await signIn('Cee Esvee')
  const { page } = lead
  const projectId = await emptyProject(lead)
  const { Threats } = await makeTags(lead, projectId, ['Threats'])
  await callAs(lead, 'PATCH', `/projects/${projectId}/tags/${Threats}`, { definition: 'What is feared' })
  await page.goto(`/projects/${projectId}/codebook`)
  await page.getByRole('button', { name: 'Import a codebook' }).click()
  const csv =
    'Code;Parent;Memo;Weight\nSalt;Threats;"In wells; in tanks";3\nThreats;;What harms;1\nActors;;;2\n;;no name;9\nSalt;Threats;;1\n'
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'codes.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) })
  const dialog = page.getByRole('dialog', { name: 'Import a codebook' })
  await expect(dialog.getByText('codes.csv: 5 lines, UTF-8, separated by semicolons')).toBeVisible()
  await expect(dialog.getByText('Columns left aside: Weight')).toBeVisible()
  await expect(
    dialog.getByRole('row', { name: /6 Threats › Salt Refused the same tag stands further up/ }),
  ).toBeVisible()
  expect(await tree(lead, projectId)).toEqual(['Threats'])
  const difference = dialog.getByRole('row', { name: /3 Threats/ })
  await expect(difference).toContainText('What is feared→in the file:What harms')
  await difference.getByText('Take the file’s').click()
  await expect(difference).toContainText('Becomes as in the file')
  await axe(page)
  await dialog.getByRole('button', { name: 'Add 2 and change 1' }).click()
  await expect(row(page, 'Salt')).toBeVisible()
  expect(await tree(lead, projectId)).toEqual(['Threats', '-Salt', 'Actors'])
  expect(await callAs(lead, 'GET', `/projects/${projectId}/tags/${Threats}`)).toMatchObject({
    definition: 'What harms',
  })
  await toast(page).getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => tree(lead, projectId)).toEqual(['Threats'])
  expect(await callAs(lead, 'GET', `/projects/${projectId}/tags/${Threats}`)).toMatchObject({
    definition: 'What is feared',
  })
})

test('what a colleague has changed is not overwritten: both versions are shown', async ({ signIn, axe }) => {
  const lead = await signIn('Con Flict')
  const { page } = lead
  const projectId = await emptyProject(lead)
  const { Sea } = await makeTags(lead, projectId, ['Sea'])
  await page.goto(`/projects/${projectId}/codebook`)
  await row(page, 'Sea').click()
  const definition = page.getByRole('textbox', { name: 'Definition' })
  await definition.fill('Mine')
  await callAs(lead, 'PATCH', `/projects/${projectId}/tags/${Sea}`, { definition: 'Theirs' })
  expectRefusal(page, 409)
  await definition.blur()
  const conflict = page.getByRole('alert').filter({ hasText: 'Nothing was overwritten' })
  await expect(conflict).toContainText('Theirs')
  await expect(definition).toHaveValue('Mine')
  await axe(page)
  await page.getByRole('button', { name: 'Keep mine' }).click()
  await expect(conflict).toBeHidden()
  await expect(page.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible()
  expect(await callAs(lead, 'GET', `/projects/${projectId}/tags/${Sea}`)).toMatchObject({ definition: 'Mine' })
})

test('whoever may not change the codebook is not offered to', async ({ signIn, beside }) => {
  const lead = await signIn('Lea Der')
  const coder = await signIn('Co Der')
  const projectId = await emptyProject(lead)
  await makeTags(lead, projectId, ['Sea'])
  await beside.db.membership.create({ data: { projectId, userId: coder.id, role: 'coder' }, select: { role: true } })
  await coder.page.goto(`/projects/${projectId}/codebook`)
  await expect(coder.page.getByRole('button', { name: 'Add tag' })).toBeVisible()
  await callAs(lead, 'PATCH', `/projects/${projectId}`, { settings: { codebook: 'locked' } })
  await coder.page.reload()
  await expect(coder.page.getByText('A lead has locked the codebook')).toBeVisible()
  await row(coder.page, 'Sea').click()
  await expect(coder.page.getByRole('region', { name: 'Details of Sea' })).toContainText('Nothing written yet.')
  for (const name of ['Add tag', 'Import a codebook', 'Actions on Sea'])
    await expect(coder.page.getByRole('button', { name })).toHaveCount(0)
})

test('the passages of a tag are one click from its line, grouped, counted and on their way out', async ({
  signIn,
  axe,
}) => {
  const lead = await signIn('Paz Sage')
  const { page } = lead
  const project = await readingProject(lead)
  await tagAs(lead, project, 'a net that is mended every night', ['Border'])
  await tagAs(lead, project, 'nine beds and forty names', ['Public health', 'Border'])
  await page.goto(`/projects/${project.projectId}/codebook`)
  await row(page, 'Border').click()
  await page.getByRole('link', { name: 'Its 2 passages' }).click()
  await expect(page.getByRole('heading', { name: 'Border', level: 1 })).toBeVisible()
  await expect(page.getByText('What belongs to border.')).toBeVisible()
  await expect(page.getByRole('article')).toHaveCount(2)
  await axe(page)
  const figures = page.getByRole('complementary', { name: 'Figures' })
  await figures.getByRole('button', { name: 'Public health' }).click()
  await expect(page.getByRole('article')).toHaveCount(1)
  await expect(page.getByRole('article')).toContainText('nine beds and forty names')
  await page.getByRole('link', { name: 'Export this view' }).click()
  await expect(page.getByText('1 row will be in the file')).toBeVisible()
})

test('a passage becomes an example, is read in the picker and the codebook, and another a counter-example', async ({
  signIn,
  axe,
}) => {
  const lead = await signIn('Exa Mple')
  const { page } = lead
  const project = await readingProject(lead)
  const mark = await tagAs(lead, project, 'boats came home', ['Fisheries'])
  await tagAs(lead, project, 'Fever followed', ['Public health'])
  await opened(page, `${project.address}?annotation=${mark.id}`)
  await page.getByRole('button', { name: 'More to do with it' }).click()
  await page.getByRole('menuitem', { name: 'Name as an example' }).click()
  const dialog = page.getByRole('dialog', { name: 'Name the passage as an example' })
  await axe(page)
  await dialog.getByRole('button', { name: 'Name it' }).click()
  await expect(dialog).toBeHidden()
  await select(page, 'nine beds')
  await picker(page).fill('Fisheries')
  const guidance = page.getByRole('region', { name: 'Guidance for Fisheries' })
  await expect(
    guidance.getByRole('region', { name: 'Examples', exact: true }).getByText('boats came home'),
  ).toBeVisible()
  await axe(page)
  await page.goto(`/projects/${project.projectId}/codebook/${project.tags['Public health']}`)
  await page.getByRole('button', { name: 'Example of Public health' }).click()
  await page.getByRole('menuitem', { name: 'As a counter-example of Public health' }).click()
  await expect(page.getByRole('region', { name: 'Counter-examples' }).getByText('Fever followed')).toBeVisible()
  await axe(page)
  await toast(page).getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('region', { name: 'Counter-examples' })).toBeHidden()
  await page.goto(`/projects/${project.projectId}/codebook?tag=${project.tags['Fisheries']}`)
  const examples = page.getByRole('region', { name: 'Examples', exact: true })
  await expect(examples.getByRole('link', { name: 'Open in The harbour' })).toBeVisible()
  await examples.getByRole('button', { name: 'Name the passage in The harbour so no more' }).click()
  await expect(examples).toBeHidden()
})

test('who coded before a definition changed looks again, and the lead sees how far they are', async ({
  signIn,
  axe,
}) => {
  const [lead, coder] = [await signIn('Lena Lead'), await signIn('Cora Coder')]
  const project = await readingProject(lead)
  await joinAsCoder(lead, coder, project.projectId)
  const mark = await tagAs(coder, project, 'boats came home', ['Fisheries'])
  await tagAs(coder, project, 'Nobody sees it', ['Fisheries'])
  await lead.page.goto(`/projects/${project.projectId}/codebook?tag=${project.tags['Fisheries']}`)
  const definition = lead.page.getByRole('textbox', { name: 'Definition' })
  await definition.fill('What belongs to fisheries and nets.')
  await expect(lead.page.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible()
  await expect(lead.page.getByText('Whoever coded before the last change is asked to look again.')).toBeVisible()
  await axe(lead.page)

  const { page } = coder
  await page.goto(`/projects/${project.projectId}/codebook`)
  await expect(page.getByText('2 to re-check')).toBeVisible()
  await opened(page, `${project.address}?annotation=${mark.id}`)
  const note = page.getByRole('region', { name: 'Changed since it was coded' })
  await expect(note.getByText('“Fisheries” changed since you coded this.')).toBeVisible()
  await axe(page)
  await note.getByRole('button', { name: 'Still right' }).click()
  await expect(note).toBeHidden()
  await page.goto(`/projects/${project.projectId}/codebook/${project.tags['Fisheries']}`)
  const section = page.getByRole('region', { name: 'Changed since it was coded' })
  await expect(section.locator('ins')).toContainText('and nets')
  await axe(page)
  await section.getByRole('button', { name: 'Still right: Nobody sees it' }).click()
  await expect(section).toBeHidden()
  await toast(page).getByRole('button', { name: 'Undo' }).click()
  await expect(section.getByRole('list', { name: 'Your passages to look at again' })).toBeVisible()

  await lead.page.goto(`/projects/${project.projectId}/codebook/${project.tags['Fisheries']}`)
  await expect(
    lead.page.getByRole('list', { name: 'How far the coders are' }).getByRole('progressbar', { name: 'Cora Coder' }),
  ).toHaveAttribute('aria-valuetext', '1 of 2')
  await axe(lead.page)
  await lead.page.goto(`/projects/${project.projectId}/codebook?tag=${project.tags['Fisheries']}`)
  await lead.page.getByRole('button', { name: 'Ask nobody to look again' }).click()
  await expect(lead.page.getByText('Other words ask whoever coded with this tag to look again.')).toBeVisible()
  await page.goto(`/projects/${project.projectId}/codebook`)
  await expect(page.getByRole('row', { name: 'Fisheries', exact: true })).toBeVisible()
  await expect(page.getByText('to re-check')).toBeHidden()
})

test('a name that is refused late does not take the place of what one is typing by then', async ({ signIn }) => {
  const lead = await signIn('Nan Ming')
  const { page } = lead
  const projectId = await emptyProject(lead)
  const ids = await makeTags(lead, projectId, ['Actors', 'Threats'])
  let release = () => {}
  const held = new Promise<void>((resolve) => (release = resolve))
  expectRefusal(page, 422)
  await page.route(new RegExp(`/tags/${ids.Actors}$`), async (route) => {
    if (route.request().method() !== 'PATCH') return route.continue()
    await held
    await route.fulfill({ status: 422, json: { code: 'invalid', detail: 'Not this name.' } })
  })
  await page.goto(`/projects/${projectId}/codebook`)
  await row(page, 'Actors').focus()
  await page.keyboard.press('F2')
  await page.getByRole('textbox', { name: 'New name of Actors' }).fill('Persons')
  await page.keyboard.press('Enter')
  await row(page, 'Threats').focus()
  await page.keyboard.press('F2')
  const typing = page.getByRole('textbox', { name: 'New name of Threats' })
  await typing.fill('Dangers')
  release()
  await expect(toast(page)).toContainText('Not this name.')
  await expect(typing).toHaveValue('Dangers')
  await typing.press('Enter')
  await expect.poll(() => tree(lead, projectId)).toEqual(['Actors', 'Dangers'])
})
