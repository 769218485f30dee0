import type { Span } from '../anchoring/span'
import { failure, success, type Result } from '../anchoring/result'
import type { ValuedSegment } from './unitizing-tally'

interface Edge {
  at: number
  tag: number
  opens: boolean
}

/**
 * One coder's spans by tag (ascending and disjoint within each) as one row of segments. Where tags overlap, the combination is the value,
 * written as their numbers, ascending, joined by `+`; if that is refused, `overlapping-tags`.
 */
export function valuedSegments(
  byTag: ReadonlyMap<number, readonly Span[]>,
  overlappingTags: 'refused' | 'combined',
): Result<ValuedSegment[], 'overlapping-tags'> {
  const edges: Edge[] = []
  for (const [tag, spans] of byTag) {
    for (const { start, end } of spans) edges.push({ at: start, tag, opens: true }, { at: end, tag, opens: false })
  }
  // What ends at a place ends before anything begins there.
  edges.sort((a, b) => a.at - b.at || Number(a.opens) - Number(b.opens))
  const segments: ValuedSegment[] = []
  const open = new Set<number>()
  let position = 0
  for (const { at, tag, opens } of edges) {
    if (at > position && open.size > 0) segments.push({ start: position, end: at, value: combination(open) })
    position = at
    if (opens) open.add(tag)
    else open.delete(tag)
    if (open.size > 1 && overlappingTags === 'refused') return failure('overlapping-tags')
  }
  return success(segments)
}

/** The tags a value of `valuedSegments` stands for. */
export const tagsOfValue = (value: string): number[] => value.split('+').map(Number)

const combination = (tags: ReadonlySet<number>): string => (tags.size === 1 ? String([...tags][0]) : [...tags].sort((a, b) => a - b).join('+'))
