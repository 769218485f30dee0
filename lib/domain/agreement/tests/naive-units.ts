import type { Span } from '../../anchoring/span'
import type { Measurement } from '../units/measurement'
import type { Study, StudyDocument } from '../study/study'

/** A second way to the same figures, by characters and sets; for tests only. */
export interface NaiveDocument {
  id: string
  coders: string[]
  units: number
  /** For each coder and tag the segments, as sets of numbers of units. */
  segments: Map<string, Map<string, Set<number>[]>>
}

/** Documents that two coders or more have coded, with every character, unit and segment spelled out. */
export function naiveDocuments(study: Study, measurement: Measurement): NaiveDocument[] {
  return study.documents.flatMap((document) => {
    const coders = study.coderIds.filter((coder) => document.coderIds.includes(coder))
    return coders.length < 2 ? [] : [naiveDocument(document, coders, study, measurement)]
  })
}

function naiveDocument(
  document: StudyDocument,
  coders: string[],
  study: Study,
  { unit, excluded, touching }: Measurement,
): NaiveDocument {
  const gone = new Set((excluded?.get(document.id) ?? []).flatMap(offsets))
  const kept = offsets({ start: 0, end: document.length }).filter((offset) => !gone.has(offset))
  const ranges =
    unit.kind === 'character'
      ? kept.map((offset) => ({ start: offset, end: offset + 1 }))
      : unit.ranges.get(document.id)!
  // Units that begin with the same remaining character stand in the order of their ends.
  const units = ranges
    .map((range) => offsets(range).filter((offset) => !gone.has(offset)))
    .filter((characters) => characters.length > 0)
    .sort((a, b) => a[0]! - b[0]! || a.length - b.length)
  const place = new Map(kept.map((offset, index) => [offset, index]))
  const segments = new Map(
    coders.map((coder) => [
      coder,
      new Map(
        study.tagIds.map((tag) => {
          const spans = document.spans.filter(({ coderId, tagId }) => coderId === coder && tagId === tag)
          const texts = merge(
            spans.map((span) => new Set(offsets(span))),
            touching,
          )
          const lines = merge(
            texts.map((text) => new Set([...text].flatMap((offset) => place.get(offset) ?? []))),
            touching,
          )
          const touched = lines.flatMap((line) =>
            runs(
              units.flatMap((characters, index) =>
                characters.some((offset) => line.has(place.get(offset)!)) ? [index] : [],
              ),
            ),
          )
          return [tag, merge(touched, touching)] as const
        }),
      ),
    ]),
  )
  return { id: document.id, coders, units: units.length, segments }
}

const offsets = ({ start, end }: Span): number[] => Array.from({ length: end - start }, (_, index) => start + index)

/** Unites sets that share a number, or that touch if asked to, until none are left to unite. */
function merge(sets: Set<number>[], touching: Measurement['touching']): Set<number>[] {
  const left = sets.filter((set) => set.size > 0)
  for (let i = 0; i < left.length; i++) {
    for (let j = i + 1; j < left.length; j++) {
      const near = [...left[i]!].some(
        (number) =>
          left[j]!.has(number) || (touching === 'joined' && (left[j]!.has(number + 1) || left[j]!.has(number - 1))),
      )
      if (near)
        return merge(
          [...left.filter((_, index) => index !== i && index !== j), new Set([...left[i]!, ...left[j]!])],
          touching,
        )
    }
  }
  return left.sort((a, b) => Math.min(...a) - Math.min(...b))
}

function runs(numbers: number[]): Set<number>[] {
  const found: Set<number>[] = []
  for (const number of numbers) {
    if (found.at(-1)?.has(number - 1)) found.at(-1)!.add(number)
    else found.push(new Set([number]))
  }
  return found
}
