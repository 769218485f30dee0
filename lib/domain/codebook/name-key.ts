/**
 * A name as names are compared within one place: in small letters, letter by letter, as the database's index on sibling names does. So İ is the capital of i
 * and Σ that of σ wherever they stand, which the small letters of a whole word are not.
 */
export const nameKey = (name: string): string =>
  Array.from(name, (letter) => (letter === 'İ' ? 'i' : letter.toLowerCase())).join('')
