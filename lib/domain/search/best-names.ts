import { foldName, wordsIn } from './has-words'

/**
 * The names that have every word of a query, best first and at most `limit`: the name itself, then names that begin with the query, then those in which a word
 * begins with it, then the others; among equals what stands higher in a tree (`path` are the names above it), and otherwise the order in which they were given. Case and accents do not count (`foldName`). A query without a word finds nothing.
 */
export function bestNames<Row extends { name: string; path?: readonly string[] }>(
  query: string,
  rows: readonly Row[],
  limit: number,
): Row[] {
  const wanted = foldName(query).trim()
  if (wanted === '') return []
  const hasWords = wordsIn(query)
  const ranked: Row[][] = [[], [], [], []]
  for (const row of rows) if (hasWords(row.name)) ranked[rankOf(foldName(row.name).trim(), wanted)]?.push(row)
  return ranked.flatMap((rank) => rank.toSorted((a, b) => depthOf(a) - depthOf(b))).slice(0, limit)
}

const depthOf = ({ path = [] }: { path?: readonly string[] }): number => path.length

function rankOf(name: string, wanted: string): 0 | 1 | 2 | 3 {
  if (name === wanted) return 0
  if (name.startsWith(wanted)) return 1
  return name.split(/[^\p{L}\p{M}\p{N}]+/u).some((_, at, words) => words.slice(at).join(' ').startsWith(wanted)) ? 2 : 3
}
