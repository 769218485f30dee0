import type { Span } from '@/lib/domain/anchoring/span'

/** The revisions that the spans anywhere in `value` count in. */
export function revisionsOf(value: unknown): Set<string> {
  const found = new Set<string>()
  mapSpans(value, (revisionId, span) => {
    if (revisionId !== null) found.add(revisionId)
    return span
  })
  return found
}

/**
 * A copy of JSON-like data in which every object with a numeric `start` and `end` has what `convert` makes of them, told the nearest `revisionId` around:
 * its own, or that of what it is in. Without `start` and `end` in the answer the copy has neither.
 */
export function mapSpans<T>(value: T, convert: (revisionId: string | null, span: Span) => Partial<Span>): T {
  // The shape stays as it is but for numbers that change and, of the record, places that go.
  return walk(value, null, convert) as T
}

function walk(
  value: unknown,
  around: string | null,
  convert: (revisionId: string | null, span: Span) => Partial<Span>,
): unknown {
  if (Array.isArray(value)) return value.map((item) => walk(item, around, convert))
  if (typeof value !== 'object' || value === null || value instanceof Date) return value
  const { start, end, ...rest } = value as Record<string, unknown>
  const revisionId = typeof rest['revisionId'] === 'string' ? rest['revisionId'] : around
  const walked = Object.fromEntries(Object.entries(rest).map(([key, part]) => [key, walk(part, revisionId, convert)]))
  if (typeof start === 'number' && typeof end === 'number') return { ...walked, ...convert(revisionId, { start, end }) }
  return { ...walked, ...(start !== undefined && { start }), ...(end !== undefined && { end }) }
}
