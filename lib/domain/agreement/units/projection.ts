import type { Span } from '@/lib/domain/anchoring/span'
import { unionSpans } from './union-spans'

/** Carries spans from one line to another, on which one step is one unit. What falls on no unit is dropped. */
export interface Projection {
  /** How many units the line has. */
  length: number
  project: (span: Span) => Span[]
  /** The way back: the least stretch of the first line that holds all of these units. */
  back: (units: Span) => Span
}

/** The line of all characters that are not excluded. Offsets in, counts of remaining characters out. */
export function leaveOut(length: number, excluded: readonly Span[]): Projection {
  const gaps = unionSpans(excluded, 'joined')
  const removed: number[] = []
  let total = 0
  for (const gap of gaps) {
    removed.push(total)
    total += gap.end - gap.start
  }
  const carry = (offset: number): number => {
    const index = firstWhere(gaps.length, (at) => gaps[at]!.start >= offset) - 1
    if (index < 0) return offset
    const gap = gaps[index]!
    return Math.min(offset, gap.start) - removed[index]! + Math.max(0, offset - gap.end)
  }
  const original = (remaining: number): number => {
    const index = firstWhere(gaps.length, (at) => gaps[at]!.start - removed[at]! > remaining) - 1
    return index < 0 ? remaining : remaining + removed[index]! + gaps[index]!.end - gaps[index]!.start
  }
  return {
    length: length - total,
    project: (span) => {
      const start = carry(span.start)
      const end = carry(span.end)
      return start < end ? [{ start, end }] : []
    },
    back: ({ start, end }) => ({ start: original(start), end: original(end - 1) + 1 }),
  }
}

/**
 * The line of units: a span becomes the ranges of indices of the units it touches, in order of their starts. Units may overlap one another.
 */
export function ontoUnits(units: readonly Span[]): Projection {
  const ordered = units.toSorted((a, b) => a.start - b.start || a.end - b.end)
  const reached: number[] = []
  for (const { end } of ordered) reached.push(Math.max(end, reached.at(-1) ?? 0))
  return {
    length: ordered.length,
    project: (span) => {
      const touched: Span[] = []
      for (let index = firstWhere(ordered.length, (at) => reached[at]! > span.start); index < ordered.length; index++) {
        const unit = ordered[index]!
        if (unit.start >= span.end) break
        if (unit.end <= span.start) continue
        const last = touched.at(-1)
        if (last?.end === index) last.end++
        else touched.push({ start: index, end: index + 1 })
      }
      return touched
    },
    back: ({ start, end }) => ({
      start: ordered[start]!.start,
      end: ordered.slice(start, end).reduce((latest, unit) => Math.max(latest, unit.end), 0),
    }),
  }
}

/** The first index below `length` for which a test holds that, once true, stays true; `length` if there is none. */
function firstWhere(length: number, holds: (index: number) => boolean): number {
  let low = 0
  let high = length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}
