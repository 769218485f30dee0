import { existsSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, expectRefusal, test, type Person } from './fixtures'
import { callAs } from './reading-project'

const corpus = join(resolve(process.env.SHARED_DIR ?? '../shared'), 'corpus')
const texts = existsSync(corpus) ? readdirSync(corpus).filter((name) => name.endsWith('.txt')) : []

async function makeProject({ context }: Person, name: string): Promise<string> {
  const answer = await context.request.post('/api/v1/projects', { data: { name } })
  expect(answer.status()).toBe(201)
  return ((await answer.json()) as { id: string }).id
}

test('import the corpus: read, correct a proposal, save, find it again', async ({ signIn, axe }) => {
  test.skip(texts.length === 0, `the corpus is not at ${corpus}`)
  const lena = await signIn('Lena Okafor')
  const { page } = lena
  const project = await makeProject(lena, 'Non-traditional security')
  await page.goto(`/projects/${project}/documents`)
  expectRefusal(page, 415)
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Choose files' }).click()
  const first = join(corpus, texts[0] ?? '')
  await (await chooser).setFiles([...texts.map((name) => join(corpus, name)), join(corpus, 'manifest.json'), first])

  // One that cannot be read says why, and stops none of the others; the same file twice is pointed out.
  await expect(page.getByText(/Files ending in \.json cannot be imported/)).toBeVisible()
  await expect(page.getByRole('button', { name: `Save ${texts.length + 1} documents` })).toBeEnabled({
    timeout: 45_000,
  })
  await expect(page.getByText(`The same file as ${texts[0]} in this list.`)).toHaveCount(1)
  await axe(page)
  await page
    .getByRole('button', { name: `Take ${texts[0]} out of the list` })
    .last()
    .click()
  await page.getByRole('button', { name: 'Take manifest.json out of the list' }).click()

  const row = page.getByRole('listitem').filter({ hasText: texts[0] })
  await row.getByRole('textbox', { name: `Title of ${texts[0]}` }).fill('A title of my own')
  await row.getByRole('textbox', { name: `Date of ${texts[0]}` }).fill('the day before yesterday')
  await row.getByRole('textbox', { name: `Source of ${texts[0]}` }).fill('')
  expectRefusal(page, 422)
  await page.getByRole('button', { name: `Save ${texts.length} documents` }).click()
  await expect(page.getByText('This must be a date, such as 2017-01-11, 2017-01 or 2017.')).toBeVisible({
    timeout: 30_000,
  })
  await row.getByRole('textbox', { name: `Date of ${texts[0]}` }).fill('2014-10')
  await page.getByRole('button', { name: 'Save 1 document' }).click()
  const table = page.getByRole('table', { name: 'Documents' })
  await expect(table.getByRole('link', { name: 'A title of my own' })).toBeVisible()
  await expect(table.getByRole('row')).toHaveCount(texts.length + 1)
  // Where a text is from is a column for whoever wants it.
  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByRole('menuitemcheckbox', { name: 'Source' }).click()
  await page.keyboard.press('Escape')
  await expect(
    table
      .getByRole('row', { name: /A title of my own/ })
      .getByRole('button', { name: 'Source of A title of my own: not given. Edit' }),
  ).toBeVisible()

  // Dropped once more, it is recognised.
  await page.locator('input[type=file]').setInputFiles(first)
  await expect(
    page.getByText('This very file is in the project already, as “A title of my own”.', { exact: false }),
  ).toBeVisible({ timeout: 30_000 })
  await page.getByRole('button', { name: `Take ${texts[0]} out of the list` }).click()

  // Edited in place, by keyboard: Enter saves, Escape gives up.
  const source = page.getByRole('button', { name: /^Source of A title of my own/ })
  await source.press('Enter')
  await page.keyboard.type('A journal')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Source of A title of my own: A journal. Edit' })).toBeVisible()
  await page.getByRole('button', { name: /^Date of A title of my own/ }).click()
  await page.keyboard.type('soon')
  await page.keyboard.press('Enter')
  await expect(page.getByText('This must be a date', { exact: false })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('searchbox').fill('journal title')
  await expect(table.getByRole('row')).toHaveCount(2)
  await expect(page.getByText(`1 of ${texts.length}`)).toBeVisible()
  await axe(page)

  await page.getByRole('link', { name: 'Project', exact: true }).click()
  await page.getByRole('link', { name: 'History' }).click()
  await page.getByRole('button', { name: /^Details: Lena Okafor added \d+ documents/ }).click()
  await expect(page.getByText('Lena Okafor added “A title of my own”')).toBeVisible()
  await expect(page.getByText('Lena Okafor described “A title of my own”: Source')).toBeVisible()
  await axe(page)
})

test('files on their way in are still there after looking elsewhere and after a reload, as they were corrected', async ({
  signIn,
}) => {
  const lena = await signIn('Lena Okafor')
  const { page } = lena
  const project = await makeProject(lena, 'Left half-way')
  await page.goto(`/projects/${project}/documents`)
  const text = (name: string) => ({
    name,
    mimeType: 'text/plain',
    buffer: Buffer.from(`A note about ${name}, long enough to be read.`),
  })
  await page.locator('input[type=file]').setInputFiles([text('tides.txt'), text('winds.txt')])
  await expect(page.getByRole('button', { name: 'Save 2 documents' })).toBeEnabled({ timeout: 30_000 })
  await page.getByRole('textbox', { name: 'Title of tides.txt' }).fill('On tides')

  await page.getByRole('link', { name: 'Codebook' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Codebook' })).toBeVisible()
  await page.getByRole('link', { name: 'Read', exact: true }).click()
  await expect(page.getByRole('textbox', { name: 'Title of tides.txt' })).toHaveValue('On tides')

  await page.reload()
  await expect(page.getByRole('button', { name: 'Save 2 documents' })).toBeEnabled({ timeout: 30_000 })
  await expect(page.getByRole('textbox', { name: 'Title of tides.txt' })).toHaveValue('On tides')
  await page.getByRole('button', { name: 'Save 2 documents' }).click()
  const table = page.getByRole('table', { name: 'Documents' })
  await expect(table.getByRole('link', { name: 'On tides' })).toBeVisible()
  await expect(table.getByRole('row')).toHaveCount(3)

  // What became documents is not offered again.
  await page.reload()
  await expect(table.getByRole('link', { name: 'On tides' })).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Title of tides.txt' })).toHaveCount(0)
})

test('letters that were guessed are read as somebody says, and the beginning shows whether that is right', async ({
  signIn,
  axe,
}) => {
  const lena = await signIn('Lena Okafor')
  const { page, context } = lena
  const project = await makeProject(lena, 'Old letters')
  await page.goto(`/projects/${project}/documents`)
  // Windows-1251, as no file says.
  const [right, wrong] = ['Вода поднялась ночью, и люди ушли на холмы.', 'Âîäà ïîäíÿëàñü íî÷üþ, è ëþäè óøëè íà õîëìû.']
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'old.txt', mimeType: 'text/plain', buffer: Buffer.from(wrong, 'latin1') })
  const row = page.getByRole('listitem').filter({ has: page.getByRole('textbox', { name: 'Title of old.txt' }) })
  const beginning = row.getByRole('paragraph').filter({ hasText: /^(Вода|Âîäà|бЮДЮ)/ })
  await expect(
    row.getByText('The file does not say how its letters are encoded; windows-1251 was guessed.', { exact: false }),
  ).toBeVisible({ timeout: 30_000 })
  await expect(row.getByText(right)).toBeVisible()
  await axe(page)

  const choice = row.getByRole('button', { name: /Letters of old\.txt/ })
  await choice.click()
  await page.getByRole('option', { name: 'windows-1252' }).click()
  await expect(beginning).toHaveText(wrong, { timeout: 30_000 })
  await choice.press('Enter')
  await page.getByRole('option', { name: 'windows-1251' }).click()
  await expect(beginning).toHaveText(right, { timeout: 30_000 })
  await axe(page)
  await page.getByRole('button', { name: 'Save 1 document' }).click()
  await expect(page.getByRole('table', { name: 'Documents' }).getByRole('row')).toHaveCount(2)
  const stored = (await (await context.request.get(`/api/v1/projects/${project}/documents`)).json()) as {
    items: { encoding: string }[]
  }
  expect(stored.items.map(({ encoding }) => encoding)).toEqual(['windows-1251'])
})

test('a thousand documents: sorted, filtered, scrolled, with attributes of every type', async ({
  signIn,
  beside,
  axe,
}) => {
  test.setTimeout(120_000)
  const lena = await signIn('Lena Okafor')
  const { page, context } = lena
  const project = await makeProject(lena, 'A thousand')
  const made = await context.request.post(`/api/v1/projects/${project}/documents`, {
    data: { title: 'Pattern', text: 'The harbour at night.' },
  })
  const { document } = (await made.json()) as { document: { id: string } }
  // The other 999 are copies made in the database: what is tested here is the table.
  await beside.db.$executeRaw`
    WITH copies AS (SELECT n, uuidv7() AS d, uuidv7() AS r FROM generate_series(1, 999) n),
    documents AS (INSERT INTO "Document" ("projectId", id, title, "createdById") SELECT ${project}::uuid, d, 'Interview ' || n, ${lena.id}::uuid FROM copies RETURNING id),
    revisions AS (INSERT INTO "Revision" ("projectId", id, "documentId", number, content, text, sha256, length, "wordCount", format, converter, "createdById")
      SELECT ${project}::uuid, c.r, c.d, 1, s.content, s.text, s.sha256, s.length, c.n, s.format, s.converter, s."createdById"
      FROM copies c JOIN documents x ON x.id = c.d, "Revision" s WHERE s."projectId" = ${project}::uuid AND s."documentId" = ${document.id}::uuid RETURNING id, "documentId")
    SELECT count(*) FROM revisions`
  await beside.db
    .$executeRaw`UPDATE "Document" d SET "currentRevisionId" = r.id FROM "Revision" r WHERE r."projectId" = d."projectId" AND r."documentId" = d.id AND d."projectId" = ${project}::uuid`

  await page.goto(`/projects/${project}/documents`)
  const table = page.getByRole('table', { name: 'Documents' })
  await expect(page.getByText('1,000 documents')).toBeVisible()
  await expect(table).toHaveAttribute('aria-rowcount', '1001')
  expect(await table.getByRole('row').count()).toBeLessThan(80)
  await table.getByRole('button', { name: 'Words' }).click()
  await table.getByRole('button', { name: 'Words' }).click()
  await expect(table.getByRole('row').nth(1)).toContainText('Interview 999')
  await table.getByRole('row').nth(5).hover()
  await page.mouse.wheel(0, 100_000)
  await expect(table.getByRole('link', { name: 'Interview 1', exact: true })).toBeVisible()
  await page.getByRole('searchbox').fill('interview 77')
  await expect(page.getByText('19 of 1,000')).toBeVisible()

  await page.getByRole('button', { name: 'Attributes' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Genre')
  await page.getByRole('button', { name: 'Text Type' }).click()
  await page.getByRole('option', { name: 'Choice from a list' }).click()
  await page.getByRole('textbox', { name: 'Choices, one to a line' }).fill('speech\ninterview')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Change Genre' })).toBeVisible()
  await axe(page)
  await page.getByRole('button', { name: 'Done' }).click()
  await page.getByRole('button', { name: 'Genre of Interview 77: not given. Edit' }).click()
  await page.getByRole('combobox', { name: 'Genre of Interview 77' }).selectOption('interview')
  await expect(page.getByRole('button', { name: 'Genre of Interview 77: interview. Edit' })).toBeVisible()
  await page.getByRole('searchbox').fill('')
  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  await page.getByRole('dialog', { name: 'Filter' }).getByRole('button', { name: /Genre/ }).click()
  await page.getByRole('option', { name: 'interview (1)' }).click()
  await page.keyboard.press('Escape')
  await expect(page.getByText('1 of 1,000')).toBeVisible()

  // Grouped by the order of the choices, what is not said last; the address keeps it, and a thousand stay quick.
  await page.getByRole('button', { name: 'Clear all filters' }).click()
  await beside.db
    .$executeRaw`UPDATE "Document" SET attributes = attributes || jsonb_build_object('genre', CASE WHEN title LIKE '%7' THEN 'interview' ELSE 'speech' END) WHERE "projectId" = ${project}::uuid AND title NOT LIKE '%3'`
  await page.reload()
  await page.getByRole('button', { name: 'Group', exact: true }).click()
  await page.getByRole('menuitemradio', { name: 'Genre' }).click()
  await expect(page).toHaveURL(/\?group=genre$/)
  const groups = table.locator('th[scope=rowgroup]')
  await expect(groups.first()).toHaveText(/^speech ?800 documents$/)
  await expect(table).toHaveAttribute('aria-rowcount', '1004')
  await page.getByRole('button', { name: 'By Genre' }).click()
  await page.getByRole('menuitem', { name: 'Close all' }).click()
  await expect(groups).toHaveText([
    /^speech ?800 documents$/,
    /^interview ?100 documents$/,
    /^Genre not given ?100 documents$/,
  ])
  await groups.nth(1).getByRole('button').press('Enter')
  await expect(table.getByRole('row').nth(3)).toContainText('Interview 7')
  await expect(table).toHaveAttribute('aria-rowcount', '104')
  await axe(page)
  await page.screenshot({ path: 'test-results/documents/grouped.png' })
  await page.reload()
  await expect(groups.first()).toHaveText(/^speech ?800 documents$/)
  await page.setViewportSize({ width: 390, height: 844 })
  await expect(page.getByRole('heading', { level: 2, name: /speech 800 documents/ })).toBeVisible()
  await page.screenshot({ path: 'test-results/documents/grouped-phone.png' })
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.goBack()
  await expect(groups).toHaveCount(0)

  // Hidden columns stay hidden after a reload.
  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByRole('menuitemcheckbox', { name: 'Words' }).click()
  await page.keyboard.press('Escape')
  await page.reload()
  await expect(table.getByRole('button', { name: 'Genre', exact: true })).toBeVisible()
  await expect(table.getByRole('button', { name: 'Words' })).toHaveCount(0)

  await page.getByRole('searchbox').fill('Pattern')
  await page.getByRole('button', { name: 'Actions for Pattern' }).click()
  await page.getByRole('menuitem', { name: 'Move to the bin' }).click()
  await expect(page.getByRole('alertdialog', { name: /bin\?$/ })).toContainText('no passages you can see')
  await page
    .getByRole('alertdialog', { name: /bin\?$/ })
    .getByRole('button', { name: 'Move to the bin' })
    .click()
  await expect(page.getByText('999 documents')).toBeVisible()
})

test('attributes are filled from a sheet, line by line, before anything is stored', async ({ signIn, axe }) => {
  const lead = await signIn('Phil Sheet')
  const { page } = lead
  const { id: projectId } = (await callAs(lead, 'POST', '/projects', { name: 'Sheets' })) as { id: string }
  await callAs(lead, 'POST', `/projects/${projectId}/attributes`, { key: 'year', label: 'Year', type: 'number' })
  await callAs(lead, 'POST', `/projects/${projectId}/documents`, {
    title: 'Talk one',
    text: 'One.',
    attributes: { year: 1999 },
  })
  await callAs(lead, 'POST', `/projects/${projectId}/documents`, { title: 'Talk two', text: 'Two.' })
  await page.goto(`/projects/${projectId}/documents`)
  await page.getByRole('button', { name: 'Fill from a sheet' }).click()
  const dialog = page.getByRole('dialog', { name: 'Fill attributes from a sheet' })
  await dialog.locator('input[type=file]').setInputFiles({
    name: 'years.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('title,year\nTalk one,2001\ntalk two,2002\nTalk nine,9\n'),
  })
  await expect(dialog.getByText('1 line fits no document and will be left out.')).toBeVisible()
  await expect(dialog.getByRole('row', { name: /4 Talk nine No document is called so/ })).toBeVisible()
  await axe(page)
  await dialog
    .getByRole('row', { name: /2 Talk one/ })
    .getByText('Take the sheet’s')
    .click()
  await dialog.getByRole('button', { name: 'Fill 2 documents' }).click()
  await expect(dialog).toBeHidden()
  const years = async () =>
    (
      (await callAs(lead, 'GET', `/projects/${projectId}/documents`)) as { items: { attributes: { year?: number } }[] }
    ).items
      .map(({ attributes }) => attributes.year ?? null)
      .toSorted()
  await expect.poll(years).toEqual([2001, 2002])
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(years).toEqual([1999, null])

  // Columns that are no attribute yet become some, of the kind that they look like or another.
  await page.getByRole('button', { name: 'Fill from a sheet' }).click()
  await dialog.locator('input[type=file]').setInputFiles({
    name: 'wide.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('title,Mood,Held,Remarks\nTalk one,calm,2017-03-01,\nTalk two,calm,2018,Rain\n'),
  })
  await expect(dialog.getByText('looks like: Choice from a list')).toBeVisible()
  await dialog.locator('label').filter({ hasText: 'Mood' }).click()
  await expect(dialog.getByRole('row', { name: /Talk one/ })).toContainText(/Mood ?calm/)
  await dialog.locator('label').filter({ hasText: 'Held' }).click()
  await dialog.getByRole('button', { name: /Kind of “Held”/ }).click()
  await page.getByRole('option', { name: 'Number' }).click()
  await expect(dialog.getByText('This must be a number, such as 12 or 3.5.')).toBeVisible()
  await dialog.getByRole('button', { name: /Kind of “Held”/ }).click()
  await page.getByRole('option', { name: 'Date' }).click()
  await expect(dialog.getByRole('row', { name: /Talk one/ })).toContainText('1 March 2017')
  await axe(page)
  await page.screenshot({ path: 'test-results/documents/columns.png' })
  await dialog.getByRole('button', { name: 'Fill 2 documents' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('row', { name: /Talk one/ })).toContainText(/1 March 2017.*calm|calm.*1 March 2017/)
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await expect(page.getByRole('button', { name: 'Mood', exact: true })).toHaveCount(0)
})
