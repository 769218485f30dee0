import type { PDFDocumentProxy } from 'pdfjs-dist'
import { additionsOf, withAdditions } from './pdf-annotations'
import { drawnOnce } from './pdf-drawn-twice'
import { lettersFromSigns, withUnreadableMarked } from './pdf-letters'
import { segmentsOf, type PdfLine, type PdfRun } from './pdf-lines'
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
  source: PdfSource
}

/** Reads a page; throws where it is damaged. */
export async function readPage(pdf: PDFDocumentProxy, number: number): Promise<PdfPage> {
  const page = await pdf.getPage(number)
  const { items } = await page.getTextContent()
  const drawn = items.filter((item): item is typeof item & PdfRun & { fontName: string; hasEOL: boolean } => 'str' in item)
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
    source: [...once.runs, ...added.runs],
  }
}
