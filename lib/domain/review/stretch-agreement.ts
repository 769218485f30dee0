import type { Span } from '../anchoring/span'
import { wideCharacters } from '../search/wide-characters'
import type { Coding } from './coding'

/**
 * How far coders agree about one stretch, 0 (nothing in common) to 1 (the same): the mean over all pairs of coders of Dice's coefficient
 * 2 |A ∩ B| / (|A| + |B|), where A and B are what each marked, counted in characters of the document's `text` as a person reads them (ADR 0092) times tags; a
 * passage without tags counts as one tag of its own. It puts differences in order and is no reliability coefficient: those are in lib/domain/agreement.
 */
export function stretchAgreement(byCoder: readonly (readonly Coding[])[], text: string): number {
  const wide = wideAround(byCoder.flat(), text)
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
const common = (a: readonly Pair[], b: readonly Pair[]): Pair[] =>
  a
    .flatMap(([start, end]) => b.map(([from, to]): Pair => [Math.max(start, from), Math.min(end, to)]))
    .filter(([start, end]) => start < end)

/** The characters of several code units on the lines that the codings touch: a line end is a character of its own, so none reaches beyond. */
function wideAround(codings: readonly Coding[], text: string): Span[] {
  if (codings.length === 0) return []
  const lineStart = text.lastIndexOf('\n', Math.min(...codings.map(({ start }) => start)) - 1) + 1
  const lineEnd = text.indexOf('\n', Math.max(...codings.map(({ end }) => end)))
  return wideCharacters(text.slice(lineStart, lineEnd < 0 ? undefined : lineEnd)).map(({ start, end }) => ({
    start: lineStart + start,
    end: lineStart + end,
  }))
}

/** A coding grown to whole characters: one counts as marked as soon as any part of it is, like in figures of agreement. */
function wholeCharacters(coding: Coding, wide: readonly Span[]): Coding {
  const start = wide.find((one) => one.start < coding.start && coding.start < one.end)?.start ?? coding.start
  const end = wide.find((one) => one.start < coding.end && coding.end < one.end)?.end ?? coding.end
  return start === coding.start && end === coding.end ? coding : { ...coding, start, end }
}

const charactersIn = (start: number, end: number, wide: readonly Span[]): number =>
  wide.reduce((sum, one) => (one.start >= start && one.end <= end ? sum - (one.end - one.start - 1) : sum), end - start)
