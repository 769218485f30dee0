import type { Span } from '@/lib/domain/anchoring/span'
import { failure, success, type Result } from '@/lib/domain/result'
import type { ValuedSegment } from './unitizing-tally'

/** A stretch on which a coder's tags are the same, with their indices, ascending. */
export interface TaggedStretch extends Span {
  tags: readonly number[]
}

interface Edge {
  at: number
  tag: number
  opens: boolean
}

/**
 * One coder's spans by tag (ascending and disjoint within each) as one row of stretches with any tag, ascending and disjoint. A new one
 * begins wherever a span begins or ends.
 */
export function taggedStretches(byTag: ReadonlyMap<number, readonly Span[]>): TaggedStretch[] {
  const [only] = byTag
  if (!only) return []
  // The usual case, many times over: nothing can overlap.
  if (byTag.size === 1) return only[1].map(({ start, end }) => ({ start, end, tags: [only[0]] }))
  const edges: Edge[] = []
  for (const [tag, spans] of byTag) {
    for (const { start, end } of spans) edges.push({ at: start, tag, opens: true }, { at: end, tag, opens: false })
  }
  // Sorting is stable: what ends at a place stays before what begins there with the same tag.
  edges.sort((a, b) => a.at - b.at)
  const stretches: TaggedStretch[] = []
  let open: readonly number[] = []
  let position = 0
  for (const { at, tag, opens } of edges) {
    if (at > position && open.length > 0) stretches.push({ start: position, end: at, tags: open })
    position = at
    open = opens
      ? [...open.filter((other) => other < tag), tag, ...open.filter((other) => other > tag)]
      : open.filter((other) => other !== tag)
  }
  return stretches
}

/**
 * The same with one value for each stretch, for the unitizing alphas. Where tags overlap, the combination is the value, written as their
 * indices joined by `+`; if that is refused, `overlapping-tags`.
 */
export function valuedSegments(
  byTag: ReadonlyMap<number, readonly Span[]>,
  overlappingTags: 'refused' | 'combined',
): Result<ValuedSegment[], 'overlapping-tags'> {
  const stretches = taggedStretches(byTag)
  if (overlappingTags === 'refused' && stretches.some(({ tags }) => tags.length > 1)) return failure('overlapping-tags')
  return success(stretches.map(({ start, end, tags }) => ({ start, end, value: tags.join('+') })))
}

/** The tags a value of `valuedSegments` stands for. */
export const tagsOfValue = (value: string): number[] => value.split('+').map(Number)
