import { localeCookie } from '@/lib/i18n/locales'
import { expect, expectRefusal, test } from './fixtures'
import { callAs } from './reading-project'

test('a form that lacks something goes to the first such field and says what to do', async ({
  visitor,
  signIn,
  axe,
}) => {
  const lead = await signIn('Lena Leads')
  const guest = await visitor()
  await guest.goto('/sign-in')
  const email = guest.getByRole('textbox', { name: 'Email' })
  const password = guest.getByLabel('Password', { exact: true })
  await guest.getByRole('button', { name: 'Sign in' }).click()
  await expect(email).toBeFocused()
  await expect(email).toHaveAccessibleDescription('Enter your email address')
  await expect(password).toHaveAccessibleDescription('Enter your password')
  await axe(guest)
  await email.fill('ada@example.org')
  await expect(email).toHaveAccessibleDescription('')
  await email.press('Enter')
  await expect(password).toBeFocused()

  const { page } = lead
  const { id } = (await callAs(lead, 'POST', '/projects', { name: 'Forms' })) as { id: string }
  await page.goto('/')
  await page.getByRole('button', { name: 'New project' }).click()
  await page.getByRole('dialog').getByRole('textbox').last().focus()
  await page.getByRole('dialog').getByRole('button', { name: 'Make the project' }).click()
  const name = page.getByRole('dialog').getByRole('textbox').first()
  await expect(name).toBeFocused()
  await expect(name).toHaveAccessibleDescription('Give the project a name')

  await page.goto(`/projects/${id}/themes`)
  await page.getByRole('button', { name: /theme/ }).first().click()
  await page.getByRole('dialog').getByRole('textbox', { name: 'Definition' }).focus()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^(Make|Create)/ })
    .click()
  await expect(page.getByRole('dialog').getByRole('textbox').first()).toBeFocused()
  await expect(page.getByText('Give the theme a name')).toBeVisible()

  // What only the server knows is told in the same place.
  await page.goto(`/projects/${id}/members`)
  await page.getByRole('button', { name: 'Invite somebody' }).click()
  const address = page.getByRole('dialog').getByRole('textbox', { name: 'Their email address' })
  await address.fill('nobody')
  expectRefusal(page, 422)
  await page.getByRole('dialog').locator('button[type=submit]').click()
  await expect(address).toBeFocused()
  await expect(address).toHaveAccessibleDescription('Enter an email address, such as name@example.org')
})

test('it says so in Chinese too', async ({ visitor, signIn, instance }) => {
  // Without any account there is nothing to sign in with.
  await signIn('Lena Leads')
  const page = await visitor()
  await page.context().addCookies([{ name: localeCookie, value: 'zh', url: instance.url }])
  await page.goto('/sign-in')
  await page.locator('button[type=submit]').click()
  await expect(page.getByRole('textbox').first()).toBeFocused()
  await expect(page.getByText('请输入您的邮箱')).toBeVisible()
  await expect(page.getByText('请输入您的密码')).toBeVisible()
})
