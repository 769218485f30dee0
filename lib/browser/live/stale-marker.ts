import type { Query, QueryClient } from '@tanstack/react-query'

/** Milliseconds from the first event to the fetching of what it touched, and at least between two such fetchings. */
const first = 120
const between = 1500

/**
 * Marks cached data as stale, which has what is on screen fetched again, but not once per event: a thousand events in a second are fetched for twice. Texts of
 * documents are never marked: another text is another revision, which the reader offers.
 */
export class StaleMarker {
  private readonly keys = new Map<string, readonly unknown[]>()
  private timer: ReturnType<typeof setTimeout> | undefined
  private last = -Infinity

  constructor(private readonly queries: QueryClient) {}

  mark(keys: Iterable<readonly unknown[]>): void {
    for (const key of keys) this.keys.set(JSON.stringify(key), key)
    if (this.keys.size > 0)
      this.timer ??= setTimeout(() => this.flush(), Math.max(first, this.last + between - Date.now()))
  }

  stop(): void {
    clearTimeout(this.timer)
    this.timer = undefined
  }

  private flush(): void {
    this.timer = undefined
    this.last = Date.now()
    for (const queryKey of this.keys.values()) {
      const isMoved = (query: Query) => !unmoved.has(query.queryKey[2])
      void this.queries.invalidateQueries({ queryKey, predicate: isMoved })
      void this.fetchAfterFirst(this.queries.getQueryCache().findAll({ queryKey, predicate: isMoved }))
      // Figures do not move while somebody reads them: the page says that they are overtaken and counts again when asked.
      void this.queries.invalidateQueries({
        queryKey,
        predicate: (query) => query.queryKey[2] === 'agreement',
        refetchType: 'none',
      })
    }
    this.keys.clear()
  }

  /** What is being fetched for the first time is not broken off, and its answer may be from before the event: it is fetched once more. */
  private async fetchAfterFirst(queries: readonly Query[]): Promise<void> {
    const begun = queries.filter(({ state }) => state.data === undefined && state.fetchStatus === 'fetching')
    await Promise.allSettled(begun.flatMap(({ promise }) => promise ?? []))
    if (begun.length > 0) await this.queries.invalidateQueries({ predicate: (query) => begun.includes(query) })
  }
}

const unmoved = new Set<unknown>(['content', 'text', 'agreement'])
