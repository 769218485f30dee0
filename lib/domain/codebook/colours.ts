import { contrast, distance, hexOf, isHexColour, layered, lchOf, rgbOf, rgbOfLch, type Rgb } from './colour-space'

/** The three pages that a text can be read on. */
export const appearances = ['light', 'sepia', 'dark'] as const
export type Appearance = (typeof appearances)[number]

/**
 * The grounds and the text of each appearance, as in app/styles/tokens.css (a test keeps the two alike). A tag's colour must work on
 * every ground a text or a list can lie on.
 */
export const grounds: Record<Appearance, { papers: readonly string[]; ink: string }> = {
  light: { papers: ['#fbf9f4', '#ffffff', '#f4f0e7'], ink: '#231f1a' },
  sepia: { papers: ['#f3e7d0', '#faf1df', '#ebdcc0'], ink: '#35271a' },
  dark: { papers: ['#1c1e1f', '#252829', '#161819'], ink: '#e6e1d7' },
}

/** Where stored lightness 0.3 and 0.9 go in each appearance, so that differences in lightness survive on any ground. */
const lightnessRange: Record<Appearance, readonly [number, number]> = {
  light: [0.3, 0.66],
  sepia: [0.28, 0.62],
  dark: [0.56, 0.93],
}
/** The opacity wished for under text; less where the text would lose contrast. */
const fillOpacity: Record<Appearance, number> = { light: 0.24, sepia: 0.26, dark: 0.28 }

/**
 * The colours offered for tags, in the order in which they are given out. Found by search: the smallest pairwise difference of their
 * stripes, in any appearance and to any of four kinds of eye, is as large as it could be made (colours.test.ts states it).
 */
export const tagPalette: readonly string[] = [
  '#026c8c', // sea
  '#b43c6b', // rose
  '#dcd703', // gorse
  '#8347cf', // violet
  '#40a144', // leaf
  '#7c5c04', // umber
  '#e19f9a', // coral
  '#0e318f', // navy
  '#14eafa', // sky
  '#770212', // oxblood
  '#a198eb', // lavender
  '#5a2160', // plum
]

/** A colour moved in lightness only until it stands out from every ground by the ratio (WCAG 1.4.11 asks 3:1). */
function standingOut(colour: Rgb, appearance: Appearance, ratio: number): Rgb {
  const papers = grounds[appearance].papers.map(rgbOf)
  const step = appearance === 'dark' ? 0.01 : -0.01
  const lch = lchOf(colour)
  // Measured as it will be shown, in 8 bits a channel.
  let result = rgbOf(hexOf(colour))
  for (
    let lightness = lch.lightness;
    papers.some((paper) => contrast(result, paper) < ratio) && lightness > 0 && lightness < 1;
    lightness += step
  ) {
    result = rgbOf(hexOf(rgbOfLch({ ...lch, lightness })))
  }
  return result
}

/** A stripe, underline or lane in a tag's colour: at least 3:1 against every ground of the appearance. `#rrggbb`. */
export function tagStripe(colour: string, appearance: Appearance): string {
  const lch = lchOf(rgbOf(colour))
  const [low, high] = lightnessRange[appearance]
  const share = Math.min(1, Math.max(0, (lch.lightness - 0.3) / 0.6))
  return hexOf(standingOut(rgbOfLch({ ...lch, lightness: low + share * (high - low) }), appearance, 3))
}

/** The disc or square that stands for a tag in a chip, a list or a chart; the stripe's colour, so that eyes can match the two. */
function tagChip(colour: string, appearance: Appearance): string {
  return tagStripe(colour, appearance)
}

/** The ground under a tagged passage: `rgb(r g b / a)`, as strong as leaves the text on it at 4.5:1 or more. */
export function tagFill(colour: string, appearance: Appearance): string {
  const { papers, ink } = grounds[appearance]
  const over = rgbOf(tagStripe(colour, appearance))
  let opacity = fillOpacity[appearance]
  const isReadable = () => papers.every((paper) => contrast(rgbOf(ink), layered(over, opacity, rgbOf(paper))) >= 4.5)
  while (!isReadable() && opacity > 0.04) opacity -= 0.02
  return `rgb(${over.map((channel) => Math.round(channel * 255)).join(' ')} / ${opacity.toFixed(2)})`
}

const variablesByColour = new Map<string, Readonly<Record<string, string>>>()

/**
 * The custom properties of a tag's colour for all appearances: put them in the `style` of an element with the class `tag-coloured`,
 * and use `bg-tag-fill`, `border-tag-stripe`, `bg-tag-chip` on it. A malformed colour is shown as the palette's first.
 */
export function tagColourVariables(colour: string): Readonly<Record<string, string>> {
  const stored = isHexColour(colour) ? colour.toLowerCase() : (tagPalette[0] ?? '#000000')
  const known = variablesByColour.get(stored)
  if (known) return known
  const variables: Record<string, string> = {}
  for (const appearance of appearances) {
    variables[`--tag-fill-${appearance}`] = tagFill(stored, appearance)
    variables[`--tag-stripe-${appearance}`] = tagStripe(stored, appearance)
    variables[`--tag-chip-${appearance}`] = tagChip(stored, appearance)
  }
  variablesByColour.set(stored, variables)
  return variables
}

/**
 * The colour for the next tag: of the palette's unused colours the one farthest from those in use (the first of them where none is);
 * once all are used, the one used least, first in the palette's order.
 */
export function nextColour(existing: readonly string[]): string {
  const used = existing.filter(isHexColour).map((colour) => colour.toLowerCase())
  const uses = (colour: string) => used.filter((other) => other === colour).length
  const fewest = Math.min(...tagPalette.map(uses))
  const free = tagPalette.filter((colour) => uses(colour) === fewest)
  const others = fewest === 0 ? used.map(rgbOf) : []
  const room = (colour: string) => Math.min(...others.map((other) => distance(rgbOf(colour), other)))
  return free.reduce((best, colour) => (room(colour) > room(best) + 1e-9 ? colour : best))
}
