import { expect, test } from './fixtures'

test('an administrator makes a backup, and sees that it could be restored', async ({ signIn, axe }) => {
  test.slow() // All that the other journeys have stored meanwhile is restored for trial.
  const { page } = await signIn('Ada Keep', { isAdmin: true })
  await page.goto('/account')
  const section = page.getByRole('region', { name: 'Backups' })
  await expect(section.getByText(/^The next one is due on /)).toBeVisible()
  await section.getByRole('button', { name: 'Back up now' }).click()
  await expect(section.getByRole('status')).toHaveText('A backup is being made and restored for trial.')
  await expect(
    section.getByText(/^On .* it was restored for trial, and held: .*, every one in its place\./),
  ).toBeVisible({
    timeout: 120_000,
  })
  await expect(section.getByRole('status')).toHaveText('')
  await expect(section.getByText(/^The newest backup is of /)).toBeVisible()
  await expect(section.getByRole('list', { name: 'Backups that are kept' }).getByRole('listitem')).toHaveCount(1)
  await expect(section.getByText('on the same disk as the database')).toBeVisible()
  await axe(page)
})
