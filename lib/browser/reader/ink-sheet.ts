import { appearances, tagColourVariables, type Appearance } from '@/lib/domain/codebook/colours'

/** The ink of a passage without a tag. */
const plainInk = 0
const plainColour = '#8a8378'

/** The ink's number of a tag; the plain ink for no tag, and for one nobody knows. */
export type InkOf = (tagId: string | undefined) => number

/** Numbers the inks of tags, in their order. Changing a colour changes no number, and so no decoration. */
export function numberInks(tagIds: readonly string[]): InkOf {
  const inks = new Map(tagIds.map((id, place) => [id, place + 1]))
  return (tagId) => (tagId === undefined ? plainInk : (inks.get(tagId) ?? plainInk))
}

/**
 * The style rules of the inks: `hl-f-N` fills, `hl-u1-N` to `hl-u3-N` underline. `colours` are those of the tags, in the order of their numbers. The values are
 * custom properties of each appearance, so that changing the appearance repaints without touching a single decoration.
 */
export function inkRules(tagColours: readonly string[]): string {
  const colours = [plainColour, ...tagColours]
  const values = (appearance: Appearance) =>
    colours
      .map(
        (colour, ink) =>
          `--ink-fill-${ink}:${tagColourVariables(colour)[`--tag-fill-${appearance}`]};--ink-line-${ink}:${tagColourVariables(colour)[`--tag-stripe-${appearance}`]}`,
      )
      .join(';')
  const uses = colours
    .map(
      (_, ink) =>
        `.hl-f-${ink}{--hl-fill:var(--ink-fill-${ink});--hl-u1:var(--ink-line-${ink})}${[1, 2, 3].map((line) => `.hl.hl-u${line}-${ink}{--hl-u${line}:var(--ink-line-${ink})}`).join('')}`,
    )
    .join('')
  const scopes: Record<Appearance, string> = {
    light: '.reader-inks',
    sepia: '[data-appearance=sepia] .reader-inks',
    dark: '[data-appearance=dark] .reader-inks',
  }
  const medium = (appearance: Appearance) => (appearance === 'light' ? 'all' : 'screen')
  return `${appearances.map((appearance) => `@media ${medium(appearance)}{${scopes[appearance]}{${values(appearance)}}}`).join('')}@media screen and (prefers-color-scheme:dark){:root:not([data-appearance]) .reader-inks{${values('dark')}}}${uses}`
}

/** Puts the rules into the page and returns what takes them out. A constructed sheet needs no style element, and so no exception from the content security policy. */
export function adoptInks(css: string): () => void {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
  return () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((adopted) => adopted !== sheet)
  }
}
