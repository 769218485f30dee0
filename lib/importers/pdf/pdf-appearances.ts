import type { PdfDrawing } from './second-reading/pdf-drawing'
import type { PdfObjects } from './second-reading/pdf-objects'
import { textOfRuns } from './second-reading/pdf-drawn-text'
import { PdfReference, textOfBytes, type PdfDictionary, type PdfValue } from './second-reading/pdf-syntax'

/** What an annotation shows on its page: a stamp, a signature, a button, an answer as it is drawn. */
export interface PdfAppearance {
  /** Its number in the file, null where it is written into the page. */
  object: number | null
  text: string
  /** Signs of which the file does not tell the letter in a way that is read here. */
  unknown: number
  /** Left, bottom, right, top in PDF units. */
  rect: number[]
  isHidden: boolean
}

const mostAnnotations = 20_000
/** Invisible, hidden, not to be shown. */
const hiddenFlags = 0x22
const foldsOut = 1 << 17
const mostOptions = 10_000
const deepestField = 32

/** What the annotations of a page draw, in order. */
export function appearancesOf(drawing: PdfDrawing, page: PdfDictionary): PdfAppearance[] {
  const { objects } = drawing
  return objects
    .list(page.get('Annots'))
    .slice(0, mostAnnotations)
    .flatMap((reference): PdfAppearance[] => {
      const annotation = objects.dictionary(reference)
      const rect = objects.numbers(annotation.get('Rect'))
      if (objects.name(annotation.get('Subtype')) === 'Popup' || rect.length !== 4) return []
      const flags = objects.resolve(annotation.get('F'))
      const { text, unknown } = shownBy(drawing, annotation, rect)
      const isHidden = typeof flags === 'number' && (flags & hiddenFlags) !== 0
      return text.trim() === '' && unknown === 0
        ? []
        : [
            {
              object: reference instanceof PdfReference ? reference.number : null,
              text: text.trim(),
              unknown,
              rect,
              isHidden,
            },
          ]
    })
}

function shownBy(
  drawing: PdfDrawing,
  annotation: PdfDictionary,
  rect: readonly number[],
): { text: string; unknown: number } {
  const { objects } = drawing
  const stream = streamOf(drawing, annotation)
  drawing.begin([-Infinity, -Infinity, Infinity, Infinity])
  if (stream !== undefined)
    drawing.form(stream, new Map(), placed(objects.numbers(objects.dictionary(stream).get('BBox')), rect))
  const { runs } = drawing
  if (runs.length > 0) return { text: textOfRuns(runs), unknown: runs.reduce((all, run) => all + run.unknown, 0) }
  const options = optionsOf(objects, annotation)
  if (options !== '') return { text: options, unknown: 0 }
  // A button that is drawn when it is shown has only its caption.
  const caption = objects.bytes(objects.dictionary(annotation.get('MK')).get('CA'))
  return {
    text: stream === undefined && caption !== undefined && caption.length > 1 ? textOfBytes(caption) : '',
    unknown: 0,
  }
}

/** The lines of a list that is drawn when it is shown; nothing for a box that folds out, and for what is no list. */
function optionsOf(objects: PdfObjects, annotation: PdfDictionary): string {
  const field = inherited(objects, annotation)
  const flags = objects.resolve(field('Ff'))
  if (objects.name(field('FT')) !== 'Ch' || (typeof flags === 'number' && (flags & foldsOut) !== 0)) return ''
  return objects
    .list(field('Opt'))
    .slice(0, mostOptions)
    .map((option) => textOfBytes(objects.bytes(objects.list(option).at(-1)) ?? ''))
    .join('\n')
}

/** Finds the entries of a field, which it may have from those above it. */
function inherited(objects: PdfObjects, field: PdfDictionary): (key: string) => PdfValue | undefined {
  const above: PdfDictionary[] = []
  for (let one = field; one.size > 0 && above.length < deepestField; one = objects.dictionary(one.get('Parent')))
    above.push(one)
  return (key) => above.find((one) => one.has(key))?.get(key)
}

/** The stream of how it looks at rest, in the state it is in. */
function streamOf({ objects }: PdfDrawing, annotation: PdfDictionary): PdfValue | undefined {
  const normal = objects.dictionary(annotation.get('AP')).get('N')
  const states = objects.dictionary(normal)
  if (normal === undefined || (normal instanceof PdfReference && objects.stream(normal) !== null)) return normal
  return states.get(objects.name(annotation.get('AS')) ?? '')
}

/** Moves what is drawn in the box to where the annotation is. */
function placed(
  [left = 0, bottom = 0, right = 1, top = 1]: readonly number[],
  [x = 0, y = 0, toX = 0, toY = 0]: readonly number[],
): [number, number, number, number, number, number] {
  const across = right === left ? 1 : Math.abs(toX - x) / Math.abs(right - left)
  const up = top === bottom ? 1 : Math.abs(toY - y) / Math.abs(top - bottom)
  return [
    across,
    0,
    0,
    up,
    Math.min(x, toX) - Math.min(left, right) * across,
    Math.min(y, toY) - Math.min(bottom, top) * up,
  ]
}
