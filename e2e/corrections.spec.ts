import type { Locator } from '@playwright/test'
import { expect, expectRefusal, test, type Person } from './fixtures'
import { callAs, readingProject, readingText, storedBy, tagAs, type ReadingProject } from './reading-project'

/** Selects what an element shows, as a drag over it does. */
const selectIn = (element: Locator) =>
  element.evaluate((node) => {
    const range = document.createRange()
    range.selectNodeContents(node)
    document.getSelection()?.removeAllRanges()
    document.getSelection()?.addRange(range)
  })

const revisions = async (lead: Person, { projectId, documentId }: ReadingProject) =>
  (
    (await callAs(lead, 'GET', `/projects/${projectId}/documents/${documentId}/revisions`)) as {
      items: { id: string }[]
    }
  ).items
const correctTo = async (lead: Person, project: ReadingProject, text: string) =>
  callAs(lead, 'POST', `/projects/${project.projectId}/documents/${project.documentId}/revisions`, {
    baseRevisionId: (await revisions(lead, project))[0]?.id,
    text,
  })

test('a text is corrected with its highlights in sight; what that does is said while typing, before saving and after, and the texts are compared', async ({
  signIn,
  axe,
}) => {
  const lead = await signIn('Cor Rector')
  const { page } = lead
  const project = await readingProject(lead)
  await tagAs(lead, project, 'boats came home', ['Fisheries'])
  await tagAs(lead, project, 'Nobody sees it.', ['Border'])
  await tagAs(lead, project, 'Fever followed the ferry inland.', ['Public health'])
  await page.goto(`/projects/${project.projectId}/documents`)
  await page.getByRole('button', { name: 'Actions for The harbour' }).click()
  await page.getByRole('menuitem', { name: 'Correct the text' }).click()
  await expect(page.getByRole('heading', { name: 'Correct “The harbour”' })).toBeVisible()
  const box = page.getByRole('textbox', { name: 'Text' })
  const state = page.getByRole('status').filter({ hasText: / kept, / })
  await expect(state).toHaveText('3 passages kept, 0 changed, 0 without a place')
  await expect(page.getByRole('button', { name: 'Look at it and save' })).toBeDisabled()
  const fish = box.locator('.hl', { hasText: 'boats' })
  await fish.dblclick()
  await page.keyboard.type('sailed')
  await expect(state).toHaveText('2 passages kept, 1 changed, 0 without a place')
  await expect(box.locator('.hl-touched')).toHaveText('boats sailed home')
  await selectIn(box.locator('.hl', { hasText: 'Fever' }))
  await page.keyboard.press('Delete')
  await expect(state).toHaveText('1 passage kept, 1 changed, 1 without a place')
  await page.keyboard.press('Control+z')
  await expect(state).toHaveText('2 passages kept, 1 changed, 0 without a place')
  await page.keyboard.press('Control+y')
  const effects = page.getByRole('complementary', { name: 'What becomes of the passages' })
  await expect(effects.getByRole('region', { name: 'Without a place' })).toContainText(
    'Fever followed the ferry inland.',
  )
  await axe(page)

  await page.getByRole('button', { name: 'Look at it and save' }).click()
  const dialog = page.getByRole('dialog', { name: 'Save as a new revision?' })
  await expect(
    dialog.getByText('1 passage is kept, 1 has some changed words, 1 is left without a place.'),
  ).toBeVisible()
  const changed = dialog.getByRole('region', { name: 'Changed' })
  await expect(changed.getByRole('deletion')).toContainText('came')
  await expect(changed.getByRole('insertion')).toContainText('sailed')
  await expect(dialog.getByRole('region', { name: 'Without a place' })).toContainText('Public health')
  await dialog.getByRole('textbox', { name: 'Why' }).fill('Read against the scan')
  await axe(page)
  await dialog.getByRole('button', { name: 'Save as a new revision' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'Saved as a new revision.' })).toContainText(
    '1 is untouched, 1 has some changed words, 1 lost its place',
  )
  await expect(state).toHaveText('2 passages kept, 0 changed, 0 without a place')

  await page.getByRole('link', { name: 'Compare with the text before' }).click()
  const list = page.getByRole('list', { name: 'Revisions' })
  await expect(list.getByRole('listitem').first()).toContainText('Read against the scan')
  await expect(list.getByRole('listitem').first()).toContainText('Cor Rector')
  await expect(page.getByText('They differ in 2 places.')).toBeVisible()
  await expect(page.getByRole('deletion').filter({ hasText: 'came' })).toBeVisible()
  await axe(page)
  await page.getByRole('button', { name: 'Swap' }).click()
  await expect(page.getByRole('insertion').filter({ hasText: 'came' })).toBeVisible()
  await page.goto(`/projects/${project.projectId}/history`)
  await page.getByRole('link', { name: 'Compare the texts' }).click()
  await expect(page.getByRole('deletion').filter({ hasText: 'came' })).toBeVisible()
})

test('what lost its place is put back where its words stand, or at a selection by key or mouse, or goes to the bin; each is undone', async ({
  signIn,
  axe,
}) => {
  const lead = await signIn('Una Placed')
  const { page } = lead
  const project = await readingProject(lead)
  await tagAs(lead, project, 'Fever followed the ferry inland.', ['Public health'])
  const rest = readingText.replace('Fever followed the ferry inland. ', '')
  await correctTo(lead, project, rest)
  await page.goto(`${project.address}/unplaced`)
  const waiting = page.getByRole('list', { name: 'Passages without a place' }).getByRole('listitem')
  await expect(waiting).toContainText('Marked by you')
  await expect(page.getByText('These words stand nowhere in the text now.')).toBeVisible()
  await axe(page)
  const undo = async () => {
    await expect(page.getByRole('heading', { name: 'Every passage has its place' })).toBeVisible()
    await page.getByRole('button', { name: 'Undo' }).last().click()
    await expect(waiting).toBeVisible()
  }
  await page.getByRole('button', { name: 'Move to the bin' }).click()
  await undo()

  // By key alone.
  await page.getByRole('button', { name: 'Choose a place in the text' }).press('Enter')
  const text = page.getByRole('region', { name: 'Text of The harbour' })
  await expect(text).toBeFocused()
  await expect(page.getByRole('button', { name: 'Put it here' })).toBeDisabled()
  await axe(page)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Choose a place in the text' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(text).toBeFocused()
  await page.keyboard.press('x')
  await expect(page.getByText('Chosen: “It carries no passport and asks for none.”')).toBeVisible()
  await page.keyboard.press('Enter')
  await undo()
  expect((await storedBy(lead, project)).map((row) => row.quote)).toEqual(['Fever followed the ferry inland.'])

  // With the mouse.
  await page.getByRole('button', { name: 'Choose a place in the text' }).click()
  await text.getByText('The doctor counted nine beds').dblclick({ position: { x: 40, y: 12 } })
  await expect(page.getByText(/Chosen: “\w+”/)).toBeVisible()
  await page.getByRole('button', { name: 'Put it here' }).click()
  await undo()

  await correctTo(lead, project, `${rest}\n\nLater, Fever followed the ferry inland. So they say.`)
  await page.getByRole('button', { name: 'Put it here' }).click()
  await expect(page.getByRole('heading', { name: 'Every passage has its place' })).toBeVisible()
  expect((await storedBy(lead, project)).map((row) => row.quote)).toEqual(['Fever followed the ferry inland.'])
  await page.getByRole('link', { name: 'Read the document' }).first().click()
  await expect(page.getByText('So they say.')).toBeVisible()
})

test('two people correct at once: the second keeps their words and overwrites nothing', async ({ signIn }) => {
  const lead = await signIn('Two Once')
  const { page } = lead
  const project = await readingProject(lead)
  await page.goto(`${project.address}/correct`)
  const box = page.getByRole('textbox', { name: 'Text' })
  await box.click()
  await page.keyboard.press('Control+End')
  await page.keyboard.type(' Mine.')
  await correctTo(lead, project, `${readingText} Theirs.`)
  expectRefusal(page, 409)
  await page.getByRole('button', { name: 'Look at it and save' }).click()
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText('Somebody corrected this text meanwhile')
  await page.getByRole('button', { name: 'Go on correcting' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'Somebody corrected this text meanwhile' })).toBeVisible()
  await expect(box).toContainText('nine beds and forty names. Mine.')
})

test('an open reader offers the corrected text and does not slip it in', async ({ signIn }) => {
  const lead = await signIn('Ope Reader')
  const { page } = lead
  const project = await readingProject(lead)
  const { items } = (await callAs(
    lead,
    'GET',
    `/projects/${project.projectId}/documents/${project.documentId}/revisions`,
  )) as { items: { id: string }[] }
  await page.goto(project.address)
  await expect(page.getByText('The harbour slept.')).toBeVisible()
  await callAs(lead, 'POST', `/projects/${project.projectId}/documents/${project.documentId}/revisions`, {
    baseRevisionId: items[0]?.id,
    text: readingText.replace('slept', 'woke'),
  })
  const offer = page.getByRole('status').filter({ hasText: 'corrected' })
  await expect(offer).toBeVisible()
  await expect(page.getByText('The harbour slept.')).toBeVisible()
  await offer.getByRole('button').click()
  await expect(page.getByText('The harbour woke.')).toBeVisible()
})
