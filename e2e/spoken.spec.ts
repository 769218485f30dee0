import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { busyProject, openScreen, screens } from './screens'

/**
 * What a screen reader is given of each screen, in its order, stands beside this file in `spoken/`: the frame once, then what differs. Whoever changes a screen reads the difference as
 * somebody who hears it would, and then keeps it with `npx playwright test e2e/spoken.spec.ts --update-snapshots`.
 */
test('every screen reads aloud as it was last heard: names, order, what is live', async ({ signIn, visitor }) => {
  const world = await busyProject(signIn)
  const stranger = await visitor()
  const heard = new Set<string>()
  const wrong: Record<string, string[]> = {}
  for (const name of Object.keys(screens)) {
    const page = await openScreen(name, world, stranger)
    if (!page || heard.has(page.url())) continue
    heard.add(page.url())
    const place = name.replace(/\/?page\.tsx$/, '').replaceAll(/[[\]()]/g, '') || 'home'
    if (place === 'projects/p/rounds') await compare(page, 'frame', 'frame')
    await compare(page, 'page', place.replace(/^projects\/p\//, 'project-').replaceAll('/', '-'))
    const faults = faultsIn(await read(page, 'page'))
    if (faults.length > 0) wrong[name] = faults
  }
  expect(wrong).toEqual({})
})

/** Waits until the page says what is written, or writes down what it says once it has nothing to add. */
async function compare(page: Page, part: 'frame' | 'page', name: string): Promise<void> {
  const file = test.info().snapshotPath('spoken', `${name}.txt`)
  if (['all', 'changed'].includes(test.info().config.updateSnapshots)) {
    let before = ''
    await expect
      .poll(
        async () => {
          const last = before
          before = await read(page, part)
          return before === last
        },
        { intervals: [1000] },
      )
      .toBe(true)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, before)
  }
  await expect.poll(() => read(page, part), name).toBe(readFileSync(file, 'utf8'))
}

/** The spoken tree of the frame that all pages share, or of all else, without what differs from run to run: addresses, days, times, the ends of made-up mail addresses. */
async function read(page: Page, part: 'frame' | 'page'): Promise<string> {
  const tree = await page.locator('body').ariaSnapshot()
  const parts = tree.split(/\n(?=- )/)
  return (
    parts
      .filter((one) => /^- (banner|link "Skip)/.test(one) === (part === 'frame'))
      .join('\n')
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
