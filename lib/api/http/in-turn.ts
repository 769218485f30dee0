import type { Context, MiddlewareHandler } from 'hono'
import { Turns } from '@/lib/domain/queue/turns'
import { AppError } from '@/lib/errors'
import { say } from '@/lib/i18n/say'
import type { ApiEnv } from './context'

/** A browser asks for six things at once at most, and a person's requests are answered as fast four at a time: the machine has fewer cores. */
const atOnceOfOne = 4

/**
 * Answers the requests of one person a few at a time, whatever they cost, so that the connections to the database are never all theirs; who hangs up while they
 * wait is forgotten. It begins where a request is known and has its body. Documents that are sent as files (`isFile`) take turns among themselves: they are long in
 * being converted, and a person who adds many goes on reading meanwhile.
 */
export function inTurnOfPerson(isFile: (c: Context<ApiEnv>) => boolean): MiddlewareHandler<ApiEnv> {
  const turnsOf = () =>
    new Turns(
      { atOnce: Infinity, atOnceOfOne, waiting: Infinity, waitingOfOne: 256 },
      () => new AppError('unavailable', say('refusals.busy.requests'), { retryAfter: 2 }),
    )
  const [requests, files] = [turnsOf(), turnsOf()]
  return async (c, next) => {
    // Undefined on the few routes that anybody may call.
    const viewer = c.get('viewer') as { userId: string } | undefined
    if (!viewer) return next()
    const turns = isFile(c) ? files : requests
    const { signal } = c.req.raw
    await turns.run(viewer.userId, next, signal).catch((error: unknown) => {
      throw signal.aborted && !(error instanceof AppError)
        ? new AppError('unavailable', say('refusals.busy.dropped'))
        : error
    })
  }
}
