import { comingToLife } from '@/testing/browser/alive'
import { expect, test } from './fixtures'

test('the interface speaks Chinese to whoever chooses it, in every browser of theirs, and English again', async ({
  browser,
  contextOptions,
  instance,
  signIn,
  axe,
}) => {
  const { page, context } = await signIn('林雨 Lin')
  const chinese = await browser.newContext({ ...contextOptions, baseURL: instance.url, locale: 'zh-CN' })
  const stranger = comingToLife(await chinese.newPage())
  await stranger.goto('/sign-in')
  await expect(stranger.locator('html')).toHaveAttribute('lang', 'zh')
  await expect(stranger.locator('html')).toHaveAttribute('dir', 'ltr')
  await expect(stranger.getByRole('button', { name: '登录', exact: true })).toBeVisible()
  await axe(stranger)
  await chinese.close()

  await page.goto('/account')
  await page.getByRole('button', { name: /Language of the interface/ }).click()
  await page.getByRole('option', { name: '中文' }).click()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByRole('heading', { name: '您的账户', level: 1 })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh')
  await axe(page)

  // A browser that was left in English changes over, because the choice is the person's.
  await context.clearCookies({ name: 'cp-locale' })
  await page.goto('/')
  await page.getByRole('button', { name: '从空白项目开始' }).click()
  await page.getByLabel('名称').fill('2026 年港口访谈')
  await page.getByRole('button', { name: '建立项目' }).click()
  await expect(page.getByRole('heading', { name: '还没有文档' })).toBeVisible()
  await page.getByRole('link', { name: '编码本' }).first().click()
  await page.getByRole('button', { name: '添加标签' }).first().click()
  await page.getByRole('textbox', { name: '新标签的名称' }).fill('等待')
  await page.keyboard.press('Enter')
  await expect(page.getByText('已添加“等待”')).toBeVisible()

  await page.getByRole('button', { name: '外观' }).click()
  await page.getByRole('menuitemradio', { name: 'English' }).click()
  await expect(page.getByRole('heading', { name: 'Codebook', level: 1 })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  expect(await (await context.request.get('/api/v1/me')).json()).toMatchObject({ locale: 'en' })
})
