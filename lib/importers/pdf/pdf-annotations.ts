import { accountForWords } from '@/lib/domain/documents/account-for-words'
import { hasWords } from '@/lib/domain/documents/words-of'
import type { PdfAppearance } from './pdf-appearances'
import type { PdfRun } from './pdf-lines'

/** The parts of an annotation of pdf.js that are read here. `rect` is left, bottom, right, top in PDF units. */
interface Annotation {
  /** The number of its object, with an R. */
  id?: string
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
  /** The lines of its appearance, where pdf.js reads it. */
  textContent?: string[]
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
  /** What stamps, signatures, buttons and the like show, of which nothing else tells. */
  shown: string[]
  /** What is on the page and is not to be seen. */
  hidden: string[]
  /** How many signs of what is shown have no letter that the file tells. */
  unread: number
}

export interface PdfAddition extends PdfRun {
  isAddition: true
}

const mostComparisons = 5e7

const comments = new Set([
  'Text',
  'Highlight',
  'Underline',
  'StrikeOut',
  'Squiggly',
  'Ink',
  'Square',
  'Circle',
  'Line',
  'PolyLine',
  'Polygon',
  'Stamp',
  'Caret',
  'FileAttachment',
  'Redact',
  'Sound',
])

/** What was added to a page, from what pdf.js says of its annotations and from what they show. */
export function additionsOf(annotations: readonly unknown[], appearances: readonly PdfAppearance[] = []): PdfAdditions {
  const found: PdfAdditions = { runs: [], comments: [], answers: 0, notes: 0, shown: [], hidden: [], unread: 0 }
  const shown = new Map(appearances.map((one) => [`${one.object ?? ''}R`, one]))
  for (const annotation of annotations as Annotation[]) {
    const appearance = shown.get(annotation.id ?? '')
    shown.delete(annotation.id ?? '')
    add(found, annotation, appearance)
  }
  // What pdf.js does not know of.
  for (const { isHidden, text, rect, unknown } of shown.values())
    add(found, { rect, hidden: isHidden }, { object: null, isHidden, text, rect, unknown })
  return found
}

function add(found: PdfAdditions, annotation: Annotation, appearance: PdfAppearance | undefined): void {
  const isWidget = annotation.subtype === 'Widget'
  const words = isWidget ? answerOf(annotation) : (annotation.contentsObj?.str || annotation.richText?.str || '').trim()
  const drawn = annotation.password ? '' : drawnBy(annotation, appearance)
  // Hidden, or not to be shown.
  if (annotation.hidden === true || ((annotation.annotationFlags ?? 0) & 0x22) !== 0) {
    if (hasLetters(words) || drawn !== '') found.hidden.push(drawn || words)
    return
  }
  const isTyped = isWidget || annotation.subtype === 'FreeText'
  const isTold = accountForWords(drawn, words).missing === 0 || words.replace(/\s+/g, '') === drawn.replace(/\s+/g, '')
  if (isTyped && words !== '') {
    if (isWidget && words !== '☐') found.answers += 1
    if (!isWidget) found.notes += 1
    found.runs.push(...runsOf(annotation, words))
  } else if (
    words !== '' &&
    comments.has(annotation.subtype ?? '') &&
    (drawn === '' || accountForWords(words, drawn).missing > 0)
  )
    found.comments.push(words)
  if (drawn !== '' && !(isTyped && isTold)) {
    // An answer and what is shown of it may differ, as a number and how it is written; a list shows what was not chosen too.
    const lines = drawn.split('\n').filter((line) => !isTyped || accountForWords(line, words).missing > 0)
    found.shown.push(lines.join(' '))
    found.runs.push(...runsOf(annotation, lines.join('\n')))
  }
  if (appearance && appearance.unknown > 0 && drawn === '' && !(isTyped && words !== ''))
    found.unread += appearance.unknown
}

/** What an annotation shows; where its font does not say its letters, what pdf.js takes them for. */
function drawnBy({ textContent = [] }: Annotation, appearance: PdfAppearance | undefined): string {
  const text = appearance && appearance.unknown > 0 ? textContent.join('\n') : (appearance?.text ?? '')
  return hasLetters(text) ? text : ''
}

/** A single sign is a tick or an arrow, and no text. */
export const hasLetters = (text: string): boolean => hasWords(text) && /[\p{L}\p{N}]/u.test(text) && text.length > 1

function answerOf({
  fieldType,
  fieldValue,
  password,
  checkBox,
  radioButton,
  exportValue,
  buttonValue,
  options = [],
}: Annotation): string {
  if (password) return ''
  if (fieldType === 'Tx') return typeof fieldValue === 'string' ? fieldValue.trim() : ''
  if (fieldType === 'Btn') {
    if (checkBox) return fieldValue === exportValue ? '☒' : '☐'
    return radioButton ? (fieldValue === buttonValue ? '☒' : '☐') : ''
  }
  if (fieldType !== 'Ch') return ''
  const chosen = (Array.isArray(fieldValue) ? fieldValue : [fieldValue]).filter(
    (value): value is string => typeof value === 'string' && value !== '',
  )
  return chosen
    .map((value) => options.find((option) => option.exportValue === value)?.displayValue ?? value)
    .filter((value) => typeof value === 'string')
    .join(', ')
}

/** A line each, from the top of the annotation down. */
function runsOf({ rect = [], defaultAppearanceData }: Annotation, words: string): PdfAddition[] {
  const [left = 0, bottom = 0, right = 0, top = 0] = rect
  const lines = words
    .split(/\r\n|[\r\n\u2028\u2029]/)
    .map((line) => line.trim())
    .filter(Boolean)
  const height = Math.abs(top - bottom)
  const size = defaultAppearanceData?.fontSize || Math.min(12, Math.max(6, (height * 0.7) / Math.max(1, lines.length)))
  // A line of its own stands in the middle, several from the top down.
  const first =
    lines.length === 1 && height < 2.5 * size
      ? Math.min(bottom, top) + (height - size) / 2 + 0.2 * size
      : Math.max(bottom, top) - size
  return lines.map((str, at) => ({
    str,
    dir: 'ltr',
    transform: [size, 0, 0, size, Math.min(left, right), first - at * 1.2 * size],
    width: Math.min(Math.abs(right - left), str.length * size * 0.5),
    height: size,
    isAddition: true,
  }))
}

/** The runs of a page with what was added, each addition after what stands to the left of it on its line, or before the first line below it. */
export function withAdditions<Run extends PdfRun>(
  runs: readonly Run[],
  additions: readonly PdfAddition[],
): (Run | PdfAddition)[] {
  // A page with so many is made to take time; then they stand at its end.
  if (runs.length * additions.length > mostComparisons) return [...runs, ...additions]
  const all: (Run | PdfAddition)[] = [...runs]
  for (const addition of additions) {
    const [, , , , x = 0, y = 0] = addition.transform
    const reach = 0.6 * addition.height
    const onLine = all.findLastIndex(
      (run) => run.str.trim() !== '' && Math.abs((run.transform[5] ?? 0) - y) <= reach && (run.transform[4] ?? 0) < x,
    )
    const below = all.findIndex((run) => run.str.trim() !== '' && (run.transform[5] ?? 0) < y - reach)
    all.splice(onLine >= 0 ? onLine + 1 : below >= 0 ? below : all.length, 0, addition)
  }
  return all
}
