import { failure, success, type Result } from '@/lib/domain/result'
import type { Span } from '@/lib/domain/anchoring/span'
import type { Continuum } from '@/lib/domain/agreement/units/continuum'
import type { Measurement } from '@/lib/domain/agreement/units/measurement'
import { tallySegments, type UnitizingTally, type ValuedSegment } from './unitizing-tally'
import { valuedSegments } from './valued-segments'

/** Tallies documents for the unitizing alphas, the chosen tags being the values among which coders choose. */
export function tallyDomains(
  continua: readonly Continuum[],
  tags: readonly number[],
  overlappingTags: Measurement['overlappingTags'],
): Result<UnitizingTally[], 'overlapping-tags'> {
  const tallies: UnitizingTally[] = []
  for (const { coders, coded, length } of continua) {
    const rows: ValuedSegment[][] = []
    for (const coder of coders) {
      const byTag = new Map<number, readonly Span[]>()
      for (const tag of tags) {
        const spans = coded.get(tag)?.[coder]
        if (spans && spans.length > 0) byTag.set(tag, spans)
      }
      const segments = valuedSegments(byTag, overlappingTags)
      if (!segments.ok) return failure(segments.reason)
      rows.push(segments.value)
    }
    tallies.push(tallySegments(rows, length))
  }
  return success(tallies)
}
