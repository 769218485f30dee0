import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { areaOf, card, opened, picker, said, select } from './reader-page'
import { callAs, readingProject, storedBy, tagAs } from './reading-project'

const cursor = (page: Page) => page.locator('.mark-cursor')
const selection = (page: Page) => page.locator('.mark-selection')

/** Presses a key as a keyboard of another layout does: it writes `key` and stands where `code` says. */
async function pressAt(page: Page, key: string, code: string, modifiers = 0): Promise<void> {
  const keyboard = await page.context().newCDPSession(page)
  for (const type of ['rawKeyDown', 'keyUp'] as const)
    await keyboard.send('Input.dispatchKeyEvent', {
      type,
      key,
      code,
      modifiers,
      windowsVirtualKeyCode: code.charCodeAt(3),
    })
  await keyboard.detach()
}

test('tag changes and a new tag’s name are announced; a new tag goes below a parent; equal edges tick their tags; the list shows marks', async ({
  signIn,
  axe,
}) => {
  const lead = await signIn('Ann Ounce')
  const project = await readingProject(lead)
  const { page } = lead
  await opened(page, project.address)
  await select(page, 'nine beds and forty names')
  await page.keyboard.type('Border / Sea')
  await expect(page.getByRole('option')).toHaveText([/Add “Sea” below “Border”/, /Add “Border \/ Sea”/])
  await page.keyboard.press('Enter')
  await expect(said(page)).toHaveText('“Sea” is new in the codebook. Tagged “Sea”, 25 characters')
  const { items } = (await callAs(lead, 'GET', `/projects/${project.projectId}/tags`)) as {
    items: { name: string; path: string[] }[]
  }
  expect(items.find(({ name }) => name === 'Sea')?.path).toEqual(['Border', 'Sea'])

  await select(page, 'nine beds and forty names')
  await expect(page.getByRole('option', { name: /Sea/ })).toHaveAttribute('aria-checked', 'true')
  await page.keyboard.type('fish')
  await page.keyboard.press('ControlOrMeta+Enter')
  await page.getByRole('dialog').getByRole('button', { name: 'Note', exact: true }).click()
  await page.keyboard.type('Counted')
  await page.getByRole('button', { name: 'Shared', exact: true }).click()
  const apply = page.getByRole('button', { name: 'Apply 2 tags' })
  await page.screenshot({ path: 'test-results/picker.png' })
  const [inner, outer] = [await apply.boundingBox(), await page.getByRole('dialog').boundingBox()]
  expect((inner?.x ?? 0) + (inner?.width ?? 0)).toBeLessThanOrEqual((outer?.x ?? 0) + (outer?.width ?? 0))
  await apply.click()
  await expect(said(page)).toHaveText('Added “Fisheries”. Note kept. Private now')
  await expect
    .poll(async () => (await storedBy(lead, project)).map(({ tagIds, note }) => [tagIds.length, note]))
    .toEqual([[2, 'Counted']])
  await card(page).getByRole('button', { name: 'Take “Sea” off' }).click()
  await expect(said(page)).toHaveText('Took off “Sea”')
  const [row] = await storedBy(lead, project)
  await callAs(lead, 'POST', `/projects/${project.projectId}/comments`, {
    id: crypto.randomUUID(),
    subject: { type: 'annotation', id: row?.id },
    body: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Why?' }] }] },
  })
  await page.reload()
  const list = page.getByRole('region', { name: 'In view' }).or(page.getByRole('complementary', { name: 'In view' }))
  const entry = list.getByRole('button', { name: /nine beds/ })
  for (const mark of ['Private', 'Has a note', 'Is talked about'])
    await expect(entry.getByRole('img', { name: mark })).toBeVisible()
  await axe(page)
  await page.screenshot({ path: 'test-results/marks.png' })
})

test('an undo notice goes when the event is undone by key; a stale one explains itself', async ({ signIn }) => {
  const lead = await signIn('Undo Notice')
  const project = await readingProject(lead)
  const { id } = await tagAs(lead, project, 'The harbour slept.', ['Fisheries'])
  const { page } = lead
  await opened(page, project.address)
  await page.keyboard.press('n')
  await page.keyboard.press('Delete')
  await expect(page.getByText('Passage removed').first()).toBeVisible()
  const undo = page.getByRole('button', { name: 'Undo', exact: true })
  await expect(undo).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(undo).toBeHidden()
  await expect(page.locator('.hl')).toHaveCount(1)

  // Brought back from elsewhere: the offer goes too.
  await page.keyboard.press('n')
  await page.keyboard.press('Delete')
  await expect(undo).toBeVisible()
  await expect.poll(async () => (await storedBy(lead, project)).length).toBe(0)
  const { items } = (await callAs(lead, 'GET', `/projects/${project.projectId}/events?order=newest`)) as {
    items: { seq: number; subjectId: string }[]
  }
  await callAs(
    lead,
    'POST',
    `/projects/${project.projectId}/events/${items.find((event) => event.subjectId === id)?.seq}/revert`,
  )
  await expect(undo).toBeHidden()
  await expect(page.getByText('This was not reverted')).toHaveCount(0)
})

test('a key selects this sentence; from a hit one key takes its sentence; extending backward first takes the rest of the one begun', async ({
  signIn,
}) => {
  const lead = await signIn('Sen Tence')
  const project = await readingProject(lead, {
    text: 'Mr. Smith met Dr. No. They sailed at 3.5 knots in No. 5. So it was.',
  })
  const { page } = lead
  await opened(page, project.address)
  await page.keyboard.press('j')
  await expect(cursor(page)).toHaveText('Mr. Smith met Dr. No.')
  await page.keyboard.press('j')
  await expect(cursor(page)).toHaveText('They sailed at 3.5 knots in No. 5.')
  await page.keyboard.press('x')
  await expect(selection(page)).toHaveText('They sailed at 3.5 knots in No. 5.')
  await page.keyboard.press('/')
  await page.keyboard.type('knots')
  await expect(page.getByText('1 of 1', { exact: true })).toBeVisible()
  await page.keyboard.press('Alt+Enter')
  await expect(selection(page)).toHaveText('They sailed at 3.5 knots in No. 5.')
  await expect(areaOf(page)).toBeFocused()
  await page.keyboard.press('/')
  await page.keyboard.press('Escape')
  await expect(selection(page)).toHaveText('knots')
  await page.keyboard.press('Shift+K')
  await expect(selection(page)).toHaveText('They sailed at 3.5 knots')
  await page.keyboard.press('Shift+K')
  await expect(selection(page)).toHaveText('Mr. Smith met Dr. No. They sailed at 3.5 knots')
  await page.keyboard.press('Shift+J')
  await page.keyboard.press('Shift+J')
  await page.keyboard.press('Shift+J')
  await expect(selection(page)).toHaveText('knots in No. 5.')
})

test('a key makes a tag of the selected words; the same tags again survive a reload and the next document', async ({
  signIn,
}) => {
  const lead = await signIn('Viv Vo')
  const project = await readingProject(lead, { text: 'Salt comes first.\n\nThe net is  mended.' })
  const { page } = lead
  await opened(page, project.address)
  await page.keyboard.press('/')
  await page.keyboard.type('Salt')
  await expect(page.getByText('1 of 1', { exact: true })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('i')
  await expect(said(page)).toHaveText('“Salt” is new in the codebook. Tagged “Salt”, 4 characters')
  await page.reload()
  await expect(page.locator('[data-painted]')).toBeAttached()
  await page.keyboard.press(']')
  await page.keyboard.press(']')
  await page.keyboard.press('.')
  await expect(page.locator('.hl')).toHaveCount(2)
  const { document: next } = (await callAs(lead, 'POST', `/projects/${project.projectId}/documents`, {
    title: 'Next',
    text: 'Another one.',
  })) as { document: { id: string } }
  await opened(page, `/projects/${project.projectId}/documents/${next.id}`)
  await page.keyboard.press('j')
  await page.keyboard.press('.')
  await expect(said(page)).toHaveText(/Tagged “Salt”/)
})

test('keys are changed per person, conflicts shown, kept with the account, and reset', async ({ signIn, axe }) => {
  test.slow()
  const lead = await signIn('Re Mapper')
  const project = await readingProject(lead)
  const { page } = lead
  await opened(page, project.address)
  await page.keyboard.press('?')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Change the keys' }).click()
  await dialog.getByRole('button', { name: 'Change the key for: Next sentence' }).click()
  await page.keyboard.press('f')
  await expect(
    dialog.getByRole('listitem').filter({ hasText: 'Next sentence' }).getByText('F', { exact: true }),
  ).toBeVisible()
  await dialog.getByRole('button', { name: 'Change the key for: Star' }).click()
  await page.keyboard.press('t')
  await expect(dialog.getByRole('alert')).toContainText('T is the key for “Choose tags”')
  await axe(page)
  await page.screenshot({ path: 'test-results/keys.png' })
  await dialog.getByRole('button', { name: 'Take it over' }).click()
  await expect
    .poll(async () => ((await callAs(lead, 'GET', '/me')) as { readerKeys: object }).readerKeys)
    .toEqual({ 'next-sentence': ['f'], star: ['t'], tag: ['Enter'] })
  await page.reload()
  await expect(page.locator('[data-painted]')).toBeAttached()
  await page.keyboard.press('j')
  await page.keyboard.press('f')
  await expect(cursor(page)).toHaveText('The harbour slept.')
  await page.keyboard.press('t')
  await expect(said(page)).toHaveText(/Choose a passage first/)
  await page.keyboard.press('?')
  await dialog.getByRole('button', { name: 'Change the keys' }).click()
  await dialog.getByRole('button', { name: 'All as usual' }).click()
  await expect.poll(async () => ((await callAs(lead, 'GET', '/me')) as { readerKeys: object }).readerKeys).toEqual({})
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await page.keyboard.press('j')
  await expect(cursor(page)).toHaveText('At noon the boats came home without fish, and the master wrote it down.')
})

test('keys go by their place where the letters are not Latin, Ctrl-Z too; a Latin letter counts wherever it stands', async ({
  signIn,
}) => {
  const lead = await signIn('Kyr Illic')
  const project = await readingProject(lead)
  await tagAs(lead, project, 'The harbour slept.', ['Fisheries'])
  const { page } = lead
  await opened(page, project.address)
  await pressAt(page, 'о', 'KeyJ')
  await expect(cursor(page)).toHaveText('The harbour slept.')
  await pressAt(page, 'j', 'KeyC')
  await expect(cursor(page)).toHaveText(/^At noon/)
  await pressAt(page, 'л', 'KeyK')
  await pressAt(page, 'т', 'KeyN')
  await expect(card(page)).toBeVisible()
  await page.keyboard.press('Delete')
  await expect(page.locator('.hl')).toHaveCount(0)
  await expect.poll(async () => (await storedBy(lead, project)).length).toBe(0)
  await pressAt(page, 'w', 'KeyZ', 2) // On AZERTY that is Ctrl-W, which takes nothing back.
  await pressAt(page, 'я', 'KeyZ', 2)
  await expect(page.locator('.hl')).toHaveCount(1)
})

async function compose(page: Page, text: string): Promise<void> {
  const input = await page.context().newCDPSession(page)
  await input.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
  await page.evaluate(() => {
    const target = document.activeElement as HTMLElement
    for (const init of [{ isComposing: true }, { keyCode: 229 }])
      for (const key of ['Enter', 'Escape'])
        target.dispatchEvent(new KeyboardEvent('keydown', { key, code: key, bubbles: true, cancelable: true, ...init }))
  })
  await input.detach()
}

test('Enter and Escape while an input method composes save and close nothing, in any field', async ({ signIn }) => {
  const lead = await signIn('Ime Poser')
  const project = await readingProject(lead)
  const { page } = lead
  const fields: [string, () => Promise<void>, () => ReturnType<Page['locator']>][] = [
    ['the picker', async () => select(page, 'The harbour slept.'), () => picker(page)],
    [
      'finding',
      async () => (await page.keyboard.press('/'), undefined),
      () => page.getByRole('textbox', { name: 'Find in the document' }),
    ],
  ]
  for (const [name, open, field] of fields) {
    await opened(page, project.address)
    await open()
    await expect(field(), name).toBeFocused()
    await compose(page, 'に')
    await expect(field(), name).toBeFocused()
    await expect(field(), name).toHaveValue('に')
  }
  // Dialogs, panels and places to write in: what holds the field is still there, and so is what was composed.
  await tagAs(lead, project, 'The harbour slept.', ['Fisheries'])
  await callAs(lead, 'POST', `/projects/${project.projectId}/rounds`, {
    name: 'First',
    documentIds: [project.documentId],
    coderIds: [lead.id],
    visibility: 'open',
  })
  const { id: theme } = (await callAs(lead, 'POST', `/projects/${project.projectId}/themes`, {
    name: 'Sea',
    tagIds: [],
  })) as { id: string }
  const at = (path: string) => page.goto(`/projects/${project.projectId}${path}`)
  const toEdit = async () => {
    await page.getByRole('button', { name: 'Actions on this round' }).click()
    await page.getByRole('menuitem', { name: 'Edit' }).click()
  }
  const holders: [
    string,
    () => Promise<unknown>,
    () => ReturnType<Page['locator']>,
    (() => ReturnType<Page['locator']>) | null,
  ][] = [
    [
      'a dialog',
      async () => (await at('/themes'), await page.getByRole('button', { name: 'New theme' }).click()),
      () => page.getByRole('dialog').getByRole('textbox', { name: 'Name' }),
      () => page.getByRole('dialog'),
    ],
    [
      'a dialog with a form',
      async () => (
        await at('/rounds'),
        await page.getByRole('link', { name: 'First', exact: true }).click(),
        await toEdit()
      ),
      () => page.getByRole('dialog').getByRole('textbox', { name: 'Name' }),
      () => page.getByRole('dialog'),
    ],
    [
      'a cell of a table',
      async () => (
        await at('/documents'),
        await page.getByRole('button', { name: 'Edit the title of The harbour' }).click()
      ),
      () => page.getByRole('textbox', { name: 'Title of The harbour' }),
      null,
    ],
    [
      'a comment',
      async () => (
        await at(`/codebook?tag=${project.tags['Fisheries']}`),
        await page.getByRole('button', { name: 'Comment', exact: true }).click()
      ),
      () => page.locator('[contenteditable=true]').first(),
      null,
    ],
    [
      'a narrative',
      async () => await at(`/themes/${theme}`),
      () => page.locator('[contenteditable=true]').first(),
      null,
    ],
  ]
  for (const [what, open, field, holder] of holders) {
    await open()
    await field().focus()
    await compose(page, 'に')
    await expect(field(), what).toBeFocused()
    if (holder) await expect(holder(), what).toBeVisible()
    expect(
      await field().evaluate((element) =>
        element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement
          ? element.value
          : element.textContent,
      ),
      what,
    ).toContain('に')
  }
  await at('/codebook')
  await page.getByRole('button', { name: 'Add tag' }).click()
  const name = page.getByRole('treegrid').getByRole('textbox')
  await expect(name).toBeFocused()
  await compose(page, 'に')
  await expect(name).toBeFocused()
  await page.keyboard.press('Escape')
  const { items } = (await callAs(lead, 'GET', `/projects/${project.projectId}/tags`)) as { items: unknown[] }
  expect(items).toHaveLength(3)
  expect((await storedBy(lead, project)).map(({ quote, note }) => [quote, note])).toEqual([['The harbour slept.', '']])
  const { items: themes } = (await callAs(lead, 'GET', `/projects/${project.projectId}/themes`)) as {
    items: { name: string }[]
  }
  expect(themes.map((one) => one.name)).toEqual(['Sea'])
  const { items: documents } = (await callAs(lead, 'GET', `/projects/${project.projectId}/documents`)) as {
    items: { title: string }[]
  }
  expect(documents.map((one) => one.title)).toEqual(['The harbour'])
})

test('keys that come faster than frames find what the key before them made', async ({ signIn }) => {
  const lead = await signIn('Fast Fingers')
  const project = await readingProject(lead)
  await callAs(lead, 'PATCH', `/projects/${project.projectId}/members/me`, {
    pinnedTagIds: [project.tags['Fisheries'], project.tags['Border'], project.tags['Public health']],
  })
  await tagAs(lead, project, 'The harbour slept.', ['Fisheries'])
  const { page } = lead
  await opened(page, project.address)
  await areaOf(page).focus()
  // All of them within one frame: each after what React draws at once for the one before, and before what it draws later.
  await areaOf(page).evaluate(
    async (area, keys) => {
      for (const key of keys) {
        area.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
        await Promise.resolve()
      }
    },
    ['n', '2', '3', 's', 's', 's', 'j', '1', 'n'],
  )
  await expect(card(page)).toContainText('At noon the boats')
  await expect
    .poll(async () => (await storedBy(lead, project)).map(({ tagIds, starred }) => [tagIds.length, starred]))
    .toEqual([
      [3, true],
      [1, false],
    ])
})
