import { comingToLife } from '@/testing/browser/alive'
import { expect, expectRefusal, test } from './fixtures'

const lena = { name: 'Lena Okafor', email: 'lena@example.org', password: 'a long enough password' }
const kai = { name: 'Kai Brandt', email: 'kai@example.org', password: 'another long password' }

test('set up from the terminal’s link, make a project, invite a colleague, who joins in a browser of their own', async ({
  emptyInstance,
  browser,
  contextOptions,
  axe,
}) => {
  test.setTimeout(180_000)
  const context = await browser.newContext({ ...contextOptions, baseURL: emptyInstance.url })
  const page = comingToLife(await context.newPage())
  await page.goto('/')
  await expect(page).toHaveURL(/\/setup$/)
  await expect(page.getByLabel('Set-up code')).toBeVisible()
  await page.goto(emptyInstance.setupUrl ?? '')
  await axe(page)
  await page.getByLabel('Your name').fill(lena.name)
  await page.getByLabel('Email').fill('not an address')
  await page.getByRole('textbox', { name: 'Password' }).fill('short')
  await page.getByRole('button', { name: 'Make the account' }).click()
  await expect(page.getByText('Enter an email address, such as name@example.org')).toBeVisible()
  await expect(page.getByText('Choose a password of at least 10 characters')).toBeVisible()
  await page.getByLabel('Email').fill(lena.email)
  await page.getByRole('textbox', { name: 'Password' }).fill(lena.password)
  await page.getByRole('button', { name: 'Make the account' }).click()

  await expect(page.getByRole('heading', { name: `Welcome, ${lena.name}` })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Look around with the demo project' })).toBeVisible()
  await axe(page)
  await page.getByRole('button', { name: 'Start with an empty project' }).click()
  await page.getByLabel('Name').fill('Harbours of the strait')
  await page.getByRole('button', { name: 'Make the project' }).click()
  await expect(page.getByRole('heading', { name: 'No documents yet' })).toBeVisible()
  await axe(page)

  await page.getByRole('link', { name: 'Project', exact: true }).click()
  await page.getByRole('button', { name: 'Invite somebody' }).click()
  await page.getByRole('button', { name: 'Make the link' }).click()
  const link = await page.getByLabel('Invitation link').inputValue()
  expect(link).toMatch(new RegExp(`^${emptyInstance.url}/invitations/[\\w-]{43}$`))
  await page.getByRole('button', { name: 'Done' }).click()

  const other = await browser.newContext({ ...contextOptions, baseURL: emptyInstance.url })
  const guest = comingToLife(await other.newPage())
  await guest.goto(link)
  await expect(guest.getByText('Lena Okafor invites you as a coder.')).toBeVisible()
  await axe(guest)
  await guest.getByLabel('Your name').fill(kai.name)
  await guest.getByLabel('Email').fill(kai.email)
  await guest.getByRole('textbox', { name: 'Password' }).fill(kai.password)
  await guest.getByRole('button', { name: 'Make an account and join' }).click()
  await expect(guest.getByRole('heading', { name: 'Documents', level: 1 })).toBeVisible()
  await expect(guest.getByRole('button', { name: 'Choose files' })).toHaveCount(0)

  // The lead sees who came without reloading, and the link is used up.
  await expect(page.getByRole('list', { name: 'Members' }).getByText(kai.name, { exact: true })).toBeVisible({
    timeout: 15_000,
  })
  const late = comingToLife(await (await browser.newContext({ ...contextOptions })).newPage())
  await late.goto(link)
  await expect(late.getByRole('heading', { name: 'This invitation cannot be used' })).toBeVisible()

  // Out, and in again by the form, to where one wanted to go. The cookie that was copied before is dead at the server.
  const wanted = new URL(guest.url()).pathname
  const copied = (await other.cookies()).find(({ name }) => name.endsWith('session-token'))
  expect((await guest.request.get('/api/v1/me')).status()).toBe(200)
  await guest.getByRole('button', { name: `Account of ${kai.name}` }).click()
  await guest.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(guest).toHaveURL(/\/sign-in/)
  expect(
    (await fetch(`${emptyInstance.url}/api/v1/me`, { headers: { cookie: `${copied?.name}=${copied?.value}` } })).status,
  ).toBe(401)
  await guest.goto(wanted)
  await expect(guest).toHaveURL(/\/sign-in\?next=/)
  await guest.getByLabel('Email').fill(kai.email)
  await guest.getByRole('textbox', { name: 'Password' }).fill('not his password')
  await guest.getByRole('button', { name: 'Sign in' }).click()
  await expect(guest.getByText('Email or password is not right.')).toBeVisible()
  await axe(guest)
  await guest.getByRole('textbox', { name: 'Password' }).fill(kai.password)
  await guest.getByRole('button', { name: 'Sign in' }).click()
  await expect(guest.getByRole('heading', { name: 'Documents', level: 1 })).toBeVisible()

  // Five wrong passwords, and the sixth attempt has to wait.
  const thief = comingToLife(
    await (await browser.newContext({ ...contextOptions, baseURL: emptyInstance.url })).newPage(),
  )
  await thief.goto('/sign-in?next=//evil.example')
  for (let i = 0; i < 6; i += 1) {
    await thief.getByLabel('Email').fill(lena.email)
    await thief.getByRole('textbox', { name: 'Password' }).fill(`guess number ${i}`)
    const answered = thief.waitForResponse('**/api/auth/callback/credentials')
    await thief.getByRole('button', { name: 'Sign in' }).click()
    const answer = await answered
    expect(answer.status()).toBe(i < 5 ? 401 : 429)
    if (i === 5) expect(Number(answer.headers()['retry-after'])).toBeGreaterThan(0)
    await expect(thief.getByRole('button', { name: 'Sign in' })).not.toHaveAttribute('data-pending')
  }
  await expect(thief.getByText(/Too many attempts failed\. Wait \d+ seconds/)).toBeVisible()
  // Whoever set up may have the demo made at any time, and is led to it.
  await page.goto('/')
  await page.getByRole('button', { name: 'Add the demo project' }).click()
  await expect(page.getByRole('table', { name: 'Documents' }).getByRole('row')).toHaveCount(10, { timeout: 60_000 })
  await page.goto('/')
  await expect(page.getByRole('button', { name: 'Add the demo project' })).toHaveCount(0)
  await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(2)
  await axe(page)
})

test('an account: name, password, tokens, and signing out everywhere', async ({ signIn, visitor, axe }) => {
  const { page, context, email } = await signIn('Mira Sand', { isAdmin: true })
  await page.goto('/account')
  await expect(page.getByRole('heading', { name: 'Administration' })).toBeVisible()
  await expect(page.getByRole('list', { name: 'Accounts' }).getByText(email)).toBeVisible()
  await axe(page)

  await page.getByLabel('Your name').fill('Mira Sandvik')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('button', { name: 'Account of Mira Sandvik' })).toBeVisible()

  await page.getByRole('button', { name: 'New token' }).click()
  await page.getByLabel('What is it for?').fill('R script')
  await page.getByRole('button', { name: 'Make the token' }).click()
  const secret = await page.getByLabel('Your new token').inputValue()
  const me = await (await visitor()).request.get('/api/v1/me', { headers: { authorization: `Bearer ${secret}` } })
  expect(await me.json()).toMatchObject({ name: 'Mira Sandvik', scope: 'read' })
  await page.getByRole('button', { name: 'Done' }).click()
  await page.getByRole('button', { name: 'Revoke' }).click()
  await page
    .getByRole('alertdialog', { name: /^Revoke/ })
    .getByRole('button', { name: 'Revoke' })
    .click()
  await expect(page.getByText('You have no tokens.')).toBeVisible()

  // A reset link made by an administrator: the password it sets ends the sessions there were, this one included.
  await page.getByRole('button', { name: `Actions for Mira Sandvik` }).click()
  await page.getByRole('menuitem', { name: 'Make a reset link' }).click()
  await page
    .getByRole('alertdialog', { name: 'Make a reset link for Mira Sandvik?' })
    .getByRole('button', { name: 'Make a reset link' })
    .click()
  const link = await page.getByLabel('Link', { exact: true }).inputValue()
  await page.getByRole('button', { name: 'Done' }).click()
  const reset = await visitor()
  await reset.goto(link)
  await axe(reset)
  await reset.getByRole('textbox', { name: 'New password' }).fill('a password from the link')
  await reset.getByRole('button', { name: 'Set the password' }).click()
  await expect(reset.getByRole('heading', { name: 'Welcome, Mira Sandvik' })).toBeVisible()
  await page.goto('/account')
  await expect(page).toHaveURL(/\/sign-in\?next=%2Faccount/)

  // A changed password ends the other session and lets this one go on.
  await page.getByLabel('Email').fill(email)
  await page.getByRole('textbox', { name: 'Password' }).fill('a password from the link')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('textbox', { name: 'Current password' }).fill('a password from the link')
  await page.getByRole('textbox', { name: 'New password' }).fill('a password of my own')
  await page.getByRole('button', { name: 'Change the password' }).click()
  await expect(page.getByText('Password changed. Other sessions have ended.')).toBeVisible()
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Your account' })).toBeVisible()
  await reset.goto('/account')
  await expect(reset).toHaveURL(/\/sign-in/)

  await page.getByRole('button', { name: 'Sign out everywhere' }).click()
  await page
    .getByRole('alertdialog', { name: /^Sign out/ })
    .getByRole('button', { name: 'Sign out everywhere' })
    .click()
  await expect(page).toHaveURL(/\/sign-in/)
  expect((await context.request.get('/api/v1/me')).status()).toBe(401)
})

test('a reset link that is worth nothing says so', async ({ page, axe }) => {
  await page.goto('/resets/nothing')
  await expect(page.getByRole('heading', { name: 'This link cannot be used' })).toBeVisible()
  await axe(page)
})

test('sign-in goes only to pages of this site', async ({ signIn }) => {
  const { page } = await signIn('Ana Reyes')
  for (const next of [
    '//evil.example/',
    '/.//evil.example',
    '/x/..//evil.example',
    '/\\evil.example',
    'https://evil.example/',
    'javascript:alert(1)',
  ]) {
    await page.goto(`/sign-in?next=${encodeURIComponent(next)}`)
    await expect(page.getByRole('heading', { name: 'Welcome, Ana Reyes' })).toBeVisible()
  }
  await page.goto('/sign-in?next=%2Faccount')
  await expect(page.getByRole('heading', { name: 'Your account' })).toBeVisible()
  expectRefusal(page, 404)
  await page.goto('/projects/0193e0a8-5c00-7000-8000-000000000001/documents')
  await expect(page.getByRole('heading', { name: 'There is nothing at this address' })).toBeVisible()
})
