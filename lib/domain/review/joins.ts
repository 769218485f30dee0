import type { Span } from '../anchoring/span'

/** A passage of the consensus that becomes part of another. */
export interface PassageJoin {
  from: string
  to: string
}

/**
 * Which live passages of the consensus have to become one because they will stand at one place: each with the smallest id there, which is the oldest. Only
 * those of one `kin` do.
 */
export function joinsOf(passages: readonly (Span & { id: string; kin: string })[]): PassageJoin[] {
  const heads = new Map<string, string>()
  const joins: PassageJoin[] = []
  for (const { id, start, end, kin } of passages.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    const to = heads.get(`${start} ${end} ${kin}`)
    if (to === undefined) heads.set(`${start} ${end} ${kin}`, id)
    else joins.push({ from: id, to })
  }
  return joins
}
