import type { PDFDocumentProxy } from 'pdfjs-dist'
import { hasWords } from '@/lib/domain/documents/words-of'
import { withActualText } from './pdf-actual-text'
import { additionsOf, withAdditions, type PdfAdditions } from './pdf-annotations'
import type { PdfBox, PdfDrawn } from './second-reading/pdf-drawing'
import { drawnOnce } from './pdf-drawn-twice'
import { drawnBySecond, lettersFromSigns, toldBySecond, withUnreadableMarked } from './pdf-letters'
import { segmentsOf, type PdfLine, type PdfRun } from './pdf-lines'
import type { SecondReading } from './second-reading/pdf-second-reading'

/** All that a page draws, in the order it draws it, and what was filled in. */
export type PdfSource = readonly (PdfRun & { hasEOL?: boolean })[]

/** A page as it was read. */
export interface PdfPage extends Omit<PdfAdditions, 'runs'> {
  lines: PdfLine[]
  /** Those of the lines of which no part is to be seen, since they stand outside the visible part of the page. */
  outside: PdfLine[]
  bottom: number
  height: number
  /** What was drawn more than once in the same place. */
  repeated: string[]
  unreadable: number
  /** How many pieces only the second reading could tell the letters of. */
  retold: number
  fromSigns: number
  /** In how many places the file itself says which text is meant. */
  meant: number
  /** What it says is meant in places that could not be told. */
  unplaced: string[]
  /** What pdf.js found, for pages that could not be read a second time. */
  source: PdfSource
  again: SecondReading | null
}

/** Reads a page; throws where it is damaged. `view` is its visible part, `again` what a second reading found, `runsAgain` the letters it found. */
export async function readPage(
  pdf: PDFDocumentProxy,
  number: number,
  view: PdfBox,
  again: SecondReading | null,
  runsAgain: () => PdfDrawn[],
): Promise<PdfPage> {
  const page = await pdf.getPage(number)
  const { items } = await page.getTextContent({ includeMarkedContent: true })
  const { runs: drawn, count: meant, unplaced } = withActualText(items, again?.marked ?? [])
  const { runs: additions, ...added } = additionsOf(await page.getAnnotations().catch(() => []), again?.appearances)
  const readable = lettersFromSigns(drawn)
  const retold = isUnheard(readable.runs, again) ? allBySecond(runsAgain()) : toldBySecond(readable.runs, runsAgain)
  const once = drawnOnce(retold.runs)
  let unreadable = 0
  page.cleanup()
  const marked = once.runs.map((run) => {
    const { text, count } = withUnreadableMarked(run.str)
    unreadable += count
    return count > 0 ? { ...run, str: text } : run
  })
  const outside = segmentsOf(
    marked.filter((run) => isOutside(run.transform, run.width, view)),
    number,
  )
  return {
    ...added,
    lines: segmentsOf(
      withAdditions(
        marked.filter((run) => !isOutside(run.transform, run.width, view)),
        additions,
      ),
      number,
    ),
    outside,
    bottom: view[1],
    height: view[3] - view[1],
    repeated: once.repeated,
    unreadable,
    retold: retold.count,
    fromSigns: readable.count,
    meant,
    unplaced,
    source: [...once.runs, ...additions],
    again,
  }
}

/** Whether the first reading has not a word of a page on which the second finds some. */
const isUnheard = (runs: PdfSource, again: SecondReading | null): boolean =>
  again !== null && hasWords(again.inside) && !runs.some(({ str }) => hasWords(str))

function allBySecond(drawn: readonly PdfDrawn[]): { runs: ReturnType<typeof drawnBySecond>; count: number } {
  const runs = drawnBySecond(drawn)
  return { runs, count: runs.length }
}

/** Whether no part of a run is within the visible part of the page, with a point to spare. */
function isOutside(
  [a = 1, b = 0, , , x = 0, y = 0]: readonly number[],
  width: number,
  [left, bottom, right, top]: PdfBox,
): boolean {
  const length = Math.hypot(a, b) || 1
  const [endX, endY] = [x + (a / length) * width, y + (b / length) * width]
  return (
    Math.max(x, endX) < left - 1 ||
    Math.min(x, endX) > right + 1 ||
    Math.max(y, endY) < bottom - 1 ||
    Math.min(y, endY) > top + 1
  )
}
