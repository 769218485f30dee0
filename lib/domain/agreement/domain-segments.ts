import { failure, success, type Result } from '../anchoring/result'
import type { Span } from '../anchoring/span'
import type { Continuum } from './continuum'
import type { Measurement } from './measurement'
import { tallySegments, type UnitizingTally, type ValuedSegment } from './unitizing-tally'
import { valuedSegments } from './valued-segments'

/** Tallies a document for the unitizing alphas, the chosen tags being the values among which coders choose. */
export function tallyDomain(
  continuum: Continuum,
  tags: readonly number[],
  overlappingTags: Measurement['overlappingTags'],
): Result<UnitizingTally, 'overlapping-tags'> {
  const rows: ValuedSegment[][] = []
  for (const coder of continuum.coders) {
    const byTag = new Map<number, readonly Span[]>()
    for (const tag of tags) {
      const spans = continuum.coded.get(tag)?.[coder]
      if (spans) byTag.set(tag, spans)
    }
    const segments = valuedSegments(byTag, overlappingTags)
    if (!segments.ok) return failure(segments.reason)
    rows.push(segments.value)
  }
  return success(tallySegments(rows, continuum.length))
}
