import type { Folding } from './fold-character'
import { foldText } from './folded-text'

const asTyped: Folding = { case: 'folded', accents: 'folded' }

/** A name or title as it is looked for: case and accents apart, spaces, quotes, dashes and ligatures as they are typed. */
export const foldName = (text: string): string => (plain.test(text) ? text.toLowerCase() : foldText(text, asTyped).text)

/** Letters without accents, digits and single spaces, of which nothing but the case folds: most names of a project, told in a fraction of the time. */
const plain = /^[A-Za-z0-9]+(?: [A-Za-z0-9]+)*$/

/**
 * Whether a text has every word of a query, in any order: what each field does that narrows a list by typing. A query without a word is in every text. The
 * query is folded once, so ask for the question before the list is walked.
 */
export function wordsIn(query: string): (text: string) => boolean {
  const words = foldName(query).split(/\s+/u).filter(Boolean)
  return words.length === 0 ? () => true : (text) => hasAll(foldName(text), words)
}

const hasAll = (text: string, words: readonly string[]): boolean => words.every((word) => text.includes(word))
