import { expect, expectRefusal, test } from './fixtures'
import { joinAsCoder, readingProject, tagAs } from './reading-project'

test('passages of the whole project are asked for by a query that is written, put together, kept and taken back', async ({
  signIn,
  axe,
}) => {
  const ana = await signIn('Ana')
  const ben = await signIn('Ben')
  const project = await readingProject(ana)
  await joinAsCoder(ana, ben, project.projectId)
  await tagAs(ana, project, 'boats came home without fish', ['Fisheries'])
  await tagAs(ana, project, 'Fever followed the ferry inland', ['Public health'])
  await tagAs(ben, project, 'followed the ferry', ['Border'])
  const { page } = ana
  await page.goto(`/projects/${project.projectId}/passages`)
  const field = page.getByRole('textbox', { name: 'Which passages' })
  const cards = page.getByRole('region', { name: 'Excerpts' }).getByRole('article')
  await expect(cards).toHaveCount(3)
  await axe(page)

  await field.fill('tag:"Public health" OVERLAPS by:Ben')
  await expect(
    page.getByText('Passages tagged “Public health” or below it, and overlapping one that is marked by Ben'),
  ).toBeVisible()
  await field.press('Enter')
  await expect(cards).toHaveCount(1)
  await expect(cards).toContainText('Fever followed the ferry inland')
  await expect(page).toHaveURL(/query=tag/)
  await axe(page)
  await page.screenshot({ path: 'test-results/passages/desktop.png', fullPage: true })

  await field.fill('tag:Sand')
  expectRefusal(page, 422)
  await field.press('Enter')
  await expect(page.getByText('At character 5: nothing that you see here is called “Sand”')).toBeVisible()

  await field.fill('')
  await page.getByRole('button', { name: 'Add a condition' }).click()
  const sheet = page.getByRole('dialog', { name: 'A condition' })
  await sheet.getByRole('button', { name: /About/ }).click()
  await page.getByRole('option', { name: 'One that it lies inside' }).click()
  await sheet.getByRole('button', { name: /Tag/ }).last().click()
  await page.getByRole('option', { name: 'Public health' }).click()
  await sheet.getByRole('button', { name: 'Write it down' }).click()
  await expect(field).toHaveValue('INSIDE tag:"Public health"')
  await page.getByRole('button', { name: 'Find', exact: true }).click()
  await expect(cards).toHaveCount(2)

  await page.getByRole('button', { name: 'Keep…' }).click()
  const keep = page.getByRole('dialog', { name: 'Keep this query' })
  await keep.getByRole('textbox', { name: 'Name' }).fill('Illness')
  await keep.getByRole('button', { name: 'Keep', exact: true }).click()
  await page.getByRole('button', { name: 'One kept query' }).click()
  const kept = page.getByRole('dialog', { name: 'Kept queries' })
  await kept.getByRole('button', { name: 'Remove Illness' }).click()
  await expect(page.getByRole('button', { name: 'One kept query' })).toHaveCount(0)
  await page
    .getByRole('alertdialog')
    .filter({ hasText: '“Illness” was removed' })
    .getByRole('button', { name: 'Undo' })
    .click()
  await expect(page.getByRole('button', { name: 'One kept query' })).toBeVisible()

  // What Ana keeps is Ben's to ask, on a page of another kind too.
  await ben.page.goto(`/projects/${project.projectId}/passages`)
  await ben.page.getByRole('button', { name: 'One kept query' }).click()
  await ben.page.getByRole('button', { name: /^Illness/ }).click()
  await expect(ben.page.getByRole('region', { name: 'Excerpts' }).getByRole('article')).toHaveCount(2)
  await ben.page.getByRole('button', { name: /Remove .*found by/ }).click()
  await expect(ben.page.getByRole('region', { name: 'Excerpts' }).getByRole('article')).toHaveCount(3)
  await expect(ben.page.getByRole('textbox', { name: 'Which passages' })).toHaveValue('')
})
