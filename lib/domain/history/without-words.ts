/** Fields of recorded rows that hold words of a text or about it. Names and titles are not among them: the history stays readable. */
const words = new Set([
  'quote',
  'prefix',
  'suffix',
  'note',
  'body',
  'text',
  'reason',
  'answer',
  'narrative',
  'definition',
  'useWhen',
  'avoidWhen',
  'attributes',
  'description',
])

/** A side of an event, or any part of it, without the words in it; `purged` says that there were some. */
export function withoutWords(side: unknown): unknown {
  if (Array.isArray(side)) return side.map(withoutWords)
  if (!isObject(side)) return side
  const kept = Object.entries(side).filter(([key]) => !words.has(key))
  const stripped = Object.fromEntries(kept.map(([key, value]) => [key, withoutWords(value)]))
  return kept.length < Object.keys(side).length ? { ...stripped, purged: true } : stripped
}

/** The same of an event on a memo. How its author called it, and of what kind they said it is, nobody needs to read the history: these are words of it too. */
export function withoutWordsOfMemo(side: unknown): unknown {
  if (!isObject(side)) return side
  const { title, kind, ...others } = side
  const left = withoutWords(others) as object
  return title === undefined && kind === undefined ? left : { ...left, purged: true }
}

/**
 * The same, of an event on many things or on another one: only what is said of things that are meant goes, however deep it stands. What such a thing was and became there, without
 * being a row, are the values of its attributes.
 */
export function withoutWordsOf(side: unknown, isMeant: (item: Readonly<Record<string, unknown>>) => boolean): unknown {
  if (Array.isArray(side)) return side.map((part) => withoutWordsOf(part, isMeant))
  if (!isObject(side)) return side
  if (!isMeant(side))
    return Object.fromEntries(Object.entries(side).map(([key, value]) => [key, withoutWordsOf(value, isMeant)]))
  const values = Object.keys(side).filter((key) => key === 'before' || key === 'after')
  return values.length === 0
    ? withoutWords(side)
    : { ...(withoutWords(side) as object), ...Object.fromEntries(values.map((key) => [key, {}])), purged: true }
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
