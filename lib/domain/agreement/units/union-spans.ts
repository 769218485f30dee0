import type { Span } from '@/lib/domain/anchoring/span'

/** The same text as ascending, disjoint spans. Overlapping ones become one; touching ones too if `joined`, else they stay apart. */
export function unionSpans(spans: readonly Span[], touching: 'separate' | 'joined'): Span[] {
  const united: Span[] = []
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    const last = united.at(-1)
    if (last && (start < last.end || (touching === 'joined' && start === last.end))) last.end = Math.max(last.end, end)
    else united.push({ start, end })
  }
  return united
}
