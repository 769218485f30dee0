import { pageIsKept, pageKeptAt } from './kept-page'
import { serverIsThere } from './server-is-there'

/** Milliseconds between two looks whether the server can be reached again, at first and at most. */
const pause = { first: 1000, last: 15_000 }

/** What this page knows of its connection: whether the server can be reached, and since when what is shown may have stood, where that is not now. */
export interface ConnectionState {
  isReached: boolean
  /** When the oldest of what is shown was asked for, in milliseconds, where the browser gave it from what it kept; null where all of it came from the server. */
  keptAt: number | null
}

/** Where the server is asked whether it is there, and the clock by which that is done. */
export interface Surroundings {
  /** Resolves true where the server answers, and never rejects. */
  ask: () => Promise<boolean>
  wait: (milliseconds: number, work: () => void) => () => void
  /** Whether the browser believes that it has no network. */
  hasNoNetwork: () => boolean
}

/**
 * Whether this page reaches the server. What a browser says of its network is a hint and no more: a server on this machine is reached without any, and one that
 * was stopped is not reached through the best. So a hint, and a request that failed, have the server asked; only its silence counts.
 */
export class Connection {
  private readonly watchers = new Set<() => void>()
  private asking: Promise<void> | null = null
  private stopWaiting: () => void = () => undefined
  private delay = pause.first
  private losses = 0
  /** Addresses that the server itself has answered since this page was loaded. */
  private readonly answered = new Set<string>()

  constructor(
    private readonly surroundings: Surroundings,
    private state: ConnectionState = { isReached: true, keptAt: null },
  ) {}

  /** For useSyncExternalStore. */
  readonly subscribe = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher)
    return () => this.watchers.delete(watcher)
  }
  readonly now = (): ConnectionState => this.state

  /** What this page has read from the server itself. */
  readonly read = (): string[] => [...this.answered]

  /** Asked before a request is sent, and handed back with its answer. */
  readonly mark = (): number => this.losses

  /** The server itself answered; `address` is what was read, if anything was. Of what was asked before the connection went the answer may come after it, and says nothing. */
  reached(mark: number, address?: string): void {
    if (address !== undefined) this.answered.add(address)
    if (!this.state.isReached && mark === this.losses) this.found()
  }

  /** Something says that the connection is gone or is back: a request that failed, the browser. Resolves when it is known. */
  readonly doubt = (): Promise<void> => (this.asking ??= this.look().finally(() => (this.asking = null)))

  /**
   * An answer to `address` came from what the browser kept, for the server was not reached. False where the server answered the same since the page was loaded:
   * what is on screen may be newer then, and stays.
   */
  takesKept(address: string, keptAt: number): boolean {
    void this.doubt()
    if (this.answered.has(address)) return false
    this.show({ ...this.state, keptAt: Math.min(keptAt, this.state.keptAt ?? Infinity) })
    return true
  }

  /** All that is shown has been asked for anew. */
  readonly isFresh = (): void => this.show({ ...this.state, keptAt: null })

  private async look(): Promise<void> {
    this.stopWaiting()
    const isThere = await this.surroundings.ask()
    if (isThere) return this.found()
    if (this.state.isReached) this.losses += 1
    this.show({ ...this.state, isReached: false })
    this.lookLater()
  }

  private lookLater(): void {
    this.stopWaiting = this.surroundings.wait(this.delay, () => void this.doubt())
    this.delay = Math.min(pause.last, this.delay * 1.5)
  }

  private found(): void {
    this.stopWaiting()
    if (!this.state.isReached) this.delay = pause.first
    this.show({ ...this.state, isReached: true })
    // A network that goes may carry one more answer.
    if (this.surroundings.hasNoNetwork()) this.lookLater()
  }

  private show(state: ConnectionState): void {
    if (state.isReached === this.state.isReached && state.keptAt === this.state.keptAt) return
    this.state = state
    for (const watcher of this.watchers) watcher()
  }
}

/** The connection of this page. A page that the browser gave begins without one. */
export const connection = new Connection(
  {
    ask: serverIsThere,
    wait: (milliseconds, work) => {
      const timer = setTimeout(work, milliseconds)
      return () => clearTimeout(timer)
    },
    hasNoNetwork: () => !navigator.onLine,
  },
  { isReached: !pageIsKept(), keptAt: pageKeptAt() },
)
