import type { Span } from '../anchoring/span'

/** A passage near the window: what it carries, and where its first line begins and its last one ends, in pixels from the top of the page. */
export interface BesidePassage extends Span {
  id: string
  tagIds: readonly string[]
  layer: string
  top: number
  bottom: number
}

/** A line of a label: a tag (null where a passage has none), and how many of the label's passages carry it. */
export interface LabelLine {
  tagId: string | null
  count: number
}

/** What stands beside the text for passages that begin together and share a tag, in pixels from the top of the page. */
export interface MarginLabel<T extends BesidePassage> {
  passages: T[]
  lines: LabelLine[]
  /** How many tags found no line. */
  more: number
  top: number
  height: number
}

export interface MarginLabels<T extends BesidePassage> {
  labels: MarginLabel<T>[]
  /** What found no room for a label, or whose label is above the window while its words still are in it. */
  bars: T[]
}

/** How high a line is, and what a label has above and below its lines together. One line makes 24 pixels, which a finger's or a shaking hand's press needs. */
const lineHeight = 16
const padding = 8
const mostLines = 4
/** As far below one another passages may begin that share a label: a line of print and a quarter. */
const together = 40
/** As far below the line on which its passage begins a label may stand: two lines of print. So three find room beside one line. */
const reach = 60

/**
 * Labels for the passages of a page, in the order of the text. Passages that lie on one another, begin together and share a tag have one label, in which
 * each tag stands once. A label stands where its passage begins or, where others take that room, below them as long as it is still beside its passage or
 * within reach; never above, and never on another. What finds no room so is a bar. `windowTop` is where the window begins: a passage that only goes on below
 * it is a bar, because its label cannot be seen. Every passage is in one label or is one bar.
 */
export function labelsBeside<T extends BesidePassage>(passages: readonly T[], windowTop: number): MarginLabels<T> {
  const labels: MarginLabel<T>[] = []
  const bars: T[] = []
  let free = -Infinity
  for (const same of gathered(passages)) {
    const label = labelOf(same, free)
    if (label === null) {
      bars.push(...same)
      continue
    }
    free = label.top + label.height
    const seen = free > windowTop ? same : same.filter(({ bottom }) => bottom <= windowTop)
    if (seen.length > 0) labels.push(seen === same ? label : { ...label, passages: seen, ...linesOf(seen) })
    if (seen !== same) bars.push(...same.filter(({ bottom }) => bottom > windowTop))
  }
  return { labels, bars: bars.sort(inTextOrder) }
}

/** Passages that have one label, by the first of each. */
function gathered<T extends BesidePassage>(passages: readonly T[]): T[][] {
  const all: T[][] = []
  for (const passage of [...passages].sort(inTextOrder)) {
    const joined = all.findLast(
      (same) => passage.top - (same[0]?.top ?? 0) <= together && same.some((other) => isOfSame(other, passage)),
    )
    if (joined) joined.push(passage)
    else all.push([passage])
  }
  return all
}

function inTextOrder(a: BesidePassage, b: BesidePassage): number {
  return a.top - b.top || a.start - b.start || b.end - a.end || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
}

function isOfSame(a: BesidePassage, b: BesidePassage): boolean {
  if (a.layer !== b.layer || a.start >= b.end || b.start >= a.end) return false
  return a.tagIds.length === 0 ? b.tagIds.length === 0 : a.tagIds.some((id) => b.tagIds.includes(id))
}

/** The label of some passages at or below `free`; null where that is too far from them. */
function labelOf<T extends BesidePassage>(passages: T[], free: number): MarginLabel<T> | null {
  const [first] = passages
  if (!first) return null
  const top = Math.max(first.top, free)
  if (top > Math.max(first.top + reach, first.bottom - lineHeight)) return null
  const { lines, more } = linesOf(passages)
  return { passages, lines, more, top, height: padding + lineHeight * (lines.length + (more > 0 ? 1 : 0)) }
}

function linesOf(passages: readonly BesidePassage[]): { lines: LabelLine[]; more: number } {
  const counts = new Map<string | null, number>()
  for (const { tagIds } of passages)
    for (const id of tagIds.length > 0 ? tagIds : [null]) counts.set(id, (counts.get(id) ?? 0) + 1)
  const all = [...counts].map(([tagId, count]) => ({ tagId, count }))
  const lines = all.length <= mostLines ? all : all.slice(0, mostLines - 1)
  return { lines, more: all.length - lines.length }
}
