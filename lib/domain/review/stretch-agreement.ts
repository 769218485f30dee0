import type { Span } from '../anchoring/span'
import type { Coding } from './coding'

/**
 * How far coders agree about one stretch, 0 (nothing in common) to 1 (the same): the mean over all pairs of coders of Dice's coefficient
 * 2 |A ∩ B| / (|A| + |B|), where A and B are what each marked, counted in characters as a person reads them (ADR 0092) times tags, of which `wide` are the document's of several code units, ascending; a
 * passage without tags counts as one tag of its own. It puts differences in order and is no reliability coefficient: those are in lib/domain/agreement.
 */
export function stretchAgreement(byCoder: readonly (readonly Coding[])[], wide: readonly Span[]): number {
  const marked = byCoder.map((codings) => spansByTag(codings.map((coding) => wholeCharacters(coding, wide))))
  const lengthOf = (spans: readonly Pair[]): number =>
    spans.reduce((sum, [start, end]) => sum + charactersIn(start, end, wide), 0)
  const sizes = marked.map((tags) => [...tags.values()].reduce((sum, spans) => sum + lengthOf(spans), 0))
  let sum = 0
  let pairs = 0
  for (let a = 0; a < marked.length; a++)
    for (let b = a + 1; b < marked.length; b++) {
      const both = [...marked[a]!].reduce(
        (total, [tag, spans]) => total + lengthOf(common(spans, marked[b]!.get(tag) ?? [])),
        0,
      )
      const size = sizes[a]! + sizes[b]!
      sum += size === 0 ? 1 : (2 * both) / size
      pairs += 1
    }
  return pairs === 0 ? 1 : sum / pairs
}

type Pair = [start: number, end: number]

/** What one coder marked, by tag, each as disjoint ascending spans: marking a character twice with a tag is marking it once. */
function spansByTag(codings: readonly Coding[]): Map<string, Pair[]> {
  const byTag = new Map<string, Pair[]>()
  for (const { start, end, tagIds } of codings.toSorted((a, b) => a.start - b.start))
    for (const tag of tagIds.length === 0 ? [''] : new Set(tagIds)) {
      const spans = byTag.get(tag) ?? []
      const last = spans.at(-1)
      if (last && start <= last[1]) last[1] = Math.max(last[1], end)
      else spans.push([start, end])
      byTag.set(tag, spans)
    }
  return byTag
}

/** Where both are, as disjoint ascending spans. */
function common(a: readonly Pair[], b: readonly Pair[]): Pair[] {
  const both: Pair[] = []
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const [[start, end], [from, to]] = [a[i]!, b[j]!]
    if (Math.max(start, from) < Math.min(end, to)) both.push([Math.max(start, from), Math.min(end, to)])
    if (end <= to) i += 1
    else j += 1
  }
  return both
}

/** A coding grown to whole characters: one counts as marked as soon as any part of it is, like in figures of agreement. */
function wholeCharacters(coding: Coding, wide: readonly Span[]): Coding {
  const around = (offset: number) => {
    const one = wide[firstEndingAfter(wide, offset)]
    return one && one.start < offset ? one : undefined
  }
  const start = around(coding.start)?.start ?? coding.start
  const end = around(coding.end)?.end ?? coding.end
  return start === coding.start && end === coding.end ? coding : { ...coding, start, end }
}

/** Characters of a span that begins and ends between characters. */
function charactersIn(start: number, end: number, wide: readonly Span[]): number {
  let count = end - start
  for (let at = firstEndingAfter(wide, start); at < wide.length && wide[at]!.end <= end; at += 1)
    count -= wide[at]!.end - wide[at]!.start - 1
  return count
}

/** Index of the first of ascending, disjoint spans that ends after `offset`. */
function firstEndingAfter(spans: readonly Span[], offset: number): number {
  let [low, high] = [0, spans.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (spans[middle]!.end > offset) high = middle
    else low = middle + 1
  }
  return low
}
