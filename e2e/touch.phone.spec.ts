import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { callAs, joinAsCoder, readingProject, readingText, tagAs } from './reading-project'

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
  const measure = async (name: string) => {
    const found = await smallTargets(page)
    if (found.length > 0) small[name] = found
  }
  for (const name of ['documents', 'codebook', 'themes', `themes/${themeId}`, 'history', 'agreement', 'members']) {
    await page.goto(`/projects/${project.projectId}/${name}`)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(page.getByText('Loading…', { exact: true })).toHaveCount(0)
    await measure(name.replace(themeId, '…'))
  }
  await page.goto(project.address)
  await expect(page.locator('[data-painted]')).toBeAttached()
  await measure('reader')

  // What is opened over the page.
  await page.locator('.hl', { hasText: 'without fish' }).tap()
  await expect(page.getByRole('article', { name: /^Passage tagged by/ })).toBeVisible()
  await measure('card')
  await page.getByRole('button', { name: 'Comment', exact: true }).tap()
  await expect(page.getByRole('textbox', { name: 'Your comment' })).toBeVisible()
  await page.keyboard.type('Is it the @fin')
  await expect(page.getByRole('listbox', { name: 'Whom to mention' })).toBeVisible()
  await measure('comment editor')
  await page.getByRole('option', { name: /Fin Ger/ }).tap()
  await page.getByRole('button', { name: 'Cancel', exact: true }).tap()
  await page.getByRole('button', { name: 'Tag', exact: true }).tap()
  await expect(page.getByRole('combobox', { name: 'Tags for the passage' })).toBeVisible()
  await measure('picker')
  const row = page.getByRole('option', { name: /Border/ })
  await row.locator('[data-about]').tap()
  const guidance = page.getByRole('region', { name: 'Guidance for Border' })
  await expect(guidance).toContainText('What belongs to border.')
  await expect(guidance).toContainText('It is spoken of.')
  await expect(row).toHaveCount(0)
  await measure('guidance')
  await page.getByRole('button', { name: 'Back to the tags' }).tap()
  await expect(row).toBeVisible()
  await page.getByRole('button', { name: 'Cancel' }).tap()
  await page.goto(project.address)
  await page.getByRole('button', { name: 'Show contents and filter' }).tap()
  const sheet = page.getByRole('dialog')
  for (const tab of ['Contents', 'Filter', 'Discussion']) {
    await sheet.getByRole('tab', { name: tab }).tap()
    await measure(`side: ${tab}`)
  }
  await page.goto(`/projects/${project.projectId}/history`)
  await page
    .getByRole('button', { name: /^Details: / })
    .first()
    .tap()
  await measure('history: details')
  await page.getByRole('button', { name: /^Revert: Fin Ger tagged/ }).tap()
  await expect(page.getByRole('dialog').getByText('What happens')).toBeVisible()
  await measure('revert')
  await page.goto(`/projects/${project.projectId}/members`)
  await page.getByRole('button', { name: 'Invite somebody' }).tap()
  await measure('invite')
  // Where there are figures, with the differences behind them.
  const other = await signIn('Fin Ger Two')
  await joinAsCoder(lead, other, project.projectId)
  await tagAs(other, project, 'At noon the boats came home', ['Border'])
  await page.goto(`/projects/${project.projectId}/agreement`)
  await expect(page.getByRole('region', { name: 'Krippendorff’s alpha' })).toBeVisible()
  await measure('figures')
  const grid = page.getByRole('grid', { name: /^Tags against tags/ })
  await grid.scrollIntoViewIfNeeded()
  await expect(grid.getByRole('button').first()).toBeVisible()
  await measure('confusion')
  await page.goto(`/projects/${project.projectId}/tables`)
  await expect(page.getByRole('grid').getByRole('button').first()).toBeVisible()
  await measure('tables')
  await page.goto(`/projects/${project.projectId}/tables?table=cooccurrence&within=document`)
  await expect(page.getByRole('grid').getByRole('button').first()).toBeVisible()
  await measure('tables: tags by tag')
  await page.goto(`/projects/${project.projectId}/review`)
  await expect(page.getByRole('heading', { level: 1, name: 'Review' })).toBeVisible()
  await expect(page.getByText('In its place')).toBeVisible()
  await measure('review')
  expect(small).toEqual({})
})

/**
 * Targets lower than 44 px, and buttons narrower than that: buttons, disclosures, tabs, fields to write in, and links that stand by themselves. A link among the words of a sentence is as high as its line, and what
 * is nobody's to press is none.
 */
const smallTargets = (page: Page) =>
  page.evaluate(() => {
    const targets = [
      'button',
      'summary',
      '[role=button]',
      '[role=tab]',
      '[role=option]',
      '[contenteditable=true]',
      'a[href]',
    ]
    const places = ['main', 'header', 'nav', '[role=dialog]']
    /** With what a style sheet lays around it for a finger. */
    const heightOf = (element: Element) => {
      const around = getComputedStyle(element, '::before')
      const reach = around.position === 'absolute' ? Number.parseFloat(around.height) || 0 : 0
      return Math.max(reach, element.getBoundingClientRect().height)
    }
    const widthOf = (element: Element) => {
      const around = getComputedStyle(element, '::before')
      const reach = around.position === 'absolute' ? Number.parseFloat(around.width) || 0 : 0
      return Math.max(reach, element.getBoundingClientRect().width)
    }
    const isAmongWords = (element: Element) =>
      element.matches('a') &&
      [...(element.parentElement?.childNodes ?? [])].some(
        (node) => node !== element && node.nodeType === Node.TEXT_NODE && /\p{L}/u.test(node.textContent ?? ''),
      )
    return [...document.querySelectorAll<HTMLElement>(places.map((place) => `${place} :is(${targets.join()})`).join())]
      .filter(
        (element) =>
          element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
          !element.closest('[aria-hidden=true], [inert], [role=spinbutton]') &&
          !isAmongWords(element),
      )
      .map((element) => ({ element, height: heightOf(element), width: element.matches('a') ? 44 : widthOf(element) }))
      .filter(({ height, width }) => height > 1 && (height < 43.5 || width < 43.5))
      .map(
        ({ element, height, width }) =>
          `${(element.getAttribute('aria-label') ?? element.textContent ?? '').slice(0, 60)}: ${Math.round(width)} × ${Math.round(height)}`,
      )
  })
