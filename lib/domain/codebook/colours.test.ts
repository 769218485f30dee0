import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  contrast,
  distance,
  hexOf,
  layered,
  lchOf,
  rgbOf,
  rgbOfLch,
  seenWith,
  type ColourBlindness,
  type Rgb,
} from './colour-space'
import { appearances, grounds, nextColour, tagColourVariables, tagFill, tagPalette, tagStripe } from './colours'

/**
 * The least difference (OKLab) that two palette colours may have as stripes. About 0.02 is just noticeable side by side; a stripe and the
 * disc in a list are far apart, so more than three times that is asked for eyes without one kind of cone, and six times for others.
 */
const leastApart = { everyEye: 0.12, colourBlind: 0.07 }
const blindnesses: ColourBlindness[] = ['protanopia', 'deuteranopia', 'tritanopia']
const anyColour = fc.integer({ min: 0, max: 0xffffff }).map((n) => `#${n.toString(16).padStart(6, '0')}`)

/** Every pair of the palette as seen through `eye`, closest first. */
function pairs(appearance: (typeof appearances)[number], eye: (rgb: Rgb) => Rgb) {
  const seen = tagPalette.map((colour) => eye(rgbOf(tagStripe(colour, appearance))))
  return seen
    .flatMap((one, i) =>
      seen
        .slice(i + 1)
        .map((other, j) => ({ names: `${tagPalette[i]} ${tagPalette[i + 1 + j]}`, apart: distance(one, other) })),
    )
    .sort((a, b) => a.apart - b.apart)
}

describe.each(appearances)('the palette on the %s page', (appearance) => {
  it('keeps its colours apart for eyes with all cones', () => {
    expect(pairs(appearance, (rgb) => rgb)[0]?.apart).toBeGreaterThanOrEqual(leastApart.everyEye)
  })
  it.each(blindnesses)('keeps its colours apart under %s', (blindness) => {
    expect(pairs(appearance, (rgb) => seenWith(blindness, rgb))[0]?.apart).toBeGreaterThanOrEqual(
      leastApart.colourBlind,
    )
  })
  it('spreads its colours in lightness too, in the same order as stored', () => {
    const lightness = [...tagPalette]
      .sort((a, b) => lchOf(rgbOf(a)).lightness - lchOf(rgbOf(b)).lightness)
      .map((colour) => lchOf(rgbOf(tagStripe(colour, appearance))).lightness)
    // Rounding to 8 bits may turn two neighbours by a hair.
    lightness.slice(1).forEach((value, i) => expect(value).toBeGreaterThanOrEqual((lightness[i] ?? 0) - 0.012))
    expect((lightness.at(-1) ?? 0) - (lightness[0] ?? 0)).toBeGreaterThanOrEqual(0.25)
  })
})

describe('any colour a person may choose', () => {
  it('has a stripe of 3:1 on every ground, in every appearance', () => {
    fc.assert(
      fc.property(anyColour, fc.constantFrom(...appearances), (colour, appearance) => {
        const stripe = rgbOf(tagStripe(colour, appearance))
        for (const paper of grounds[appearance].papers) expect(contrast(stripe, rgbOf(paper))).toBeGreaterThanOrEqual(3)
      }),
      { examples: [['#46f3cd', 'light']] }, // At the edge before it is rounded.
    )
  })
  it('has a fill that leaves the text on it at 4.5:1', () => {
    fc.assert(
      fc.property(anyColour, fc.constantFrom(...appearances), (colour, appearance) => {
        const [r = 0, g = 0, b = 0, opacity = 0] = (tagFill(colour, appearance).match(/[\d.]+/g) ?? []).map(Number)
        expect(opacity).toBeGreaterThan(0.1)
        for (const paper of grounds[appearance].papers) {
          expect(
            contrast(layered([r / 255, g / 255, b / 255], opacity, rgbOf(paper)), rgbOf(grounds[appearance].ink)),
          ).toBeGreaterThanOrEqual(4.5)
        }
      }),
    )
  })
  it('survives the way to OKLCH and back', () => {
    fc.assert(
      fc.property(anyColour, (colour) => {
        expect(distance(rgbOf(hexOf(rgbOfLch(lchOf(rgbOf(colour))))), rgbOf(colour))).toBeLessThan(0.01)
      }),
    )
  })
  it('is refused by the arithmetic and shown as the first of the palette when malformed', () => {
    expect(() => rgbOf('red')).toThrow(RangeError)
    expect(tagColourVariables('red')).toEqual(tagColourVariables(tagPalette[0] ?? ''))
  })
})

describe('nextColour', () => {
  it('gives every colour of the palette once before it repeats any', () => {
    const given: string[] = []
    for (let i = 0; i < 2 * tagPalette.length; i++) given.push(nextColour(given))
    expect(new Set(given.slice(0, tagPalette.length))).toEqual(new Set(tagPalette))
    expect(new Set(given.slice(tagPalette.length))).toEqual(new Set(tagPalette))
  })
  it('gives the unused colour that is farthest from those in use', () => {
    const used = ['#ffffff', tagPalette[2] ?? '']
    const room = (colour: string) => Math.min(...used.map((other) => distance(rgbOf(colour), rgbOf(other))))
    const free = tagPalette.filter((colour) => !used.includes(colour))
    expect(room(nextColour(used))).toBe(Math.max(...free.map(room)))
  })
  it('passes over what is no colour', () => {
    expect(nextColour(['', 'url(x)'])).toBe(tagPalette[0])
  })
})

it('knows black on white and the simulation of a grey', () => {
  expect(contrast([0, 0, 0], [1, 1, 1])).toBeCloseTo(21, 5)
  for (const blindness of blindnesses)
    expect(distance(seenWith(blindness, [0.5, 0.5, 0.5]), [0.5, 0.5, 0.5])).toBeLessThan(0.005)
})
