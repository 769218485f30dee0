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
