import { expect, test } from './fixtures'
import { callAs, joinAsCoder, readingProject, tagAs } from './reading-project'

test('the list of documents says who codes what, how far one is, and what is hidden; it leads back to where one read', async ({
  signIn,
  axe,
}) => {
  const [lead, ana, ben] = [await signIn('Lena Leads'), await signIn('Ana Codes'), await signIn('Ben Codes')]
  const project = await readingProject(lead)
  for (const coder of [ana, ben]) await joinAsCoder(lead, coder, project.projectId)
  const round = (await callAs(lead, 'POST', `/projects/${project.projectId}/rounds`, {
    name: 'First round',
    documentIds: [project.documentId],
    coderIds: [ana.id, ben.id],
    visibility: 'until-own-submit',
  })) as { id: string }
  await tagAs(ben, project, 'Nobody sees it', ['Border'])
  const { page } = ana
  const list = `/projects/${project.projectId}/documents`
  await page.goto(list)
  const row = page.getByRole('row', { name: /The harbour/ })
  const coders = row.getByRole('list', { name: 'Coders' })
  await expect(row.getByText('Not started')).toBeVisible()
  await expect(coders.getByRole('img')).toHaveAccessibleName('Ana Codes')
  // None would be untrue: Ben has marked something, and whether he has is not told.
  await expect(row.getByText('hidden until you submit')).toBeVisible()
  await expect(row.getByRole('cell', { name: '0', exact: true })).toHaveCount(0)
  await expect(page.getByText('0 passages that you can see')).toBeVisible()
  await expect(page.getByText('Continue reading')).toHaveCount(0)
  await axe(page)

  await row.getByRole('link', { name: 'The harbour' }).click()
  await expect(page.locator('[data-painted]')).toBeVisible()
  await tagAs(ana, project, 'nine beds and forty names', ['Public health'])
  await page.goto(list)
  await expect(row.getByText('1 passage', { exact: true })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Continue reading The harbour' })).toBeVisible()

  await callAs(ana, 'POST', `/projects/${project.projectId}/rounds/${round.id}/submit`, {
    documentId: project.documentId,
  })
  await expect(row.getByText('Submitted')).toBeVisible()
  await expect(coders.getByRole('img')).toHaveCount(2)
  await expect(coders.getByRole('img', { name: 'Ben Codes' })).toBeVisible()
  await expect(page.getByText('hidden until')).toHaveCount(0)
  await expect(page.getByText('2 passages', { exact: false })).toBeVisible()
  await expect(page.getByText('that you can see')).toHaveCount(0)
  await page.getByRole('link', { name: 'Continue reading The harbour' }).click()
  await expect(page.getByRole('region', { name: 'Text of The harbour' })).toBeVisible()
})

test('where a text is from and about which place are columns for whoever wants them, and stay chosen', async ({
  signIn,
}) => {
  const lead = await signIn('Lena Leads')
  const project = await readingProject(lead)
  for (const key of ['source', 'place', 'genre'])
    await callAs(lead, 'POST', `/projects/${project.projectId}/attributes`, {
      key,
      label: key === 'source' ? 'Source' : key === 'place' ? 'Place' : 'Genre',
      type: 'text',
    })
  const { page } = lead
  await page.goto(`/projects/${project.projectId}/documents`)
  const heads = page.getByRole('table', { name: 'Documents' }).getByRole('columnheader')
  await expect(heads.filter({ hasText: 'Genre' })).toBeVisible()
  await expect(heads.filter({ hasText: /Source|Place/ })).toHaveCount(0)
  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByRole('menuitemcheckbox', { name: 'Source' }).click()
  await page.keyboard.press('Escape')
  await expect(heads.filter({ hasText: 'Source' })).toBeVisible()
  await page.reload()
  await expect(heads.filter({ hasText: 'Source' })).toBeVisible()
  await expect(heads.filter({ hasText: 'Place' })).toHaveCount(0)
})
