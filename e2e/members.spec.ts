import { newId } from '@/lib/data/database/ids'
import { expect, expectRefusal, test } from './fixtures'

test('roles are given and taken, the last lead stays, and who is removed is out', async ({ signIn, beside, axe }) => {
  const [lena, kai] = [await signIn('Lena Okafor'), await signIn('Kai Brandt')]
  const { page } = lena
  const project = newId()
  expect(
    (await lena.context.request.post('/api/v1/projects', { data: { id: project, name: 'Harbours' } })).status(),
  ).toBe(201)
  await beside.db.membership.create({
    data: { projectId: project, userId: kai.id, role: 'coder' },
    select: { role: true },
  })
  await page.goto(`/projects/${project}/members`)
  await axe(page)
  await expect(
    page
      .getByRole('row', { name: /Invite people, change roles, remove members/ })
      .getByRole('cell')
      .first(),
  ).toHaveText('yes')

  await page.setViewportSize({ width: 390, height: 844 })
  const hidden = await page
    .getByRole('table', { name: 'Who may do what' })
    .evaluate(({ parentElement: around }) => (around ? around.scrollWidth - around.clientWidth : null))
  expect(hidden, 'all four roles on a phone').toBe(0)
  await page.setViewportSize({ width: 1440, height: 900 })

  await page.getByRole('button', { name: /Role of Kai Brandt/ }).click()
  await page.getByRole('option', { name: 'Reviewer' }).click()
  await expect(page.getByText('Kai Brandt is a reviewer now.')).toBeVisible()
  expectRefusal(page, 409)
  await page.getByRole('button', { name: /Role of Lena Okafor/ }).click()
  await page.getByRole('option', { name: 'Reader' }).click()
  await expect(page.getByText('This is the only lead of the project. Make somebody else a lead first.')).toBeVisible()
  await expect(page.getByRole('button', { name: /Lead Role of Lena Okafor/ })).toBeVisible()

  await kai.page.goto(`/projects/${project}/members`)
  await expect(kai.page.getByRole('button', { name: 'Invite somebody' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Remove Kai Brandt' }).click()
  await expect(page.getByRole('alertdialog', { name: /^Remove Kai/ })).toContainText(
    'Their work stays under their name: no passages yet.',
  )
  await axe(page)
  expectRefusal(kai.page, 404) // Their page asks for news once more and is told that there is no such project.
  await page
    .getByRole('alertdialog', { name: /^Remove Kai/ })
    .getByRole('button', { name: 'Remove' })
    .click()
  await expect(page.getByRole('list', { name: 'Members' }).getByRole('listitem')).toHaveCount(1)
  await kai.page.reload()
  await expect(kai.page.getByRole('heading', { name: 'There is nothing at this address' })).toBeVisible()

  await page.getByRole('link', { name: 'Settings' }).first().click()
  await page.getByRole('radio', { name: /Leads only/ }).check({ force: true })
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  await axe(page)
  await page.getByRole('link', { name: 'History' }).first().click()
  await expect(page.getByText('Lena Okafor made Kai Brandt a reviewer')).toBeVisible()
  await expect(page.getByText('Lena Okafor changed the settings of the project')).toBeVisible()
})
