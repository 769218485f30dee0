import type { Span } from '@/lib/domain/anchoring/span'
import type { BootstrapSettings } from '@/lib/domain/agreement/measures/bootstrap'
import type { ConfusionCell } from '@/lib/domain/agreement/study/confused-passages'
import type { Measurement, UnitKind } from '@/lib/domain/agreement/units/measurement'
import type { Measure } from '@/lib/domain/agreement/measures/measures'

/** One coder's work on one document, as it comes from the database. */
interface PackedLayer {
  coderId: string
  /** Twelve bytes for every tag of every annotation, big-endian: start, end, and place in `tagIds` counted from 1; 0 is another tag, or none. */
  spans: Uint8Array
}

export interface PackedDocument {
  id: string
  /** UTF-16 code units of its canonical text, whatever is counted. */
  length: number
  /** BCP 47, for sentences. */
  language: string
  /** Who coded it, with or without finding anything. */
  coderIds: string[]
  layers: PackedLayer[]
  /** Where only these passages were to be coded; the rest of the document is left out. */
  passages?: Span[]
  /** Where the rules ask for it: for white space, sentences, and characters of several code units. */
  text?: string
  /** The tree as JSON text, for sentences and paragraphs. */
  content?: string
}

/** The rules of a measurement, as far as they can be said without the texts. */
interface Rules extends Pick<Measurement, 'touching' | 'overlappingTags'> {
  unit: UnitKind
  whiteSpace: 'counted' | 'excluded'
}

export interface PackedStudy {
  coderIds: string[]
  /** What the places in the layers mean. */
  tagIds: string[]
  /** The tags to compare; those that the coders used, where not said. */
  chosenTagIds?: string[]
  documents: PackedDocument[]
  rules: Rules
}

/** What can be asked of a study. */
export type Asked =
  | { kind: 'figures'; measures: Measure[]; intervals?: BootstrapSettings }
  | { kind: 'confusion'; coderIds?: [string, string] }
  | { kind: 'passages'; cell: ConfusionCell; coderIds?: [string, string] }
  | { kind: 'differences'; documentId: string }

export interface Question<Kind extends Asked['kind'] = Asked['kind']> {
  study: PackedStudy
  asked: Extract<Asked, { kind: Kind }>
}
