import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, type Page } from '@playwright/test'
import type { AxeResults } from 'axe-core'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const appearances = ['light', 'sepia', 'dark'] as const
const everyRule = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }
/** What another appearance can change: it sets colours and nothing else. */
const colourRules = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] }

/** Expects no violation of WCAG 2.2 AA on the page as it stands, in each appearance in turn. */
export async function expectAccessible(page: Page): Promise<void> {
  // A page's title may come after its content; what is tested is the page as it is read.
  await expect(page).toHaveTitle(/\S/)
  // Evaluated by the debugger, which the page's content security policy rightly has no say in.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source)
  const looks = appearances.map((appearance) => ({
    appearance,
    runOnly: appearance === appearances[0] ? everyRule : colourRules,
  }))
  // All looks in one call: a trace keeps the page before and after every call.
  const found = await page.evaluate(lookAt, looks)
  for (const { appearance, violations } of found) expect(violations, `axe in the ${appearance} appearance`).toEqual([])
}

/** Runs in the page. */
async function lookAt(
  looks: { appearance: string; runOnly: typeof everyRule }[],
): Promise<{ appearance: string; violations: string[] }[]> {
  const { axe } = window as unknown as { axe: { run: (context: object, options: object) => Promise<AxeResults> } }
  const root = document.documentElement
  const showIn = (appearance: string | undefined) => {
    if (appearance === undefined) delete root.dataset.appearance
    else root.dataset.appearance = appearance
    // Colours in transition are nobody's colours. They are brought to their end and not waited for: what is not drawn, in a closed part of the page, never gets there.
    for (const animation of document.getAnimations())
      if (Number.isFinite(animation.effect?.getComputedTiming().endTime)) animation.finish()
  }
  const before = root.dataset.appearance
  const found = []
  for (const { appearance, runOnly } of looks) {
    showIn(appearance)
    // The component library announces a choice by reference to an element that may be gone by then, and takes the announcement away after some seconds.
    const results = await axe.run(
      { exclude: ['[data-live-announcer] [role=img]'] },
      { runOnly, resultTypes: ['violations'] },
    )
    const violations = results.violations.flatMap(({ id, help, nodes }) =>
      nodes.map(
        (node) => `${id}: ${help}: ${node.target.join(' ')}: ${node.failureSummary?.split('\n').at(1)?.trim() ?? ''}`,
      ),
    )
    found.push({ appearance, violations })
  }
  showIn(before)
  return found
}
