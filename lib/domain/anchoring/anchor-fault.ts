import { describeAnchor } from './describe-anchor'
import type { Anchor } from './resolve-anchor'
import type { SpanFault } from './span'

export type AnchorFault = SpanFault | 'quote-differs' | 'context-differs'

/** What is wrong with a stored anchor against the text it was made for: it must say what would be cut now. Undefined when it proves itself. */
export function anchorFault(text: string, { start, end, quote, prefix, suffix }: Anchor): AnchorFault | undefined {
  const cut = describeAnchor(text, start, end)
  if (!cut.ok) return cut.reason
  if (cut.value.quote !== quote) return 'quote-differs'
  return cut.value.prefix === prefix && cut.value.suffix === suffix ? undefined : 'context-differs'
}
