import { Turns } from '@/lib/domain/queue/turns'
import { AppError } from '@/lib/errors'
import { say } from '@/lib/i18n/say'

/**
 * The passwords that are being hashed, and those who wait for it, in the turn of where they come from. A hash takes 19 MB and some 30 ms of a thread, of which a process has
 * four, and whatever reads a file needs one: two are left to the others.
 */
const makeLine = () =>
  new Turns(
    { atOnce: 2, atOnceOfOne: 2, waiting: 100, waitingOfOne: 20 },
    () =>
      new AppError('too-much-at-once', say('refusals.busy.passwords'), {
        retryAfter: 2,
      }),
  )

const shared = globalThis as { commonplacePasswordLine?: Turns }

/** The line of the process; on globalThis because the server and Next's pages are separate bundles. */
export const passwordLine = (): Turns => (shared.commonplacePasswordLine ??= makeLine())
