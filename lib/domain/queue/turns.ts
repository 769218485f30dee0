import { FairQueue } from './fair-queue'

export interface TurnLimits {
  /** How many are at work at once, of all and of one. */
  atOnce: number
  atOnceOfOne: number
  /** How many may wait, of all and of one. */
  waiting: number
  waitingOfOne: number
}

/**
 * What may be done a few at a time. Who waits is served in the turn of whose it is, so that a thousand requests of one keep nobody else waiting. `full` makes the
 * refusal of what would wait behind too much.
 */
export class Turns {
  readonly #queue = new FairQueue<() => void>()
  readonly #runningOf = new Map<string, number>()
  #running = 0

  constructor(
    private readonly limits: TurnLimits,
    private readonly full: () => Error,
  ) {}

  /** Does `act` in the turn of `whose`. Rejects with `full` where too many wait, and with the reason of `signal` where that aborts first. */
  async run<T>(whose: string, act: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    if (this.#isFree(whose)) this.#begin(whose)
    else await this.#wait(whose, signal)
    try {
      return await act()
    } finally {
      this.#end(whose)
    }
  }

  #wait(whose: string, signal?: AbortSignal): Promise<void> {
    if (this.#queue.size >= this.limits.waiting || this.#queue.sizeOf(whose) >= this.limits.waitingOfOne)
      throw this.full()
    return new Promise((resolve, reject) => {
      const begin = () => {
        signal?.removeEventListener('abort', leave)
        resolve()
      }
      const leave = () => {
        this.#queue.remove(whose, begin)
        reject(signal?.reason as Error)
      }
      if (signal?.aborted) return reject(signal.reason as Error)
      signal?.addEventListener('abort', leave, { once: true })
      this.#queue.add(whose, begin)
    })
  }

  #isFree(whose: string): boolean {
    return this.#running < this.limits.atOnce && (this.#runningOf.get(whose) ?? 0) < this.limits.atOnceOfOne
  }

  #begin(whose: string): void {
    this.#running += 1
    this.#runningOf.set(whose, (this.#runningOf.get(whose) ?? 0) + 1)
  }

  #end(whose: string): void {
    this.#running -= 1
    const own = (this.#runningOf.get(whose) ?? 0) - 1
    if (own > 0) this.#runningOf.set(whose, own)
    else this.#runningOf.delete(whose)
    const next = this.#queue.take((key) => this.#isFree(key))
    if (!next) return
    this.#begin(next.key)
    next.item()
  }
}
