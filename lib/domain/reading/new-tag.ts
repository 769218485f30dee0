import { foldName } from '../codebook/equal-names'

interface Placed {
  id: string
  name: string
  /** Names from the root to this tag. */
  path: readonly string[]
}

/** A tag that could be made of what was typed: `names` are new, each below the one before, the first below the tag `parent`, or at the top. */
export interface NewTag<T extends Placed> {
  parent: T | null
  names: string[]
}

/** Names of tags from the root on, as they are typed: "Security / Food". A slash without spaces is part of a name, and so is one after a backslash. */
export function typedPath(typed: string): string[] {
  return typed
    .trim()
    .split(/(?<=\s)[/›](?=\s)/u)
    .map((part) =>
      part
        .trim()
        .replace(/\\([/›])/gu, '$1')
        .replace(/\s+/gu, ' '),
    )
    .filter((part) => part !== '')
}

/**
 * What can be made of what was typed and is not there yet, the likeliest first: below each tag that the names before the last slash may mean, or else with those
 * names made too; and last a tag with slashes in its name. Nothing where a tag of that name, as names are compared, or at that place is there.
 */
export function newTags<T extends Placed>(tags: readonly T[], typed: string): NewTag<T>[] {
  const path = typedPath(typed)
  const whole = typed
    .trim()
    .replace(/\\([/›])/gu, '$1')
    .replace(/\s+/gu, ' ')
  const name = path.at(-1)
  if (name === undefined) return []
  const isTaken = (wanted: string, parent?: T) =>
    tags.some(
      (tag) => isSame(tag.name, wanted) && (parent === undefined || isSamePath(tag.path, [...parent.path, wanted])),
    )
  const literal: NewTag<T>[] = isTaken(whole) ? [] : [{ parent: null, names: [whole] }]
  if (path.length === 1) return literal
  const above = path.slice(0, -1)
  for (let known = above.length; known > 0; known -= 1) {
    const parents = tags.filter((tag) => isSamePath(tag.path.slice(-known), above.slice(0, known)))
    if (parents.length === 0) continue
    const names = path.slice(known)
    return [
      ...parents.filter((parent) => names.length > 1 || !isTaken(name, parent)).map((parent) => ({ parent, names })),
      ...literal,
    ]
  }
  return [{ parent: null, names: path }, ...literal]
}

const isSame = (a: string, b: string): boolean => foldName(a) === foldName(b)
const isSamePath = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((name, place) => isSame(name, b[place] ?? ''))

/** The name of a tag made of words of the text: their white space made even. */
export function inVivoName(words: string): string {
  return words
    .replace(/\s+/gu, ' ')
    .replace(/\ufffc/gu, '')
    .trim()
}
