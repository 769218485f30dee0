import { parse } from 'csv-parse/sync'
import { readFileSync } from 'node:fs'
import { expect, test } from './fixtures'
import { callAs, joinAsCoder, readingProject, tagAs } from './reading-project'

test('Lea gathers documents into cases, describes them from a sheet, and takes a step back; Ben reads them', async ({
  signIn,
  axe,
}) => {
  const lea = await signIn('Lea')
  const ben = await signIn('Ben')
  const project = await readingProject(lea)
  await joinAsCoder(lea, ben, project.projectId)
  const address = `/projects/${project.projectId}/cases`
  const { page } = lea
  await page.goto(address)
  await ben.page.goto(address)
  await expect(page.getByRole('heading', { name: 'No cases yet' })).toBeVisible()
  await expect(ben.page.getByText('Nobody has added a case yet.')).toBeVisible()
  await axe(page)

  // An attribute, then a case with a value of it.
  await page.getByRole('button', { name: 'Attributes' }).click()
  const attributes = page.getByRole('dialog', { name: 'Attributes of the cases' })
  await attributes.getByRole('textbox', { name: 'Name' }).fill('Role')
  await attributes.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(attributes.getByRole('listitem').getByText('Role')).toBeVisible()
  await attributes.getByRole('button', { name: 'Done' }).click()
  await page.getByRole('button', { name: 'Add a case' }).first().click()
  const form = page.getByRole('dialog', { name: 'New case' })
  await form.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(form.getByText('Give the case a name')).toBeVisible()
  await form.getByRole('textbox', { name: 'Name' }).fill('Ana Bell')
  await form.getByRole('textbox', { name: 'Role' }).fill('pilot')
  await axe(page)
  await form.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(form).toHaveCount(0)
  const row = (of: typeof page, name: string) => of.getByRole('grid', { name: 'Cases' }).getByRole('row', { name })
  await expect(row(page, 'Ana Bell')).toContainText('pilot')
  await expect(row(ben.page, 'Ana Bell'), 'without a reload').toBeVisible()

  // A document is put in, and what is marked on it is counted.
  await row(page, 'Ana Bell').getByRole('button', { name: 'Ana Bell' }).click()
  const sheet = page.getByRole('dialog', { name: 'Ana Bell' })
  const { items } = (await callAs(lea, 'GET', `/projects/${project.projectId}/documents`)) as {
    items: { title: string }[]
  }
  const title = items[0]?.title ?? ''
  await sheet.getByRole('combobox', { name: 'Put a document in' }).fill(title.slice(0, 4))
  await page.getByRole('option', { name: title }).click()
  await expect(sheet.getByRole('link', { name: title })).toBeVisible()
  // The list of documents has closed, and the next can be typed.
  await expect(page.getByRole('listbox')).toHaveCount(0)
  await expect(sheet.getByRole('combobox', { name: 'Put a document in' })).toBeFocused()
  await axe(page)
  await page.keyboard.press('Escape')
  await expect(row(page, 'Ana Bell').getByRole('gridcell', { name: '1' }).first()).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(row(page, 'Ana Bell').getByRole('gridcell', { name: '1' })).toHaveCount(0)
  await page.keyboard.press('Control+Shift+z')
  await expect(row(page, 'Ana Bell').getByRole('gridcell', { name: '1' }).first()).toBeVisible()

  await row(page, 'Ana Bell').getByRole('button', { name: 'Ana Bell' }).click()
  // What is typed is stored as one leaves the field: everything on the sheet is.
  await sheet.getByRole('textbox', { name: 'Role' }).fill('steers the ferry')
  await sheet.getByRole('textbox', { name: 'Description' }).fill('Met on the quay.')
  await sheet.getByRole('textbox', { name: 'Name' }).fill('')
  await sheet.getByRole('textbox', { name: 'Role' }).focus()
  await expect(sheet.getByText('Give the case a name')).toBeVisible()
  await expect(row(page, 'Ana Bell')).toContainText('steers the ferry')
  await sheet.getByRole('textbox', { name: 'Name' }).fill('Ana Bell')
  await axe(page)
  // Closed from the field itself.
  await sheet.getByRole('textbox', { name: 'Role' }).fill('pilot')
  await page.keyboard.press('Escape')
  await expect(sheet).toHaveCount(0)
  await expect(row(page, 'Ana Bell')).toContainText('pilot')
  await row(page, 'Ana Bell').getByRole('button', { name: 'Ana Bell' }).click()
  await expect(sheet.getByRole('textbox', { name: 'Description' })).toHaveValue('Met on the quay.')
  await expect(sheet.getByRole('link', { name: 'Its passages' })).toHaveAttribute('href', /passages\?caseId=/)
  await expect(sheet.getByRole('link', { name: 'Export' })).toHaveAttribute('href', /export\?caseId=/)
  await sheet.getByRole('button', { name: 'Done' }).click()
  await expect(sheet).toHaveCount(0)

  // A sheet describes the one and makes another.
  await page.getByRole('button', { name: 'Fill from a sheet' }).click()
  const fill = page.getByRole('dialog', { name: 'Cases from a sheet' })
  await fill.locator('input[type=file]').setInputFiles({
    name: 'people.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('Case,Role\nBen Ode,fisher\nana bell,pilot\n'),
  })
  await expect(fill.getByText('new case')).toBeVisible()
  await axe(page)
  await fill.getByRole('button', { name: 'Fill 1 case' }).click()
  await expect(fill).toHaveCount(0)
  await expect(row(page, 'Ben Ode')).toContainText('fisher')

  // Ben sees which case a document is of, and goes there; he changes nothing.
  await ben.page.goto(`/projects/${project.projectId}/documents`)
  await ben.page.getByRole('list', { name: 'Cases' }).getByRole('link', { name: 'Ana Bell' }).click()
  const seen = ben.page.getByRole('dialog', { name: 'Ana Bell' })
  await expect(seen.getByText('pilot')).toBeVisible()
  await expect(seen.getByRole('button', { name: /Take out/ })).toHaveCount(0)
  await axe(ben.page)
  await ben.page.keyboard.press('Escape')
  await expect(seen).toHaveCount(0)
  await ben.page.keyboard.press('Control+k')
  await ben.page.getByRole('searchbox', { name: 'Search or go to…' }).fill('ode')
  await ben.page.getByRole('menuitem', { name: 'Ben Ode' }).click()
  await expect(ben.page.getByRole('dialog', { name: 'Ben Ode' })).toBeVisible()
  await ben.page.keyboard.press('Escape')
  await expect(ben.page.getByRole('dialog')).toHaveCount(0)

  await row(page, 'Ben Ode').getByRole('button', { name: 'Ben Ode' }).click()
  await page.getByRole('dialog', { name: 'Ben Ode' }).getByRole('button', { name: 'Move the case to the bin' }).click()
  await expect(row(page, 'Ben Ode')).toHaveCount(0)
  await page.goto(`/projects/${project.projectId}/bin`)
  await page.getByRole('button', { name: 'Bring back Ben Ode' }).click()
  await page.goto(address)
  await expect(row(page, 'Ben Ode')).toBeVisible()
})

test('Lea narrows passages and a table to a case, and takes them away in a file that names it', async ({
  signIn,
  axe,
}) => {
  const lea = await signIn('Lea')
  const project = await readingProject(lea)
  const fever = 'Fever followed the ferry inland'
  await tagAs(lea, project, 'boats came home without fish', ['Fisheries'])
  await tagAs(lea, project, fever, ['Public health'])
  const { page } = lea
  const cards = page.getByRole('region', { name: 'Excerpts' }).getByRole('article')
  const field = page.getByRole('dialog', { name: 'Filters' }).getByRole('button', { name: /Case$/ })
  const choose = async () => {
    await page.getByRole('button', { name: 'Filter', exact: true }).click()
    await field.click()
    await page.getByRole('option', { name: 'Ana Bell' }).click()
    await page.keyboard.press('Escape')
  }
  await page.goto(`/projects/${project.projectId}/passages`)
  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  await expect(page.getByRole('dialog', { name: 'Filters' }).getByRole('button', { name: /Document$/ })).toBeVisible()
  await expect(field).toHaveCount(0)
  await page.keyboard.press('Escape')

  const start = project.text.indexOf('followed')
  await callAs(lea, 'POST', `/projects/${project.projectId}/cases`, {
    name: 'Ana Bell',
    parts: [{ documentId: project.documentId, start, end: start + 8 }],
  })
  await expect(cards).toHaveCount(2)
  await choose()
  await expect(cards).toHaveCount(1)
  await expect(cards).toContainText(fever)
  await expect(page).toHaveURL(/caseId=/)
  await expect(page.getByRole('list', { name: 'Active filters' })).toContainText('Case: Ana Bell')
  await axe(page)

  await page
    .getByRole('link', { name: /Export/ })
    .last()
    .click()
  await expect(page).toHaveURL(/export\?.*caseId=/)
  await expect(page.getByText(/1 row will be in the file/)).toBeVisible()
  await expect(page.getByRole('list', { name: 'Active filters' })).toContainText('Case: Ana Bell')
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download csv' }).click(),
  ])
  expect(file.suggestedFilename()).toMatch(/^Reading_Ana-Bell_\d{4}-\d{2}-\d{2}\.csv$/)
  const rows = parse<Record<string, string>>(readFileSync(await file.path()), { columns: true, bom: true })
  expect(rows.map(({ quote, cases }) => [quote, cases])).toEqual([[fever, 'Ana Bell']])
  await page.getByRole('button', { name: 'All columns' }).click()
  await expect(page.getByRole('checkbox', { name: 'cases' })).toBeChecked()

  await page.goto(`/projects/${project.projectId}/tables`)
  await expect(page.getByText('2 tagged passages in 1 document')).toBeVisible()
  await choose()
  await expect(page.getByText('1 tagged passage in 1 document')).toBeVisible()
  await page.getByRole('button', { name: 'Remove filter: Case: Ana Bell' }).click()
  await expect(page.getByText('2 tagged passages in 1 document')).toBeVisible()
})

test('Lea puts a passage into a case from its card and takes the step back; Ben reads which cases a text and its passages are in', async ({
  signIn,
  axe,
}) => {
  const lea = await signIn('Lea')
  const ben = await signIn('Ben')
  const project = await readingProject(lea)
  await joinAsCoder(lea, ben, project.projectId)
  const fever = await tagAs(ben, project, 'Fever followed the ferry inland', ['Public health'])
  const boats = await tagAs(lea, project, 'boats came home without fish', ['Fisheries'])
  for (const name of ['Ana Bell', 'Ben Ode'])
    await callAs(lea, 'POST', `/projects/${project.projectId}/cases`, { name })
  const casesOf = (of: typeof lea.page) => of.getByRole('article').getByRole('list', { name: 'Cases' })
  const { page } = lea
  await page.goto(`${project.address}?annotation=${fever.id}`)
  const card = page.getByRole('article', { name: /^Passage tagged by/ })
  const put = async () => {
    await card.getByRole('button', { name: 'More to do with it' }).click()
    await page.getByRole('menuitem', { name: 'Put into a case…' }).click()
  }
  await put()
  const dialog = page.getByRole('dialog', { name: 'Put this passage into a case' })
  await dialog.getByRole('combobox', { name: 'Case' }).fill('ana')
  await page.getByRole('option', { name: 'Ana Bell' }).click()
  await axe(page)
  await dialog.getByRole('button', { name: 'Put in' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(casesOf(page).getByRole('link')).toHaveText('Ana Bell')
  await expect(page.getByRole('list', { name: 'Cases' })).toHaveCount(2)
  await axe(page)
  await put()
  await dialog.getByRole('combobox', { name: 'Case' }).fill('b')
  await expect(page.getByRole('option')).toHaveText(['Ben Ode'])
  await page.keyboard.press('Escape')
  await dialog.getByRole('button', { name: 'Cancel' }).click()

  await page
    .getByRole('alertdialog')
    .filter({ hasText: 'The passage is in “Ana Bell”' })
    .getByRole('button', { name: 'Undo' })
    .click()
  await expect(page.getByRole('list', { name: 'Cases' })).toHaveCount(0)
  await put()
  await dialog.getByRole('combobox', { name: 'Case' }).fill('ana')
  await page.getByRole('option', { name: 'Ana Bell' }).click()
  await dialog.getByRole('button', { name: 'Put in' }).click()
  await expect(casesOf(page).getByRole('link')).toHaveText('Ana Bell')

  await ben.page.goto(`${project.address}?annotation=${boats.id}`)
  await expect(ben.page.getByRole('article')).toContainText('boats came home')
  await expect(ben.page.getByRole('list', { name: 'Cases' })).toHaveCount(1)
  await expect(casesOf(ben.page)).toHaveCount(0)
  await ben.page.goto(`${project.address}?annotation=${fever.id}`)
  await expect(ben.page.getByRole('menuitem', { name: 'Put into a case…' })).toHaveCount(0)
  await casesOf(ben.page).getByRole('link', { name: 'Ana Bell' }).click()
  await expect(ben.page.getByRole('dialog', { name: 'Ana Bell' })).toContainText('Fever followed the ferry inland')
})
