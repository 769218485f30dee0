import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { callAs, readingProject, readingText, tagAs } from './reading-project'

test('a tap on a tag of the codebook opens it, and a tap on another opens that one', async ({ signIn }) => {
  const lead = await signIn('Tap Per')
  const project = await readingProject(lead)
  const { page } = lead
  await page.goto(`/projects/${project.projectId}/codebook`)
  for (const name of ['Fisheries', 'Border']) {
    const row = page.getByRole('row', { name: new RegExp(name) })
    await row.getByText(name).tap()
    await expect(page.getByRole('complementary').getByText(`What belongs to ${name.toLowerCase()}.`)).toBeVisible()
    await expect(row).toHaveAttribute('aria-selected', 'true')
    await page.getByRole('button', { name: 'Close the details' }).tap()
  }
})

test('the bars of the reader go while one reads on and come back when one turns back', async ({ signIn }) => {
  const lead = await signIn('Rhea Der')
  const text = [readingText, ...Array.from({ length: 60 }, (_, at) => `Paragraph ${at} goes on about the sea.`)]
  const project = await readingProject(lead, { text: text.join('\n\n') })
  const { page } = lead
  await page.goto(project.address)
  await expect(page.locator('[data-painted]')).toBeAttached()
  const [head, bar, foot] = [
    page.getByRole('banner'),
    page.getByRole('button', { name: 'Find in the document' }),
    page.getByRole('navigation', { name: 'Sections of the project' }),
  ]
  const scroll = (by: number) =>
    page.getByRole('region', { name: /^Text of/ }).evaluate((area, top) => {
      area.closest('.overflow-y-auto')?.scrollBy({ top })
    }, by)
  for (const shown of [head, bar, foot]) await expect(shown).toBeVisible()
  await scroll(500)
  for (const gone of [head, bar, foot]) await expect(gone).toBeHidden()
  await scroll(-100)
  for (const shown of [head, bar, foot]) await expect(shown).toBeVisible()
  await scroll(500)
  await expect(bar).toBeHidden()
  await page.keyboard.press('Tab')
  await expect(bar).toBeVisible()
})

test('on touch every button has room for a finger', async ({ signIn }) => {
  const lead = await signIn('Fin Ger')
  const project = await readingProject(lead)
  await tagAs(lead, project, 'At noon the boats came home without fish', ['Fisheries'])
  const { id: themeId } = (await callAs(lead, 'POST', `/projects/${project.projectId}/themes`, {
    name: 'What the sea brings',
    tagIds: [project.tags.Fisheries],
  })) as { id: string }
  const { page } = lead
  const small: Record<string, string[]> = {}
  for (const name of ['documents', 'codebook', 'themes', `themes/${themeId}`, 'history', 'agreement', 'members']) {
    await page.goto(`/projects/${project.projectId}/${name}`)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(page.getByText('Loading…', { exact: true })).toHaveCount(0)
    const found = await smallTargets(page)
    if (found.length > 0) small[name.replace(themeId, '…')] = found
  }
  await page.goto(project.address)
  await expect(page.locator('[data-painted]')).toBeAttached()
  const found = await smallTargets(page)
  if (found.length > 0) small.reader = found
  expect(small).toEqual({})
})

/** Buttons and disclosures lower than 44 px; what is nobody's to press is none. */
const smallTargets = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('main :is(button, summary, [role=button]), header button, nav button')]
      .filter(
        (element) =>
          element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
          !element.closest('[aria-hidden=true]'),
      )
      .map((element) => ({ element, box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.height > 1 && box.height < 43.5)
      .map(
        ({ element, box }) => `${element.getAttribute('aria-label') ?? element.textContent}: ${Math.round(box.height)}`,
      ),
  )
