import { joinLines } from './pdf-hyphens'
import type { PdfLine } from './pdf-lines'

/** Lines that belong together, joined; `level` is set for a heading. */
export interface PdfParagraph {
  text: string
  page: number
  level: number | null
}

export interface Rebuilt {
  paragraphs: PdfParagraph[]
  /** Words that were broken at a line end and are whole again. */
  joinedWords: number
}

const sentenceEnd = /[.!?:;…。！？：；]["'”’»)\]]*$/u
/** Who asks and who answers, as transcripts mark them, and somebody's name. */
const speaker = /^[QA][.:] /
const label = /^(\p{Lu}[\p{L}\p{M}\p{N}.'’ -]{0,30}):(?:\s|$)/u
const bullet = /^([•●○▪■‣◦–—-]\s|\(?\d{1,3}[.)]\s|\(?[a-z][.)]\s)/

/** Rebuilds paragraphs from the geometry of lines. A paragraph never crosses a page, because the page is what people cite. */
export function paragraphsOf(pages: readonly PdfLine[][]): Rebuilt {
  const lines = pages.flat()
  const body = bodySize(lines)
  const levels = headingLevels(lines, body)
  const words = new Set(lines.flatMap((line) => line.text.toLowerCase().match(/[\p{L}\p{M}-]+/gu) ?? []))
  const speakers = speakersOf(lines)
  let joinedWords = 0
  const paragraphs = pages.flatMap((page) => {
    const column = { left: leftEdge(page), right: columnEdge(page) }
    const leading = medianLeading(page)
    const groups: PdfLine[][] = []
    for (const line of page) {
      const group = groups.at(-1)
      const last = group?.at(-1)
      if (group && last && belongs(last, line, leading, column, group.length, speakers)) group.push(line)
      else groups.push([line])
    }
    return groups.map((group): PdfParagraph => {
      // Line by line, since a text that grows would be gone through again for each.
      const parts: string[] = []
      for (const { text: line } of group) {
        const { text, isJoined } = joinLines(parts.pop() ?? '', line, words)
        parts.push(text.slice(0, text.length - line.length), line)
        if (isJoined) joinedWords += 1
      }
      const text = parts.join('')
      const first = group[0] as PdfLine
      return { text, page: first.page, level: text.length <= 200 ? (levels.get(sizeKey(first.size)) ?? null) : null }
    })
  })
  return { paragraphs, joinedWords }
}

/** Whether a line goes on with the paragraph of the line before it. */
function belongs(
  last: PdfLine,
  line: PdfLine,
  leading: number,
  column: { left: number; right: number },
  count: number,
  speakers: ReadonlySet<string>,
): boolean {
  if (last.isAlone || line.isAlone || speaker.test(line.text) || speakers.has(label.exec(line.text)?.[1] ?? ''))
    return false
  if (Math.abs(last.size - line.size) > 0.12 * Math.max(last.size, line.size)) return false
  const down = last.y - line.y
  // The top of the next column: it goes on only in the middle of a sentence.
  if (down < 0 || Math.abs(last.x - line.x) > 0.5 * Math.max(last.right - last.x, line.right - line.x, 1))
    return !sentenceEnd.test(last.text) && /^\p{Ll}/u.test(line.text)
  if (down > Math.max(1.3 * leading, 1.05 * line.size) && down > 1.4 * leading) return false
  if (bullet.test(line.text) && (sentenceEnd.test(last.text) || bullet.test(last.text))) return false
  // A first line is set in; within a paragraph that begins like that, the second line goes back out.
  if (
    line.x - last.x > 0.8 * line.size &&
    line.x - last.x < 6 * line.size &&
    (count > 1 || sentenceEnd.test(last.text))
  )
    return false
  const short = column.right - last.right > Math.max(6 * last.size, 0.15 * (column.right - column.left))
  return !(short && (sentenceEnd.test(last.text) || /^\p{Lu}/u.test(line.text)))
}

/** Names that stand before what is said: at least two that take turns, one of which returns. */
function speakersOf(lines: readonly PdfLine[]): ReadonlySet<string> {
  const turns = lines.flatMap(({ text }) => label.exec(text)?.[1] ?? [])
  const changes = turns.filter((name, at) => at > 0 && name !== turns[at - 1]).length
  const names = new Set(turns)
  return new Set(
    changes >= 2 && changes >= names.size
      ? [...names].filter((name) => turns.filter((one) => one === name).length > 1 || turns.length < 6)
      : [],
  )
}

const sizeKey = (size: number): number => Math.round(size * 2) / 2

/** The size most characters are set in. */
function bodySize(lines: readonly PdfLine[]): number {
  const counts = new Map<number, number>()
  for (const line of lines) counts.set(sizeKey(line.size), (counts.get(sizeKey(line.size)) ?? 0) + line.text.length)
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0
}

/** Sizes clearly above the body's, largest first, are heading levels 1 to 4. A page of one size has none. */
function headingLevels(lines: readonly PdfLine[], body: number): Map<number, number> {
  const larger = [...new Set(lines.map((line) => sizeKey(line.size)))]
    .filter((size) => size >= 1.15 * body)
    .sort((a, b) => b - a)
  return new Map(larger.map((size, at) => [size, Math.min(4, at + 1)]))
}

/** The right edge that full lines reach: the ninth decile, so that a few overlong ones do not count. */
function columnEdge(lines: readonly PdfLine[]): number {
  const edges = lines.map((line) => line.right).sort((a, b) => a - b)
  return edges[Math.floor(edges.length * 0.9)] ?? 0
}

function leftEdge(lines: readonly PdfLine[]): number {
  const edges = lines.map((line) => line.x).sort((a, b) => a - b)
  return edges[Math.floor(edges.length * 0.1)] ?? 0
}

/** The usual distance between two baselines of a page: the median of those that could be one. */
function medianLeading(lines: readonly PdfLine[]): number {
  const gaps: number[] = []
  lines.forEach((line, at) => {
    const before = lines[at - 1]
    const down = before ? before.y - line.y : 0
    if (before && down > 0.5 * line.size && down < 2.2 * line.size) gaps.push(down)
  })
  gaps.sort((a, b) => a - b)
  return gaps[Math.floor(gaps.length / 2)] ?? (lines[0]?.size ?? 10) * 1.2
}
