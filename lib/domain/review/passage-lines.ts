import type { Span } from '../anchoring/span'
import { flattenLayers } from '../reading/segments'

/** A piece of text and which of the marks lie on it. */
export interface Piece<T> {
  text: string
  start: number
  marks: readonly T[]
}

/**
 * The part of a text that shows a stretch in its surroundings: from the beginning to the end of its paragraphs, but at most `reach` code units beyond the
 * stretch on either side, cut between words where there are words. Half-open offsets of `text`.
 */
export function surroundings(text: string, { start, end }: Span, reach = 220): Span {
  const lineStart = text.lastIndexOf('\n', Math.max(0, start - 1)) + 1
  const lineEnd = text.indexOf('\n', end)
  const from = Math.max(start > lineStart - 1 ? Math.min(lineStart, start) : start, 0)
  const to = lineEnd < 0 ? text.length : lineEnd
  return {
    start: start - from > reach ? wordAfter(text, start - reach, start) : from,
    end: to - end > reach ? Math.max(end, wordBefore(text, end + reach, end)) : to,
  }
}

/** `within` cut where marks begin and end, in order and without gaps; pieces without marks are the plain text between. */
export function piecesOf<T extends Span & { id: string }>(text: string, within: Span, marks: readonly T[]): Piece<T>[] {
  const layers = marks.map((mark) => ({ key: mark.id, start: mark.start, end: mark.end, mark }))
  const pieces: Piece<T>[] = []
  let at = within.start
  const plainUntil = (end: number) => {
    if (end > at) pieces.push({ text: text.slice(at, end), start: at, marks: [] })
  }
  for (const segment of flattenLayers(layers, within)) {
    plainUntil(segment.start)
    pieces.push({
      text: text.slice(segment.start, segment.end),
      start: segment.start,
      marks: segment.layers.map((layer) => layer.mark),
    })
    at = segment.end
  }
  plainUntil(within.end)
  return pieces
}

function wordAfter(text: string, offset: number, last: number): number {
  const space = text.slice(offset, last).search(/\s/)
  return whole(text, space < 0 ? offset : offset + space + 1)
}

function wordBefore(text: string, offset: number, first: number): number {
  const space = text.slice(first, offset).search(/\s\S*$/)
  return whole(text, space < 0 ? offset : first + space)
}

/** Never between the halves of a surrogate pair. */
const whole = (text: string, offset: number): number =>
  /[\uDC00-\uDFFF]/.test(text.charAt(offset)) ? offset - 1 : offset
