import type { PdfFont } from './pdf-font'
import type { PdfValue } from './pdf-syntax'

export type Matrix = readonly [number, number, number, number, number, number]

/** With what letters are drawn. */
export interface PenState {
  matrix: Matrix
  font: PdfFont | null
  size: number
  spacing: number
  wordSpacing: number
  stretch: number
  leading: number
  rise: number
}

export const identity: Matrix = [1, 0, 0, 1, 0, 0]

/** More states than these lying on one another are nobody's. */
const mostSaved = 10_000

/** The number at a place of the operands, 0 where none is. */
export const numberAt = (operands: readonly PdfValue[], at: number): number => {
  const value = operands[at]
  return typeof value === 'number' ? value : 0
}

/** Where and how the next letters of one content stream are drawn. */
export class PdfPen {
  state: PenState
  /** Where the next letter stands. */
  text: Matrix = identity
  /** Where its line begins. */
  #line: Matrix = identity
  readonly #saved: PenState[] = []

  constructor(matrix: Matrix) {
    this.state = { matrix, font: null, size: 0, spacing: 0, wordSpacing: 0, stretch: 1, leading: 0, rise: 0 }
  }

  set(part: Partial<PenState>): void {
    this.state = { ...this.state, ...part }
  }

  newLine(): void {
    this.#move(0, -this.state.leading)
  }

  /** Goes back within a line by thousandths of the size of the letters. */
  goBack(thousandths: number): void {
    const { font, size, stretch } = this.state
    const back = (-thousandths / 1000) * size
    this.text = multiplied(font?.isVertical ? [1, 0, 0, 1, 0, back] : [1, 0, 0, 1, back * stretch, 0], this.text)
  }

  /** Carries out an operator by which nothing is drawn but what follows is drawn elsewhere or otherwise; every other one does nothing. */
  take(operator: string, operands: readonly PdfValue[]): void {
    const number = (at: number): number => numberAt(operands, at)
    switch (operator) {
      case 'q':
        if (this.#saved.length < mostSaved) this.#saved.push(this.state)
        break
      case 'Q':
        this.state = this.#saved.pop() ?? this.state
        break
      case 'cm':
        this.set({ matrix: multiplied(matrixOf(operands), this.state.matrix) })
        break
      case 'BT':
        this.text = this.#line = identity
        break
      case 'Tc':
        this.set({ spacing: number(0) })
        break
      case 'Tw':
        this.set({ wordSpacing: number(0) })
        break
      case 'Tz':
        this.set({ stretch: number(0) / 100 })
        break
      case 'TL':
        this.set({ leading: number(0) })
        break
      case 'Ts':
        this.set({ rise: number(0) })
        break
      case 'Tm':
        this.text = this.#line = matrixOf(operands)
        break
      case 'TD':
        this.set({ leading: -number(1) })
        this.#move(number(0), number(1))
        break
      case 'Td':
        this.#move(number(0), number(1))
        break
      case 'T*':
        this.newLine()
        break
      default:
    }
  }

  #move(x: number, y: number): void {
    this.text = this.#line = multiplied([1, 0, 0, 1, x, y], this.#line)
  }
}

function matrixOf(operands: readonly PdfValue[]): Matrix {
  const number = (at: number): number => numberAt(operands, at)
  return [number(0), number(1), number(2), number(3), number(4), number(5)]
}

/** First the left one, then the right one. */
export function multiplied([a, b, c, d, e, f]: Matrix, [g, h, i, j, k, l]: Matrix): Matrix {
  return [a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + l]
}

export const placeOf = (text: Matrix, { matrix, rise }: PenState): { x: number; y: number } => {
  const [, , , , x, y] = multiplied([1, 0, 0, 1, 0, rise], multiplied(text, matrix))
  return { x, y }
}

export function sizeOf(text: Matrix, { matrix, size }: PenState): number {
  const [, , c, d] = multiplied(text, matrix)
  return Math.abs(size) * Math.hypot(c, d)
}
