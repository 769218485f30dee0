const ends = new Map<string, Promise<unknown>>()

/** Runs `work` after whatever runs under the same key in this process has ended, so that guesses made at once are counted one by one. Another process goes on beside it: at worst each makes one guess more. */
export async function inTurn<T>(key: string, work: () => Promise<T>): Promise<T> {
  const before = ends.get(key)
  const mine = (before ?? Promise.resolve()).then(work, work)
  ends.set(key, mine)
  try {
    return await mine
  } finally {
    if (ends.get(key) === mine) ends.delete(key)
  }
}
