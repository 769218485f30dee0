import { inTreeOrder, type Branch } from '../codebook/tree'
import type { Named, ParsedQuery } from './parse'
import { QueryRefused, refuse } from './pieces'
import { withRefs, type Query, type ReferringField } from './query'

/** Something that a query can refer to. A tag has several names: its own, and with those of the tags above it. */
export interface Thing {
  id: string
  names: readonly string[]
}

export type Things = Readonly<Partial<Record<ReferringField, readonly Thing[]>>>

/** Names are compared as people compare them: whatever the case and the form of a letter. */
const comparedName = (name: string): string => name.normalize('NFC').trim().replace(/\s+/gu, ' ').toLowerCase()

/** What stands between the names of a tag and of the one above it. */
const below = ' / '

/** The tags of a codebook by every name that they can be called: “Food”, “Security / Food”. */
export const tagThings = (tags: readonly Branch[]): Thing[] =>
  inTreeOrder(tags).map(({ tag, path }) => ({
    id: tag.id,
    names: path.map((_, from) => path.slice(path.length - 1 - from).join(below)),
  }))

const idOf = (name: string): string | undefined =>
  /^#([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/iu.exec(name)?.[1]?.toLowerCase()

/**
 * The query that names mean, in ids, or the fault at the name that means nothing or several things. #id is a name of whatever has that id, also of what is not
 * there any more, which no passage has.
 */
export function resolved(
  query: Query<Named>,
  things: Things,
): { ok: true; query: Query } | (ParsedQuery & { ok: false }) {
  try {
    return {
      ok: true,
      query: withRefs<Named, string>(query, ({ name, at }, { field, exact }) => ({
        kind: 'refers',
        field,
        to: idOf(name) ?? meant(things[field] ?? [], name, at),
        ...(exact !== undefined && { exact }),
      })),
    }
  } catch (error) {
    if (error instanceof QueryRefused) return { ok: false, ...error.fault }
    throw error
  }
}

function meant(things: readonly Thing[], name: string, at: number): string {
  const [first, second] = called(things, name)
  if (!first) return refuse('unknownName', at, name)
  return second ? refuse('severalOfName', at, name) : first.id
}

/** What a name can mean. A name that stands for one thing whole stands for it, though it is the last part of others' too. */
function called(things: readonly Thing[], name: string): readonly Thing[] {
  const asked = new Set([name, name.replace(/\s*\/\s*/gu, below)].map(comparedName))
  const found = things.filter(({ names }) => names.some((one) => asked.has(comparedName(one))))
  const whole = found.filter(({ names }) => asked.has(comparedName(names.at(-1) ?? '')))
  return whole.length === 1 ? whole : found
}

/** The shortest name that means this thing alone; #id where none does, and ? for what is not among them, be it gone or not for this reader's eyes. */
export function nameIn(things: readonly Thing[], id: string): string {
  const names = things.find((thing) => thing.id === id)?.names
  if (!names) return '?'
  const alone = names.find((name) => {
    const [first, second] = called(things, name)
    return idOf(name) === undefined && first?.id === id && !second
  })
  return alone ?? `#${id}`
}
