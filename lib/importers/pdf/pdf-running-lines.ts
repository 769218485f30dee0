import type { PdfLine } from './pdf-lines'

/** What of a page, at its top and at its bottom, may be its header and footer: lines, and share of its height. */
const mostLines = 3
const mostParts = 50
const edgeShare = 0.14

/** A page's parts, and its height in PDF units with the lower edge at `bottom`. */
export interface PdfPageLines {
  lines: PdfLine[]
  bottom: number
  height: number
}

/**
 * The parts of all pages without the headers, footers and page numbers that repeat beyond doubt: word for word, at the same height, at the edge of the page,
 * with nothing of the page's own above them (or below) and more space to it than between its lines, on most pages. A digit stands for another only in a page number that counts with the pages; what ends in a
 * colon or a question mark asks for what follows and stays.
 */
export function withoutRunningLines(pages: readonly PdfPageLines[]): { pages: PdfLine[][]; dropped: PdfLine[] } {
  const repeated = repeatedLines(pages)
  const dropped: PdfLine[] = []
  const kept = pages.map((page, at) => {
    const gone = new Set<PdfLine>()
    for (const edge of ['top', 'bottom'] as const) {
      const running: PdfLine[] = []
      for (const row of rowsFrom(page, edge)) {
        if (row.length > mostParts) break
        const same = row.filter((line) => repeated.has(keyOf(line)) || repeated.has(numberKey(line, at)))
        running.push(...same)
        // What stands further in than something of the page's own is of the page.
        if (same.length < row.length) break
      }
      const isApart = standsApart(running, page)
      for (const line of running) if (isApart || repeated.has(numberKey(line, at))) gone.add(line)
    }
    dropped.push(...gone)
    return page.lines.filter((line) => !gone.has(line))
  })
  // What nothing else stands beside is no header: a file is not emptied.
  if (kept.every((lines) => lines.length === 0)) return { pages: pages.map(({ lines }) => lines), dropped: [] }
  return { pages: kept, dropped }
}

function repeatedLines(pages: readonly PdfPageLines[]): Set<string> {
  const seen = new Map<string, Set<number>>()
  pages.forEach((page, at) => {
    for (const line of [...rowsFrom(page, 'top'), ...rowsFrom(page, 'bottom')].flat()) {
      for (const key of [keyOf(line), numberKey(line, at)])
        if (key !== '') seen.set(key, (seen.get(key) ?? new Set()).add(at))
    }
  })
  // Left and right pages often differ, so a little less than half of the pages is "most of them".
  const enough = Math.max(3, Math.floor(pages.filter(({ lines }) => lines.length > 0).length * 0.4))
  return new Set([...seen].filter(([, on]) => on.size >= enough).map(([key]) => key))
}

/** Whether there is more space between these lines and the rest of the page than between the lines of the page. */
function standsApart(running: readonly PdfLine[], { lines }: PdfPageLines): boolean {
  const heights = running.map(({ y }) => y)
  const rest = lines.filter((line) => line.angle === 0 && !running.includes(line))
  const gap = rest.reduce((least, { y }) => Math.min(least, ...heights.map((height) => Math.abs(height - y))), Infinity)
  const size = Math.max(...running.map((line) => line.size))
  return rest.length === 0 || gap > 1.25 * leadingOf(rest, size)
}

/** The usual distance between two lines: the median, or where there are few lines what is usual in print. */
function leadingOf(lines: readonly PdfLine[], size: number): number {
  const heights = [...new Set(lines.map(({ y }) => Math.round(y)))].sort((a, b) => b - a)
  const gaps = heights
    .flatMap((height, at) =>
      at > 0 && (heights[at - 1] ?? 0) - height > 0.5 * size ? [(heights[at - 1] ?? 0) - height] : [],
    )
    .sort((a, b) => a - b)
  return gaps.length < 4 ? 1.3 * size : Math.min(2.5 * size, gaps[Math.floor(gaps.length / 2)] ?? size)
}

/** The rows of a page from its edge inwards, as far as they may be a header or a footer. */
function rowsFrom({ lines, bottom, height }: PdfPageLines, edge: 'top' | 'bottom'): PdfLine[][] {
  const isAtEdge = ({ y, angle }: PdfLine) =>
    angle === 0 && (edge === 'top' ? y > bottom + height * (1 - edgeShare) : y < bottom + height * edgeShare)
  const near = lines.filter(isAtEdge).sort((a, b) => (edge === 'top' ? b.y - a.y : a.y - b.y))
  const rows: PdfLine[][] = []
  for (const line of near) {
    const row = rows.at(-1)
    if (row && Math.abs((row[0]?.y ?? 0) - line.y) < 0.5 * line.size) row.push(line)
    else if (rows.length === mostLines) break
    else rows.push([line])
  }
  return rows
}

/** The same words at the same height; nothing for what asks for what follows. */
const keyOf = ({ text, y }: PdfLine): string => (/[:?：？]$/.test(text) ? '' : `${Math.round(y / 6)} ${text}`)

/** A page number, by how far it is ahead of the page; nothing for every other line. */
function numberKey({ text, y }: PdfLine, page: number): string {
  const number =
    /^(?:page|seite|página|pagina|стр\.?|p\.?|s\.?)?\s*[-–—[(|]*\s*(\d{1,5}|[ivxlc]{1,8})\s*[-–—\])|]*(?:\s*(?:of|\/|von|de|di|sur|из)\s*\d{1,5})?$/i.exec(
      text,
    )?.[1]
  if (number === undefined) return ''
  const value = /^\d/.test(number) ? Number(number) : fromRoman(number)
  return `number ${Math.round(y / 6)} ${value - page}`
}

const romanDigits: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10, l: 50, c: 100 }

function fromRoman(number: string): number {
  const values = [...number.toLowerCase()].map((digit) => romanDigits[digit] ?? 0)
  return values.reduce((sum, value, at) => (value < (values[at + 1] ?? 0) ? sum - value : sum + value), 0)
}
