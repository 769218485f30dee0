/** Fields of recorded rows that hold words of a text or about it. Names and titles are not among them: the history stays readable. */
const words = new Set(['quote', 'prefix', 'suffix', 'note', 'body', 'text', 'reason', 'narrative', 'definition', 'useWhen', 'avoidWhen', 'attributes'])

/** A side of an act, or any part of it, without the words in it; `purged` says that there were some. What `isMeant` refuses, among a bulk act's items, stays as it is. */
export function withoutWords(side: unknown, isMeant: (item: unknown) => boolean = () => true): unknown {
  if (Array.isArray(side)) return side.map((item) => withoutWords(item))
  if (typeof side !== 'object' || side === null) return side
  const kept = Object.entries(side).filter(([key]) => !words.has(key))
  const stripped = Object.fromEntries(kept.map(([key, value]) => [key, key === 'items' && Array.isArray(value) ? value.map((item) => (isMeant(item) ? withoutWords(item) : (item as unknown))) : withoutWords(value)]))
  return kept.length < Object.keys(side).length ? { ...stripped, purged: true } : stripped
}
