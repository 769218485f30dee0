import { splitsPair, type Span } from '../anchoring/span'

/** Code units of a paragraph that are shown on each side of what was found in it. */
const contextLength = 120

/** What stands before and after a place in its paragraph, as much as is shown. */
export function contextsOf(text: string, { start, end }: Span): { before: string; after: string } {
  const from = Math.max(0, start - contextLength)
  const to = Math.min(text.length, end + contextLength)
  return {
    before: text.slice(splitsPair(text, from) ? from + 1 : from, start),
    after: text.slice(end, splitsPair(text, to) ? to - 1 : to),
  }
}
