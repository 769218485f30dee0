import type { PdfLine } from './pdf-lines'

/** How many lines at the top and at the bottom of a page may be its header and footer. */
const edge = 3

/** The lines of all pages without the headers, footers and page numbers that repeat on most of them, and one example of each that went. */
export function withoutRunningLines(pages: readonly PdfLine[][]): { pages: PdfLine[][]; dropped: string[] } {
  const seen = new Map<string, Set<number>>()
  pages.forEach((lines, page) => {
    for (const line of edgeLines(lines)) {
      const key = keyOf(line)
      seen.set(key, (seen.get(key) ?? new Set()).add(page))
    }
  })
  // Left and right pages often differ, so a little less than half of the pages is "most of them".
  const enough = Math.max(3, Math.floor(pages.filter((lines) => lines.length > 0).length * 0.4))
  const dropped = new Map<string, string>()
  const kept = pages.map((lines) => {
    const edges = new Set(edgeLines(lines))
    return lines.filter((line) => {
      const repeats = edges.has(line) && (seen.get(keyOf(line))?.size ?? 0) >= enough
      if (repeats && !dropped.has(keyOf(line))) dropped.set(keyOf(line), line.text)
      return !repeats
    })
  })
  return { pages: kept, dropped: [...dropped.values()] }
}

function edgeLines(lines: readonly PdfLine[]): PdfLine[] {
  const byHeight = [...lines].sort((a, b) => b.y - a.y)
  return [...byHeight.slice(0, edge), ...byHeight.slice(-edge)]
}

/** The same words at the same height, whatever the page number in them. */
function keyOf(line: PdfLine): string {
  const words = line.text.replace(/\d+|\b[ivxlc]+\b/gi, '#')
  return `${Math.round(line.y / 6)} ${words}`
}
