import { describeAnchor } from '@/lib/domain/anchoring/describe-anchor'
import type { SpanFault, Span } from '@/lib/domain/anchoring/span'
import { AppError, fault, type FieldFault } from '@/lib/errors'
import { say } from '@/lib/i18n/say'

const reasons: Record<SpanFault, FieldFault> = {
  'not-an-integer': fault('start', say('faults.notWhole')),
  empty: fault('end', say('faults.emptyPassage')),
  'out-of-range': fault('end', say('faults.beyondText')),
  'inside-surrogate-pair': fault('start', say('faults.insideCharacter')),
}

/** The span with quote and context cut from `text` by us. Refuses a span the text does not have (422) and a quote that differs from what stands there (409). */
export function cutSpan(text: string, span: Span & { quote?: string }) {
  const described = describeAnchor(text, span.start, span.end)
  if (!described.ok) {
    const where = reasons[described.reason]
    throw new AppError('invalid', say('refusals.annotations.badPassage', { why: where.said, length: text.length }), {
      errors: [where],
    })
  }
  const { quote, prefix, suffix } = described.value
  if (span.quote !== undefined && span.quote !== quote)
    throw new AppError('quote-mismatch', say('refusals.annotations.quoteMismatch'), { current: { quote } })
  return { start: span.start, end: span.end, quote, prefix, suffix }
}
