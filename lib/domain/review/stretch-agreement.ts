import type { Coding } from './coding'

/**
 * How far coders agree about one stretch, 0 (nothing in common) to 1 (the same): the mean over all pairs of coders of Dice's coefficient
 * 2 |A ∩ B| / (|A| + |B|), where A and B are what each marked, counted in UTF-16 code units times tags; a passage without tags counts as one tag of its own.
 * It puts differences in order and is no reliability coefficient: those are in lib/domain/agreement.
 */
export function stretchAgreement(byCoder: readonly (readonly Coding[])[]): number {
  const marked = byCoder.map(spansByTag)
  const sizes = marked.map((tags) => [...tags.values()].reduce((sum, spans) => sum + lengthOf(spans), 0))
  let sum = 0
  let pairs = 0
  for (let a = 0; a < marked.length; a++)
    for (let b = a + 1; b < marked.length; b++) {
      const both = [...marked[a]!].reduce((total, [tag, spans]) => total + common(spans, marked[b]!.get(tag) ?? []), 0)
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

const lengthOf = (spans: readonly Pair[]): number => spans.reduce((sum, [start, end]) => sum + end - start, 0)

function common(a: readonly Pair[], b: readonly Pair[]): number {
  let sum = 0
  for (const [start, end] of a) for (const [from, to] of b) sum += Math.max(0, Math.min(end, to) - Math.max(start, from))
  return sum
}
