import { success, type Result } from '@/lib/domain/result'
import { checkSpan, splitsPair, type SpanFault } from './span'

/** How much text is kept on each side of a quote, in UTF-16 units. */
const contextLength = 32

/** What an anchor says besides its offsets, so that it can prove itself and be found again. */
export interface AnchorDescription {
  quote: string
  /** Up to 32 units before the quote; one fewer where the cut would split a surrogate pair. */
  prefix: string
  /** Up to 32 units after the quote, likewise. */
  suffix: string
}

/** Cuts the quote and its context out of a text. Offsets are UTF-16 units, half-open; a span that cannot be annotated comes back with its fault. */
export function describeAnchor(text: string, start: number, end: number): Result<AnchorDescription, SpanFault> {
  const span = checkSpan(text, start, end)
  if (!span.ok) return span
  let from = Math.max(0, start - contextLength)
  if (splitsPair(text, from)) from += 1
  let to = Math.min(text.length, end + contextLength)
  if (splitsPair(text, to)) to -= 1
  return success({ quote: text.slice(start, end), prefix: text.slice(from, start), suffix: text.slice(end, to) })
}
