import type { Context, MiddlewareHandler } from 'hono'
import type { Viewer } from '@/lib/domain/access/viewer'
import { AppError } from '@/lib/errors'
import type { ApiEnv } from './context'
import { say } from '@/lib/i18n/say'

/** Bodies of this size (bytes) and less are not counted: as many as a server has connections are no weight. */
const small = 64 * 1024

/** Bytes of the bodies that may be under way at once, of everybody and of one person. */
export interface BodiesLimits {
  ofAll: number
  ofOne: number
}

/**
 * Counts what requests say that they bring, from before it is read until they are answered, for it is in memory so long: some hundred uploads that are
 * begun and never ended would be all there is. `largest` is what a body without a length may have, and is counted as.
 */
export class BodiesUnderWay {
  #all = 0
  readonly #ofOne = new Map<string, number>()

  constructor(private readonly limits: BodiesLimits) {}

  counted(largest: number): MiddlewareHandler<ApiEnv> {
    return async (c, next) => {
      const [bytes, viewer] = [announced(c, largest), c.get('viewer') as Viewer | undefined]
      const whose = viewer?.userId ?? 'nobody'
      if (bytes <= small) return next()
      this.#take(whose, bytes)
      try {
        return await next()
      } finally {
        this.#take(whose, -bytes)
      }
    }
  }

  #take(whose: string, bytes: number): void {
    const own = (this.#ofOne.get(whose) ?? 0) + bytes
    if (bytes > 0 && (this.#all + bytes > this.limits.ofAll || own > this.limits.ofOne))
      throw new AppError('unavailable', say('refusals.busy.bodies'), { retryAfter: 5 })
    this.#all += bytes
    if (own > 0) this.#ofOne.set(whose, own)
    else this.#ofOne.delete(whose)
  }
}

function announced(c: Context, largest: number): number {
  const [length, transfer] = [c.req.header('content-length'), c.req.header('transfer-encoding')]
  if (transfer !== undefined) return largest
  // What is larger is refused without being read.
  const bytes = Number(length ?? 0)
  return bytes > largest ? 0 : bytes
}
