import { expect, test } from './fixtures'
import { callAs, joinAsCoder, readingProject, storedBy, tagAs } from './reading-project'

test('the history quotes what was tagged, and what one person did over and over is one sentence that unfolds', async ({
  signIn,
  axe,
}) => {
  const lead = await signIn('Lena Way')
  const coder = await signIn('Cody Marsh')
  const project = await readingProject(lead)
  await joinAsCoder(lead, coder, project.projectId)
  await tagAs(lead, project, 'Nobody sees it.', ['Border'])
  for (const words of ['The harbour slept.', 'Fever followed the ferry inland.', 'The doctor counted nine beds'])
    await tagAs(coder, project, words, ['Fisheries'])
  await tagAs(coder, project, 'It carries no passport', ['Border'], { visibility: 'private' })

  const { page } = lead
  await page.goto(`/projects/${project.projectId}/history`)
  const rows = page.getByRole('listitem')
  const single = rows.filter({ hasText: 'Lena Way tagged “Nobody sees it.” in “The harbour” with Border' })
  await expect(single.getByRole('link', { name: '“Nobody sees it.”' })).toHaveAttribute('href', /\?annotation=/)
  expect((await single.boundingBox())?.height).toBeLessThanOrEqual(48)

  // Of what a colleague keeps to themselves nothing is told: three, not four.
  const run = rows.filter({ hasText: 'Cody Marsh tagged 3 passages in “The harbour”' })
  await expect(run).toHaveCount(1)
  await expect(page.getByText('The harbour slept.')).toHaveCount(0)
  await run.getByRole('button', { name: /^Details: Cody Marsh tagged 3 passages/ }).click()
  const each = run.getByRole('listitem')
  await expect(each).toHaveCount(3)
  const first = each.filter({ hasText: 'The harbour slept.' })
  await axe(page)
  await page.screenshot({ path: 'test-results/history-run.png' })
  await first.getByRole('button', { name: /^Revert: Cody Marsh tagged “The harbour slept.”/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Revert', exact: true }).click()
  await expect(run.getByText('1 of them reverted')).toBeVisible()
  await expect(first.getByText('Reverted', { exact: true })).toBeVisible()

  // The codebook's version is among the details.
  await expect(page.getByText(/^codebook version/)).toHaveCount(0)
  await first.getByRole('button', { name: /^Details: / }).click()
  await expect(first.getByText('codebook version 3')).toBeVisible()
  await expect(first.getByRole('table')).toContainText('The harbour slept.')
  await page.setViewportSize({ width: 390, height: 844 })
  await axe(page)
  await page.screenshot({ path: 'test-results/history-run-phone.png', fullPage: true })
  await coder.page.goto(`/projects/${project.projectId}/history`)
  await expect(coder.page.getByRole('listitem').filter({ hasText: 'Cody Marsh tagged 4 passages' })).toHaveCount(1)
})

test('a colleague’s words are tagged by oneself from their card, and as the round says where one has submitted', async ({
  signIn,
  axe,
}) => {
  const lead = await signIn('Lena Way')
  const coder = await signIn('Cody Marsh')
  const project = await readingProject(lead)
  await joinAsCoder(lead, coder, project.projectId)
  const { id } = await tagAs(lead, project, 'The harbour slept.', ['Fisheries'])
  const { page } = coder
  await page.goto(`${project.address}?annotation=${id}`)
  const colleagues = page.getByRole('article', { name: 'Passage tagged by Lena Way' })
  await expect(colleagues.getByRole('button', { name: 'Set up a norming round…' })).toHaveCount(0)
  await axe(page)
  await colleagues.getByRole('button', { name: 'Tag these words yourself' }).click()
  await expect(page.getByRole('combobox', { name: 'Tags for the passage' })).toBeFocused()
  await page.keyboard.type('bord')
  await page.keyboard.press('Enter')
  await expect
    .poll(async () => (await storedBy(coder, project)).map(({ quote, tagIds }) => [quote, tagIds]))
    .toEqual([
      ['The harbour slept.', [project.tags['Fisheries']]],
      ['The harbour slept.', [project.tags['Border']]],
    ])

  const round = (await callAs(lead, 'POST', `/projects/${project.projectId}/rounds`, {
    name: 'First',
    documentIds: [project.documentId],
    coderIds: [coder.id],
    visibility: 'open',
  })) as { id: string }
  await callAs(coder, 'POST', `/projects/${project.projectId}/rounds/${round.id}/submit`, {
    documentId: project.documentId,
  })
  await page.goto(`${project.address}?annotation=${id}`)
  await colleagues.getByRole('button', { name: 'Tag these words yourself' }).click()
  await expect(
    page.getByText('You have submitted this document with “First”. A lead can reopen it for you.').first(),
  ).toBeVisible()
  await expect(page.getByRole('combobox', { name: 'Tags for the passage' })).toHaveCount(0)
})

test('what reverting would do stays open while the rows below it become a run', async ({ signIn }) => {
  const lead = await signIn('Stay Open')
  const coder = await signIn('Cody Reeds')
  const project = await readingProject(lead)
  await joinAsCoder(lead, coder, project.projectId)
  const words = ['The harbour slept.', 'Nobody sees it.', 'The doctor counted nine beds', 'Fever followed the ferry']
  for (const some of words.slice(0, 2)) await tagAs(coder, project, some, ['Fisheries'])
  const { page } = lead
  await page.goto(`/projects/${project.projectId}/history`)
  await page.getByRole('button', { name: /^Revert: Cody Reeds tagged “The harbour slept.”/ }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('What happens')).toBeVisible()
  for (const some of words.slice(2)) await tagAs(coder, project, some, ['Fisheries'])
  const run = page.locator('li', { hasText: 'Cody Reeds tagged 4 passages' })
  await expect(run).toHaveCount(1)
  await dialog.getByRole('button', { name: 'Revert', exact: true }).click()
  await expect(dialog).toHaveCount(0)
  await expect(run.getByText('1 of them reverted')).toBeVisible()
  expect((await storedBy(coder, project)).map(({ quote }) => quote)).not.toContain('The harbour slept.')
})
