import { rankOf } from './seeded-rank'

/** A passage that may be drawn: half-open, in UTF-16 code units of its document's text. */
export interface DrawnSpan {
  documentId: string
  start: number
  end: number
}

/** How much to draw: so many passages, or so many in a hundred, rounded up. */
type SampleSize = { count: number } | { percent: number }

export interface Draw {
  size: SampleSize
  /** Any text. The same seed draws the same passages from the same pool, whoever asks and in whatever order the pool comes. */
  seed: string
  /** apart: no two drawn passages overlap, so that nobody is asked about the same words twice. any: every distinct passage may be drawn. */
  spacing: 'apart' | 'any'
}

/**
 * Draws passages at random, in reading order; passages with the same span count once. Each span is ranked by a hash of the seed and the span, and those of
 * the lowest rank are taken: every distinct span is as likely as any other, a larger sample contains the smaller one of the same seed (with spacing any), and
 * what is added to the pool elsewhere does not reshuffle the rest. Fewer than asked for come back where the pool has no more.
 */
export function drawSample(pool: readonly DrawnSpan[], { size, seed, spacing }: Draw): DrawnSpan[] {
  const distinct = [
    ...new Map(
      pool.map(({ documentId, start, end }) => [spanKey({ documentId, start, end }), { documentId, start, end }]),
    ).entries(),
  ]
  const ranked = distinct
    .map(([key, span]) => ({ key, span, rank: rankOf(seed, key) }))
    .sort((a, b) => a.rank[0] - b.rank[0] || a.rank[1] - b.rank[1] || (a.key < b.key ? -1 : 1))
  const wanted = 'count' in size ? size.count : Math.ceil((distinct.length * size.percent) / 100)
  const drawn: DrawnSpan[] = []
  for (const { span } of ranked) {
    if (drawn.length >= wanted) break
    if (
      spacing === 'any' ||
      !drawn.some((other) => other.documentId === span.documentId && other.start < span.end && span.start < other.end)
    )
      drawn.push(span)
  }
  return drawn.sort((a, b) =>
    a.documentId === b.documentId ? a.start - b.start || a.end - b.end : a.documentId < b.documentId ? -1 : 1,
  )
}

/** How many distinct passages a pool has. */
export function distinctSpans(pool: readonly DrawnSpan[]): number {
  return new Set(pool.map(spanKey)).size
}

const spanKey = ({ documentId, start, end }: DrawnSpan): string => `${documentId}/${start}/${end}`
