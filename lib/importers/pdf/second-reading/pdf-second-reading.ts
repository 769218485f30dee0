import type { PDFDocumentProxy } from 'pdfjs-dist'
import { accountForWords } from '@/lib/domain/documents/account-for-words'
import { appearancesOf, type PdfAppearance } from '@/lib/importers/pdf/pdf-appearances'
import { textOfRuns } from './pdf-drawn-text'
import { PdfDrawing, type PdfBox, type PdfDrawn, type PdfMarked } from './pdf-drawing'
import { PdfObjects } from './pdf-objects'
import { PdfReference } from './pdf-syntax'
import { widened } from '@/lib/importers/pdf/pdf-widened'

/** A page as it is read a second time, without pdf.js. */
export interface SecondReading {
  /** All that it draws, a line break wherever a word may end. */
  text: string
  /** What of it is on the visible part of the page. */
  inside: string
  /** What of it stands outside the visible part of the page, and how far that reaches. */
  outside: { text: string; unknown: number; box: PdfBox } | null
  /** Of what stands outside what is on no page, where several pages show parts of one drawing. */
  unseen: string
  appearances: PdfAppearance[]
  marked: PdfMarked[]
  /** How many signs it draws, and of how many the file does not tell the letter in a way that is read here. */
  signs: number
  unknown: number
  /** Whether all of it could be read. */
  isWhole: boolean
}

/** A file as it is read a second time. */
export interface ReadAgain {
  /** The visible parts of its pages. */
  views: PdfBox[]
  /** Null for pages that could not be found. */
  readings: (SecondReading | null)[]
  /** What a page draws, by its number, once more. */
  runsOf: (number: number) => PdfDrawn[]
  /** The file with pages so large that all they draw is on them; null where it is anyway. */
  wider: Uint8Array | null
}

export const everywhere: PdfBox = [-Infinity, -Infinity, Infinity, Infinity]

/** Reads all pages of a file again; pdf.js says only which pages there are. */
export async function readFileAgain(pdf: PDFDocumentProxy, bytes: Uint8Array): Promise<ReadAgain> {
  const drawing = new PdfDrawing(new PdfObjects(bytes))
  const numbers: (number | undefined)[] = []
  const runsOf = (number: number) => {
    const object = numbers[number - 1]
    if (object !== undefined) readAgain(drawing, object, everywhere, true)
    return object === undefined ? [] : drawing.runs
  }
  const found: ReadAgain = { views: [], readings: [], runsOf, wider: null }
  const pages: Shown[] = []
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number).catch(() => null)
    const view = page ? (page.view as unknown as PdfBox) : everywhere
    const reading = page?.ref ? readAgain(drawing, page.ref.num, view) : null
    numbers.push(page?.ref?.num)
    found.views.push(view)
    found.readings.push(reading)
    if (page?.ref && reading)
      pages.push({
        page: new PdfReference(page.ref.num, page.ref.gen),
        reading,
        drawing: JSON.stringify(drawing.objects.page(page.ref.num).get('Contents') ?? null),
      })
  }
  const larger = alone(pages).flatMap(({ page, reading: { outside } }) => (outside ? [{ page, box: outside.box }] : []))
  if (larger.length > 0) found.wider = widened(bytes, drawing.objects, larger)
  return found
}

interface Shown {
  page: PdfReference
  reading: SecondReading
  /** What it shows, as the file names it. */
  drawing: string
}

/** The pages that alone show what they draw. Of others, such as the halves of a sheet, each has only its own part, and what none shows is written down. */
function alone(pages: readonly Shown[]): readonly Shown[] {
  const groups = new Map<string, Shown[]>()
  for (const one of pages) groups.set(one.drawing, [...(groups.get(one.drawing) ?? []), one])
  for (const group of groups.values()) {
    const [first] = group
    if (group.length < 2 || !first?.reading.outside) continue
    const inside = group.map(({ reading }) => reading.inside).join('\n')
    first.reading.unseen = wordsMissing(first.reading.outside.text, inside)
    for (const { reading } of group) Object.assign(reading, { text: reading.inside, outside: null })
  }
  return pages
}

const wordsMissing = (source: string, text: string): string => accountForWords(source, text).examples.join(' … ')

/** Reads a page of a file again; `view` is its visible part. `isAlone` is for the page without what is put on it. */
export function readAgain(drawing: PdfDrawing, number: number, view: PdfBox, isAlone = false): SecondReading {
  const { objects } = drawing
  const page = objects.page(number)
  drawing.begin(view)
  const content = objects.contentOfPage(number)
  if (content !== null) drawing.draw(content, objects.dictionary(page.get('Resources')))
  const { runs, marked } = drawing
  const isWhole = drawing.isWhole && content !== null && page.size > 0
  const outside = runs.filter((run) => /[\p{L}\p{N}]/u.test(run.outside) || run.unknownOutside > 0)
  return {
    text: textOfRuns(runs),
    inside: textOfRuns(runs.map((run) => ({ ...run, text: run.inside }))),
    unseen: '',
    outside:
      outside.length === 0
        ? null
        : {
            text: textOfRuns(outside.map((run) => ({ ...run, text: run.outside }))),
            unknown: sum(outside, (run) => run.unknownOutside),
            box: boxAround(view, outside),
          },
    appearances: isAlone ? [] : appearancesOf(drawing, page),
    marked,
    signs: sum(runs, (run) => run.text.length),
    unknown: sum(runs, (run) => run.unknown),
    isWhole,
  }
}

const sum = (runs: readonly PdfDrawn[], of: (run: PdfDrawn) => number): number =>
  runs.reduce((all, run) => all + of(run), 0)

function boxAround(view: PdfBox, runs: readonly PdfDrawn[]): PdfBox {
  let [left, bottom, right, top] = view
  for (const { x, y, endX, endY, size } of runs) {
    left = Math.min(left, x - size, endX - size)
    bottom = Math.min(bottom, y - size, endY - size)
    right = Math.max(right, x + size, endX + size)
    top = Math.max(top, y + size, endY + size)
  }
  return [left, bottom, right, top]
}
