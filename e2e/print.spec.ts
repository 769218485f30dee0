import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { callAs, joinAsCoder, readingProject, readingText, tagAs } from './reading-project'

const filler = Array.from(
  { length: 120 },
  (_, at) => `Paragraph ${at + 1} says what the sea says, at length and again.`,
)
const longText = [readingText, ...filler, 'The last words of the book.'].join('\n\n')

test('on paper a document is whole, in the light colours, with a numbered note to each passage that names tag and coder', async ({
  signIn,
}, info) => {
  const lead = await signIn('Petra Prints')
  const coder = await signIn('Carl Codes')
  const project = await readingProject(lead, { text: longText })
  await joinAsCoder(lead, coder, project.projectId)
  await tagAs(lead, project, 'At noon the boats came home without fish', ['Fisheries', 'Border'])
  await tagAs(coder, project, 'the boats came home', ['Public health'], { note: 'Which boats?' })
  await tagAs(lead, project, 'The last words of the book.', ['Border'])
  const { page } = lead
  await page.goto(project.address)
  await lead.context.addCookies([{ name: 'cp-appearance', value: 'dark', url: page.url() }])
  await page.reload()
  await expect(page.locator('[data-painted]')).toBeAttached()

  await expect(page.getByRole('complementary', { name: 'In view' }).getByText('Public health')).toBeVisible()
  await print(page, info.outputPath('reader.pdf'))
  await page.emulateMedia({ media: 'print' })
  const notes = page.getByRole('region', { name: 'The passages and their notes' })
  await expect(notes.getByRole('listitem')).toHaveCount(3)
  await expect(notes.getByRole('listitem').nth(0)).toContainText(
    /1.*Fisheries.*Border.*Petra Prints.*At noon the boats/s,
  )
  await expect(notes.getByRole('listitem').nth(1)).toContainText(
    /2.*Public health.*Carl Codes.*the boats came.*Which boats\?/s,
  )
  await expect(page.locator('.reader-text sup')).toHaveText(['2', '1', '3'])
  await expect(page.locator('.reader-text')).toContainText('Paragraph 120 says')
  expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeGreaterThan(3000)
  for (const chrome of ['banner', 'navigation', 'button'] as const) await expect(page.getByRole(chrome)).toHaveCount(0)
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)).toBe(
    'rgb(255, 255, 255)',
  )
  expect(
    await page
      .locator('.hl')
      .first()
      .evaluate((hl) => getComputedStyle(hl).getPropertyValue('--hl-fill')),
  ).toBe('transparent')

  await page.emulateMedia({ media: null })
  await expect(page.locator('.reader-text sup')).toHaveCount(0)
  await expect(notes).toHaveCount(0)
})

test('a theme, the codebook, agreement and the history print without chrome, whole, and with the colours of tags', async ({
  signIn,
}, info) => {
  const lead = await signIn('Petra Prints')
  const coder = await signIn('Carl Codes')
  const project = await readingProject(lead, { text: longText })
  await joinAsCoder(lead, coder, project.projectId)
  const { id: themeId } = (await callAs(lead, 'POST', `/projects/${project.projectId}/themes`, {
    name: 'What the sea brings',
    tagIds: [project.tags.Fisheries],
  })) as { id: string }
  for (let at = 1; at <= 60; at++) await tagAs(lead, project, `Paragraph ${at} says`, ['Fisheries'])
  for (const person of [lead, coder]) await tagAs(person, project, 'Nobody sees it', ['Border'])
  const { page } = lead
  const printed: Record<string, string[]> = {
    [`themes/${themeId}`]: ['What the sea brings', 'Paragraph 1 says', 'Paragraph 60 says', 'Petra Prints'],
    codebook: ['Fisheries', 'What belongs to fisheries.', 'What belongs to border.', 'It is spoken of.'],
    [`agreement?coderIds=${lead.id},${coder.id}`]: ['Agreement'],
    history: ['Petra Prints tagged', 'Carl Codes tagged'],
  }
  for (const [name, words] of Object.entries(printed)) {
    await page.goto(`/projects/${project.projectId}/${name}`)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(page.getByText('Loading…', { exact: true })).toHaveCount(0)
    if (name.startsWith('themes')) await expect(page.getByRole('article').first()).toBeVisible()
    await print(page, info.outputPath(`${name.split(/[/?]/)[0] ?? ''}.pdf`))
    await page.emulateMedia({ media: 'print' })
    const main = page.getByRole('main')
    for (const word of words) await expect(main.getByText(word).filter({ visible: true }).first()).toBeVisible()
    for (const chrome of ['search', 'searchbox'] as const)
      await expect(page.getByRole(chrome).filter({ visible: true }), `${name}: ${chrome}`).toHaveCount(0)
    await expect(page.locator('nav:not(main nav), body > header').filter({ visible: true })).toHaveCount(0)
    for (const excerpt of await page.getByRole('article').filter({ visible: true }).all())
      expect(await excerpt.evaluate((element) => getComputedStyle(element).breakInside)).toBe('avoid')
    expect(await main.evaluate((element) => getComputedStyle(element).getPropertyValue('print-color-adjust'))).toBe(
      'exact',
    )
    await page.emulateMedia({ media: null })
  }
})

test('a page that comes to life on paper already is whole, too', async ({ signIn }) => {
  const lead = await signIn('Petra Prints')
  const project = await readingProject(lead)
  const { page } = lead
  await page.emulateMedia({ media: 'print' })
  await page.goto(`/projects/${project.projectId}/codebook`)
  await expect(page.getByRole('main').getByText('What belongs to fisheries.').first()).toBeVisible()
  await page.emulateMedia({ media: null })
  await expect(page.getByRole('main').getByText('What belongs to border.')).toHaveCount(0)
})

/** The page as the browser prints it. The file begins like every pdf; what is in it is asked of the same page in the medium of print. */
async function print(page: Page, path: string): Promise<void> {
  await page.pdf({ path, format: 'A4', margin: { top: '18mm', bottom: '18mm', left: '18mm', right: '18mm' } })
  expect(readFileSync(path).subarray(0, 5).toString()).toBe('%PDF-')
}
