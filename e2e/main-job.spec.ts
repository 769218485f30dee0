import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { comingToLife } from '@/testing/browser/alive'
import { expect, test } from './fixtures'
import { picker, select } from './reader-page'

const corpus = join(resolve(process.env.SHARED_DIR ?? '../shared'), 'corpus')
const texts = existsSync(corpus) ? readdirSync(corpus).filter((name) => name.endsWith('.txt')) : []

test('the main job: from the terminal’s link to a Word document with two people’s excerpts', async ({
  emptyInstance,
  browser,
  contextOptions,
  axe,
}) => {
  test.setTimeout(150_000) // Three accounts, five documents and two coders: long on a busy machine.
  test.skip(texts.length === 0, `the corpus is not at ${corpus}`)
  test.setTimeout(240_000)
  const trouble: string[] = []
  const visitor = async () => {
    const page = comingToLife(
      await (await browser.newContext({ ...contextOptions, baseURL: emptyInstance.url })).newPage(),
    )
    page.on('console', (message) => message.type() === 'error' && trouble.push(message.text()))
    page.on('pageerror', (error) => trouble.push(String(error)))
    return page
  }

  // A new user follows the link and starts with an empty project.
  const page = await visitor()
  await page.goto(emptyInstance.setupUrl ?? '')
  await page.getByLabel('Your name').fill('Lena Okafor')
  await page.getByLabel('Email').fill('lena@example.org')
  await page.getByRole('textbox', { name: 'Password' }).fill('a long enough password')
  await page.getByRole('button', { name: 'Make the account' }).click()
  await page.getByRole('button', { name: 'Start with an empty project' }).click()
  await page.getByLabel('Name').fill('Non-traditional security')
  await page.getByRole('button', { name: 'Make the project' }).click()

  // Imports the corpus, as it proposes itself.
  await page.locator('input[type=file]').setInputFiles(texts.map((name) => join(corpus, name)))
  await page.getByRole('button', { name: `Save ${texts.length} documents` }).click({ timeout: 60_000 })
  const table = page.getByRole('table', { name: 'Documents' })
  await expect(table.getByRole('row')).toHaveCount(texts.length + 1, { timeout: 30_000 })
  await page.screenshot({ path: 'test-results/main-job/documents.png' })

  // Invites a colleague, who joins in a browser of their own.
  await page.getByRole('link', { name: 'Project', exact: true }).click()
  await page.getByRole('button', { name: 'Invite somebody' }).click()
  await page.getByRole('button', { name: 'Make the link' }).click()
  const link = await page.getByLabel('Invitation link').inputValue()
  await page.getByRole('button', { name: 'Done' }).click()
  const colleague = await visitor()
  await colleague.goto(link)
  await colleague.getByLabel('Your name').fill('Kai Tan')
  await colleague.getByLabel('Email').fill('kai@example.org')
  await colleague.getByRole('textbox', { name: 'Password' }).fill('another long password')
  await colleague.getByRole('button', { name: 'Make an account and join' }).click()
  await expect(colleague.getByRole('heading', { name: 'Documents', level: 1 })).toBeVisible()

  // Both tag a passage of the same document: the first makes the tag, the second finds it by two letters.
  await page.getByRole('link', { name: 'Read', exact: true }).click()
  for (const [reader, type] of [
    [page, 'Non-traditional security'],
    [colleague, 'no'],
  ] as const) {
    await reader
      .getByRole('table', { name: 'Documents' })
      .getByRole('link', { name: /White Paper|Policies on Asia-Pacific/i })
      .first()
      .click()
    await expect(reader.locator('[data-painted]')).toBeAttached({ timeout: 20_000 })
    await select(reader, 'non-traditional security')
    await expect(picker(reader)).toBeFocused()
    await reader.keyboard.type(type)
    await reader.keyboard.press('Enter')
    await expect(reader.getByText('Saved', { exact: true })).toBeVisible()
  }
  await page.screenshot({ path: 'test-results/main-job/reader.png' })

  // Both stand under the theme, the words that they share once.
  await page.getByRole('link', { name: 'Findings', exact: true }).click()
  await page.getByRole('button', { name: 'New theme' }).click()
  const form = page.getByRole('dialog', { name: 'New theme' })
  await form.getByRole('textbox', { name: 'Name' }).fill('What security means now')
  await form.getByRole('row', { name: 'Non-traditional security' }).click()
  await form.getByRole('button', { name: 'Make theme' }).click()
  await page.getByRole('row', { name: 'What security means now' }).click()
  const excerpts = page.getByRole('region', { name: 'Excerpts' }).getByRole('article')
  await expect(excerpts).toHaveCount(1)
  await expect(excerpts).toContainText(/2 coders: .*Kai Tan/)
  await expect(excerpts).toContainText(/2 coders: .*Lena Okafor/)
  await page.screenshot({ path: 'test-results/main-job/theme.png' })
  await axe(page)

  // And leave as a Word document.
  await page.getByRole('link', { name: 'Export this view' }).click()
  await page.locator('label').filter({ hasText: /^docx/ }).click()
  const [docx] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download docx' }).click(),
  ])
  expect(docx.suggestedFilename()).toMatch(/\.docx$/)
  expect(
    readFileSync(await docx.path())
      .subarray(0, 2)
      .toString(),
  ).toBe('PK')
  expect(trouble, 'errors in the browser').toEqual([])
})
