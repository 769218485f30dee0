import { foldName } from '../codebook/equal-names'
import { foldText } from '../search/folded-text'

/** A tag as the picker searches it; `path` are the names from the root to it, and `annotationCount` is how often it is used, as far as one knows. */
export interface Searched {
  name: string
  path: readonly string[]
  annotationCount?: number
}

/**
 * The tags that a typed query may mean, the likeliest first: the name itself, names that begin with it, names with a word that begins with it,
 * names that contain it, and last those whose path contains every word of it. Within a rank those higher in the tree come first, and of these the ones that are used more by a power of ten,
 * so that coding itself hardly ever changes what two letters and Enter do; what is alike stays in the given order. They are found as text is found (`lib/domain/search`):
 * whatever the letter case and accents, spaces, dashes and quotes; the very name comes before one that differs in accents.
 */
export function matchTags<T extends Searched>(tags: readonly T[], query: string): T[] {
  const wanted = folded(query)
  if (wanted === '') return [...tags]
  const words = wanted.split(/[\s/›>]+/u).filter(Boolean)
  const ranks: T[][] = [[], [], [], [], [], []]
  for (const tag of tags)
    ranks[
      foldName(tag.name) === foldName(query)
        ? 0
        : 1 + rankOf(folded(tag.name), folded(tag.path.join(' ')), wanted, words)
    ]?.push(tag)
  return ranks.flatMap((rank) => rank.toSorted((a, b) => a.path.length - b.path.length || useOf(b) - useOf(a)))
}

/** 0 for what is not used, then 1 up to 9 passages, 2 up to 99, and so on. */
const useOf = ({ annotationCount = 0 }: Searched): number =>
  annotationCount === 0 ? 0 : String(annotationCount).length

/** The tag that a typed name names, as names are compared (`foldName`); undefined where there is none. */
export function namedTag<T extends Searched>(tags: readonly T[], query: string): T | undefined {
  const wanted = foldName(query)
  return tags.find((tag) => foldName(tag.name) === wanted)
}

function rankOf(name: string, path: string, wanted: string, words: readonly string[]): number {
  if (name === wanted) return 0
  if (name.startsWith(wanted)) return 1
  if (name.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(wanted))) return 2
  if (name.includes(wanted)) return 3
  return words.every((word) => path.includes(word)) ? 4 : 5
}

const folded = (text: string): string => foldText(text, { case: 'folded', accents: 'folded' }).text.trim()
