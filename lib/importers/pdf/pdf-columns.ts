import type { PdfLine } from './pdf-lines'
import { isBeside } from './pdf-rows'

/** A column has at least so many lines, and each on average so many words (or signs of a script without spaces): less is a table. */
const fewestLines = 3
const fewestWords = 3
const fewestSigns = 8
const mostColumns = 6
/** Pages with more parts, and columns of more, are no print. */
const mostParts = 5_000
const longest = 1_000

/** The parts of a page in the order of reading, where the page draws two columns line by line across both: first the left one, then the right. */
export function inReadingOrder(segments: readonly PdfLine[], depth = 0): PdfLine[] {
  if (depth > mostColumns || segments.length > mostParts) return [...segments]
  const ordered: PdfLine[] = []
  for (let at = 0; at < segments.length;) {
    const end = endOfColumns(segments, at)
    if (end === null) {
      ordered.push(segments[at] as PdfLine)
      at += 1
    } else {
      const { left, right } = end
      ordered.push(...left, ...inReadingOrder(right, depth + 1))
      at = end.at
    }
  }
  return ordered
}

/** Two columns that begin with this part and the one beside it, and where they end; null where there are none. */
function endOfColumns(
  segments: readonly PdfLine[],
  start: number,
): { left: PdfLine[]; right: PdfLine[]; at: number } | null {
  const first = segments[start]
  const second = segments[start + 1]
  if (!first || !second || first.angle !== 0 || !isBeside(first, second) || second.rtl) return null
  let from = first.right
  let to = second.x
  const left: PdfLine[] = []
  const right: PdfLine[] = []
  let at = start
  for (; at < Math.min(segments.length, start + longest); at += 1) {
    const segment = segments[at] as PdfLine
    const gutter = Math.max(1, segment.size)
    if (segment.angle !== 0) break
    if (segment.right <= to - gutter && segment.x < from) {
      from = Math.max(from, segment.right)
      left.push(segment)
    } else if (segment.x >= from + gutter) {
      to = Math.min(to, segment.x)
      right.push(segment)
    } else break
  }
  return Math.min(left.length, right.length) >= fewestLines &&
    jumps(segments.slice(start, at), from) >= fewestLines &&
    isText(left) &&
    isText(right)
    ? { left, right, at }
    : null
}

/** How often the page goes from the left column to the right one on the same height. */
function jumps(segments: readonly PdfLine[], gutter: number): number {
  return segments.filter((segment, at) => {
    const before = segments[at - 1]
    return before && before.x < gutter && segment.x >= gutter && Math.abs(before.y - segment.y) < segment.size
  }).length
}

function isText(lines: readonly PdfLine[]): boolean {
  if (lines.length < fewestLines) return false
  const words = lines.reduce((sum, line) => sum + (line.text.match(/\p{L}{2,}|\p{L}(?=\s)/gu)?.length ?? 0), 0)
  const signs = lines.reduce(
    (sum, line) =>
      sum + (line.text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/gu)?.length ?? 0),
    0,
  )
  return words >= fewestWords * lines.length || signs >= fewestSigns * lines.length
}
