import type { Page } from '@playwright/test'
import { dayField, typeDay } from './day-field'
import { expect, expectRefusal, test, type Person } from './fixtures'
import { areaOf, card, opened, picker, said, select } from './reader-page'
import { callAs, joinAsCoder, readingProject, storedBy, tagAs, type ReadingProject } from './reading-project'

const bar = (page: Page) => page.getByRole('region', { name: 'The round you code in' })
const table = (page: Page) => page.getByRole('region', { name: 'Who stands where' })
const highlights = (page: Page) => page.locator('.reader-text .hl')

interface Team {
  lead: Person
  ana: Person
  ben: Person
  project: ReadingProject
}

async function teamOf(signIn: (name: string) => Promise<Person>): Promise<Team> {
  const [lead, ana, ben] = [await signIn('Lena Leads'), await signIn('Ana Codes'), await signIn('Ben Codes')]
  const project = await readingProject(lead)
  await joinAsCoder(lead, ana, project.projectId)
  await joinAsCoder(lead, ben, project.projectId)
  return { lead, ana, ben, project }
}

/** A round of Ana and Ben on the project's first document, made through the API. */
async function roundOf({ lead, ana, ben, project }: Team, more: object = {}): Promise<{ id: string }> {
  return (await callAs(lead, 'POST', `/projects/${project.projectId}/rounds`, {
    name: 'First round',
    documentIds: [project.documentId],
    coderIds: [ana.id, ben.id],
    visibility: 'until-all-submit',
    ...more,
  })) as { id: string }
}

async function tag(page: Page, words: string, name: string): Promise<void> {
  await select(page, words)
  await expect(picker(page)).toBeFocused()
  await page.keyboard.type(name)
  await page.keyboard.press('Enter')
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
}

test('a blind round: set up, coded by two who see nothing of one another, submitted by keyboard, revealed, reopened', async ({
  signIn,
  axe,
}) => {
  test.setTimeout(240_000)
  const team = await teamOf(signIn)
  const { lead, ana, ben, project } = team
  await callAs(lead, 'POST', `/projects/${project.projectId}/documents`, {
    title: 'The second log',
    text: 'The nets were cut again. Nobody said by whom.',
  })

  // The lead sets it up.
  const { page } = lead
  await page.goto(`/projects/${project.projectId}/rounds`)
  await expect(page.getByRole('heading', { name: 'No rounds yet' })).toBeVisible()
  await axe(page)
  await page.getByRole('link', { name: 'Set up a round' }).click()
  await page.getByRole('button', { name: 'Set up the round' }).click()
  await expect(page.getByText('Choose at least one document.')).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Name' })).toBeFocused()
  await page.getByRole('textbox', { name: 'Name' }).fill('Harbour, first pass')
  await page.locator('label').filter({ hasText: 'All documents' }).click()
  await expect(page.getByText('2 documents chosen')).toBeVisible()
  await page.getByRole('button', { name: 'Set up the round' }).click()
  await expect(page.getByText('Choose at least one coder.')).toBeInViewport()
  await expect(page.getByRole('group', { name: 'Coders' }).getByRole('checkbox').first()).toBeFocused()
  await page.locator('label').filter({ hasText: 'Ana Codes Coder' }).click()
  await page.locator('label').filter({ hasText: 'Ben Codes Coder' }).click()
  await expect(page.getByText('4 documents to code in all')).toBeVisible()
  await page.locator('label').filter({ hasText: 'Blind until all submit' }).click()
  await page.getByRole('textbox', { name: 'Instructions' }).fill('Whole sentences only.')
  await typeDay(dayField(page, 'Due'), '2031-12-24')
  await axe(page)
  await page.screenshot({ path: 'test-results/rounds/set-up.png', fullPage: true })
  await page.getByRole('button', { name: 'Set up the round' }).click()
  await expect(page.getByRole('heading', { name: 'Harbour, first pass', level: 1 })).toBeVisible()
  await expect(table(page).getByText('Not started')).toHaveCount(4)
  await expect(page.getByText('Blind now: you see who has got how far')).toBeVisible()

  await expect(page.getByText(/^Set up by Lena Leads on .* · Codebook of \d+ \w+ \d{4}$/)).toBeVisible()
  // There is nothing to compare yet, and nothing for her to code.
  const away = (who: Page, name: string | RegExp) => who.getByRole('main').getByRole('link', { name })
  await expect(away(page, 'Review')).toHaveCount(0)
  await expect(away(page, 'Agreement')).toHaveCount(0)
  await expect(away(page, /^Code /)).toHaveCount(0)

  // Ana is led to her work by the page of the round; she finds it in her queue too, and codes.
  await ana.page.goto(page.url())
  await expect(away(ana.page, 'Code The harbour')).toHaveAttribute('href', project.address)
  await axe(ana.page)
  await ana.page.screenshot({ path: 'test-results/rounds/to-code.png' })
  await ana.page.goto(`/projects/${project.projectId}/rounds`)
  await expect(ana.page.getByText(/^due .*24.* 2031$/).first()).toBeVisible()
  await axe(ana.page)
  await ana.page.screenshot({ path: 'test-results/rounds/queue.png' })
  await ana.page.getByRole('link', { name: 'Open The harbour for Harbour, first pass' }).click()
  await expect(ana.page.locator('[data-painted]')).toBeAttached()
  await expect(bar(ana.page)).toContainText('Others’ coding here is hidden until all have submitted.')
  await ana.page.getByRole('button', { name: 'Instructions' }).click()
  await expect(bar(ana.page).getByText('Whole sentences only.')).toBeVisible()
  await tag(ana.page, 'without fish', 'fish')
  await expect(bar(ana.page)).toContainText('Coding')
  await axe(ana.page)

  // Ben sees nothing of it, and codes differently; one of his passages is private.
  await opened(ben.page, project.address)
  await expect(bar(ben.page)).toBeVisible()
  await expect(highlights(ben.page)).toHaveCount(0)
  await tag(ben.page, 'forty names', 'public')
  await expect(highlights(ben.page)).toHaveCount(1)
  await highlights(ben.page).filter({ hasText: 'forty names' }).click()
  await card(ben.page).getByRole('button', { name: 'Doubtful' }).click()
  await card(ben.page).getByRole('button', { name: 'Ask for a second opinion' }).click()
  await card(ben.page).getByRole('button', { name: 'Shared: make it private' }).click()
  await expect(ben.page.getByText('Saved', { exact: true })).toBeVisible()
  await expect(highlights(ana.page)).toHaveCount(1)

  // Ana submits with the keyboard alone.
  await bar(ana.page).getByRole('button', { name: 'Submit this document' }).focus()
  await ana.page.keyboard.press('Enter')
  const dialog = ana.page.getByRole('alertdialog')
  await expect(dialog).toContainText('Your one passage in this round is handed in and frozen.')
  await axe(ana.page)
  await ana.page.screenshot({ path: 'test-results/rounds/submit.png' })
  await ana.page.keyboard.press('Tab')
  await ana.page.keyboard.press('Enter')
  await expect(bar(ana.page)).toContainText('Your passages here are frozen')
  await expect(bar(ana.page)).toContainText('Others have not submitted yet')
  await expect(highlights(ana.page)).toHaveCount(1)
  await highlights(ana.page).filter({ hasText: 'without fish' }).click()
  await expect(card(ana.page)).toContainText('Submitted with “Harbour, first pass”, so it is frozen.')
  await expect(card(ana.page).getByRole('button', { name: 'Remove it' })).toHaveCount(0)
  await ana.page.screenshot({ path: 'test-results/rounds/frozen.png' })
  await areaOf(ana.page).focus()
  await ana.page.keyboard.press('Delete')
  await expect(said(ana.page)).toContainText('so it is frozen')
  await select(ana.page, 'nine beds')
  await expect(ana.page.getByText('You have submitted this document with “Harbour, first pass”.').first()).toBeVisible()
  await expect(picker(ana.page)).toHaveCount(0)

  // Ben is offered to share first, submits, and both see one another without reloading.
  await bar(ben.page).getByRole('button', { name: 'Submit this document' }).click()
  await ben.page
    .getByRole('alertdialog', { name: /^Submit “/ })
    .getByRole('button', { name: 'Share it first' })
    .click()
  await expect(ben.page.getByRole('alertdialog', { name: /^Submit “/ }).getByText('is private')).toHaveCount(0)
  await ben.page
    .getByRole('alertdialog', { name: /^Submit “/ })
    .getByRole('button', { name: 'Submit', exact: true })
    .click()
  await expect(highlights(ben.page)).toHaveCount(2)
  await expect(highlights(ana.page)).toHaveCount(2)
  expect((await storedBy(ben, project)).map((row) => row.visibility)).toEqual(['shared', 'shared'])

  // The lead gives Ana's document back; the veil is drawn again.
  await expect(table(page).getByText('Submitted', { exact: true })).toHaveCount(2)
  await axe(page)
  await page.getByRole('button', { name: 'Reopen The harbour for Ana Codes' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Reopen' }).click()
  await expect(table(page).getByText('Reopened')).toBeVisible()
  await expect(bar(ana.page)).toContainText('Reopened for you')
  await expect(highlights(ana.page)).toHaveCount(1)

  // And opens the round early, which everybody is told.
  await page.getByRole('button', { name: 'Actions on this round' }).click()
  await page.getByRole('menuitem', { name: 'Open early…' }).click()
  await expect(page.getByRole('alertdialog', { name: /^Open “/ })).toContainText(
    'It goes on record with your name and the day',
  )
  await axe(page)
  await page
    .getByRole('alertdialog', { name: /^Open “/ })
    .getByRole('button', { name: 'Open the round' })
    .click()
  await expect(page.getByText(/^Lena Leads opened this round early on/)).toBeVisible()
  await expect(away(page, 'Review')).toBeVisible()
  await expect(away(page, 'Agreement')).toBeVisible()
  await expect(bar(ana.page)).toContainText('Lena Leads opened this round early')
  await expect(highlights(ana.page)).toHaveCount(2)
  await page.screenshot({ path: 'test-results/rounds/opened.png' })
  // On a phone the table is a card for each document.
  await page.setViewportSize({ width: 390, height: 844 })
  await expect(page.getByRole('list', { name: 'Who stands where' })).toBeVisible()
  await axe(page)
  await page.screenshot({ path: 'test-results/rounds/phone.png' })
  await ana.page.setViewportSize({ width: 390, height: 844 })
  await axe(ana.page)
  await ana.page.screenshot({ path: 'test-results/rounds/reader-phone.png' })
  await ana.page.setViewportSize({ width: 1440, height: 900 })
  await ana.page.goto(page.url())
  await expect(ana.page.getByText(/^Lena Leads opened this round early on/)).toBeVisible()
  await expect(ana.page.getByRole('columnheader')).toHaveCount(2)
  // Her own document was given back, so it is that one again.
  await expect(away(ana.page, 'Code The harbour')).toBeVisible()
})

test('norming: passages are gone through by key, revealed, coded again, and shown before and after', async ({
  signIn,
  axe,
}) => {
  test.setTimeout(120_000)
  const team = await teamOf(signIn)
  const { lead, ana, ben, project } = team
  await tagAs(lead, project, 'without fish', ['Fisheries'])

  // From a passage in the reader.
  const { page } = lead
  await opened(page, project.address)
  await highlights(page).filter({ hasText: 'without fish' }).click()
  await card(page).getByRole('button', { name: 'More to do with it' }).click()
  await page.getByRole('menuitem', { name: 'Set up a norming round…' }).click()
  await expect(page.getByRole('heading', { name: 'Set up a round', level: 1 })).toBeVisible()
  await expect(page.getByText('This passage will be asked for.')).toBeVisible()
  await page.getByRole('textbox', { name: 'Name' }).fill('Fish, normed')
  for (const name of ['Ana Codes Coder', 'Ben Codes Coder'])
    await page.locator('label').filter({ hasText: name }).click()
  await axe(page)
  await page.getByRole('button', { name: 'Set up the round' }).click()
  await expect(page.getByRole('heading', { name: 'Fish, normed', level: 1 })).toBeVisible()

  const round = page.url().split('/').at(-1) ?? ''
  for (const [who, tagName] of [
    [ana, 'fish'],
    [ben, 'border'],
  ] as const) {
    await opened(who.page, project.address)
    await expect(bar(who.page)).toContainText('One passage is asked for')
    await areaOf(who.page).focus()
    await who.page.keyboard.press('g')
    await expect(said(who.page)).toContainText('Asked for: without fish')
    await who.page.keyboard.press('t')
    await expect(picker(who.page)).toBeFocused()
    await who.page.keyboard.type(tagName)
    await who.page.keyboard.press('Enter')
    await expect(who.page.getByText('Saved', { exact: true })).toBeVisible()
    await callAs(who, 'POST', `/projects/${project.projectId}/rounds/${round}/submit`, {
      documentId: project.documentId,
    })
  }
  await page.getByRole('link', { name: 'Code again' }).click()
  await expect(page.getByText('Codes again what was coded in “Fish, normed”.')).toBeVisible()
  await page.getByRole('textbox', { name: 'Name' }).fill('Fish, again')
  await page.getByRole('button', { name: 'Set up the round' }).click()
  await expect(page.getByRole('heading', { name: 'Fish, again', level: 1 })).toBeVisible()
  const again = page.url().split('/').at(-1) ?? ''
  for (const who of [ana, ben]) {
    await tagAs(who, project, 'without fish', ['Fisheries'])
    await callAs(who, 'POST', `/projects/${project.projectId}/rounds/${again}/submit`, {
      documentId: project.documentId,
    })
  }
  await page.getByRole('link', { name: 'Before and after' }).click()
  const passage = page.getByRole('article', { name: 'Passage 1 in The harbour' })
  await expect(passage.getByRole('row', { name: /Ben Codes/ })).toContainText(/Border.*Fisheries/)
  await expect(page.getByRole('row', { name: /All coders give the same tags/ })).toContainText('0 of 1')
  await expect(page.getByRole('row', { name: /All coders give the same tags/ })).toContainText('1 of 1')
  await axe(page)
  await page.screenshot({ path: 'test-results/rounds/before-after.png' })
})

test('documents are handed out by a share, edited by hand with the keyboard, found by their coders, and change hands later', async ({
  signIn,
  axe,
}) => {
  test.setTimeout(180_000)
  const team = await teamOf(signIn)
  const { lead, ana, ben, project } = team
  const titles = Array.from({ length: 9 }, (_, i) => `Log of day ${i + 1}`)
  for (const title of titles)
    await callAs(lead, 'POST', `/projects/${project.projectId}/documents`, { title, text: 'The nets were cut again.' })
  const { page } = lead
  await page.goto(`/projects/${project.projectId}/rounds/new`)
  await page.getByRole('textbox', { name: 'Name' }).fill('Logs')
  await page.locator('label').filter({ hasText: 'All documents' }).click()
  for (const name of ['Ana Codes Coder', 'Ben Codes Coder'])
    await page.locator('label').filter({ hasText: name }).click()
  await page.locator('label').filter({ hasText: 'Everybody gets a share' }).click()
  await page.getByLabel('Documents in a hundred that everybody gets').fill('20')
  // Two of ten overlap, the other eight go to one coder each.
  await expect(page.getByText('12 documents to code in all')).toBeVisible()
  await expect(page.getByText('Ana Codes: 6 documents · Ben Codes: 6 documents')).toBeVisible()

  // By hand, without the mouse: Ana gives one away, and everything there is.
  await page.getByRole('button', { name: 'Edit the table' }).click()
  const grid = page.getByRole('grid', { name: 'Who gets what' })
  await expect(grid.getByRole('checkbox')).toHaveCount(2 + 10 * 3)
  await grid.getByRole('checkbox', { name: 'Everybody gets Log of day 1' }).focus()
  await page.keyboard.press('End')
  await expect(grid.getByRole('checkbox', { name: 'Ben Codes gets Log of day 1' })).toBeFocused()
  await page.keyboard.press('PageUp')
  await expect(grid.getByRole('checkbox', { name: 'Ben Codes gets all 10 documents listed' })).toBeFocused()
  await page.keyboard.press('Space')
  await expect(page.getByText('Ben Codes: 10 documents')).toBeVisible()
  await page.keyboard.press('Space')
  await expect(page.getByText(/no coder yet/)).toBeVisible()
  await expect(page.getByText('Ben Codes has no document yet.')).toBeVisible()
  await axe(page)
  // What the server would refuse is not sent, and the focus is where it is put right.
  await page.getByRole('button', { name: 'Hide the table' }).click()
  await expect(page.getByText(/no coder yet/)).toBeVisible()
  await page.getByRole('button', { name: 'Set up the round' }).click()
  await expect(
    grid.getByRole('checkbox', { name: /^Everybody gets Log of day/ }).and(page.locator(':focus')),
  ).toHaveCount(1)
  await expect(grid.locator('tr[data-invalid]')).toBeInViewport()
  await axe(page)
  await page.screenshot({ path: 'test-results/rounds/hand-table-fault.png' })
  await page.getByRole('searchbox', { name: 'Find a document' }).last().fill('day 9')
  await page.getByRole('checkbox', { name: 'Ben Codes gets the document listed' }).focus()
  await page.keyboard.press('Space')
  await page.getByRole('searchbox', { name: 'Find a document' }).last().fill('')
  await page.getByRole('checkbox', { name: 'Ana Codes gets all 10 documents listed' }).focus()
  await page.keyboard.press('Space')
  if (!(await page.getByRole('checkbox', { name: 'Ana Codes gets all 10 documents listed' }).isChecked()))
    await page.keyboard.press('Space')
  await grid.getByRole('checkbox', { name: 'Ana Codes gets Log of day 9' }).focus()
  await page.keyboard.press('Space')
  await expect(page.getByText('Ana Codes: 9 documents · Ben Codes: 1 document')).toBeVisible()
  await page.screenshot({ path: 'test-results/rounds/hand-table.png', fullPage: true })
  await page.getByRole('button', { name: 'Set up the round' }).click()
  await expect(page.getByRole('heading', { name: 'Logs', level: 1 })).toBeVisible()
  await expect(table(page).getByText('No task')).toHaveCount(10)
  await expect(table(page).getByRole('row', { name: /Log of day 9/ })).toContainText('No task')

  // Each finds their own and nothing else.
  const queue = (who: Person) => who.page.getByRole('link', { name: / for Logs$/ })
  await ben.page.goto(`/projects/${project.projectId}/rounds`)
  await expect(queue(ben)).toHaveCount(1)
  await expect(ben.page.getByRole('link', { name: 'Open Log of day 9 for Logs' })).toBeVisible()
  await ana.page.goto(`/projects/${project.projectId}/rounds`)
  await expect(queue(ana)).toHaveCount(9)

  // Ben submits, Ana begins; the lead moves documents from her to him.
  const round = page.url().split('/').at(-1) ?? ''
  const documents = (
    (await callAs(lead, 'GET', `/projects/${project.projectId}/documents`)) as {
      items: { id: string; title: string }[]
    }
  ).items
  const idOf = (title: string) => documents.find((document) => document.title === title)?.id
  await callAs(ben, 'POST', `/projects/${project.projectId}/rounds/${round}/submit`, {
    documentId: idOf('Log of day 9'),
  })
  await callAs(ana, 'POST', `/projects/${project.projectId}/annotations`, {
    documentId: idOf('Log of day 1'),
    start: 4,
    end: 8,
  })
  await expect(table(page).getByText('Submitted', { exact: true })).toHaveCount(1)
  await expect(table(page).getByText('Coding', { exact: true })).toHaveCount(1)
  await page.getByRole('button', { name: 'Actions on this round' }).click()
  await page.getByRole('menuitem', { name: 'Edit' }).click()
  const dialog = page.getByRole('dialog', { name: 'Edit the round' })
  await dialog.getByRole('button', { name: 'Edit the table' }).click()
  const box = (name: string) => dialog.getByRole('checkbox', { name })
  await box('Ana Codes gets Log of day 2').press('Space')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(box('Everybody gets Log of day 2')).toBeFocused()
  await box('Ana Codes gets Log of day 2').press('Space')
  await expect(dialog.getByText(/no coder yet/)).toHaveCount(0)
  await box('Ben Codes gets Log of day 9: Submitted').press('Space')
  await expect(box('Ben Codes gets Log of day 9: Submitted')).toBeChecked()
  for (const day of [1, 2]) await box(`Ben Codes gets Log of day ${day}`).press('Space')
  await box('Ana Codes gets Log of day 1: Coding').press('Space')
  await box('Ana Codes gets Log of day 2').press('Space')
  await expect(dialog.getByText('One document that you take away was begun.')).toBeVisible()
  await axe(page)
  await page.screenshot({ path: 'test-results/rounds/change-hands.png' })
  expectRefusal(page, 409)
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog.getByRole('alert')).toContainText('One task has been begun')
  await dialog.locator('label').filter({ hasText: 'Take away what was begun' }).click()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(
    table(page)
      .getByRole('row', { name: /Log of day 1/ })
      .first(),
  ).toContainText('No task')
  await expect(queue(ben)).toHaveCount(2)
  await expect(queue(ana)).toHaveCount(7)
  await ana.page.goto('/notifications')
  await expect(
    ana.page.getByText(
      'Lena Leads took documents away from you in the round “Logs”; what you marked in them stays yours',
    ),
  ).toBeVisible()
})

test('a random sample is drawn for a second look, and its seed is shown', async ({ signIn, axe }) => {
  const team = await teamOf(signIn)
  const { lead, ana, project } = team
  for (const words of ['The harbour slept', 'without fish', 'nine beds', 'forty names'])
    await tagAs(ana, project, words, ['Fisheries'])
  const { page } = lead
  await page.goto(`/projects/${project.projectId}/rounds/new?kind=second-look`)
  await page.getByRole('textbox', { name: 'Name' }).fill('Half of Ana’s')
  await page.getByLabel('How many in a hundred').fill('50')
  await page.getByRole('textbox', { name: 'Seed' }).fill('spring tide')
  await page.locator('label').filter({ hasText: 'Ben Codes Coder' }).click()
  await axe(page)
  await page.getByRole('button', { name: 'Set up the round' }).click()
  await page.screenshot({ path: 'test-results/rounds/sample.png' })
  await expect(page.getByText('2 passages drawn at random from 4. Seed: spring tide')).toBeVisible()
})

test('who hands a document in goes on to the next one of the round', async ({ signIn }) => {
  const team = await teamOf(signIn)
  const { ana, lead, project } = team
  const { document: second } = (await callAs(lead, 'POST', `/projects/${project.projectId}/documents`, {
    title: 'The ferry',
    text: 'Fever followed the ferry inland.',
  })) as { document: { id: string } }
  await callAs(lead, 'POST', `/projects/${project.projectId}/rounds`, {
    name: 'Two documents',
    documentIds: [project.documentId, second.id],
    coderIds: [ana.id],
    visibility: 'open',
  })
  await opened(ana.page, project.address)
  await bar(ana.page).getByRole('button', { name: 'Submit this document' }).click()
  await ana.page.getByRole('alertdialog').getByRole('button', { name: 'Submit' }).click()
  await bar(ana.page).getByRole('link', { name: 'Next: The ferry' }).click()
  await expect(ana.page.getByRole('heading', { level: 1, name: 'The ferry' })).toBeVisible()
  await bar(ana.page).getByRole('button', { name: 'Submit this document' }).click()
  await ana.page.getByRole('alertdialog').getByRole('button', { name: 'Submit' }).click()
  await bar(ana.page).getByRole('link', { name: 'To the round' }).click()
  await expect(ana.page.getByRole('heading', { level: 1, name: 'Two documents' })).toBeVisible()
})

test('a coder’s frozen work is refused in words where another window submitted it', async ({ signIn }) => {
  const team = await teamOf(signIn)
  const round = await roundOf(team)
  const { ana, project } = team
  await opened(ana.page, project.address)
  await expect(bar(ana.page)).toBeVisible()
  await callAs(ana, 'POST', `/projects/${project.projectId}/rounds/${round.id}/submit`, {
    documentId: project.documentId,
  })
  await expect(bar(ana.page)).toContainText('Your passages here are frozen')
})

test('a round that goes to the bin is not asked for any more by the page that is left', async ({ signIn }) => {
  const team = await teamOf(signIn)
  const round = await roundOf(team)
  const {
    lead: { page },
    project,
  } = team
  const asked: string[] = []
  await page.goto(`/projects/${project.projectId}/rounds/${round.id}`)
  await expect(table(page).getByText('Not started')).toHaveCount(2)
  page.on(
    'request',
    (request) =>
      request.method() === 'GET' && request.url().endsWith(`/rounds/${round.id}`) && asked.push(request.url()),
  )
  await page.getByRole('button', { name: 'Actions on this round' }).click()
  await page.getByRole('menuitem', { name: 'Move to the bin…' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Move to the bin' }).click()
  await expect(page.getByRole('heading', { name: 'No rounds yet' })).toBeVisible()
  expect(asked).toEqual([])
})
