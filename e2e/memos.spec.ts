import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { card, opened } from './reader-page'
import { callAs, joinAsCoder, readingProject, tagAs } from './reading-project'

const listed = (page: Page) => page.getByRole('main').getByRole('list', { name: 'Memos' }).getByRole('article')

/** Writes a memo on the open sheet. */
async function fill(page: Page, title: string, text: string): Promise<void> {
  // Whoever opened the sheet writes at once.
  await expect(page.getByRole('textbox', { name: 'Text of the memo' })).toBeFocused()
  await page.keyboard.type(text)
  if (title !== '') await page.getByRole('textbox', { name: 'Title' }).fill(title)
}

test('Ana keeps a journal, shares an entry that Ben sees at once, rewrites it, takes that back and throws it away', async ({
  signIn,
  axe,
}) => {
  const ana = await signIn('Ana')
  const ben = await signIn('Ben')
  const project = await readingProject(ana)
  await joinAsCoder(ana, ben, project.projectId)
  const address = `/projects/${project.projectId}/memos`
  const { page } = ana
  await page.goto(address)
  await ben.page.goto(address)
  await expect(page.getByRole('heading', { name: 'No memos yet' })).toBeVisible()
  await axe(page)

  await page.getByRole('button', { name: 'Write a memo' }).first().click()
  const sheet = page.getByRole('dialog', { name: 'New memo' })
  await sheet.getByRole('button', { name: 'Keep memo' }).click()
  await expect(sheet.getByText('Write something first')).toBeVisible()
  await sheet.getByRole('textbox', { name: 'Text of the memo' }).click()
  await fill(page, 'First day', 'Read all three documents. The ferry is everywhere.')
  await axe(page)
  await page.keyboard.press('Escape')
  await expect(sheet).toHaveCount(0)
  await page.getByRole('button', { name: 'Write a memo' }).first().click()
  await expect(sheet.getByRole('textbox', { name: 'Title' }), 'what was typed is kept').toHaveValue('First day')
  await sheet.getByRole('combobox', { name: 'Kind' }).fill('diary')
  await sheet.getByRole('button', { name: 'Keep memo' }).click()
  await expect(listed(page)).toHaveText([/First day.*diary.*Only you.*Ana.*about the project.*The ferry is everywhere/])
  await expect(ben.page.getByRole('heading', { name: 'No memos yet' }), 'a memo is private').toBeVisible()

  await page.getByRole('button', { name: 'Share “First day” with the project' }).click()
  await expect(listed(ben.page)).toHaveText([/First day.*Ana.*The ferry is everywhere/]) // Without a reload.
  await expect(ben.page.getByRole('button', { name: 'Edit “First day”' })).toHaveCount(0)
  await axe(ben.page)

  await page.getByRole('button', { name: 'Edit “First day”' }).click()
  const editor = page.getByRole('dialog', { name: 'Edit the memo' })
  const text = editor.getByRole('textbox', { name: 'Text of the memo' })
  await text.click()
  await page.keyboard.press('Control+End')
  // Typed on while it is being stored: never a conflict with oneself.
  for (const words of [' So is', ' the fever', ', which', ' follows it.']) {
    await page.keyboard.type(words)
    await expect(editor.getByText('Saved', { exact: true })).toBeVisible()
  }
  await expect(editor.getByRole('alert')).toHaveCount(0)
  await axe(page)
  await editor.getByRole('textbox', { name: 'Title' }).fill('First day, and second')
  await editor.getByRole('button', { name: 'Done' }).click()
  await expect(editor).toHaveCount(0)
  await expect(listed(ben.page)).toHaveText([/First day, and second.*So is the fever, which follows it\./])
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(listed(ben.page)).toHaveText([/First day(?!, and).*The ferry is everywhere\.$/])

  await page.getByRole('button', { name: 'Move “First day” to the bin' }).click()
  await expect(listed(ben.page)).toHaveCount(0)
  await expect(page.getByRole('heading', { name: 'No memos yet' })).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(listed(ben.page)).toHaveText([/First day/])

  await page.getByRole('button', { name: 'Move “First day” to the bin' }).click()
  await expect(listed(ben.page)).toHaveCount(0)
  await page.goto(`/projects/${project.projectId}/bin`)
  await page.getByRole('button', { name: 'Bring back First day' }).click()
  await expect(listed(ben.page)).toHaveText([/First day/])
})

test('memos are narrowed by words, kind, person and subject, kept in the address, and lead to what they are about and to their export', async ({
  signIn,
  axe,
}) => {
  const ana = await signIn('Ana')
  const ben = await signIn('Ben')
  const project = await readingProject(ana)
  await joinAsCoder(ana, ben, project.projectId)
  const passage = await tagAs(ana, project, 'a net that is mended every night', ['Border'])
  const body = (text: string) => ({ type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] })
  const write = (who: typeof ana, memo: object) =>
    callAs(who, 'POST', `/projects/${project.projectId}/memos`, { visibility: 'shared', ...memo })
  await write(ana, { title: 'Journal', kind: 'diary', body: body('A day of wind.') })
  await write(ben, { title: 'Border?', kind: 'theory', subject: { type: 'tag', id: project.tags.Border } })
  await write(ben, {
    title: 'The net',
    kind: 'theory',
    body: body('Wind again.'),
    subject: { type: 'annotation', id: passage.id },
  })
  const { page } = ana
  await page.goto(`/projects/${project.projectId}/memos`)
  await expect(listed(page)).toHaveText([/The net/, /Border\?/, /Journal/])
  const choose = async (field: RegExp, choice: string) => {
    await page.getByRole('button', { name: field }).click()
    await page.getByRole('option', { name: choice }).click()
  }
  await page.getByRole('searchbox', { name: 'Find in memos' }).fill('wind')
  await expect(listed(page)).toHaveText([/The net/, /Journal/])
  await choose(/Kind$/, 'theory (2)')
  await expect(listed(page)).toHaveText([/The net/])
  await page.reload()
  await expect(listed(page), 'the address keeps the view').toHaveText([/The net/])
  await axe(page)
  await page.getByRole('searchbox', { name: 'Find in memos' }).fill('nothing like it')
  await page.getByRole('button', { name: 'Show all memos' }).click()
  await expect(listed(page)).toHaveCount(3)
  await choose(/Person$/, 'Ben (2)')
  await expect(listed(page)).toHaveText([/The net/, /Border\?/])
  await choose(/About$/, 'Tag (1)')
  await expect(listed(page)).toHaveText([/Border\?.*about the tag Border/])
  await choose(/About$/, 'Anything')
  await choose(/Person$/, 'Everybody')
  await choose(/Order$/, 'Oldest first')
  await expect(listed(page)).toHaveText([/Journal/, /Border\?/, /The net/])

  await page.getByRole('link', { name: 'Export' }).last().click()
  await expect(page.getByRole('radio', { name: /^Memos/ })).toBeChecked()
  await expect(page.getByRole('rowheader')).toHaveText(['Journal', 'Border?', 'The net'])
  await page.goBack()
  await listed(page).getByRole('link', { name: 'a net that is mended every night' }).click()
  await expect(card(page)).toContainText('a net that is mended every night')
})

test('a passage, a document, a tag and a theme say how many memos they have, and are written about where they stand', async ({
  signIn,
  axe,
}) => {
  const ana = await signIn('Ana')
  const { page } = ana
  const project = await readingProject(ana)
  const passage = await tagAs(ana, project, 'a net that is mended every night', ['Border'])
  const theme = (await callAs(ana, 'POST', `/projects/${project.projectId}/themes`, { name: 'Loss' })) as { id: string }
  const write = async (title: string) => {
    await fill(page, title, `${title || 'On the net'}, in my own words.`)
    await axe(page)
    await page.getByRole('button', { name: 'Keep memo' }).click()
  }
  await opened(page, `${project.address}?annotation=${passage.id}`)
  // One press to begin, and nobody has to think of a title.
  await card(page).getByRole('button', { name: 'Memos', exact: true }).click()
  await expect(page.getByRole('dialog', { name: 'New memo' })).toBeVisible()
  await write('')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(card(page).getByRole('button', { name: 'Memos (1)' })).toBeVisible()
  await page.getByRole('tab', { name: 'Discussion' }).click()
  await page.getByRole('tabpanel').getByRole('button', { name: 'Memos (1)' }).click()
  const list = page.getByRole('dialog', { name: 'Memos' })
  await expect(list.getByRole('article', { name: 'On the net, in my own words.' })).toContainText(
    'about a passage of The harbour',
  )
  await list.getByRole('button', { name: 'Write a memo' }).click()
  await write('On the whole')
  await expect(list.getByRole('article', { name: 'On the whole' })).toContainText('in my own words.')
  await axe(page)
  await page.keyboard.press('Escape')
  await expect(list).toHaveCount(0)
  await expect(page.getByRole('tabpanel').getByRole('button', { name: 'Memos (2)' })).toBeVisible()

  await page.goto(`/projects/${project.projectId}/codebook/${project.tags.Border}`)
  await page.getByRole('button', { name: 'Memos', exact: true }).click()
  await write('On the border')
  await expect(page.getByRole('button', { name: 'Memos (1)' })).toBeVisible()
  await page.goto(`/projects/${project.projectId}/themes/${theme.id}`)
  await page.getByRole('button', { name: 'Memos', exact: true }).click()
  await write('On loss')
  await page.getByRole('button', { name: 'Memos (1)' }).click()
  await page.getByRole('button', { name: 'Edit “On loss”' }).click()
  await page.getByRole('textbox', { name: 'Title' }).fill('On losing')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)

  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(`/projects/${project.projectId}/memos`)
  await expect(listed(page)).toHaveText([/On losing/, /On the border/, /On the whole/, /On the net, in my own words\./])
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
  await axe(page)
  await page.getByRole('button', { name: 'Write a memo' }).click()
  await expect(page.getByRole('dialog', { name: 'New memo' })).toBeVisible()
  await axe(page)
})
