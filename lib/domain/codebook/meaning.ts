import { foldText } from '../search/folded-text'

/** What of a tag says what it means. */
export interface Meaning {
  name: string
  definition: string
  useWhen: string
  avoidWhen: string
  parentId: string | null
}

export const meaningFields = ['name', 'definition', 'useWhen', 'avoidWhen'] as const

/** What an editor says of a change: that it changes what the tag means, that it does not, or nothing, and then the words decide. */
export type SaidOfMeaning = boolean | undefined

/**
 * Whether a change of a tag changes what it means, so that whoever coded before should look again. Other words do, and another place in the tree; letter case,
 * accents, spaces and signs do not: that much is a correction whoever makes it. A word more or less can turn a rule round, so every other correction is for its
 * editor to call one.
 */
export function changesMeaning(before: Meaning, after: Meaning, said: SaidOfMeaning): boolean {
  return (
    said ??
    (before.parentId !== after.parentId ||
      meaningFields.some((field) => wordsOf(before[field]) !== wordsOf(after[field])))
  )
}

const wordsOf = (text: string): string =>
  foldText(text, { case: 'folded', accents: 'folded' })
    .text.match(/[\p{L}\p{M}\p{N}]+/gu)
    ?.join(' ') ?? ''
