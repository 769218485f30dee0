import { foldName } from '../search/has-words'

/** Those whose name has a word that begins with what was typed, in the order given; everybody where nothing was typed. Case and accents do not matter. */
export function matchingNames<T extends { name: string }>(people: readonly T[], typed: string): T[] {
  const wanted = foldName(typed)
  const begins = (name: string) => name.startsWith(wanted) || name.split(/\s+/u).some((word) => word.startsWith(wanted))
  return people.filter(({ name }) => begins(foldName(name)))
}
