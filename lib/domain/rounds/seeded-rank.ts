/** Two independent 32-bit hashes, to be compared one after the other: 64 bits leave no ties to speak of among millions of keys. The same for the same seed and key. */
export const rankOf = (seed: string, key: string): [number, number] => [
  hash(`a/${seed}/${key}`),
  hash(`b/${seed}/${key}`),
]

/** The keys in the order of their rank: as good as shuffled, and the same for one seed in whatever order they come. */
export function ranked(seed: string, keys: readonly string[]): string[] {
  const ranks = [...new Set(keys)].map((key) => ({ key, rank: rankOf(seed, key) }))
  return ranks
    .sort((a, b) => a.rank[0] - b.rank[0] || a.rank[1] - b.rank[1] || (a.key < b.key ? -1 : 1))
    .map(({ key }) => key)
}

/** FNV-1a over UTF-16 code units, then the finishing mix of MurmurHash3 (Appleby), without which neighbouring offsets would rank alike. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let i = 0; i < text.length; i += 1) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193)
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35)
  return (value ^ (value >>> 16)) >>> 0
}
