import type { PdfLine, PdfRun } from './pdf-lines'

/** All that a page draws, in the order it draws it, and what was filled in. */
export type PdfSource = readonly (PdfRun & { hasEOL?: boolean })[]

/**
 * The words of the pages as the file has them, without an idea of lines, columns or paragraphs: what the text that is imported is held against. Not in it is what
 * stands in the places of `leftOut`, which the report names.
 */
export function pdfSourceText(pages: readonly PdfSource[], leftOut: readonly PdfLine[]): string {
  const byPage = new Map<number, PdfLine[]>()
  for (const line of leftOut) byPage.set(line.page, [...(byPage.get(line.page) ?? []), line])
  const texts = pages.map((runs, at) => runs.filter((run) => !(byPage.get(at + 1) ?? []).some((line) => isWithin(run, line))).map(shown).join(''))
  // A hyphen at the end of a line parts no word.
  return texts.join('\n').replace(/(?<=\p{L})[-\u2010\u00ad]\n(?=\p{Ll})/gu, '')
}

const shown = ({ str, hasEOL, isAddition }: PdfSource[number]): string => (isAddition ? `\n${str}\n` : str + (hasEOL ? '\n' : ''))

function isWithin({ transform, height }: PdfRun, line: PdfLine): boolean {
  const [, , , , x = 0, y = 0] = transform
  return Math.abs(y - line.y) <= 0.6 * Math.max(line.size, height) && x >= line.x - 1 && x <= line.right + 1
}
