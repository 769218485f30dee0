import type { PdfLine } from './pdf-lines'

/** Parts further apart than this (in sizes) are lines of their own, unless the rows around them have parts in the same places. */
const widestGap = 12
/** Cells with more words than this on average are no row of a table: columns of text, or what somebody says beside their name. */
const fewWords = 4
const mostCells = 60

/** Puts parts that stand on one baseline, one after the other, together to lines; rows of a table become lines that stand alone. */
export function linesOfSegments(segments: readonly PdfLine[]): PdfLine[] {
  const rows: PdfLine[][] = []
  for (const segment of segments) {
    const row = rows.at(-1)
    const last = row?.at(-1)
    if (row && last && isBeside(last, segment)) row.push(segment)
    else rows.push([segment])
  }
  return rows.flatMap((row, at) => {
    if (isTabular(row, rows[at - 1]) || isTabular(row, rows[at + 1])) return [joined(row, true)]
    return split(row).map((part) =>
      joined(
        part,
        part.some((segment) => segment.isAlone),
      ),
    )
  })
}

/** Whether a part stands on the same baseline as the one before it and further on. */
export function isBeside(last: PdfLine, next: PdfLine): boolean {
  const size = Math.max(last.size, next.size, 1)
  if (last.angle !== next.angle || Math.abs(last.y - next.y) > 0.6 * size) return false
  return next.x >= last.right - size || ((last.rtl || next.rtl) && next.right <= last.x + size)
}

function isTabular(row: readonly PdfLine[], neighbour: readonly PdfLine[] | undefined): boolean {
  if (
    !neighbour ||
    row.length < 2 ||
    neighbour.length < 2 ||
    row.length > mostCells ||
    neighbour.length > mostCells ||
    wordsPerCell(row) > fewWords
  )
    return false
  if (row.length === 2 && isMarker(row[0]) && wordsIn(row[1]) > 2) return false
  return row.slice(1).some((cell) => neighbour.slice(1).some((other) => isInLine(cell, other)))
}

function isInLine(a: PdfLine, b: PdfLine): boolean {
  const near = Math.max(a.size, b.size)
  return (
    Math.abs(a.x - b.x) < near ||
    Math.abs(a.right - b.right) < near ||
    Math.abs(a.x + a.right - b.x - b.right) < 2 * near
  )
}

const wordsIn = (cell: PdfLine | undefined): number => cell?.text.split(' ').length ?? 0
const wordsPerCell = (row: readonly PdfLine[]): number => row.reduce((sum, cell) => sum + wordsIn(cell), 0) / row.length
const isMarker = (cell: PdfLine | undefined): boolean =>
  /^([•●○▪■‣◦–—-]|\(?[\p{L}\d]{1,3}[.):]|[^\s:]{1,20}:)$/u.test(cell?.text ?? '')

function split(row: readonly PdfLine[]): PdfLine[][] {
  const parts: PdfLine[][] = []
  for (const segment of row) {
    const part = parts.at(-1)
    const last = part?.at(-1)
    const gap = last ? Math.max(segment.x - last.right, last.x - segment.right) : 0
    if (part && last && gap < widestGap * Math.max(last.size, segment.size, 1)) part.push(segment)
    else parts.push([segment])
  }
  return parts
}

function joined(parts: readonly PdfLine[], isAlone: boolean): PdfLine {
  const main = parts.reduce((best, part) => (part.text.length > best.text.length ? part : best))
  return {
    ...main,
    text: parts.map((part) => part.text).join(' '),
    x: parts.reduce((least, part) => Math.min(least, part.x), Infinity),
    right: parts.reduce((most, part) => Math.max(most, part.right), -Infinity),
    ...(isAlone ? { isAlone } : {}),
  }
}
