import { textOfRuns } from './second-reading/pdf-drawn-text'
import type { PdfDrawn } from './second-reading/pdf-drawing'
import type { PdfRun } from './pdf-lines'

/** Fewer letters than this in the places of signs may be signs. */
const fewestLetters = 20

/**
 * Letters of fonts that keep them in the places of signs (U+F020 to U+F0FF), as old programs write them, read as what stands in those places: where a whole font does so
 * and what it gives are words. `fontName` tells the fonts of a page apart.
 */
export function lettersFromSigns<Run extends PdfRun & { fontName?: string }>(
  runs: readonly Run[],
): { runs: Run[]; count: number } {
  const texts = new Map<string, string>()
  for (const { fontName = '', str } of runs) texts.set(fontName, (texts.get(fontName) ?? '') + str)
  const shifted = new Set([...texts].filter(([, text]) => isShifted(text)).map(([name]) => name))
  if (shifted.size === 0) return { runs: [...runs], count: 0 }
  let count = 0
  const read = runs.map((run) =>
    shifted.has(run.fontName ?? '')
      ? {
          ...run,
          str: run.str.replace(/[\uf020-\uf0ff]/g, (sign) => {
            count += 1
            return fromSign(sign)
          }),
        }
      : run,
  )
  return { runs: read, count }
}

const fromSign = (sign: string): string => String.fromCharCode(sign.charCodeAt(0) & 0xff)

function isShifted(text: string): boolean {
  const inked = text.replace(/\s/g, '')
  const signs = inked.match(/[\uf020-\uf0ff]/g) ?? []
  if (signs.length < fewestLetters || signs.length < 0.8 * inked.length) return false
  const letters = signs.map(fromSign).filter((letter) => /\p{L}/u.test(letter))
  return (
    letters.length > 0.6 * signs.length &&
    letters.some((letter) => /[aeiou]/i.test(letter)) &&
    new Set(letters).size >= 6
  )
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
export function toldBySecond<Run extends PdfRun>(
  runs: readonly Run[],
  again: () => readonly PdfDrawn[],
): { runs: Run[]; count: number } {
  const unread = runs.flatMap((run, at) => (withUnreadableMarked(run.str).count > 0 ? [at] : []))
  if (unread.length === 0 || unread.length > mostRetold) return { runs: [...runs], count: 0 }
  const second = again()
  const told = new Map<number, string>()
  let count = 0
  for (const at of unread) {
    if (told.has(at)) continue
    const there = new Set(second.filter((one) => overlaps(one, runs[at] as Run)))
    // What one reading draws in one go may be several pieces in the other.
    const places = runs.flatMap((run, place) => ([...there].some((one) => overlaps(one, run)) ? [place] : []))
    for (const one of second) if (places.some((place) => overlaps(one, runs[place] as Run))) there.add(one)
    // What goes on behind them and is in no piece belongs to them: a piece may be measured too short.
    for (const one of second)
      if (!there.has(one) && [...there].some((other) => goesOn(other, one)) && !runs.some((run) => overlaps(one, run)))
        there.add(one)
    const inOrder = second.filter((one) => there.has(one))
    if (inOrder.length === 0 || inOrder.some(({ unknown }) => unknown > 0) || places.some((place) => told.has(place)))
      continue
    count += 1
    places.forEach((place, rank) => told.set(place, rank === 0 ? textOfRuns(inOrder).replaceAll('\n', ' ') : ''))
  }
  return { runs: runs.map((run, at) => (told.has(at) ? { ...run, str: told.get(at) ?? '' } : run)), count }
}

/** The pieces of a page that the second reading has, where the first has none of their letters: as when a file gives a space or a mark before each. */
export function drawnBySecond(drawn: readonly PdfDrawn[]): (PdfRun & { fontName?: string })[] {
  return drawn
    .filter(({ text }) => text.trim() !== '')
    .map(({ text, x, y, endX, endY, size }) => {
      const width = Math.hypot(endX - x, endY - y)
      const [ux, uy] = width === 0 ? [1, 0] : [(endX - x) / width, (endY - y) / width]
      const transform = [size * ux, size * uy, -size * uy, size * ux, x, y]
      return { str: text.replaceAll('\n', ' '), dir: 'ltr', transform, width, height: size }
    })
}

/** More on a page would be looked for too long. */
const mostRetold = 500

/** Whether something is drawn where another ends. */
const goesOn = ({ endX, endY, size }: PdfDrawn, { x, y }: PdfDrawn): boolean =>
  Math.hypot(x - endX, y - endY) < 0.5 * size

/** Whether something is drawn on the line of a run, and where the run is. */
function overlaps({ x, y, endX, endY }: PdfDrawn, { transform, width }: PdfRun): boolean {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = transform
  const length = Math.hypot(a, b) || 1
  const size = Math.hypot(c, d) || 1
  const along = (px: number, py: number) => ((px - e) * a + (py - f) * b) / length
  const across = ((y - f) * a - (x - e) * b) / length
  const [from, to] = [along(x, y), along(endX, endY)]
  return Math.abs(across) < 0.3 * size && Math.min(from, to) < Math.max(width, 0.1) && Math.max(from, to) > 0
}
