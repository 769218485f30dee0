import { expect, expectRefusal, test } from './fixtures'
import { callAs, readingProject, readingText, storedBy, tagAs } from './reading-project'

test('a text is corrected; what lost its place is seen, and put back where its words stand now', async ({ signIn, axe }) => {
  const lead = await signIn('Cor Rector')
  const { page } = lead
  const project = await readingProject(lead)
  await tagAs(lead, project, 'boats came home', ['Fisheries'])
  await tagAs(lead, project, 'Fever followed the ferry inland.', ['Public health'])
  await page.goto(`/projects/${project.projectId}/documents`)
  await page.getByRole('button', { name: 'Actions for The harbour' }).click()
  await page.getByRole('menuitem', { name: 'Correct the text' }).click()
  await expect(page.getByRole('heading', { name: 'Correct “The harbour”' })).toBeVisible()
  const box = page.getByRole('textbox', { name: 'Text' })
  await expect(box).toHaveValue(readingText)
  await expect(page.getByRole('button', { name: 'Save as a new revision' })).toBeDisabled()
  const without = readingText.replace('The harbour slept.', 'The old harbour slept.').replace('Fever followed the ferry inland. ', '')
  await box.fill(without)
  await axe(page)
  await page.getByRole('button', { name: 'Save as a new revision' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'Saved as a new revision.' })).toContainText('1 is untouched, 0 have some changed words, 1 lost its place')
  await page.getByRole('link', { name: 'See the passage without a place' }).click()
  await expect(page.getByText('Fever followed the ferry inland.')).toBeVisible()
  await expect(page.getByText('These words stand nowhere in the text now.')).toBeVisible()
  await axe(page)
  const revisions = (await callAs(lead, 'GET', `/projects/${project.projectId}/documents/${project.documentId}/revisions`)) as { items: { id: string }[] }
  await callAs(lead, 'POST', `/projects/${project.projectId}/documents/${project.documentId}/revisions`, { baseRevisionId: revisions.items[0]?.id, text: `${without}\n\nLater, Fever followed the ferry inland. So they say.` })
  await page.getByRole('button', { name: 'Put it here' }).click()
  await expect(page.getByRole('heading', { name: 'Every passage has its place' })).toBeVisible()
  expect((await storedBy(lead, project)).map((row) => row.quote)).toEqual(['boats came home', 'Fever followed the ferry inland.'])
  await page.getByRole('link', { name: 'Read the document' }).first().click()
  await expect(page.getByText('So they say.')).toBeVisible()
})

test('two people correct at once: the second keeps their words and overwrites nothing', async ({ signIn }) => {
  const lead = await signIn('Two Once')
  const { page } = lead
  const project = await readingProject(lead)
  const { items } = (await callAs(lead, 'GET', `/projects/${project.projectId}/documents/${project.documentId}/revisions`)) as { items: { id: string }[] }
  await page.goto(`${project.address}/correct`)
  const box = page.getByRole('textbox', { name: 'Text' })
  await box.fill(`${readingText} Mine.`)
  await callAs(lead, 'POST', `/projects/${project.projectId}/documents/${project.documentId}/revisions`, { baseRevisionId: items[0]?.id, text: `${readingText} Theirs.` })
  expectRefusal(page, 409)
  await page.getByRole('button', { name: 'Save as a new revision' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'Somebody corrected this text meanwhile' })).toBeVisible()
  await expect(box).toHaveValue(`${readingText} Mine.`)
})

test('an open reader offers the corrected text and does not slip it in', async ({ signIn }) => {
  const lead = await signIn('Ope Reader')
  const { page } = lead
  const project = await readingProject(lead)
  const { items } = (await callAs(lead, 'GET', `/projects/${project.projectId}/documents/${project.documentId}/revisions`)) as { items: { id: string }[] }
  await page.goto(project.address)
  await expect(page.getByText('The harbour slept.')).toBeVisible()
  await callAs(lead, 'POST', `/projects/${project.projectId}/documents/${project.documentId}/revisions`, { baseRevisionId: items[0]?.id, text: readingText.replace('slept', 'woke') })
  const offer = page.getByRole('status').filter({ hasText: 'corrected' })
  await expect(offer).toBeVisible()
  await expect(page.getByText('The harbour slept.')).toBeVisible()
  await offer.getByRole('button').click()
  await expect(page.getByText('The harbour woke.')).toBeVisible()
})
