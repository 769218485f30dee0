// What Postgres cannot hold in a text or in jsonb: NUL, and half of a surrogate pair. Sent on, either would be a fault of the statement and not of the sender.
const unstorable = /\u0000|\p{Surrogate}/u

/** Whether every letter of a text can be stored. */
export const isStorable = (text: string): boolean => !unstorable.test(text)

/** A value as JSON whose texts can be stored: what cannot be in them is a sign that stands for any. For what quotes files in words of our own. */
export const storableJson = (value: object): string =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'string' ? part.replaceAll(/\u0000|\p{Surrogate}/gu, '\uFFFD') : part,
  )

/** Whether a value of JSON is nested in at most `levels` objects and lists, and every text in it can be stored, keys included. Looks no deeper than that. */
export function isStorableTree(value: unknown, levels: number): boolean {
  if (typeof value === 'string') return isStorable(value)
  if (typeof value !== 'object' || value === null) return true
  return levels > 0 && Object.entries(value).every(([key, part]) => isStorable(key) && isStorableTree(part, levels - 1))
}
