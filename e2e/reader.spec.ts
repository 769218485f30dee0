import { comingToLife } from '@/testing/browser/alive'
import { expect, expectRefusal, test } from './fixtures'
import { areaOf, card, label, opened, picker, said, select } from './reader-page'
import { callAs, joinAsCoder, readingProject, storedBy, tagAs } from './reading-project'

test('coding with the mouse: several tags, a note, a new tag, the same again, and what is pinned', async ({
  signIn,
  axe,
}) => {
  test.slow() // axe looks twice, in every appearance.
  const lead = await signIn('Maren Holt')
  const project = await readingProject(lead)
  const { page } = lead
  await opened(page, project.address)

  await select(page, 'the boats came home without fish')
  await expect(picker(page)).toBeFocused()
  await page.keyboard.type('fish')
  await expect(page.getByRole('option').first()).toHaveAccessibleName(/Fisheries/)
  await expect(page.getByRole('region', { name: 'Guidance for Fisheries' })).toContainText('What belongs to fisheries.')
  await axe(page)
  await page.keyboard.press('Enter')
  await expect(picker(page)).toBeHidden()
  await expect(page.locator('.hl')).toHaveText('the boats came home without fish')
  await expect(said(page)).toHaveText('Tagged “Fisheries”, 32 characters')

  await select(page, 'a net that is mended every night')
  await page.keyboard.type('fish')
  await page.keyboard.press('ControlOrMeta+Enter')
  await page.keyboard.type('Everyday work')
  await page.keyboard.press('ControlOrMeta+Enter')
  await page.getByRole('button', { name: 'Note', exact: true }).click()
  await page.getByRole('textbox', { name: 'Note' }).fill('A figure of speech worth keeping')
  await page.getByRole('button', { name: 'Shared', exact: true }).click()
  await page.getByRole('button', { name: 'Apply 2 tags' }).click()

  await select(page, 'nine beds and forty names')
  await page.keyboard.press('.')
  await expect(said(page)).toHaveText(/Tagged “Fisheries and Everyday work”/)

  await select(page, 'asks for none')
  await page.keyboard.type('border')
  await page.getByRole('button', { name: 'Pin', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Unpin' })).toBeVisible()
  await picker(page).fill('')
  await picker(page).press('1')
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()

  await expect.poll(async () => (await storedBy(lead, project)).length).toBe(4)
  const stored = await storedBy(lead, project)
  expect(stored.map(({ quote, tagIds, visibility }) => [quote, tagIds.length, visibility])).toEqual([
    ['the boats came home without fish', 1, 'shared'],
    ['a net that is mended every night', 2, 'private'],
    ['asks for none', 1, 'shared'],
    ['nine beds and forty names', 2, 'shared'],
  ])
  expect(stored[1]?.note).toBe('A figure of speech worth keeping')
  await page.reload()
  await expect(page.locator('.hl').first()).toBeVisible()
  await axe(page)
})

test('Escape closes the picker and keeps the selection', async ({ signIn }) => {
  const lead = await signIn('Esk Aper')
  const project = await readingProject(lead)
  await opened(lead.page, project.address)
  await select(lead.page, 'The harbour slept.')
  await expect(picker(lead.page)).toBeFocused()
  await lead.page.keyboard.press('Escape')
  await expect(picker(lead.page)).toBeHidden()
  await expect(lead.page.locator('.mark-selection')).toHaveText('The harbour slept.')
  await expect(areaOf(lead.page)).toBeFocused()
  await lead.page.keyboard.press('Enter')
  await expect(picker(lead.page)).toBeFocused()
})

test('the picker says by key what a tag means, keeps it while one reads, and Escape leads back to the tags', async ({
  signIn,
}) => {
  const lead = await signIn('Gui Dance')
  const project = await readingProject(lead)
  const { page } = lead
  await opened(page, project.address)
  await select(page, 'The harbour slept.')
  await page.keyboard.type('bord')
  await page.keyboard.press('Alt+Enter')
  const back = page.getByRole('button', { name: 'Back to the tags' })
  await expect(back).toBeFocused()
  await page.getByRole('option', { name: /Add “bord”/ }).hover()
  await expect(page.getByRole('region', { name: 'Guidance for Border' })).toContainText('What belongs to border.')
  await page.keyboard.press('Escape')
  await expect(back).toBeHidden()
  await expect(picker(page)).toBeFocused()
  await expect(picker(page)).toHaveValue('bord')
  expect(await storedBy(lead, project)).toEqual([])
})

test('the whole loop from the keyboard: read, extend, tag, next, star, private, edges, remove, undo', async ({
  signIn,
}) => {
  const lead = await signIn('Kay Board')
  const project = await readingProject(lead)
  const { page } = lead
  await opened(page, project.address)
  await areaOf(page).focus()

  await page.keyboard.press('j')
  await expect(page.locator('.mark-cursor')).toHaveText('The harbour slept.')
  await expect(said(page)).toHaveText('The harbour slept.')
  await page.keyboard.press(']')
  await page.keyboard.press('Shift+ArrowLeft')
  await page.keyboard.press('Escape')
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await page.keyboard.press('k')
  await page.keyboard.press('Shift+J')
  await expect(page.locator('.mark-selection')).toHaveCount(1)
  await page.keyboard.press('t')
  await page.keyboard.type('pub')
  await page.keyboard.press('Enter')
  await expect(areaOf(page)).toBeFocused()
  await expect.poll(async () => (await storedBy(lead, project)).length).toBe(1)
  const before = (await storedBy(lead, project))[0]?.quote ?? ''

  await page.keyboard.press('n')
  await expect(card(page)).toBeVisible()
  await expect(said(page)).toContainText('Kay Board: Public health.')
  await page.keyboard.press('s')
  await page.keyboard.press('v')
  await expect
    .poll(async () => (await storedBy(lead, project))[0])
    .toMatchObject({ starred: true, visibility: 'private' })

  await page.keyboard.press('e')
  await expect(page.getByRole('slider', { name: 'End of the passage' })).toBeFocused()
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Shift+ArrowLeft')
  await page.keyboard.press('Enter')
  await expect(areaOf(page)).toBeFocused()
  await expect.poll(async () => (await storedBy(lead, project))[0]?.quote.length).toBeLessThan(before.length)
  expect(before.startsWith((await storedBy(lead, project))[0]?.quote ?? '-')).toBe(true)

  await page.keyboard.press('Delete')
  await expect(page.locator('.hl')).toHaveCount(0)
  await expect.poll(async () => (await storedBy(lead, project)).length).toBe(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(async () => (await storedBy(lead, project)).map(({ starred }) => starred)).toEqual([true])

  await areaOf(page).focus()
  await page.keyboard.press('?')
  const help = page.getByRole('dialog', { name: 'Keys of the reader' })
  await help.getByText('Keys of a single letter or sign are on').click()
  await page.keyboard.press('Escape')
  await areaOf(page).focus()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await page.keyboard.press('j')
  await expect(page.locator('.mark-cursor')).toHaveCount(0)
  await page.keyboard.press('Alt+ArrowDown')
  await expect(page.locator('.mark-cursor')).toHaveCount(1)
})

test('edges by handle, tags and note on the card, and a colleague’s passage that one may not change', async ({
  signIn,
}) => {
  const lead = await signIn('Edda Handle')
  const coder = await signIn('Cole Ague')
  const project = await readingProject(lead)
  await joinAsCoder(lead, coder, project.projectId)
  await tagAs(lead, project, 'mended every night', ['Fisheries'])
  await tagAs(coder, project, 'Fever followed the ferry', ['Public health'])
  const { page } = lead
  await opened(page, project.address)

  await page.locator('.hl', { hasText: 'mended' }).click()
  const end = page.getByRole('slider', { name: 'End of the passage' })
  const box = await end.boundingBox()
  if (!box) throw new Error('The handle is not on the page')
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  await page.mouse.down()
  await page.mouse.move(box.x - 40, box.y + box.height / 2, { steps: 5 })
  await page.mouse.up()
  await expect.poll(async () => (await storedBy(lead, project))[0]?.quote).not.toBe('mended every night')
  expect('mended every night'.startsWith((await storedBy(lead, project))[0]?.quote ?? '-')).toBe(true)

  await card(page).getByRole('textbox', { name: 'Note' }).fill('Nets again')
  await card(page).getByRole('textbox', { name: 'Note' }).blur()
  await card(page).getByRole('button', { name: 'Tag', exact: true }).click()
  await page.keyboard.type('bord')
  await page.keyboard.press('ControlOrMeta+Enter')
  await page.keyboard.press('Enter')
  await expect
    .poll(async () => (await storedBy(lead, project))[0])
    .toMatchObject({ note: 'Nets again', tagIds: [project.tags.Fisheries, project.tags.Border] })

  await page.locator('.hl', { hasText: 'Fever' }).click()
  await expect(card(page)).toContainText('Cole Ague')
  await expect(card(page).getByRole('button', { name: 'Remove it' })).toBeHidden()
  await expect(page.getByRole('slider')).toHaveCount(0)
  await card(page).getByRole('button', { name: 'Star it' }).click()
  await expect.poll(async () => (await storedBy(coder, project))[1]?.starred).toBe(true)
})

test('ten coders on one paragraph: labels merge their tags, the chooser lists each, a narrow margin counts what has no lane, and it stays accessible', async ({
  signIn,
  axe,
}) => {
  test.slow() // Ten people join, and axe looks in every appearance.
  const lead = await signIn('Ten Fold')
  const project = await readingProject(lead)
  const words = 'Security, he said, is a net that is mended every night. Nobody sees it.'
  for (let place = 0; place < 10; place += 1) {
    const coder = await signIn(`Coder ${String.fromCharCode(65 + place)}`)
    await joinAsCoder(lead, coder, project.projectId)
    await tagAs(coder, project, words.slice(place, words.length - place), [
      ['Fisheries', 'Public health', 'Border'][place % 3] ?? '',
    ])
  }
  const { page } = lead
  await opened(page, project.address)
  for (const name of ['Fisheries ×4', 'Public health ×3', 'Border ×3']) await expect(label(page, name)).toBeVisible()
  await page.setViewportSize({ width: 1100, height: 900 })
  await expect(page.getByTitle(/more passages? here/).first()).toBeVisible()
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.locator('.hl-dense', { hasText: 'mended' }).click()
  const chooser = page.getByRole('dialog', { name: '10 passages here' })
  await expect(chooser.getByRole('button')).toHaveCount(10)
  await expect(chooser.getByRole('button').first()).toBeFocused()
  await axe(page)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(chooser).toBeHidden()
  await expect(card(page)).toContainText('Coder I')
  await page.getByRole('button', { name: 'Show the margin by coder' }).click()
  await expect(page.getByTitle('Coder A: Fisheries')).toBeVisible()
})

test('filter by tag and coder without losing one’s place; find with its own marks', async ({ signIn }) => {
  const lead = await signIn('Fil Terer')
  const coder = await signIn('Other Coder')
  const filler = Array.from(
    { length: 60 },
    (_, place) => `Paragraph ${place} about rope, salt and waiting for weather that does not come.`,
  ).join('\n\n')
  const project = await readingProject(lead, {
    text: `Opening words.\n\n${filler}\n\nClosing words about fever and the ferry.`,
  })
  await joinAsCoder(lead, coder, project.projectId)
  await tagAs(lead, project, 'fever', ['Public health'])
  await tagAs(coder, project, 'the ferry', ['Border'])
  const { page } = lead
  await opened(page, project.address)
  await page.keyboard.press('Tab')
  await areaOf(page).focus()
  await page.keyboard.press('/')
  const find = page.getByRole('textbox', { name: 'Find in the document' })
  await find.fill('CLOSING')
  await expect(page.getByText('1 of 1', { exact: true })).toBeVisible()
  await expect(page.locator('.mark-current')).toHaveText('Closing')
  await page.keyboard.press('Escape')
  await expect(page.locator('.hl')).toHaveCount(2)

  // Blocks that come near get their true height frame by frame, and the page is kept where it was brought until they have: it is read once it stands still.
  const scrolled = () =>
    page.locator('.reader-text').evaluate(async (element) => {
      let top = element.getBoundingClientRect().top
      for (let still = 0; still < 12; still += 1) {
        await new Promise(requestAnimationFrame)
        const now = element.getBoundingClientRect().top
        if (now !== top) still = 0
        top = now
      }
      return top
    })
  const before = await scrolled()
  expect(before).toBeLessThan(-400)
  await page.getByRole('tab', { name: 'Filter' }).click()
  await page.getByRole('checkbox', { name: 'Public health' }).check({ force: true })
  await expect(page.locator('.hl')).toHaveText(['fever'])
  await page.getByRole('checkbox', { name: 'Other Coder' }).check({ force: true })
  await expect(page.locator('.hl')).toHaveCount(0)
  await page.getByRole('button', { name: 'Show all again' }).click()
  await expect(page.locator('.hl')).toHaveCount(2)
  expect(Math.abs((await scrolled()) - before)).toBeLessThan(2)
})

test('a link leads to its passage, and one that is gone says so', async ({ signIn }) => {
  const lead = await signIn('Dee Plink')
  const project = await readingProject(lead)
  const { id } = await tagAs(lead, project, 'forty names', ['Public health'])
  await opened(lead.page, `${project.address}?annotation=${id}`)
  await expect(card(lead.page)).toContainText('forty names')
  await expect(lead.page.locator('.mark-focus')).toHaveText('forty names')
  await expect(lead.page.locator('.mark-focus')).toBeInViewport()
  await callAs(lead, 'DELETE', `/projects/${project.projectId}/annotations/${id}`)
  await opened(lead.page, `${project.address}?annotation=${id}`)
  await expect(lead.page.getByText('That passage is not here')).toBeVisible()
})

test('a refused highlight is reverted with its reason; one that the server has no time for waits and arrives', async ({
  signIn,
}) => {
  const lead = await signIn('Rhea Fuse')
  const project = await readingProject(lead)
  const { page } = lead
  await opened(page, project.address)
  expectRefusal(page, 422)
  await page.route('**/annotations', async (route) => {
    if (route.request().method() !== 'POST') return route.fallback()
    await route.fulfill({
      status: 422,
      contentType: 'application/problem+json',
      body: JSON.stringify({ code: 'invalid', detail: 'One of the tags is archived.' }),
    })
  })
  await select(page, 'The harbour slept.')
  await page.keyboard.press('Enter')
  await expect(page.getByText('The passage was not tagged')).toBeVisible()
  await expect(page.getByText('One of the tags is archived.')).toBeVisible()
  await expect(page.locator('.hl')).toHaveCount(0)
  await page.unroute('**/annotations')

  expectRefusal(page, 503)
  await page.route('**/annotations', async (route) => {
    if (route.request().method() !== 'POST') return route.fallback()
    await route.fulfill({
      status: 503,
      contentType: 'application/problem+json',
      body: JSON.stringify({ code: 'unavailable', detail: 'The service is busy.' }),
    })
  })
  await select(page, 'nine beds')
  await page.keyboard.press('Enter')
  await expect(page.getByText(/^One change waits/)).toBeVisible()
  await expect(page.locator('.hl')).toHaveText('nine beds')
  await page.unroute('**/annotations')
  await page.getByRole('button', { name: 'Retry' }).click()
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  expect((await storedBy(lead, project)).map(({ quote }) => quote)).toEqual(['nine beds'])
})

test('two tabs stay in step, and a change over a newer one lets the person choose', async ({ signIn }) => {
  const lead = await signIn('Twain Tabs')
  const project = await readingProject(lead)
  const { id, version } = await tagAs(lead, project, 'The harbour slept.', ['Fisheries'])
  const first = lead.page
  const second = comingToLife(await lead.context.newPage())
  await opened(first, project.address)
  await opened(second, project.address)
  await first.bringToFront() // A tab behind another draws one frame a second.
  await select(first, 'forty names')
  await first.keyboard.press('Enter')
  await expect(second.locator('.hl', { hasText: 'forty names' })).toBeVisible({ timeout: 1500 })

  await first.locator('.hl', { hasText: 'harbour' }).click()
  // Its own change is still on the way when another arrives before it.
  expectRefusal(first, 503)
  await first.route('**/annotations/*', (route) =>
    route.fulfill({
      status: 503,
      contentType: 'application/problem+json',
      body: JSON.stringify({ code: 'unavailable', detail: 'The service is busy.' }),
    }),
  )
  const note = card(first).getByRole('textbox', { name: 'Note' })
  await note.fill('Mine')
  await note.blur()
  await expect(first.getByText(/^One change waits/)).toBeVisible()
  await callAs(lead, 'PATCH', `/projects/${project.projectId}/annotations/${id}`, { version, note: 'From elsewhere' })
  expectRefusal(first, 409)
  await first.unroute('**/annotations/*')
  await first.getByRole('button', { name: 'Retry' }).click()
  const choice = first.getByRole('alertdialog', { name: 'This passage was changed meanwhile' })
  await expect(choice).toContainText('From elsewhere')
  await expect(choice).toContainText('Mine')
  await choice.getByRole('button', { name: 'Keep mine' }).click()
  await expect.poll(async () => (await storedBy(lead, project)).find((row) => row.id === id)?.note).toBe('Mine')
})

test('Chinese and Arabic are set as their readers expect', async ({ signIn, axe }) => {
  const lead = await signIn('Lin Gua')
  const chinese = await readingProject(lead, {
    text: '非传统安全是一张每夜都要补的网。没有人看见它。\n\n热病随着渡轮进入内地。',
    language: 'zh-Hans',
    title: '港口',
  })
  await opened(lead.page, chinese.address)
  await areaOf(lead.page).focus()
  await lead.page.keyboard.press('j')
  await expect(lead.page.locator('.mark-cursor')).toHaveText('非传统安全是一张每夜都要补的网。')
  await expect(lead.page.locator('.reader-text')).toHaveAttribute('lang', /^zh/)
  const arabic = await readingProject(lead, {
    text: 'البحر لا يعرف الحدود. الحمى لا تحمل جواز سفر.',
    language: 'ar',
    title: 'الميناء',
  })
  await opened(lead.page, arabic.address)
  await expect(lead.page.locator('.reader-text')).toHaveAttribute('dir', 'rtl')
  await select(lead.page, 'البحر لا يعرف الحدود')
  await lead.page.keyboard.press('Enter')
  await expect(lead.page.locator('.hl')).toHaveCount(1)
  await axe(lead.page)
})

test('keys work on arrival; hit after hit is tagged with one search; the same words are not marked twice with the same', async ({
  signIn,
}) => {
  const lead = await signIn('Hit Byhit')
  const project = await readingProject(lead, { text: 'A net here.\n\nAnother net there.\n\nNo third.' })
  const { page } = lead
  await opened(page, project.address)
  await page.keyboard.press('j')
  await page.keyboard.press('.')
  await expect(said(page)).toHaveText('No tags used yet: T opens the list')

  await page.keyboard.press('/')
  const find = page.getByRole('textbox', { name: 'Find in the document' })
  await find.fill('net')
  await expect(page.getByText('1 of 2', { exact: true })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('t')
  await page.keyboard.type('fish')
  await page.keyboard.press('Enter')
  await expect(said(page)).toHaveText('Tagged “Fisheries”, 3 characters')

  await page.keyboard.press('/')
  await expect(find).toHaveValue('net')
  await page.keyboard.press('Enter')
  await expect(page.getByText('2 of 2', { exact: true })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('.')
  await expect(page.locator('.hl')).toHaveCount(2)

  await page.keyboard.press('/')
  await page.keyboard.press('Escape')
  await page.keyboard.press('.')
  await expect(said(page)).toHaveText('You have marked these words with that already')
  await page.keyboard.press('/')
  await page.keyboard.press('Escape')
  await page.keyboard.press('t')
  await page.keyboard.type('border')
  await page.keyboard.press('Enter')
  await expect
    .poll(async () => (await storedBy(lead, project)).map(({ quote, tagIds }) => [quote, tagIds.length]))
    .toEqual([
      ['net', 1],
      ['net', 2],
    ])
})
