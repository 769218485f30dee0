import type { PdfMarked } from './second-reading/pdf-drawing'
import type { PdfRun } from './pdf-lines'

/** What pdf.js tells of a page when asked for marked content: runs between begins and ends. */
export type PdfItem =
  (PdfRun & { hasEOL: boolean; fontName: string }) | { type: string; tag?: string | null; id?: string | null }
type Drawn = Extract<PdfItem, PdfRun>

/** The runs of a page with what the file says is meant in the places of what is drawn. */
export interface Meant {
  runs: Drawn[]
  /** In how many places. */
  count: number
  /** What is meant in places that could not be told. */
  unplaced: string[]
}

/**
 * Puts what a file says its drawings mean (ActualText, as for a ligature that is drawn with a sign of its own) in their places, which pdf.js does not: it tells where marked
 * contents begin and end, and `marked`, from the page's content stream, says the same with the texts. Where the two do not agree, nothing is put anywhere.
 */
export function withActualText(items: readonly PdfItem[], marked: readonly PdfMarked[]): Meant {
  const begins = items.filter(
    (item): item is Exclude<PdfItem, PdfRun> => 'type' in item && item.type.startsWith('begin'),
  )
  const texts = marked.map(({ actualText }) => actualText)
  const said = texts.filter((text): text is string => text !== null)
  if (said.length === 0) return { runs: items.filter((item): item is Drawn => 'str' in item), count: 0, unplaced: [] }
  const agrees =
    marked.length === begins.length &&
    marked.every(
      ({ tag, id }, at) => tag === begins[at]?.tag && id === (/_mc(\d+)$/.exec(begins[at]?.id ?? '')?.[1] ?? ''),
    )
  return agrees
    ? placed(items, texts)
    : {
        runs: items.filter((item): item is Drawn => 'str' in item),
        count: 0,
        unplaced: said.filter((text) => /[\p{L}\p{N}]/u.test(text)),
      }
}

function placed(items: readonly PdfItem[], texts: readonly (string | null)[]): Meant {
  const runs: Drawn[] = []
  const open: ({ text: string; isUsed: boolean } | null)[] = []
  let begun = 0
  let count = 0
  for (const item of items) {
    if ('type' in item) {
      if (!item.type.startsWith('begin')) open.pop()
      else {
        const text = texts[begun] ?? null
        begun += 1
        open.push(text === null ? null : { text, isUsed: false })
      }
      continue
    }
    const outermost = open.find((one) => one !== null)
    if (!outermost || item.str.trim() === '') runs.push(item)
    else {
      if (!outermost.isUsed && outermost.text !== item.str) count += 1
      runs.push({ ...item, str: outermost.isUsed ? '' : outermost.text })
      outermost.isUsed = true
    }
  }
  return { runs, count, unplaced: [] }
}
