/** A colour as three channels of sRGB, each 0 to 1. */
export type Rgb = readonly [red: number, green: number, blue: number]
/** A colour in OKLCH: lightness 0 to 1, chroma from 0, hue in radians. */
export interface Lch {
  lightness: number
  chroma: number
  hue: number
}

const hexForm = /^#[0-9a-f]{6}$/i

/** Whether a string is a colour as the project stores it: `#rrggbb`. */
export function isHexColour(value: string): boolean {
  return hexForm.test(value)
}

/** `#rrggbb` as channels. Throws RangeError on anything else. */
export function rgbOf(hex: string): Rgb {
  if (!isHexColour(hex)) throw new RangeError(`Not a colour of the form #rrggbb: ${hex}`)
  const value = Number.parseInt(hex.slice(1), 16)
  return [(value >> 16) / 255, ((value >> 8) & 255) / 255, (value & 255) / 255]
}

/** Channels as `#rrggbb`, each rounded and kept within the gamut. */
export function hexOf(rgb: Rgb): string {
  return `#${rgb
    .map((channel) =>
      Math.round(Math.min(1, Math.max(0, channel)) * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`
}

// The transfer function of sRGB, IEC 61966-2-1.
const toLinear = (c: number) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
const fromLinear = (c: number) => (c <= 0.0031308 ? 12.92 * c : 1.055 * Math.max(0, c) ** (1 / 2.4) - 0.055)

const times = (m: readonly Rgb[], v: Rgb): Rgb =>
  m.map((row) => row[0] * v[0] + row[1] * v[1] + row[2] * v[2]) as unknown as Rgb

// Björn Ottosson, "A perceptual color space for image processing" (2020), https://bottosson.github.io/posts/oklab/
const rgbToLms: readonly Rgb[] = [
  [0.4122214708, 0.5363325363, 0.0514459929],
  [0.2119034982, 0.6806995451, 0.1073969566],
  [0.0883024619, 0.2817188376, 0.6299787005],
]
const lmsToLab: readonly Rgb[] = [
  [0.2104542553, 0.793617785, -0.0040720468],
  [1.9779984951, -2.428592205, 0.4505937099],
  [0.0259040371, 0.7827717662, -0.808675766],
]
const labToLms: readonly Rgb[] = [
  [1, 0.3963377774, 0.2158037573],
  [1, -0.1055613458, -0.0638541728],
  [1, -0.0894841775, -1.291485548],
]
const lmsToRgb: readonly Rgb[] = [
  [4.0767416621, -3.3077115913, 0.2309699292],
  [-1.2684380046, 2.6097574011, -0.3413193965],
  [-0.0041960863, -0.7034186147, 1.707614701],
]

/** OKLab coordinates (lightness, green-red, blue-yellow) of a colour. */
function oklabOf(rgb: Rgb): Rgb {
  const lms = times(rgbToLms, rgb.map(toLinear) as unknown as Rgb)
  return times(lmsToLab, lms.map(Math.cbrt) as unknown as Rgb)
}

/** OKLCH coordinates of a colour. */
export function lchOf(rgb: Rgb): Lch {
  const [lightness, a, b] = oklabOf(rgb)
  return { lightness, chroma: Math.hypot(a, b), hue: Math.atan2(b, a) }
}

/** The colour at these coordinates; where sRGB cannot show it, the same lightness and hue with as much chroma as it can. */
export function rgbOfLch({ lightness, chroma, hue }: Lch): Rgb {
  for (let c = chroma; ; c = c < 0.004 ? 0 : c - 0.004) {
    const lms = times(labToLms, [lightness, c * Math.cos(hue), c * Math.sin(hue)]).map((v) => v ** 3) as unknown as Rgb
    const linear = times(lmsToRgb, lms)
    if (c === 0 || linear.every((v) => v >= -1e-4 && v <= 1 + 1e-4))
      return linear.map((v) => fromLinear(Math.min(1, Math.max(0, v)))) as unknown as Rgb
  }
}

/** How different two colours look: the distance in OKLab. About 0.02 is just noticeable side by side. */
export function distance(one: Rgb, other: Rgb): number {
  const [l1, a1, b1] = oklabOf(one)
  const [l2, a2, b2] = oklabOf(other)
  return Math.hypot(l1 - l2, a1 - a2, b1 - b2)
}

/** Relative luminance, 0 to 1 (WCAG 2.2). */
function luminance(rgb: Rgb): number {
  const [r, g, b] = rgb.map(toLinear) as unknown as Rgb
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

/** Contrast ratio of two colours, 1 to 21 (WCAG 2.2). */
export function contrast(one: Rgb, other: Rgb): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

/** What is seen where `over` lies on `under` with an opacity of 0 to 1, mixed as browsers do, in sRGB. */
export function layered(over: Rgb, opacity: number, under: Rgb): Rgb {
  return over.map((channel, i) => channel * opacity + (under[i] ?? 0) * (1 - opacity)) as unknown as Rgb
}

/** The three ways of missing one kind of cone. */
export type ColourBlindness = 'protanopia' | 'deuteranopia' | 'tritanopia'

// Machado, Oliveira and Fernandes, "A Physiologically-based Model for Simulation of Color Vision Deficiency", IEEE TVCG 15(6), 2009,
// the matrices for severity 1.0, applied to linear RGB.
const machado: Record<ColourBlindness, readonly Rgb[]> = {
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
}

/** How a colour looks to an eye without one kind of cone. */
export function seenWith(blindness: ColourBlindness, rgb: Rgb): Rgb {
  const seen = times(machado[blindness], rgb.map(toLinear) as unknown as Rgb)
  return seen.map((v) => fromLinear(Math.min(1, Math.max(0, v)))) as unknown as Rgb
}
