import { textOfRuns } from './pdf-drawn-text'
import type { PdfDrawn } from './pdf-drawing'
import type { PdfRun } from './pdf-lines'

/** Fewer letters than this in the places of signs may be signs. */
const fewestLetters = 20

/**
 * Letters of fonts that keep them in the places of signs (U+F020 to U+F0FF), as old programs write them, read as what stands in those places: where a whole font does so
 * and what it gives are words. `fontName` tells the fonts of a page apart.
 */
export function lettersFromSigns<Run extends PdfRun & { fontName?: string }>(runs: readonly Run[]): { runs: Run[]; count: number } {
  const texts = new Map<string, string>()
  for (const { fontName = '', str } of runs) texts.set(fontName, (texts.get(fontName) ?? '') + str)
  const shifted = new Set([...texts].filter(([, text]) => isShifted(text)).map(([name]) => name))
  if (shifted.size === 0) return { runs: [...runs], count: 0 }
  let count = 0
  const read = runs.map((run) => (shifted.has(run.fontName ?? '') ? { ...run, str: run.str.replace(/[\uf020-\uf0ff]/g, (sign) => { count += 1; return fromSign(sign) }) } : run))
  return { runs: read, count }
}

const fromSign = (sign: string): string => String.fromCharCode(sign.charCodeAt(0) & 0xff)

function isShifted(text: string): boolean {
  const inked = text.replace(/\s/g, '')
  const signs = inked.match(/[\uf020-\uf0ff]/g) ?? []
  if (signs.length < fewestLetters || signs.length < 0.8 * inked.length) return false
  const letters = signs.map(fromSign).filter((letter) => /\p{L}/u.test(letter))
  return letters.length > 0.6 * signs.length && letters.some((letter) => /[aeiou]/i.test(letter)) && new Set(letters).size >= 6
}

/** What cannot be told from a file's fonts: control characters, and characters for private use. */
const unreadable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/g

/** The text with U+FFFD in the place of what no letter can be told of, and how many that are. */
export function withUnreadableMarked(text: string): { text: string; count: number } {
  let count = 0
  const marked = text.replace(unreadable, () => {
    count += 1
    return '\uFFFD'
  })
  return { text: marked, count }
}

/** Runs of which pdf.js cannot tell a letter, as the second reading has what stands in their places, where it can tell all of it. */
export function toldBySecond<Run extends PdfRun>(runs: readonly Run[], again: () => readonly PdfDrawn[]): { runs: Run[]; count: number } {
  let second: readonly PdfDrawn[] | undefined
  let count = 0
  const told = runs.map((run) => {
    if (withUnreadableMarked(run.str).count === 0 || count > mostRetold) return run
    second ??= again()
    const there = second.filter((one) => isWithin(one, run))
    if (there.length === 0 || there.some(({ unknown }) => unknown > 0)) return run
    count += 1
    return { ...run, str: textOfRuns(there).replaceAll('\n', ' ') }
  })
  return { runs: told, count }
}

/** More on a page would be looked for too long. */
const mostRetold = 2000

/** Whether something begins on the line of a run, between where it begins and where it ends. */
function isWithin({ x, y }: PdfDrawn, { transform, width }: PdfRun): boolean {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = transform
  const length = Math.hypot(a, b) || 1
  const size = Math.hypot(c, d) || 1
  const along = ((x - e) * a + (y - f) * b) / length
  const across = ((y - f) * a - (x - e) * b) / length
  return Math.abs(across) < 0.3 * size && along > -0.2 * size && along < width - 0.1 * size
}
