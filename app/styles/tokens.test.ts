import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { contrast, rgbOf } from '@/lib/domain/codebook/colour-space'
import { appearances, grounds } from '@/lib/domain/codebook/colours'

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')

/** The custom properties of the first rule whose selector ends in this text. */
function tokensOf(selector: string): Record<string, string> {
  const start = css.indexOf(`${selector} {`)
  if (start < 0) throw new Error(`No rule for ${selector} in tokens.css`)
  const body = css.slice(start, css.indexOf('}', start))
  return Object.fromEntries(
    [...body.matchAll(/--([\w-]+):\s*([^;]+);/g)].map((match) => [match[1] ?? '', match[2] ?? '']),
  )
}

const papers = ['paper', 'paper-raised', 'paper-sunken']
const textOn: [text: string, grounds: string[]][] = [
  ['ink', [...papers, 'accent-soft', 'danger-soft', 'warning-soft', 'success-soft']],
  ['ink-muted', [...papers, 'accent-soft']],
  ['accent', [...papers, 'accent-soft']],
  ['accent-strong', papers],
  ['accent-ink', ['accent', 'accent-strong']],
  ['danger', [...papers, 'danger-soft', 'accent-soft']],
  ['danger-ink', ['danger', 'danger-strong']],
  ['warning', [...papers, 'warning-soft']],
  ['success', [...papers, 'success-soft']],
  ['paper', ['ink']],
]
const edges = ['rule-strong', 'focus', 'accent', 'danger']

describe.each(appearances)('the colours of the %s page', (appearance) => {
  const tokens = tokensOf(`[data-appearance='${appearance}']`)
  const ratio = (one: string, other: string) => contrast(rgbOf(tokens[one] ?? ''), rgbOf(tokens[other] ?? ''))

  it.each(textOn.flatMap(([text, on]) => on.map((ground) => [text, ground] as const)))(
    '%s on %s is readable (4.5:1)',
    (text, ground) => {
      expect(ratio(text, ground)).toBeGreaterThanOrEqual(4.5)
    },
  )

  it.each(edges.flatMap((edge) => papers.map((ground) => [edge, ground] as const)))(
    '%s stands out from %s (3:1)',
    (edge, ground) => {
      expect(ratio(edge, ground)).toBeGreaterThanOrEqual(3)
    },
  )

  it('has the same grounds and ink that tag colours are computed for', () => {
    expect(papers.map((paper) => tokens[paper])).toEqual(grounds[appearance].papers)
    expect(tokens.ink).toBe(grounds[appearance].ink)
  })
})

it('gives a system that prefers dark the dark page', () => {
  expect(tokensOf(':root:not([data-appearance])')).toEqual(tokensOf("[data-appearance='dark']"))
})

it('defines the same names in every appearance', () => {
  const names = appearances.map((appearance) => Object.keys(tokensOf(`[data-appearance='${appearance}']`)).sort())
  expect(names[1]).toEqual(names[0])
  expect(names[2]).toEqual(names[0])
})
