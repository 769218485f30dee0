import type { Anchor } from './resolve-anchor'
import { checkSpan, type SpanFault } from './span'

export type AnchorFault = SpanFault | 'quote-differs' | 'context-differs'

/** What is wrong with a stored anchor against the text it was made for; undefined when it proves itself. */
export function anchorFault(text: string, { start, end, quote, prefix, suffix }: Anchor): AnchorFault | undefined {
  const span = checkSpan(text, start, end)
  if (!span.ok) return span.reason
  if (text.slice(start, end) !== quote) return 'quote-differs'
  if (!text.slice(0, start).endsWith(prefix) || !text.startsWith(suffix, end)) return 'context-differs'
  return undefined
}
