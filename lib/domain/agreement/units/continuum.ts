import type { Span } from '@/lib/domain/anchoring/span'
import type { Measurement } from './measurement'
import { leaveOut, ontoUnits, type Projection } from './projection'
import { checkRanges, type Study, type StudyDocument } from '@/lib/domain/agreement/study/study'
import { unionSpans } from './union-spans'

/** A document as a line of units. Coders and tags are named by their index in the study. */
export interface Continuum {
  documentId: string
  /** How many units it has. */
  length: number
  /** Who coded it, ascending. */
  coders: readonly number[]
  /** For each tag that was used, for each coder of the study, the units coded: ascending, disjoint. Missing coders have none either. */
  coded: ReadonlyMap<number, readonly (readonly Span[])[]>
  /** Where a run of units stands in the document, in its offsets. */
  origin: (units: Span) => Span
}

/** Lays a checked document of the study out in units. A coder overlapping themselves with a tag counts once. Throws RangeError on bad ranges. */
export function layOut(study: Study, document: StudyDocument, measurement: Measurement): Continuum {
  const coderIndex = new Map(study.coderIds.map((id, index) => [id, index]))
  const tagIndex = new Map(study.tagIds.map((id, index) => [id, index]))
  const projection = projectionFor(document, measurement)
  const drawn = new Map<number, Span[][]>()
  for (const span of document.spans) {
    const coder = coderIndex.get(span.coderId)
    const tag = tagIndex.get(span.tagId)
    if (coder === undefined || tag === undefined) continue
    let byCoder = drawn.get(tag)
    if (!byCoder) drawn.set(tag, (byCoder = study.coderIds.map(() => [])))
    byCoder[coder]!.push(span)
  }
  const coded = new Map<number, Span[][]>()
  for (const [tag, byCoder] of drawn) {
    // United before as well as after: an overlap within excluded text would be gone afterwards.
    coded.set(
      tag,
      byCoder.map((spans) =>
        unionSpans(unionSpans(spans, measurement.touching).flatMap(projection.project), measurement.touching),
      ),
    )
  }
  const present = new Set(document.coderIds)
  const coders = study.coderIds.flatMap((id, index) => (present.has(id) ? [index] : []))
  return { documentId: document.id, length: projection.length, coders, coded, origin: projection.back }
}

function projectionFor(document: StudyDocument, { unit, excluded, tails }: Measurement): Projection {
  const gaps = excluded?.get(document.id) ?? []
  checkRanges(gaps, document)
  const characters = ofCharacters(document, gaps, tails?.get(document.id) ?? [])
  if (unit.kind === 'character') return characters
  const ranges = unit.ranges.get(document.id)
  if (!ranges) throw new RangeError(`The ${unit.kind} ranges of document ${document.id} are not given`)
  checkRanges(ranges, document)
  const units = ontoUnits(ranges.flatMap(characters.project))
  return {
    length: units.length,
    project: (span) => characters.project(span).flatMap(units.project),
    back: (run) => characters.back(units.back(run)),
  }
}

/** The line of characters: each of several code units stands in it once, for its first, and is whole on the way back. */
function ofCharacters(document: StudyDocument, gaps: readonly Span[], tails: readonly Span[]): Projection {
  if (tails.length === 0) return leaveOut(document.length, gaps)
  checkRanges(tails, document)
  const line = leaveOut(document.length, [...gaps, ...tails])
  const headOf = new Map(
    tails.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, i) => [start + i, start - 1] as const)),
  )
  const endOf = new Map(tails.map(({ start, end }) => [start, end]))
  return {
    length: line.length,
    project: ({ start, end }) => line.project({ start: headOf.get(start) ?? start, end }),
    back: (units) => {
      const { start, end } = line.back(units)
      return { start, end: endOf.get(end) ?? end }
    },
  }
}
