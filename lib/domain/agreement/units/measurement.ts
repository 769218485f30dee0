import type { Span } from '@/lib/domain/anchoring/span'

/** What is counted. A character is one UTF-16 code unit, or with `tails` what a person calls one; the others are ranges the caller has found, in document offsets. */
export type UnitKind = 'character' | 'sentence' | 'paragraph' | 'excerpt'

/** Ranges by document id: half-open, UTF-16 code units. */
export type RangesByDocument = ReadonlyMap<string, readonly Span[]>

/** Sentences, paragraphs and excerpts count as coded with a tag when any character of theirs that is not excluded is. */
type Unit = { kind: 'character' } | { kind: Exclude<UnitKind, 'character'>; ranges: RangesByDocument }

/** Everything about how agreement is measured that is a choice; each of them belongs beside the figure. */
export interface Measurement {
  unit: Unit
  /** Text that is left out altogether, such as white space. */
  excluded?: RangesByDocument
  /** All but the first code unit of each character that a person takes for one (`characterTails`), so that it counts once, and counts as coded when any of it is. */
  tails?: RangesByDocument
  /** Whether two spans of a coder that touch, with the same tag, are two segments or one. Only measures of segments can tell them apart. */
  touching: 'separate' | 'joined'
  /** Unitizing alpha over several tags needs one value per stretch: without one it is either undefined, or the combination is the value. */
  overlappingTags: 'refused' | 'combined'
}
