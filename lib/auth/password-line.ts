import { FairQueue } from '@/lib/domain/queue/fair-queue'
import { AppError } from '@/lib/errors'

interface Waiting {
  begin: () => void
}

/** What a line holds: how many are at work at once, and how many may wait, of all and of one. */
export interface LineLimits {
  atOnce: number
  waiting: number
  waitingOfOne: number
}

/**
 * The passwords that are being hashed, and those who wait for it. A hash takes 19 MB and some 30 ms of a thread, of which a process has four, and whatever reads a
 * file needs one: two are left to the others. Who waits is served in the turn of where they come from, so that a thousand guesses from one place keep nobody else waiting.
 */
export class PasswordLine {
  readonly #queue = new FairQueue<Waiting>()
  #running = 0

  constructor(private readonly limits: LineLimits = { atOnce: 2, waiting: 100, waitingOfOne: 20 }) {}

  /** Does `act` in the turn of `whose`. Throws `too-much-at-once` where too many wait: they would wait for seconds. */
  async run<T>(whose: string, act: () => Promise<T>): Promise<T> {
    await this.#turn(whose)
    try {
      return await act()
    } finally {
      this.#running -= 1
      this.#next()
    }
  }

  #turn(whose: string): Promise<void> | undefined {
    const { atOnce, waiting, waitingOfOne } = this.limits
    if (this.#running < atOnce) {
      this.#running += 1
      return undefined
    }
    if (this.#queue.size >= waiting || this.#queue.sizeOf(whose) >= waitingOfOne) throw new AppError('too-much-at-once', 'Many passwords are being checked just now. Try again in a moment.', { retryAfter: 2 })
    return new Promise((begin) => this.#queue.add(whose, { begin }))
  }

  #next(): void {
    const next = this.#queue.take(this.#queue.next(() => true) ?? '')
    if (!next) return
    this.#running += 1
    next.begin()
  }
}

const shared = globalThis as { commonplacePasswordLine?: PasswordLine }

/** The line of the process; on globalThis because the server and Next's pages are separate bundles. */
export const passwordLine = (): PasswordLine => (shared.commonplacePasswordLine ??= new PasswordLine())
