import type { PdfLine, PdfRun } from './pdf-lines'

/** All that a page draws, in the order it draws it, and what was filled in. */
export type PdfSource = readonly (PdfRun & { hasEOL?: boolean })[]

/**
 * The words of the pages as the file has them, without an idea of lines, columns or paragraphs: what the text that is imported is held against. Not in it is what
 * stands in the places of `leftOut`, which the report names. A word that is broken at the end of a line is one word where `text` has it as one.
 */
export function pdfSourceText(pages: readonly PdfSource[], leftOut: readonly PdfLine[], text: string): string {
  const byPage = new Map<number, PdfLine[]>()
  for (const line of leftOut) byPage.set(line.page, [...(byPage.get(line.page) ?? []), line])
  const source = pages.map((runs, at) => drawn(runs, byPage.get(at + 1) ?? [])).join('\n')
  const left = countsOf(text)
  for (const [word, count] of countsOf(source)) left.set(word, (left.get(word) ?? 0) - count)
  return source.replace(/([\p{L}\p{M}]+)[-\u2010\u00ad]\s*\n\s*([\p{L}\p{M}]+)/gu, (all, first: string, second: string) => {
    const count = left.get(first + second) ?? 0
    left.set(first + second, count - 1)
    return count > 0 ? first + second : all
  })
}

function countsOf(text: string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const [word] of text.matchAll(/[\p{L}\p{M}]+/gu)) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}

function drawn(runs: PdfSource, leftOut: readonly PdfLine[]): string {
  const parts: string[] = []
  let last: PdfRun | undefined
  for (const run of runs) {
    if (leftOut.some((line) => isWithin(run, line))) continue
    if (last && run.str.trim() !== '' && !isNext(last, run)) parts.push('\n')
    parts.push(run.str, run.hasEOL || run.isAddition ? '\n' : '')
    if (run.str.trim() !== '') last = run
  }
  return parts.join('')
}

/** Whether a run begins about where the one before it ends, whichever way the two are turned. */
function isNext({ transform, width, height }: PdfRun, next: PdfRun): boolean {
  const [a = 1, b = 0, , , x = 0, y = 0] = transform
  const length = Math.hypot(a, b) || 1
  const [, , , , nextX = 0, nextY = 0] = next.transform
  const reach = Math.max(height, next.height, 1)
  return Math.hypot(nextX - x - (width * a) / length, nextY - y - (width * b) / length) < reach
}

function isWithin({ transform, height }: PdfRun, line: PdfLine): boolean {
  const [, , , , x = 0, y = 0] = transform
  return Math.abs(y - line.y) <= 0.6 * Math.max(line.size, height) && x >= line.x - 1 && x <= line.right + 1
}
