import { describeAnchor } from '@/lib/domain/anchoring/describe-anchor'
import { AppError } from '@/lib/errors'

const reasons: Record<string, { path: string; message: string }> = {
  empty: { path: 'end', message: 'The passage is empty: end must be greater than start' },
  'out-of-range': { path: 'end', message: 'The passage reaches beyond the text' },
  'inside-surrogate-pair': { path: 'start', message: 'An edge falls inside a character (a surrogate pair)' },
}

/** The span with quote and context cut from `text` by us. Refuses a span the text does not have (422) and a quote that differs from what stands there (409). */
export function cutSpan(text: string, span: { start: number; end: number; quote?: string }) {
  const described = describeAnchor(text, span.start, span.end)
  if (!described.ok) {
    const fault = reasons[described.reason] ?? { path: 'start', message: described.reason }
    throw new AppError('invalid', `${fault.message}. The text has ${text.length} UTF-16 code units.`, {
      errors: [fault],
    })
  }
  const { quote, prefix, suffix } = described.value
  if (span.quote !== undefined && span.quote !== quote)
    throw new AppError(
      'quote-mismatch',
      'The text at this place is not the quote that was sent. The document may have been corrected: reload it and select again.',
      { current: { quote } },
    )
  return { start: span.start, end: span.end, quote, prefix, suffix }
}
