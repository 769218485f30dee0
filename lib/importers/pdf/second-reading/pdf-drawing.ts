import { fontOf, type PdfFont } from './pdf-font'
import type { PdfObjects } from './pdf-objects'
import {
  PdfName,
  PdfOperator,
  PdfReference,
  PdfString,
  PdfSyntax,
  textOfBytes,
  type PdfDictionary,
  type PdfValue,
} from './pdf-syntax'

/** Letters that are drawn one after the other, in PDF units, as the content stream has them. */
export interface PdfDrawn {
  text: string
  /** Its parts that stand inside and outside the box that was given. */
  inside: string
  outside: string
  /** How many signs of it the file does not tell in a way that is read here. */
  unknown: number
  unknownOutside: number
  x: number
  y: number
  endX: number
  endY: number
  size: number
}

/** A stretch of a content stream that the file marks: by a tag, perhaps with a number on its page, perhaps with the text that is meant. */
export interface PdfMarked {
  tag: string
  id: string
  actualText: string | null
}

export type PdfBox = readonly [left: number, bottom: number, right: number, top: number]
type Matrix = readonly [number, number, number, number, number, number]

interface State {
  matrix: Matrix
  font: PdfFont | null
  size: number
  spacing: number
  wordSpacing: number
  stretch: number
  leading: number
  rise: number
}

const identity: Matrix = [1, 0, 0, 1, 0, 0]
const deepest = 16
/** Operators and signs of a whole file: pages that draw one another a thousand times are nobody's. */
const mostSteps = 8e6
const stepsOfForm = 200
const mostOperands = 20_000

/**
 * Goes through what pages and what is put on them draw, operator by operator, and writes down the letters, for one file. It knows no lines and no words. `isWhole` is false
 * after something could not be read.
 */
export class PdfDrawing {
  runs: PdfDrawn[] = []
  marked: PdfMarked[] = []
  isWhole = true
  readonly #fonts = new Map<number | PdfDictionary, PdfFont>()
  #steps = 0
  #box: PdfBox = [-Infinity, -Infinity, Infinity, Infinity]
  #meant: { text: string; isUsed: boolean }[] = []

  constructor(readonly objects: PdfObjects) {}

  /** Begins a page or what is put on it. */
  begin(box: PdfBox): void {
    this.runs = []
    this.marked = []
    this.isWhole = true
    this.#box = box
  }

  /** Draws a content stream with its resources. */
  draw(content: string, resources: PdfDictionary, matrix: Matrix = identity, depth = 0): void {
    const syntax = new PdfSyntax(content)
    let state: State = { matrix, font: null, size: 0, spacing: 0, wordSpacing: 0, stretch: 1, leading: 0, rise: 0 }
    const stack: State[] = []
    const marks: boolean[] = []
    let text: Matrix = identity
    let line: Matrix = identity
    let operands: PdfValue[] = []
    const number = (at: number): number => (typeof operands[at] === 'number' ? operands[at] : 0)
    const move = (x: number, y: number) => (text = line = multiplied([1, 0, 0, 1, x, y], line))
    const show = (bytes: PdfValue | undefined) => {
      if (bytes instanceof PdfString) text = this.#show(bytes.bytes, state, text)
    }
    const six = (): Matrix => [number(0), number(1), number(2), number(3), number(4), number(5)]
    for (let next = syntax.next(); next !== undefined; next = syntax.next()) {
      if (!(next instanceof PdfOperator)) {
        if (operands.length < mostOperands) operands.push(next)
        continue
      }
      if ((this.#steps += 1) > mostSteps) {
        this.isWhole = false
        return
      }
      switch (next.name) {
        case 'q':
          if (stack.length < 10_000) stack.push({ ...state })
          break
        case 'Q':
          state = stack.pop() ?? state
          break
        case 'cm':
          state = { ...state, matrix: multiplied(six(), state.matrix) }
          break
        case 'BT':
          text = line = identity
          break
        case 'Tf':
          state = { ...state, font: this.#font(resources, operands[0]), size: number(1) }
          break
        case 'Tc':
          state = { ...state, spacing: number(0) }
          break
        case 'Tw':
          state = { ...state, wordSpacing: number(0) }
          break
        case 'Tz':
          state = { ...state, stretch: number(0) / 100 }
          break
        case 'TL':
          state = { ...state, leading: number(0) }
          break
        case 'Ts':
          state = { ...state, rise: number(0) }
          break
        case 'Tm':
          text = line = six()
          break
        case 'Td':
          move(number(0), number(1))
          break
        case 'TD':
          state = { ...state, leading: -number(1) }
          move(number(0), number(1))
          break
        case 'T*':
          move(0, -state.leading)
          break
        case 'Tj':
          show(operands[0])
          break
        case "'":
          move(0, -state.leading)
          show(operands[0])
          break
        case '"':
          state = { ...state, wordSpacing: number(0), spacing: number(1) }
          move(0, -state.leading)
          show(operands[2])
          break
        case 'TJ':
          for (const item of Array.isArray(operands[0]) ? operands[0] : []) {
            if (typeof item !== 'number') show(item)
            else {
              const back = (-item / 1000) * state.size
              text = multiplied(
                state.font?.isVertical ? [1, 0, 0, 1, 0, back] : [1, 0, 0, 1, back * state.stretch, 0],
                text,
              )
            }
          }
          break
        case 'gs':
          state = this.#graphicsState(resources, operands[0], state)
          break
        case 'Do':
          this.#form(resources, operands[0], state.matrix, depth)
          break
        case 'BMC':
        case 'BDC':
          marks.push(this.#mark(resources, operands))
          break
        case 'EMC':
          if (marks.pop()) this.#meant.pop()
          break
        case 'ID':
          syntax.at = endOfImage(content, syntax.at)
          break
        default:
      }
      operands = []
    }
    for (const isMeant of marks) if (isMeant) this.#meant.pop()
  }

  #show(bytes: string, state: State, text: Matrix): Matrix {
    if (!state.font) {
      this.isWhole = false
      return text
    }
    const meant = this.#meant[0]
    let at = text
    let run: PdfDrawn | null = null
    for (const glyph of state.font.glyphs(bytes)) {
      this.#steps += 1
      const { x, y } = placeOf(at, state)
      run ??= {
        text: '',
        inside: '',
        outside: '',
        unknown: 0,
        unknownOutside: 0,
        x,
        y,
        endX: x,
        endY: y,
        size: sizeOf(at, state),
      }
      const isOutside = x < this.#box[0] - 1 || x > this.#box[2] + 1 || y < this.#box[1] - 1 || y > this.#box[3] + 1
      const letters = meant ? (meant.isUsed ? '' : meant.text) : glyph.text
      if (meant) meant.isUsed = true
      run.text += letters ?? '\ufffd'
      run[isOutside ? 'outside' : 'inside'] += letters ?? '\ufffd'
      if (letters === null) run.unknown += 1
      if (letters === null && isOutside) run.unknownOutside += 1
      const advance = glyph.width * state.size + state.spacing + (glyph.isSpace ? state.wordSpacing : 0)
      at = multiplied(
        state.font.isVertical ? [1, 0, 0, 1, 0, -state.size] : [1, 0, 0, 1, advance * state.stretch, 0],
        at,
      )
    }
    if (!run) return text
    const end = placeOf(at, state)
    this.runs.push({ ...run, endX: end.x, endY: end.y })
    return at
  }

  #font(resources: PdfDictionary, name: PdfValue | undefined): PdfFont | null {
    const value = name instanceof PdfName ? this.objects.dictionary(resources.get('Font')).get(name.name) : undefined
    return this.#fontAt(value)
  }

  #fontAt(value: PdfValue | undefined): PdfFont | null {
    const dictionary = this.objects.dictionary(value)
    if (dictionary.size === 0) return null
    const key = value instanceof PdfReference ? value.number : dictionary
    const font = this.#fonts.get(key) ?? fontOf(this.objects, dictionary)
    this.#fonts.set(key, font)
    return font
  }

  #graphicsState(resources: PdfDictionary, name: PdfValue | undefined, state: State): State {
    const set =
      name instanceof PdfName
        ? this.objects.dictionary(this.objects.dictionary(resources.get('ExtGState')).get(name.name))
        : undefined
    const [font, size] = this.objects.list(set?.get('Font'))
    return set?.has('Font') && typeof size === 'number' ? { ...state, font: this.#fontAt(font), size } : state
  }

  #form(resources: PdfDictionary, name: PdfValue | undefined, matrix: Matrix, depth: number): void {
    const reference =
      name instanceof PdfName ? this.objects.dictionary(resources.get('XObject')).get(name.name) : undefined
    if (reference !== undefined && this.objects.name(this.objects.dictionary(reference).get('Subtype')) === 'Form')
      this.form(reference, resources, matrix, depth + 1)
  }

  /** Draws what is drawn as one thing: a form within a page, the appearance of an annotation. */
  form(reference: PdfValue, resources: PdfDictionary, matrix: Matrix, depth = 0): void {
    this.#steps += stepsOfForm
    const dictionary = this.objects.dictionary(reference)
    const content = depth > deepest || this.#steps > mostSteps ? null : this.objects.stream(reference)
    if (content === null) {
      this.isWhole = false
      return
    }
    const own = this.objects.numbers(dictionary.get('Matrix'))
    this.draw(
      content,
      dictionary.has('Resources') ? this.objects.dictionary(dictionary.get('Resources')) : resources,
      own.length === 6 ? multiplied(own as unknown as Matrix, matrix) : matrix,
      depth,
    )
  }

  /** Writes down a mark; whether it says what is meant. */
  #mark(resources: PdfDictionary, [tag, properties]: readonly PdfValue[]): boolean {
    const named =
      properties instanceof PdfName
        ? this.objects.dictionary(this.objects.dictionary(resources.get('Properties')).get(properties.name))
        : undefined
    const entries = properties instanceof Map ? properties : named
    const bytes = this.objects.bytes(entries?.get('ActualText'))
    const id = properties instanceof Map ? this.objects.resolve(properties.get('MCID')) : null
    const actualText = bytes === undefined ? null : textOfBytes(bytes)
    this.marked.push({
      tag: tag instanceof PdfName ? tag.name : '',
      id: typeof id === 'number' ? String(id) : '',
      actualText,
    })
    if (actualText !== null) this.#meant.push({ text: actualText, isUsed: false })
    return actualText !== null
  }
}

/** First the left one, then the right one. */
function multiplied([a, b, c, d, e, f]: Matrix, [g, h, i, j, k, l]: Matrix): Matrix {
  return [a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + l]
}

const placeOf = (text: Matrix, { matrix, rise }: State): { x: number; y: number } => {
  const [, , , , x, y] = multiplied([1, 0, 0, 1, 0, rise], multiplied(text, matrix))
  return { x, y }
}

function sizeOf(text: Matrix, { matrix, size }: State): number {
  const [, , c, d] = multiplied(text, matrix)
  return Math.abs(size) * Math.hypot(c, d)
}

function endOfImage(content: string, from: number): number {
  const end = /\sEI(?=[\s]|$)/g
  end.lastIndex = from
  return end.exec(content) ? end.lastIndex : content.length
}
