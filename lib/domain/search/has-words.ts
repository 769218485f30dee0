import type { Folding } from './fold-character'
import { foldText } from './folded-text'

const asTyped: Folding = { case: 'folded', accents: 'folded' }

/** A name or title as it is looked for: case and accents apart, spaces, quotes, dashes and ligatures as they are typed. */
export const foldName = (text: string): string => foldText(text, asTyped).text

/**
 * Whether a text has every word of a query, in any order: what each field does that narrows a list by typing. A query without a word is in every text. The
 * query is folded once, so ask for the question before the list is walked.
 */
export function wordsIn(query: string): (text: string) => boolean {
  const words = foldName(query).split(/\s+/u).filter(Boolean)
  return words.length === 0 ? () => true : (text) => hasAll(foldName(text), words)
}

const hasAll = (text: string, words: readonly string[]): boolean => words.every((word) => text.includes(word))
