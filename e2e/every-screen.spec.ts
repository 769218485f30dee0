import { readdirSync } from 'node:fs'
import { lengthenWords, misfits, resize, unmirrored } from '@/testing/browser/layout'
import { wrongElsewhere } from '@/testing/browser/other-media'
import { expect, test } from './fixtures'
import { busyProject, openScreen, screens } from './screens'

test('every page of the application is walked below', () => {
  const pages = readdirSync('app', { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('page.tsx'))
  expect(Object.keys(screens).sort()).toEqual(pages.sort())
})

const widths = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
] as const

test('every page has one heading of its own and names itself and its project once; longer words are cut off nowhere, and a page that is read from right to left is mirrored; at 400 % nothing scrolls sideways, on paper there is no chrome, and with the system’s colours the focus is seen', async ({
  signIn,
  visitor,
}) => {
  test.setTimeout(500_000)
  const world = await busyProject(signIn)
  const stranger = await visitor()
  const found: Record<string, string[]> = {}
  const known = new Set<string>()
  for (const name of Object.keys(screens)) {
    for (const one of [stranger, world.lead.page]) await one.setViewportSize(widths[0])
    const page = await openScreen(name, world, stranger)
    if (!page) continue
    const wrong: string[] = []
    if ((await page.getByRole('heading', { level: 1 }).count()) !== 1) wrong.push('not one heading of the first level')
    if (!namesItself(await page.title(), name.startsWith('projects/'))) wrong.push(`is called ${await page.title()}`)
    await page.evaluate(() => document.fonts.ready)
    for (const size of widths) {
      await resize(page, size)
      wrong.push(...(await unmirrored(page)).map((what) => `${size.width}: ${what}`))
    }
    wrong.push(...(await wrongElsewhere(page, widths[0], known)))
    await lengthenWords(page)
    for (const size of widths.toReversed()) {
      await resize(page, size)
      wrong.push(...(await misfits(page)).map((what) => `${size.width}: ${what}`))
    }
    if (wrong.length > 0) found[name] = wrong
  }
  expect(found).toEqual({})
})

/** Page, project where there is one, and the application, each once. */
function namesItself(title: string, isOfProject: boolean): boolean {
  const parts = title.split(' · ')
  const after = isOfProject ? ['Reading', 'Commonplace'] : ['Commonplace']
  return parts.length === after.length + 1 && new Set(parts).size === parts.length && title.endsWith(after.join(' · '))
}
