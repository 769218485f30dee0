import { hashSecret } from '@/lib/auth/secrets'
import { forgetFailures, lockFailures, recordFailure } from '@/lib/data/throttle'
import type { Database } from '@/lib/data/client'
import { AppError } from '@/lib/errors'

/** What is guessed at: an account's password, a reset link, the set-up code. */
export type Guess = 'sign-in' | 'reset' | 'setup'

/** Attempts without a wait. An address is shared by a whole office behind one router, an email address is not. */
const free = { email: 5, address: 20 } as const
const firstWait = 15_000
const longestWait = 15 * 60_000
/** Milliseconds after the last failure until it is forgotten; longer than the longest wait. */
const memory = 60 * 60_000

/** Milliseconds one has to wait after the given number of failures: nothing at first, then 15 s, doubling up to a quarter of an hour. */
export function waitAfter(failures: number, freeAttempts: number): number {
  return failures < freeAttempts ? 0 : Math.min(longestWait, firstWait * 2 ** Math.min(failures - freeAttempts, 20))
}

export interface Attempt {
  /** To be called when the guess was right. */
  succeeded: () => Promise<void>
}

/**
 * Counts an attempt as failed before it is made, so that a hundred guesses at once are a hundred guesses; the one who was right takes it
 * back. Counted in the database per email and per address, so on every process alike. Throws `too-many-attempts` while a wait lasts.
 */
export async function attempt(db: Database, guess: Guess, subject: { email?: string; address: string }, now: Date): Promise<Attempt> {
  // Hashed, because people type passwords into the field for the email.
  const key = (kind: string, value: string) => hashSecret(`${guess} ${kind} ${value}`)
  const email = subject.email === undefined ? undefined : key('email', subject.email.trim().toLowerCase())
  const address = key('address', subject.address)
  const counted = [{ key: address, free: free.address }, ...(email === undefined ? [] : [{ key: email, free: free.email }])].sort((a, b) => (a.key < b.key ? -1 : 1))
  await db.$transaction(async (tx) => {
    const rows = []
    for (const { key: one, free: freeAttempts } of counted) {
      const { failures, expiresAt } = await lockFailures(tx, one, now)
      const waits = expiresAt.getTime() - memory + waitAfter(failures, freeAttempts) - now.getTime()
      if (failures > 0 && waits > 0) throw tooMany(Math.ceil(waits / 1000))
      rows.push({ key: one, failures: failures + 1 })
    }
    for (const row of rows) await recordFailure(tx, row.key, row.failures, new Date(now.getTime() + memory))
  })
  return {
    async succeeded() {
      // The address only gets this one attempt back: whoever has an account must not be able to clear the count for guessing at others.
      await forgetFailures(db, { all: email === undefined ? [] : [email], one: [address] }, now)
    },
  }
}

function tooMany(seconds: number): AppError {
  const wait = seconds < 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`
  return new AppError('too-many-attempts', `Too many attempts failed. Wait ${wait}, then try again.`, { retryAfter: seconds })
}
