import type { Span } from '../anchoring/span'
import { sentencesOf } from '../sentences/sentences'
import { flattenLayers } from '../reading/segments'

/** A piece of text and which of the marks lie on it. */
export interface Piece<T> {
  text: string
  start: number
  marks: readonly T[]
}

/**
 * The part of a text that shows a stretch in its surroundings: whole sentences of its paragraphs, the stretch's own and as many beside it as begin or end within
 * `reach` code units. A sentence that goes on for much longer is cut between words where there are words. Half-open offsets of `text`.
 */
export function surroundings(text: string, { start, end }: Span, language: string, reach = 220): Span {
  const begins = sentenceEdges(text, start, language).filter((offset) => offset <= start)
  const ends = sentenceEdges(text, end, language).filter((offset) => offset >= end)
  const from = begins.find((offset) => start - offset <= reach) ?? begins.at(-1)
  const to = ends.findLast((offset) => offset - end <= reach) ?? ends[0]
  const longest = 3 * reach
  return {
    start: from === undefined || start - from > longest ? wordAfter(text, Math.max(0, start - reach), start) : from,
    end: to === undefined || to - end > longest ? Math.max(end, wordBefore(text, end + reach, end)) : to,
  }
}

/** Where the sentences of the paragraph around a place touch one another, in order, its beginning and end among them; not far off, since it may be a book. */
function sentenceEdges(text: string, at: number, language: string): number[] {
  const first = at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1
  const next = text.indexOf('\n', at)
  const last = next < 0 ? text.length : next
  const from = Math.max(first, at - farEnough)
  const to = Math.min(last, at + farEnough)
  const edges = sentencesOf(text.slice(from, to), language).map((sentence) => from + sentence.end)
  return [...(from === first ? [first] : []), ...edges.filter((edge) => edge < to), ...(to === last ? [last] : [])]
}

const farEnough = 2000

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
