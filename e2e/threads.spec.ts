import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { card, opened } from './reader-page'
import { joinAsCoder, readingProject, tagAs } from './reading-project'

const unread = (page: Page, count: string) => page.getByRole('link', { name: `Notifications, ${count} unread` })

test('Ana comments on a passage and mentions Ben, who sees the bell, answers, and she resolves it: all by keyboard', async ({
  signIn,
  axe,
}) => {
  const ana = await signIn('Ana')
  const ben = await signIn('Ben Barros')
  const project = await readingProject(ana)
  await joinAsCoder(ana, ben, project.projectId)
  await tagAs(ana, project, 'a net that is mended every night', ['Border'])
  await ben.page.goto('/')
  await expect(unread(ben.page, 'none')).toBeVisible()

  await opened(ana.page, project.address)
  const { keyboard } = ana.page
  await ana.page.getByRole('region', { name: /^Text of/ }).focus()
  await keyboard.press('n')
  await expect(card(ana.page)).toBeVisible()
  await keyboard.press('c')
  const field = ana.page.getByRole('textbox', { name: 'Your comment' })
  await expect(field).toBeFocused()
  await keyboard.type('Is this a border? @bar')
  const choice = ana.page.getByRole('option', { name: /Ben Barros/ })
  await expect(choice).toHaveAttribute('aria-selected', 'true')
  await expect(field).toHaveAttribute('aria-activedescendant', (await choice.getAttribute('id')) ?? 'missing')
  await axe(ana.page)
  await keyboard.press('Enter')
  await keyboard.type('what do you think?')
  await keyboard.press('Control+Enter')
  const said = ana.page.getByRole('article', { name: 'Comment by Ana' })
  await expect(said).toContainText('Is this a border? @Ben Barros what do you think?')
  await expect(ana.page.getByRole('tab', { name: 'Discussion · 1' })).toBeVisible()

  await ben.page.reload()
  await unread(ben.page, 'one').focus()
  await ben.page.keyboard.press('Enter')
  await expect(ben.page.getByRole('heading', { name: 'Notifications' })).toBeVisible()
  await axe(ben.page)
  await ben.page.getByRole('link', { name: 'Ana mentioned you on a passage in “The harbour”' }).focus()
  await ben.page.keyboard.press('Enter')
  await expect(card(ben.page)).toContainText('what do you think?')
  await expect(unread(ben.page, 'none')).toBeVisible()
  await ben.page.getByRole('button', { name: 'Reply' }).press('Enter')
  await expect(ben.page.getByRole('textbox', { name: 'Your reply' })).toBeFocused()
  await ben.page.keyboard.type('It is.')
  await ben.page.keyboard.press('Control+Enter')
  await expect(ben.page.getByRole('article', { name: 'Comment by Ben Barros' })).toContainText('It is.')
  await axe(ben.page)

  await expect(ana.page.getByRole('article', { name: 'Comment by Ben Barros' })).toContainText('It is.') // Without a reload.
  await expect(unread(ana.page, 'one')).toBeVisible()
  await ana.page.getByRole('button', { name: 'Resolve' }).press('Enter')
  await expect(card(ana.page)).toContainText('Everything said here is resolved.')
  await ana.page.getByRole('button', { name: 'Show resolved (1)' }).press('Enter')
  await expect(card(ana.page)).toContainText('Resolved by Ana')
  await expect(ana.page.getByRole('tab', { name: 'Discussion', exact: true })).toBeVisible()
})

test('a comment can be rewritten, read as it was, and deleted; a stretch, a tag, a theme and the document have threads too', async ({
  signIn,
  axe,
}) => {
  const ana = await signIn('Ana')
  const { page } = ana
  const project = await readingProject(ana)
  await opened(page, project.address)
  await page.getByRole('region', { name: /^Text of/ }).focus()
  await page.keyboard.press('j')
  await page.keyboard.press('c')
  await expect(page.getByRole('textbox', { name: 'Your comment' })).toBeFocused()
  await page.keyboard.type('Whose harbour?')
  await page.keyboard.press('Control+Enter')
  const said = page.getByRole('article', { name: 'Comment by Ana' })
  await expect(said).toContainText('Whose harbour?')
  await said.getByRole('button', { name: 'Edit this comment' }).press('Enter')
  await expect(page.getByRole('textbox', { name: 'Your comment' })).toBeFocused()
  await page.keyboard.type(' Theirs?')
  await page.getByRole('button', { name: 'Save' }).press('Enter')
  await expect(said).toContainText('Whose harbour? Theirs?')
  await said.getByRole('button', { name: 'edited' }).press('Enter')
  await expect(page.getByRole('dialog', { name: 'What it said before' })).toContainText('Whose harbour?')
  await page.keyboard.press('Escape')

  await page.getByRole('tab', { name: 'Discussion · 1' }).click()
  const panel = page.getByRole('tabpanel')
  await expect(panel).toContainText('The harbour slept.')
  await panel.getByRole('button', { name: 'Comment', exact: true }).press('Enter')
  await expect(panel.getByRole('textbox', { name: 'Your comment' })).toBeFocused()
  await page.keyboard.type('Source?')
  await page.keyboard.press('Control+Enter')
  await expect(panel).toContainText('About the document')
  await axe(page)
  await panel
    .getByRole('article', { name: 'Comment by Ana' })
    .filter({ hasText: 'Source?' })
    .getByRole('button', { name: 'Delete this comment' })
    .press('Enter')
  await page.getByRole('button', { name: 'Delete comment' }).press('Enter')
  await expect(panel).not.toContainText('Source?')

  await page.goto(`/projects/${project.projectId}/codebook?tag=${project.tags['Border']}`)
  await page.getByRole('button', { name: 'Comment', exact: true }).press('Enter')
  await expect(page.getByRole('textbox', { name: 'Your comment' })).toBeFocused()
  await page.keyboard.type('Too wide')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('article', { name: 'Comment by Ana' })).toContainText('Too wide')
  await axe(page)
})

test('mail can be had once a day, at once or never', async ({ signIn, axe }) => {
  const { page } = await signIn('Ana')
  await page.goto('/account')
  const choice = page.getByRole('button', { name: /Mail about what concerns you/ })
  await expect(choice).toContainText('At most once a day')
  await choice.press('Enter')
  await page.getByRole('option', { name: 'Never' }).click()
  await expect(choice).toContainText('Never')
  await page.reload()
  await expect(choice).toContainText('Never')
  await axe(page)
})
