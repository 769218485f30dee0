import type { PdfRun } from './pdf-lines'

/** How far apart (in sizes) two drawings of the same words are one thing to the eye: bold or a shadow made by drawing twice. */
const near = 0.14

/** The runs without those that draw the same words once more in nearly the same place; and what was drawn more than once. */
export function drawnOnce<Run extends PdfRun>(runs: readonly Run[]): { runs: Run[]; repeated: string[] } {
  const drawn = new Map<string, Run[]>()
  const repeated: string[] = []
  const kept = runs.filter((run) => {
    const key = run.str.trim()
    if (key === '') return true
    const places = drawn.get(key) ?? []
    if (places.some((other) => isSamePlace(other, run))) {
      repeated.push(key)
      return false
    }
    // A word that a page has a thousand times is not looked for in all of its places.
    if (places.length >= 64) places.shift()
    places.push(run)
    drawn.set(key, places)
    return true
  })
  return { runs: kept, repeated }
}

function isSamePlace(a: PdfRun, b: PdfRun): boolean {
  const reach = near * Math.max(sizeOf(a), sizeOf(b))
  const [, , , , ax = 0, ay = 0] = a.transform
  const [, , , , bx = 0, by = 0] = b.transform
  return Math.abs(ax - bx) <= reach && Math.abs(ay - by) <= reach && Math.abs(a.width - b.width) <= 2 * reach
}

const sizeOf = ({ transform, height }: PdfRun): number => Math.hypot(transform[2] ?? 0, transform[3] ?? 0) || height
