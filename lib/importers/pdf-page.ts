import type { PDFDocumentProxy } from 'pdfjs-dist'
import { withActualText } from './pdf-actual-text'
import { additionsOf, withAdditions } from './pdf-annotations'
import { drawnOnce } from './pdf-drawn-twice'
import { lettersFromSigns, withUnreadableMarked } from './pdf-letters'
import { segmentsOf, type PdfLine } from './pdf-lines'
import type { PdfObjects } from './pdf-objects'
import type { PdfSource } from './pdf-source-text'

/** A page as it was read. */
export interface PdfPage {
  lines: PdfLine[]
  bottom: number
  height: number
  comments: string[]
  answers: number
  notes: number
  /** What was drawn more than once in the same place. */
  repeated: string[]
  unreadable: number
  fromSigns: number
  /** In how many places the file itself says which text is meant. */
  meant: number
  /** What it says is meant in places that could not be told. */
  unplaced: string[]
  source: PdfSource
}

/** Reads a page; throws where it is damaged. */
export async function readPage(pdf: PDFDocumentProxy, number: number, objects: PdfObjects): Promise<PdfPage> {
  const page = await pdf.getPage(number)
  const { items } = await page.getTextContent({ includeMarkedContent: true })
  const { runs: drawn, count: meant, unplaced } = withActualText(items, () => (page.ref ? objects.contentOfPage(page.ref.num) : ''))
  const added = additionsOf(await page.getAnnotations().catch(() => []))
  const [, bottom = 0, , top = 0] = page.view
  const readable = lettersFromSigns(drawn)
  const once = drawnOnce(readable.runs)
  let unreadable = 0
  page.cleanup()
  const marked = once.runs.map((run) => {
    const { text, count } = withUnreadableMarked(run.str)
    unreadable += count
    return count > 0 ? { ...run, str: text } : run
  })
  return {
    lines: segmentsOf(withAdditions(marked, added.runs), number),
    bottom,
    height: top - bottom,
    comments: added.comments,
    answers: added.answers,
    notes: added.notes,
    repeated: once.repeated,
    unreadable,
    fromSigns: readable.count,
    meant,
    unplaced,
    source: [...once.runs, ...added.runs],
  }
}
