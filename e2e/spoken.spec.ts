import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { areaOf, card, opened, picker } from './reader-page'
import { callAs, joinAsCoder, readingProject, tagAs } from './reading-project'
import { busyProject, openScreen, screens } from './screens'

/**
 * What a screen reader is given of each screen, in its order, stands beside this file in `spoken/`: the frame once, then what differs. Whoever changes a screen reads the difference as
 * somebody who hears it would, and then keeps it with `npx playwright test e2e/spoken.spec.ts --update-snapshots`.
 */
test('every screen reads aloud as it was last heard: names, order, what is live', async ({ signIn, visitor }) => {
  test.setTimeout(400_000)
  const world = await busyProject(signIn)
  const stranger = await visitor()
  const heard = new Set<string>()
  const wrong: Record<string, string[]> = {}
  for (const name of Object.keys(screens)) {
    const page = await openScreen(name, world, stranger)
    if (!page || heard.has(page.url())) continue
    heard.add(page.url())
    const place = name.replace(/\/?page\.tsx$/, '').replaceAll(/[[\]()]/g, '') || 'home'
    if (place === 'projects/p/rounds') await compare(() => read(page, 'frame'), 'frame')
    await compare(() => read(page, 'page'), place.replace(/^projects\/p\//, 'project-').replaceAll('/', '-'))
    const faults = faultsIn(await read(page, 'page'))
    if (faults.length > 0) wrong[name] = faults
  }
  expect(wrong).toEqual({})
})

test('cards, dialogs and menus of the reader read aloud as they were last heard', async ({ signIn }) => {
  const [lead, ana] = [await signIn('Lena Leads'), await signIn('Ana Codes')]
  const project = await readingProject(lead)
  await joinAsCoder(lead, ana, project.projectId)
  const inProject = (path: string, data: object) => callAs(lead, 'POST', `/projects/${project.projectId}${path}`, data)
  await inProject('/cases', { name: 'Fishers of the strait' })
  const passage = await tagAs(lead, project, 'Nobody sees it', ['Border'], { note: 'Who looks?' })
  await tagAs(ana, project, 'Nobody sees it', ['Fisheries', 'Border'])
  await inProject('/comments', {
    subject: { type: 'annotation', id: passage.id },
    body: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Is it a border?' }] }] },
  })
  const { page } = lead
  const wrong: Record<string, string[]> = {}
  const hear = async (name: string, what: Locator) => {
    await expect(what).toBeVisible()
    await compare(() => readPart(what), `reader-${name}`)
    const faults = faultsIn(await readPart(what))
    if (faults.length > 0) wrong[name] = faults
  }
  await opened(page, `${project.address}?annotation=${passage.id}`)
  await hear('card', card(page))
  await card(page).getByRole('button', { name: 'More to do with it' }).click()
  await hear('card-menu', page.getByRole('menu'))
  await page.getByRole('menuitem', { name: 'Put into a case…' }).click()
  await hear('case', page.getByRole('dialog'))
  await page.keyboard.press('Escape')
  await card(page).getByRole('button', { name: 'More to do with it' }).click()
  await page.getByRole('menuitem', { name: /example/i }).click()
  await hear('example', page.getByRole('dialog'))
  await page.keyboard.press('Escape')
  await card(page).getByRole('button', { name: 'Memos', exact: true }).click()
  await hear('memo', page.getByRole('dialog'))
  await page.keyboard.press('Escape')
  await card(page).getByRole('button', { name: 'Comment', exact: true }).click()
  await expect(page.getByRole('textbox', { name: 'Your comment' })).toBeVisible()
  await hear('comment', card(page).getByRole('region', { name: /^Discussion/ }))
  await page.getByRole('button', { name: 'Cancel' }).click()
  await card(page).getByRole('button', { name: 'Tag', exact: true }).click()
  await expect(picker(page)).toBeFocused()
  await hear('picker', page.getByRole('dialog'))
  await page.keyboard.press('Escape')
  await areaOf(page).press('Escape')
  await page.locator('.hl', { hasText: 'Nobody' }).click()
  await hear('chooser', page.getByRole('dialog'))
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Keys', exact: true }).click()
  await hear('keys', page.getByRole('dialog'))
  await page.keyboard.press('Escape')
  for (const [name, tab] of [
    ['filter', 'Filter'],
    ['talk', 'Discussion'],
  ] as const) {
    await page.getByRole('tab', { name: new RegExp(`^${tab}`) }).click()
    await hear(name, page.getByRole('tabpanel', { name: new RegExp(`^${tab}`) }))
  }
  await inProject('/rounds', {
    name: 'First round',
    documentIds: [project.documentId],
    coderIds: [lead.id, ana.id],
    visibility: 'until-all-submit',
  })
  await opened(page, project.address)
  const round = page.getByRole('region', { name: 'The round you code in' })
  await hear('round', round)
  await round.getByRole('button', { name: /^Submit/ }).click()
  await hear('submit', page.getByRole('alertdialog'))
  expect(wrong).toEqual({})
})

/** Waits until something says what is written, or writes down what it says once it has nothing to add. */
async function compare(heard: () => Promise<string>, name: string): Promise<void> {
  const file = test.info().snapshotPath('spoken', `${name}.txt`)
  if (['all', 'changed'].includes(test.info().config.updateSnapshots)) {
    let before = ''
    await expect
      .poll(
        async () => {
          const last = before
          before = await heard()
          return before === last
        },
        { intervals: [1000] },
      )
      .toBe(true)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, before)
  }
  await expect.poll(heard, name).toBe(readFileSync(file, 'utf8'))
}

/** The spoken tree of the frame that all pages share, or of all else, without what differs from run to run: addresses, days, times, the ends of made-up mail addresses. */
async function read(page: Page, part: 'frame' | 'page'): Promise<string> {
  const tree = await page.locator('body').ariaSnapshot()
  const parts = tree.split(/\n(?=- )/)
  return withoutWhatDiffers(parts.filter((one) => /^- (banner|link "Skip)/.test(one) === (part === 'frame')).join('\n'))
}

/** The spoken tree of one part of a page. */
const readPart = async (part: Locator): Promise<string> => withoutWhatDiffers(await part.ariaSnapshot())

function withoutWhatDiffers(tree: string): string {
  return (
    tree
      .split('\n')
      .filter((line) => !/^\s*- \/url:/.test(line))
      .map((line) => line.replace(/^(\s*- link .*):$/, '$1'))
      .join('\n')
      // Everybody who has an account, those of other tests among them.
      .replace(/(- region "(?:Administration|Backups)":)(\n {4,}.*)+/g, '$1 …')
      .replaceAll(/\b(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b/g, 'WEEKDAY')
      .replaceAll(/\b\d{1,2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]* \d{4}\b/g, 'DAY')
      .replaceAll(/\b\d{1,2}:\d{2}(:\d{2})?\b/g, 'TIME')
      .replaceAll(/\.[0-9a-f]{12}@/g, '@')
      .concat('\n')
  )
}

/** What nobody should have to hear: a control without a name, a link that leads nowhere, one heading twice in a row, a landmark or a list of controls without a name. */
function faultsIn(tree: string): string[] {
  const lines = tree.split('\n').map((line) => line.trim().replace(/^- '?/, ''))
  const headings = lines.filter((line) => line.startsWith('heading '))
  return [
    ...lines.filter((line) =>
      /^(button|link|checkbox|radio|textbox|searchbox|combobox|tab|img|table|grid)\b(?! ")/.test(line),
    ),
    ...lines.filter((line) => /^(complementary|navigation|region|radiogroup|dialog)\b(?! ")/.test(line)),
    ...lines.filter((line) => line.startsWith('link ') && line.includes('[disabled]')),
    ...headings.filter((line, at) => line === headings[at + 1]),
  ]
}
