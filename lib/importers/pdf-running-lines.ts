import type { PdfLine } from './pdf-lines'

/** What of a page, at its top and at its bottom, may be its header and footer: lines, and share of its height. */
const mostLines = 3
const edgeShare = 0.14

/** A page's parts, and its height in PDF units with the lower edge at `bottom`. */
export interface PdfPageLines {
  lines: PdfLine[]
  bottom: number
  height: number
}

/**
 * The parts of all pages without the headers, footers and page numbers that repeat beyond doubt: word for word, at the same height, at the edge of the page,
 * with nothing of the page's own above them (or below), on most pages. A digit stands for another only in a page number that counts with the pages; what ends in a
 * colon or a question mark asks for what follows and stays.
 */
export function withoutRunningLines(pages: readonly PdfPageLines[]): { pages: PdfLine[][]; dropped: PdfLine[] } {
  const repeated = repeatedLines(pages)
  const dropped: PdfLine[] = []
  const kept = pages.map((page, at) => {
    const gone = new Set<PdfLine>()
    for (const rows of [rowsFrom(page, 'top'), rowsFrom(page, 'bottom')]) {
      for (const row of rows) {
        const running = row.filter((line) => repeated.has(keyOf(line)) || repeated.has(numberKey(line, at)))
        for (const line of running) gone.add(line)
        // What stands further in than something of the page's own is of the page.
        if (running.length < row.length) break
      }
    }
    dropped.push(...gone)
    return page.lines.filter((line) => !gone.has(line))
  })
  return { pages: kept, dropped }
}

function repeatedLines(pages: readonly PdfPageLines[]): Set<string> {
  const seen = new Map<string, Set<number>>()
  pages.forEach((page, at) => {
    for (const line of [...rowsFrom(page, 'top'), ...rowsFrom(page, 'bottom')].flat()) {
      for (const key of [keyOf(line), numberKey(line, at)]) if (key !== '') seen.set(key, (seen.get(key) ?? new Set()).add(at))
    }
  })
  // Left and right pages often differ, so a little less than half of the pages is "most of them".
  const enough = Math.max(3, Math.floor(pages.filter(({ lines }) => lines.length > 0).length * 0.4))
  return new Set([...seen].filter(([, on]) => on.size >= enough).map(([key]) => key))
}

/** The rows of a page from its edge inwards, as far as they may be a header or a footer. */
function rowsFrom({ lines, bottom, height }: PdfPageLines, edge: 'top' | 'bottom'): PdfLine[][] {
  const isAtEdge = ({ y, angle }: PdfLine) => angle === 0 && (edge === 'top' ? y > bottom + height * (1 - edgeShare) : y < bottom + height * edgeShare)
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
  const number = /^(?:page|seite|página|pagina|стр\.?|p\.?|s\.?)?\s*[-–—[(|]*\s*(\d{1,5}|[ivxlc]{1,8})\s*[-–—\])|]*(?:\s*(?:of|\/|von|de|di|sur|из)\s*\d{1,5})?$/i.exec(text)?.[1]
  if (number === undefined) return ''
  const value = /^\d/.test(number) ? Number(number) : fromRoman(number)
  return `number ${Math.round(y / 6)} ${value - page}`
}

const romanDigits: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10, l: 50, c: 100 }

function fromRoman(number: string): number {
  const values = [...number.toLowerCase()].map((digit) => romanDigits[digit] ?? 0)
  return values.reduce((sum, value, at) => (value < (values[at + 1] ?? 0) ? sum - value : sum + value), 0)
}
