import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { callAs, readingProject, readingText, tagAs } from './reading-project'

/** A window of 1280 × 1024 at 400 %. */
test.use({ viewport: { width: 320, height: 256 }, contextOptions: { viewport: { width: 320, height: 256 } } })

test('at 400 % nothing scrolls sideways on any main screen, bars are part of the page, and the text has the room', async ({
  signIn,
}) => {
  const lead = await signIn('Zoe Ming')
  const text = [readingText, ...Array.from({ length: 40 }, (_, at) => `Paragraph ${at} goes on about the sea.`)]
  const project = await readingProject(lead, { text: text.join('\n\n') })
  await tagAs(lead, project, 'At noon the boats came home without fish', ['Fisheries'])
  const { id: themeId } = (await callAs(lead, 'POST', `/projects/${project.projectId}/themes`, {
    name: 'What the sea brings',
    tagIds: [project.tags.Fisheries],
  })) as { id: string }
  const { page } = lead
  await page.goto('/')
  const wrong: Record<string, unknown> = {}
  const pages = [
    'documents',
    'codebook',
    `codebook/${project.tags.Fisheries}`,
    'themes',
    `themes/${themeId}`,
    'rounds',
    'rounds/new',
    'review',
    'agreement',
    'export',
    'history',
    'members',
    'bin',
    'settings',
  ]
  for (const address of [
    '/',
    '/account',
    '/notifications',
    ...pages.map((name) => `/projects/${project.projectId}/${name}`),
  ]) {
    await page.goto(address)
    await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible()
    await expect(page.getByText('Loading…', { exact: true })).toHaveCount(0)
    const found = { sideways: await sideways(page), stuck: await stuck(page) }
    if (found.sideways > 0 || found.stuck.length > 0) wrong[address.replace(/.*[0-9a-f]{12}(?=\/)/, '')] = found
  }
  expect(wrong).toEqual({})

  await page.goto(project.address)
  await expect(page.locator('[data-painted]')).toBeAttached()
  expect(await sideways(page)).toBeLessThanOrEqual(0)
  const reading = page.getByRole('region', { name: /^Text of/ })
  const bar = page.getByRole('button', { name: 'Find in the document' })
  await expect(bar).toBeVisible()
  await reading.hover()
  await page.mouse.wheel(0, 600)
  await expect(bar).toBeHidden()
  const room = await reading.evaluate((element) => {
    const box = element.parentElement?.parentElement?.getBoundingClientRect()
    return box ? Math.min(box.bottom, window.innerHeight) - Math.max(box.top, 0) : 0
  })
  expect(room).toBeGreaterThan(240)
  await page.mouse.wheel(0, -200)
  await expect(bar).toBeVisible()
})

const sideways = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)

/** What takes room from the window wherever one scrolls to. */
const stuck = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('body *')]
      .filter((element) => {
        const { position } = getComputedStyle(element)
        const { width, height } = element.getBoundingClientRect()
        return (position === 'fixed' || position === 'sticky') && width > 60 && height > 20
      })
      .filter(
        (element) =>
          element.getBoundingClientRect().bottom > 0 && element.getBoundingClientRect().top < window.innerHeight,
      )
      .map((element) => `${element.tagName} ${element.className.slice(0, 60)}`),
  )
