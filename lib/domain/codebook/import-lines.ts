import type { Branch } from './tree'

/** What a tag of a file may have; names and texts in UTF-16 code units. */
export const tagLimits = { name: 200, text: 5000, depth: 20 } as const

export const guidanceFields = ['colour', 'definition', 'useWhen', 'avoidWhen'] as const
type Guidance = Record<(typeof guidanceFields)[number], string>

/** A tag as it is stored. */
export type StoredTag = Branch & Guidance & { archivedAt: string | null }

/** In what a line of a file and the stored tag can differ. */
export const importDifferences = [...guidanceFields, 'archived'] as const
type ImportDifference = (typeof importDifferences)[number]

/** A line of a file: a name, what stands above it, and guidance where the file has some ('' where not). */
export interface ImportLine extends Guidance {
  line: number
  name: string
  /** Null where the file does not say. */
  isArchived: boolean | null
  /** The place among the lines of the one that it stands below, where the file says so without doubt; then nothing is in `above`. */
  below: number | null
  above: readonly string[]
  /** Whether `above` leads down from the root; otherwise its one name may stand for a tag anywhere. */
  isPath: boolean
}

export const importRefusals = [
  'no-name',
  'name-too-long',
  'name-unprintable',
  'text-too-long',
  'too-deep',
  'named-twice',
  'ambiguous-parent',
  'circular',
  'parent-refused',
] as const
export type ImportRefusal = (typeof importRefusals)[number]

/** What becomes of one line, or of a tag that only stands above others in the file (`isImplied`; its line is that of the first of them). */
export interface ImportRow {
  line: number
  path: string[]
  outcome: 'new' | 'exists' | 'conflict' | 'refused'
  isImplied: boolean
  reason: ImportRefusal | null
  /** For a conflict: in what the stored tag differs. It is left as it is unless somebody takes the line. */
  differs: ImportDifference[]
  /** For a conflict: the stored tag, and what the file has in those fields. */
  stored: { id: string; given: GivenFields } | null
}

/** What a file gives for a stored tag, in the fields that differ. */
export type GivenFields = Partial<Guidance & { archived: boolean }>

/** A tag to add. `parent` is a stored tag's id or the place in `added` of one that comes before it. */
export interface AddedTag extends Guidance {
  name: string
  parent: string | number | null
  isArchived: boolean
}
