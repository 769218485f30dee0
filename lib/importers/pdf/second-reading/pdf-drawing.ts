import { fontOf, type PdfFont } from './pdf-font'
import type { PdfObjects } from './pdf-objects'
import { identity, multiplied, numberAt, PdfPen, placeOf, sizeOf, type Matrix, type PenState } from './pdf-pen'
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
    const pen = new PdfPen(matrix)
    const marks: boolean[] = []
    let operands: PdfValue[] = []
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
        case 'Tf':
          pen.set({ font: this.#font(resources, operands[0]), size: numberAt(operands, 1) })
          break
        case 'gs':
          pen.set(this.#graphicsState(resources, operands[0]))
          break
        case 'Tj':
        case "'":
        case '"':
        case 'TJ':
          this.#showText(next.name, operands, pen)
          break
        case 'Do':
          this.#form(resources, operands[0], pen.state.matrix, depth)
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
          pen.take(next.name, operands)
      }
      operands = []
    }
    for (const isMeant of marks) if (isMeant) this.#meant.pop()
  }

  /** Carries out an operator that shows letters, some after a new line or with gaps between them. */
  #showText(name: 'Tj' | "'" | '"' | 'TJ', operands: readonly PdfValue[], pen: PdfPen): void {
    const show = (bytes: PdfValue | undefined) => {
      if (bytes instanceof PdfString) pen.text = this.#show(bytes.bytes, pen.state, pen.text)
    }
    if (name === 'TJ')
      for (const item of Array.isArray(operands[0]) ? operands[0] : []) {
        if (typeof item === 'number') pen.goBack(item)
        else show(item)
      }
    else if (name === '"') {
      pen.set({ wordSpacing: numberAt(operands, 0), spacing: numberAt(operands, 1) })
      pen.newLine()
      show(operands[2])
    } else {
      if (name === "'") pen.newLine()
      show(operands[0])
    }
  }

  #show(bytes: string, state: PenState, text: Matrix): Matrix {
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

  #graphicsState(resources: PdfDictionary, name: PdfValue | undefined): Partial<PenState> {
    const set =
      name instanceof PdfName
        ? this.objects.dictionary(this.objects.dictionary(resources.get('ExtGState')).get(name.name))
        : undefined
    const [font, size] = this.objects.list(set?.get('Font'))
    return set?.has('Font') && typeof size === 'number' ? { font: this.#fontAt(font), size } : {}
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

function endOfImage(content: string, from: number): number {
  const end = /\sEI(?=[\s]|$)/g
  end.lastIndex = from
  return end.exec(content) ? end.lastIndex : content.length
}
