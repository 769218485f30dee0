/**
 * What passages are asked for: conditions on a passage, joined by AND, OR and NOT, and how it stands to other passages. `Ref` is what a condition refers to
 * somebody's tag, theme or other row by: an id in a query that is kept or asked, a name with its place in one that was typed.
 */
export type Query<Ref = string> =
  | { kind: 'and' | 'or'; parts: Query<Ref>[] }
  | { kind: 'not'; part: Query<Ref> }
  /** It carries the tag or, unless `exact`, one below it; or a tag of the theme; or is of the person, the round, the document; or the kept query finds it. */
  | { kind: 'refers'; field: ReferringField; to: Ref; exact?: boolean }
  /** Its words, or its note, hold these, in whatever case. */
  | { kind: 'says'; field: SayingField; words: string }
  /** What its document has for an attribute: numbers as numbers, everything else by the letters that are given, so that 2015 is every day of it. */
  | { kind: 'attribute'; key: string; op: Comparison | 'holds'; value: string }
  /** The day it was made on, YYYY-MM-DD, as whoever asks counts days. */
  | { kind: 'made'; op: Comparison; day: string }
  /** How sure its author is, 1 to 3. */
  | { kind: 'certainty'; op: Comparison; value: number }
  | { kind: 'is'; what: State }
  /** Some passage of the same layer that `to` finds stands to it as `how` says; it may be the passage itself. */
  | { kind: 'related'; how: Relation; to: Query<Ref> }

export const referringFields = ['tag', 'theme', 'by', 'round', 'document', 'query'] as const
export type ReferringField = (typeof referringFields)[number]

export const sayingFields = ['text', 'note'] as const
export type SayingField = (typeof sayingFields)[number]

export const comparisons = ['=', '<', '<=', '>', '>='] as const
export type Comparison = (typeof comparisons)[number]

export const states = [
  'starred',
  'untagged',
  'private',
  'shared',
  'coding',
  'consensus',
  'second-opinion',
  'orphaned',
] as const
export type State = (typeof states)[number]

export const distanceUnits = ['sentences', 'paragraphs'] as const

/** At most so many sentences or paragraphs on: 0 is the same one. */
export interface Distance {
  most: number
  unit: (typeof distanceUnits)[number]
}

export const edgeRelations = ['overlaps', 'inside', 'encloses'] as const
export const orderedRelations = ['followed', 'preceded'] as const

/**
 * How a passage stands to another. Of one text: `overlaps` shares a code unit with it; `inside` and `encloses` count the same edges too; `near` lies in a
 * sentence or paragraph that is at most so far from one of its own; `followed` ends before the other begins, by whatever distance where none is said.
 * `sameAttribute`: both documents have the same value, and have one.
 */
export type Relation =
  | { by: (typeof edgeRelations)[number] }
  | { by: 'sameDocument' }
  | { by: 'sameAttribute'; key: string }
  | { by: 'near'; within: Distance }
  | { by: (typeof orderedRelations)[number]; within: Distance | null }

/** More than these is no question that a person asks, and would cost others theirs. */
export const mostOfQuery = { pieces: 200, depth: 12, relations: 6, nestedRelations: 2 } as const

/** The same query with every reference as `ref` has it. */
export function withRefs<From, To>(
  query: Query<From>,
  ref: (to: From, of: { field: ReferringField; exact?: boolean }) => Query<To>,
): Query<To> {
  if ('parts' in query) return { kind: query.kind, parts: query.parts.map((part) => withRefs(part, ref)) }
  if (query.kind === 'not') return { kind: 'not', part: withRefs(query.part, ref) }
  if (query.kind === 'related') return { ...query, to: withRefs(query.to, ref) }
  return query.kind === 'refers' ? ref(query.to, query) : query
}

/** What a query refers to, each as often as it does. */
export function refsIn<Ref>(query: Query<Ref>): { field: ReferringField; to: Ref; exact?: boolean }[] {
  if ('parts' in query) return query.parts.flatMap(refsIn)
  if (query.kind === 'not') return refsIn(query.part)
  if (query.kind === 'related') return refsIn(query.to)
  return query.kind === 'refers' ? [query] : []
}
