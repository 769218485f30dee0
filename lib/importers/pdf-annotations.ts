import type { PdfRun } from './pdf-lines'

/** The parts of an annotation of pdf.js that are read here. `rect` is left, bottom, right, top in PDF units. */
interface Annotation {
  subtype?: string
  rect?: number[]
  annotationFlags?: number
  hidden?: boolean
  fieldType?: string | null
  fieldName?: string
  fieldValue?: unknown
  exportValue?: unknown
  buttonValue?: unknown
  checkBox?: boolean
  radioButton?: boolean
  password?: boolean
  multiLine?: boolean
  options?: { exportValue?: unknown; displayValue?: unknown }[]
  contentsObj?: { str?: string }
  richText?: { str?: string } | null
  defaultAppearanceData?: { fontSize?: number }
}

/** What was filled in or written on a page over its print. */
export interface PdfAdditions {
  /** Answers in form fields and notes typed on the page, as runs in their places, each a paragraph of its own. */
  runs: PdfAddition[]
  comments: string[]
  /** How many of the runs are answers. */
  answers: number
  /** How many notes were typed on the page. */
  notes: number
}

export interface PdfAddition extends PdfRun {
  isAddition: true
}

const mostComparisons = 5e7

const comments = new Set(['Text', 'Highlight', 'Underline', 'StrikeOut', 'Squiggly', 'Ink', 'Square', 'Circle', 'Line', 'PolyLine', 'Polygon', 'Stamp', 'Caret', 'FileAttachment', 'Redact', 'Sound'])

export function additionsOf(annotations: readonly unknown[]): PdfAdditions {
  const found: PdfAdditions = { runs: [], comments: [], answers: 0, notes: 0 }
  for (const annotation of annotations as Annotation[]) {
    // Hidden, or not to be shown.
    if (annotation.hidden === true || ((annotation.annotationFlags ?? 0) & 0x22) !== 0) continue
    if (annotation.subtype === 'Widget') {
      const answer = answerOf(annotation)
      if (answer === '') continue
      if (answer !== '☐') found.answers += 1
      found.runs.push(...runsOf(annotation, answer))
    } else {
      const words = (annotation.contentsObj?.str || annotation.richText?.str || '').trim()
      if (words === '') continue
      if (annotation.subtype === 'FreeText') {
        found.notes += 1
        found.runs.push(...runsOf(annotation, words))
      }
      if (comments.has(annotation.subtype ?? '')) found.comments.push(words)
    }
  }
  return found
}

function answerOf({ fieldType, fieldValue, password, checkBox, radioButton, exportValue, buttonValue, options = [] }: Annotation): string {
  if (password) return ''
  if (fieldType === 'Tx') return typeof fieldValue === 'string' ? fieldValue.trim() : ''
  if (fieldType === 'Btn') {
    if (checkBox) return fieldValue === exportValue ? '☒' : '☐'
    return radioButton ? (fieldValue === buttonValue ? '☒' : '☐') : ''
  }
  if (fieldType !== 'Ch') return ''
  const chosen = (Array.isArray(fieldValue) ? fieldValue : [fieldValue]).filter((value): value is string => typeof value === 'string' && value !== '')
  return chosen.map((value) => options.find((option) => option.exportValue === value)?.displayValue ?? value).filter((value) => typeof value === 'string').join(', ')
}

/** A line each, from the top of the annotation down. */
function runsOf({ rect = [], defaultAppearanceData }: Annotation, words: string): PdfAddition[] {
  const [left = 0, bottom = 0, right = 0, top = 0] = rect
  const lines = words.split(/\r\n|[\r\n\u2028\u2029]/).map((line) => line.trim()).filter(Boolean)
  const height = Math.abs(top - bottom)
  const size = defaultAppearanceData?.fontSize || Math.min(12, Math.max(6, (height * 0.7) / Math.max(1, lines.length)))
  // A line of its own stands in the middle, several from the top down.
  const first = lines.length === 1 && height < 2.5 * size ? Math.min(bottom, top) + (height - size) / 2 + 0.2 * size : Math.max(bottom, top) - size
  return lines.map((str, at) => ({ str, dir: 'ltr', transform: [size, 0, 0, size, Math.min(left, right), first - at * 1.2 * size], width: Math.min(Math.abs(right - left), str.length * size * 0.5), height: size, isAddition: true }))
}

/** The runs of a page with what was added, each addition after what stands to the left of it on its line, or before the first line below it. */
export function withAdditions<Run extends PdfRun>(runs: readonly Run[], additions: readonly PdfAddition[]): (Run | PdfAddition)[] {
  // A page with so many is made to take time; then they stand at its end.
  if (runs.length * additions.length > mostComparisons) return [...runs, ...additions]
  const all: (Run | PdfAddition)[] = [...runs]
  for (const addition of additions) {
    const [, , , , x = 0, y = 0] = addition.transform
    const reach = 0.6 * addition.height
    const onLine = all.findLastIndex((run) => run.str.trim() !== '' && Math.abs((run.transform[5] ?? 0) - y) <= reach && (run.transform[4] ?? 0) < x)
    const below = all.findIndex((run) => run.str.trim() !== '' && (run.transform[5] ?? 0) < y - reach)
    all.splice(onLine >= 0 ? onLine + 1 : below >= 0 ? below : all.length, 0, addition)
  }
  return all
}
