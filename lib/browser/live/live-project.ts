import type { QueryClient } from '@tanstack/react-query'
import type { SeenEvent } from '@/lib/schemas/document'
import type { PresenceShown } from '@/lib/schemas/presence'
import { notificationsKey, queryKeys } from '@/lib/browser/query-keys'
import { tellWorker } from '@/lib/browser/offline/keep-pages'
import { tellReverted } from '@/lib/browser/history/reverted'
import { followProject } from './follow-project'
import { StaleMarker } from './stale-marker'
import { touchedKeys } from './touched-keys'

export type People = PresenceShown['people']

/** Milliseconds for which a hidden page keeps its stream. Over HTTP/1.1 a browser has six connections to a server, for all its tabs. */
const lingering = 10_000
/** Events remembered for parts of the page that were rendered before them and appeared after. */
const remembered = 500
const nobody: People = []

/** What a project's pages in this tab know of what happens in it now. */
export class LiveProject {
  private readonly stale: StaleMarker
  private readonly readers = new Map<string, (events: SeenEvent[]) => void>()
  private readonly listeners = new Set<(events: SeenEvent[]) => void>()
  private readonly watchers = new Set<() => void>()
  private recent: SeenEvent[] = []
  private everyone = nobody
  private isLive = false
  /** The sign of what one was last told to be hidden; null before the first telling. */
  private veil: string | null = null

  constructor(
    queries: QueryClient,
    private readonly projectId: string,
  ) {
    this.stale = new StaleMarker(queries)
  }

  /** Follows the project from the event numbered `after` on; returns what ends it. */
  start(after: number): () => void {
    const stop = new AbortController()
    void followProject(this.projectId, after, stop.signal, {
      events: (events) => this.take(events),
      presence: (people) => this.show(people, this.isLive),
      veil: (sign) => this.veiled(sign),
      lost: () => tellWorker({ kind: 'lost', projectId: this.projectId }),
      live: (isLive) => this.show(this.everyone, isLive),
      untilSeen,
      whileSeen,
    })
    return () => {
      stop.abort()
      this.stale.stop()
    }
  }

  /** Has events on a document's annotations told to `reader`, who then answers for them. Returns what ends it. */
  onDocument(documentId: string, reader: (events: SeenEvent[]) => void): () => void {
    this.readers.set(documentId, reader)
    // What was told before there was a reader may have come after the page had asked for the passages.
    if (this.recent.some((event) => event.documentId === documentId))
      this.refetch(queryKeys.layer(this.projectId, documentId))
    return () => {
      if (this.readers.get(documentId) === reader) this.readers.delete(documentId)
    }
  }

  /** Has every event told to `listener` as it comes. Returns what ends it. */
  onEvents(listener: (events: SeenEvent[]) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** For data that was read when the event numbered `lastEvent` was the newest: marks stale what was told since, before anybody asked for that data. */
  catchUp(lastEvent: number): void {
    const at = this.recent.findIndex(({ seq }) => seq === lastEvent)
    if (at >= 0) this.markStale(this.recent.slice(at + 1))
    else if (this.recent.some(({ seq }) => seq > lastEvent)) this.stale.mark([['project', this.projectId]])
  }

  /** Has data fetched again, soon: what is asked for many times in a moment is fetched once. */
  refetch(...keys: (readonly unknown[])[]): void {
    this.stale.mark(keys)
  }

  /** For useSyncExternalStore. */
  readonly subscribe = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher)
    return () => this.watchers.delete(watcher)
  }
  readonly people = (): People => this.everyone
  readonly connected = (): boolean => this.isLive

  private take(events: SeenEvent[]): void {
    this.recent = [...this.recent, ...events].slice(-remembered)
    for (const [documentId, reader] of this.readers) {
      const own = events.filter(
        (event) => /^annotations?\./.test(event.type) && (event.documentId === documentId || event.documentId === null),
      )
      if (own.length > 0) reader(own)
    }
    for (const listener of this.listeners) listener(events)
    tellReverted(events.flatMap(({ reverts }) => reverts ?? []))
    this.markStale(events)
  }

  /** What is hidden from one is another now: whatever of the project is on screen is asked for again, and what one may not see any more goes. */
  private veiled(sign: string): void {
    tellWorker({ kind: 'hiding', projectId: this.projectId, sign })
    const isChange = this.veil !== null && this.veil !== sign
    this.veil = sign
    if (isChange) this.stale.mark([queryKeys.project(this.projectId), notificationsKey])
  }

  private markStale(events: SeenEvent[]): void {
    const layers = new Set(this.readers.keys())
    this.stale.mark(events.flatMap((event) => touchedKeys(this.projectId, event, layers)))
  }

  private show(people: People, isLive: boolean): void {
    if (people.length === 0 && this.everyone.length === 0 && isLive === this.isLive) return
    this.everyone = people.length === 0 ? nobody : people
    this.isLive = isLive
    for (const watcher of this.watchers) watcher()
  }
}

function untilSeen(): Promise<void> {
  return new Promise((resolve) => {
    if (!document.hidden) return resolve()
    const look = () => {
      if (document.hidden) return
      document.removeEventListener('visibilitychange', look)
      resolve()
    }
    document.addEventListener('visibilitychange', look)
  })
}

function whileSeen(over: AbortSignal): AbortSignal {
  const gone = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined
  const look = () => {
    clearTimeout(timer)
    if (document.hidden) timer = setTimeout(() => gone.abort(), lingering)
  }
  document.addEventListener('visibilitychange', look, { signal: over })
  over.addEventListener('abort', () => clearTimeout(timer))
  look()
  return gone.signal
}
