import { readFileSync } from 'node:fs'
import { buffer } from 'node:stream/consumers'
import { ZipFile } from 'yazl'
import { newId } from '@/lib/data/database/ids'
import { bytesAt, charactersAt, qualcoderTables, sqliteFile, taguetteTables } from '@/testing/sqlite-files'
import { expect, expectRefusal, test } from './fixtures'
import { callAs, readingProject, tagAs } from './reading-project'

test('a project leaves as one file and comes in again, with what is on its texts', async ({ signIn, axe }) => {
  const lead = await signIn('Lena Leads')
  const { page } = lead
  const project = await readingProject(lead)
  await tagAs(lead, project, 'Nobody sees it', ['Border'])
  await page.goto(`/projects/${project.projectId}/settings`)
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Export the whole project' }).click(),
  ])
  expect(file.suggestedFilename()).toMatch(/^Reading_\d{4}-\d\d-\d\d\.zip$/)
  const archive = readFileSync(await file.path())

  await page.goto('/')
  await page.getByRole('button', { name: 'Import a project' }).click()
  const dialog = page.getByRole('dialog', { name: 'Import a project' })
  await axe(page)
  // What was changed by hand is refused, with the part that is wrong; the dialog stays.
  expectRefusal(page, 422)
  const choose = async (name: string, buffer: Buffer) => {
    const chooser = page.waitForEvent('filechooser')
    await dialog.getByRole('button', { name: 'Choose files' }).click()
    await (await chooser).setFiles({ name, mimeType: 'application/zip', buffer })
  }
  await choose('half.zip', archive.subarray(0, archive.length / 2))
  await expect(dialog.getByRole('alert')).toContainText('damaged or was cut off')
  await choose('Reading.zip', archive)
  await expect(dialog.getByRole('status')).toContainText('“Reading”: 1 document, 1 passage, 3 tags')
  await expect(dialog.getByText('Lena Leads: you')).toBeVisible()
  await axe(page)
  await dialog.getByRole('link', { name: 'Open the project “Reading”' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Documents' })).toBeVisible()
  await page.getByRole('link', { name: 'The harbour' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'The harbour' })).toBeVisible()
  await expect(page.locator('main').getByText('Nobody sees it').first()).toBeVisible()
  expect(page.url()).not.toContain(project.projectId)
  expect(page.url()).toContain(project.documentId)
})

test('whoever has no project yet imports one, reads what came of it, and finds it in the list', async ({ signIn }) => {
  const [lead, newcomer] = [await signIn('Lena Leads'), await signIn('Nora New')]
  const project = await readingProject(lead)
  const exported = await lead.context.request.get(
    `/api/v1/projects/${project.projectId}/export?what=project&format=zip`,
  )
  const { page } = newcomer
  await page.goto('/')
  await page.getByRole('button', { name: 'Import a project' }).click()
  const dialog = page.getByRole('dialog', { name: 'Import a project' })
  const chooser = page.waitForEvent('filechooser')
  await dialog.getByRole('button', { name: 'Choose files' }).click()
  await (await chooser).setFiles({ name: 'Reading.zip', mimeType: 'application/zip', buffer: await exported.body() })
  await expect(dialog.getByText('Lena Leads: a name in the project, without an account')).toBeVisible()
  await dialog.getByRole('button', { name: 'Close' }).click()
  await expect(page.getByRole('list', { name: 'Projects' }).getByRole('link', { name: 'Reading' })).toBeVisible()
})

test('an import that takes longer than one waits is followed where it was asked for', async ({ signIn, axe }) => {
  const { page } = await signIn('Lena Leads')
  const job = (state: string, result: object | null) => ({
    id: newId(),
    projectId: newId(),
    kind: 'import-project',
    state,
    isCancelling: false,
    progress: { phase: 'writing', done: 3, of: 12 },
    result,
    problem: null,
    requestedBy: { id: newId(), name: 'Lena Leads' },
    createdAt: '2026-12-01T09:00:00.000Z',
    startedAt: '2026-12-01T09:00:00.000Z',
    endedAt: result && '2026-12-01T09:00:09.000Z',
  })
  const imported = {
    project: { id: newId(), name: 'Long' },
    report: { rows: { Document: 2, Annotation: 0, Tag: 1, Comment: 1, Event: 9 }, people: [] },
  }
  let answer = job('running', null)
  await page.route('**/api/v1/projects/import', (route) => route.fulfill({ status: 202, json: answer }))
  await page.route(`**/api/v1/jobs/${answer.id}`, (route) => route.fulfill({ json: answer }))
  await page.goto('/')
  await page.getByRole('button', { name: 'Import a project' }).click()
  const dialog = page.getByRole('dialog', { name: 'Import a project' })
  const chooser = page.waitForEvent('filechooser')
  await dialog.getByRole('button', { name: 'Choose files' }).click()
  await (await chooser).setFiles({ name: 'Long.zip', mimeType: 'application/zip', buffer: Buffer.from('PK') })
  await expect(dialog.getByRole('progressbar', { name: 'Writing' })).toHaveAttribute('aria-valuetext', '3 of 12')
  await expect(dialog.getByRole('link', { name: 'Your jobs' })).toBeVisible()
  await axe(page)
  answer = { ...job('done', imported), id: answer.id }
  await expect(dialog.getByRole('status')).toContainText('“Long”: 2 documents, 0 passages, 1 tag, 1 contribution')
})

test('a job shows how far it is, here and after the page is loaded anew, is stopped, and says how it ended', async ({
  signIn,
  beside,
  axe,
}) => {
  const lead = await signIn('Lena Leads')
  const { page } = lead
  const { id: projectId } = (await callAs(lead, 'POST', '/projects', { name: 'Reading' })) as { id: string }
  await page.goto(`/projects/${projectId}/jobs`)
  await expect(page.getByRole('heading', { name: 'Nothing is under way' })).toBeVisible()
  await expect(page.getByRole('link', { name: /^Your jobs/ })).toHaveCount(0)

  // Another process works on it, as far as this one knows.
  const id = newId()
  await beside.db.$executeRaw`
    INSERT INTO "Job" ("projectId", id, kind, state, attempts, phase, done, "of", "leaseToken", "leaseUntil", "requestedById", "startedAt")
    VALUES (${projectId}::uuid, ${id}::uuid, 'import-project', 'running', 1, 'writing', 3, 12, gen_random_uuid(), now() + interval '1 h', ${lead.id}::uuid, now())`
  await page.reload()
  const job = page.getByRole('listitem').filter({ hasText: 'Import of a project' })
  const progress = job.getByRole('progressbar', { name: 'Writing' })
  await expect(progress).toHaveAttribute('aria-valuetext', '3 of 12')
  await expect(page.getByRole('link', { name: 'Your jobs, one under way' })).toBeVisible()
  await axe(page)
  await beside.db.$executeRaw`UPDATE "Job" SET done = 9 WHERE id = ${id}::uuid`
  await expect(progress).toHaveAttribute('aria-valuetext', '9 of 12')

  await page.setViewportSize({ width: 390, height: 844 })
  await page.getByRole('link', { name: 'Your jobs, one under way' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Your jobs' })).toBeVisible()
  await expect(progress).toBeVisible()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  await job.getByRole('button', { name: /^Stop/ }).click()
  await page
    .getByRole('alertdialog', { name: 'Stop this job?' })
    .getByRole('button', { name: 'Stop', exact: true })
    .click()
  await expect(job.getByText('Stopping')).toBeVisible()
  await expect(job.getByRole('button', { name: /^Stop/ })).toHaveCount(0)

  const said = { code: 'refused', said: { key: 'refusals.archive.partMissing', values: { part: 'rows/Tag.jsonl' } } }
  await beside.db.$executeRaw`
    UPDATE "Job" SET state = 'failed', "leaseToken" = NULL, "leaseUntil" = NULL, "endedAt" = now(), problem = ${JSON.stringify(said)}::jsonb WHERE id = ${id}::uuid`
  await expect(job.getByText('Failed', { exact: true })).toBeVisible()
  await expect(job.getByText(/The part “?rows\/Tag\.jsonl”? is missing/)).toBeVisible()
  await expect(page.getByRole('link', { name: 'Your jobs, one under way' })).toHaveCount(0)
  await axe(page)
})

test('a project of another program comes in, and what it could not bring is named', async ({ signIn, axe }) => {
  const lead = await signIn('Lena Arrives')
  const { page } = lead
  const guid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
  const zip = new ZipFile()
  zip.addBuffer(
    Buffer.from(`<?xml version="1.0" encoding="utf-8"?><Project xmlns="urn:QDA-XML:project:1.0" name="Coast">
      <Users><User guid="${guid(1)}" name="Nora Elsewhere"/></Users>
      <CodeBook><Codes><Code guid="${guid(2)}" name="Ferry" isCodable="true" color="#3366aa"/></Codes></CodeBook>
      <Sources><TextSource guid="${guid(3)}" name="The ferry" plainTextPath="internal://${guid(3)}.txt"><PlainTextSelection guid="${guid(4)}" name="carries no passport" startPosition="3" endPosition="22" creatingUser="${guid(1)}"><Coding guid="${guid(5)}"><CodeRef targetGUID="${guid(2)}"/></Coding></PlainTextSelection></TextSource></Sources>
      <Graphs><Graph guid="${guid(6)}"/></Graphs></Project>`),
    'project.qde',
  )
  zip.addBuffer(Buffer.from('It carries no passport and asks for none.'), `Sources/${guid(3)}.txt`)
  zip.end()
  await page.goto('/')
  await page.getByRole('button', { name: 'Import a project' }).click()
  const dialog = page.getByRole('dialog', { name: 'Import a project' })
  const chooser = page.waitForEvent('filechooser')
  await dialog.getByRole('button', { name: 'Choose files' }).click()
  await (
    await chooser
  ).setFiles({
    name: 'coast.qdpx',
    mimeType: 'application/octet-stream',
    buffer: await buffer(zip.outputStream),
  })
  await expect(dialog.getByRole('status')).toContainText('“Coast”: 1 document, 1 passage, 1 tag')
  await expect(dialog.getByText('1 graph is not kept')).toBeVisible()
  await expect(dialog.getByText('Nora Elsewhere: a name in the project, without an account')).toBeVisible()
  await axe(page)
  await page.screenshot({ path: 'test-results/jobs/qdpx-report.png' })
  await dialog.getByRole('link', { name: 'Open the project “Coast”' }).click()
  await page.getByRole('link', { name: 'The ferry' }).click()
  await expect(page.locator('.hl', { hasText: 'carries no passport' })).toBeVisible()
})

test('a project of Taguette comes in, and opens where somebody highlighted', async ({ signIn, axe }) => {
  const { page } = await signIn('Tara Arrives')
  const html = '<h1>The ferry</h1>\n<p>It carries <b>no passport</b> and asks for none.</p>'
  const words = 'The ferry\nIt carries no passport and asks for none.'
  const { start, end } = bytesAt(words, 'no passport and asks')
  const day = '2024-03-05 06:07:08'
  const file = await sqliteFile(taguetteTables, {
    users: [['ana', null]],
    projects: [[1, 'Coast', '', day]],
    project_members: [[1, 'ana', 'ADMIN']],
    documents: [[1, 'The ferry', '', 'ferry.docx', day, 1, 'LEFT_TO_RIGHT', html]],
    tags: [
      [1, 1, 'Border', 'Where papers are asked for'],
      [2, 1, 'Border.None', ''],
    ],
    highlights: [[1, 1, start, end, '<b>no passport</b> and asks']],
    highlight_tags: [[1, 2]],
    commands: [[1, day, 'ana', 1, 1, '{"type": "highlight_add", "highlight_id": 1}']],
  })
  await page.goto('/')
  await page.getByRole('button', { name: 'Import a project' }).click()
  const dialog = page.getByRole('dialog', { name: 'Import a project' })
  await expect(dialog.getByText(/the project of Taguette \(sqlite3\), QualCoder .+ or RQDA/)).toBeVisible()
  const chooser = page.waitForEvent('filechooser')
  await dialog.getByRole('button', { name: 'Choose files' }).click()
  await (await chooser).setFiles({ name: 'coast.sqlite3', mimeType: 'application/octet-stream', buffer: file })
  await expect(dialog.getByRole('status')).toContainText('“Coast”: 1 document, 1 passage, 2 tags')
  await expect(dialog.getByText('1 passage has the very words that the file keeps of it')).toBeVisible()
  await expect(dialog.getByText(/1 tag stands under the tag with whose name its began/)).toBeVisible()
  await expect(dialog.getByText('ana: a name in the project, without an account')).toBeVisible()
  await axe(page)
  await page.screenshot({ path: 'test-results/jobs/taguette-report.png' })
  await dialog.getByRole('link', { name: 'Open the project “Coast”' }).click()
  await page.getByRole('link', { name: 'The ferry' }).click()
  await expect(page.locator('.hl', { hasText: 'no passport' }).first()).toBeVisible()
  await expect(page.locator('main').getByText('None', { exact: true }).first()).toBeVisible()
})

test('the zipped folder of a project of QualCoder comes in with its codings and its journal', async ({
  signIn,
  axe,
}) => {
  const { page } = await signIn('Quinn Arrives')
  const text = 'It carries no passport and asks for none. 😀\nThen the boats.'
  const { start, end } = charactersAt(text, 'the boats')
  const day = '2024-03-05 06:07:08'
  const data = await sqliteFile(qualcoderTables, {
    project: [['v17', day, '', '', null, null, 'Ana', '']],
    source: [
      [1, 'The ferry', text, null, '', 'Ana', day, null, null],
      [2, 'Photo', null, '/images/photo.jpg', '', 'Ana', day, null, null],
    ],
    code_cat: [[1, 'Water', 'Ana', day, '', null]],
    code_name: [[1, 'Boats', '', 1, 'Ana', day, '#3366aa', null]],
    code_text: [[1, 1, 1, 'the boats', start, end, 'Ana', day, 'At noon', null, 0]],
    journal: [[1, 'First week', 'We began at the quay.', day, 'Ana']],
  })
  const zip = new ZipFile()
  zip.addBuffer(data, 'Coast.qda/data.qda')
  zip.addBuffer(Buffer.from('no picture'), 'Coast.qda/images/photo.jpg')
  zip.end()
  await page.goto('/')
  await page.getByRole('button', { name: 'Import a project' }).click()
  const dialog = page.getByRole('dialog', { name: 'Import a project' })
  const chooser = page.waitForEvent('filechooser')
  await dialog.getByRole('button', { name: 'Choose files' }).click()
  await (
    await chooser
  ).setFiles({ name: 'Coast.zip', mimeType: 'application/zip', buffer: await buffer(zip.outputStream) })
  await expect(dialog.getByRole('status')).toContainText('“Coast”: 1 document, 1 passage, 2 tags')
  await expect(dialog.getByText(/1 picture or recording is not kept, such as “Photo”/)).toBeVisible()
  await expect(dialog.getByText('1 category is a tag with the codes of it below, such as “Water”')).toBeVisible()
  await axe(page)
  await dialog.getByRole('link', { name: 'Open the project “Coast”' }).click()
  await page.getByRole('link', { name: 'The ferry' }).click()
  await expect(page.locator('.hl', { hasText: 'the boats' })).toBeVisible()
  await page.goto(`${/.*\/projects\/[0-9a-f-]+/.exec(page.url())?.[0]}/memos`)
  await expect(page.getByText('First week').first()).toBeVisible()
})
