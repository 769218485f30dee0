import { hashSecret } from '@/lib/auth/secrets'
import { forgetFailures, readFailures, recordFailure, type Counted } from '@/lib/data/accounts/throttle'
import type { Database } from '@/lib/data/database/client'
import { emailAddress } from '@/lib/domain/access/email-address'
import { AppError } from '@/lib/errors'
import { inTurn } from '@/lib/services/in-turn'
import { say } from '@/lib/i18n/say'

/** What is guessed at: an account's password, a reset link, the set-up code, an invitation. */
export type Guess = 'sign-in' | 'reset' | 'setup' | 'invitation'

/** Attempts without a wait. An address is shared by a whole office behind one router, an account is not; who comes from an address where many failed has one. */
const free = { account: 5, address: 20, pair: 1 } as const
const firstWait = 15_000
const longestWait = 15 * 60_000
/** Milliseconds after which one failure is forgotten, whatever else fails meanwhile. */
const decay = { account: longestWait, address: 3 * 60_000 } as const

/** Milliseconds one has to wait after the given number of failures: nothing at first, then 15 s, doubling up to a quarter of an hour. */
export function waitAfter(failures: number, freeAttempts: number): number {
  return failures < freeAttempts ? 0 : Math.min(longestWait, firstWait * 2 ** Math.min(failures - freeAttempts, 20))
}

/**
 * Makes a guess at a secret of full entropy, such as a link's. `check` answers null where it is wrong, and then alone it is charged to the address. Where too
 * many from there were wrong, one more throws `too-many-attempts`; what is right is right, for others may share the address.
 */
export async function guessSecret<T>(
  db: Database,
  guess: Guess,
  address: string,
  now: Date,
  check: () => Promise<T | null>,
): Promise<T | null> {
  const counted = { key: keyOf(guess, 'address', address), decay: decay.address }
  const answer = await check()
  if (answer !== null) return answer
  const [before] = await waits(db, [{ ...counted, free: free.address }], now)
  if (before) throw tooMany(before)
  await recordFailure(db, counted, now)
  return null
}

/** Whose password is guessed at, and from where. `known`: something by which the account knows this browser from before, which nobody else has. */
export interface Guesser {
  email: string
  address: string
  known?: string | undefined
}

/**
 * Makes a guess at somebody's password. `check` answers null where it is wrong, and then alone it is charged: to the account, to the address, and to both
 * together. While the account must wait nothing is checked and `too-many-attempts` is thrown. From an address where many failed each account is checked once and
 * then has to wait: whoever has the right password behind a shared address gets in, and who tries one password on many accounts is slowed. A known browser
 * has a count of its own, which others can neither see nor fill. Counted in the database, so on every process alike.
 */
export async function guessPassword<T>(
  db: Database,
  { email, address, known }: Guesser,
  now: Date,
  check: () => Promise<T | null>,
): Promise<T | null> {
  if (known !== undefined) return guessApart(db, keyOf('sign-in', 'known', known), now, check)
  const account = keyOf('sign-in', 'email', emailAddress(email))
  return inTurn(account, () => guessAsStranger(db, { account, address }, now, check))
}

/** Bounds what can be guessed with one invitation in hand, from wherever: whether an address has an account is not to be found out by trying many. */
export function guessThroughInvitation<T>(
  db: Database,
  invitationId: string,
  now: Date,
  check: () => Promise<T | null>,
): Promise<T | null> {
  return guessApart(db, keyOf('invitation', 'link', invitationId), now, check)
}

/** A guess with a count of its own. */
function guessApart<T>(db: Database, key: string, now: Date, check: () => Promise<T | null>): Promise<T | null> {
  return inTurn(key, async () => {
    const own = { key, decay: decay.account }
    const [wait] = await waits(db, [{ ...own, free: free.account }], now)
    if (wait) throw tooMany(wait)
    return charging(db, [own], now, check)
  })
}

async function guessAsStranger<T>(
  db: Database,
  { account, address }: { account: string; address: string },
  now: Date,
  check: () => Promise<T | null>,
): Promise<T | null> {
  const counted = {
    account: { key: account, decay: decay.account },
    address: { key: keyOf('sign-in', 'address', address), decay: decay.address },
    pair: { key: keyOf('sign-in', 'pair', `${account} ${address}`), decay: decay.account },
  }
  const [account_, address_, pair] = await waits(
    db,
    [
      { ...counted.account, free: free.account },
      { ...counted.address, free: free.address },
      { ...counted.pair, free: free.pair },
    ],
    now,
  )
  if (account_) throw tooMany(account_)
  if (address_ && pair) throw tooMany(Math.max(address_, pair))
  const answer = await charging(db, [counted.account, counted.address, counted.pair], now, check)
  // The guess was made and was wrong; that it was from here is all there is to say.
  if (answer === null && address_) throw tooMany(address_)
  return answer
}

/** Charges the guess to all of these where it was wrong; where it was right, forgets what was charged to the account. An address shares its count with others. */
async function charging<T>(
  db: Database,
  counted: Counted[],
  now: Date,
  check: () => Promise<T | null>,
): Promise<T | null> {
  const answer = await check()
  if (answer === null) for (const one of counted) await recordFailure(db, one, now)
  else
    await forgetFailures(
      db,
      counted.flatMap(({ key, decay: after }) => (after === decay.account ? [key] : [])),
      now,
    )
  return answer
}

// Hashed, because people type passwords into the field for the email.
const keyOf = (guess: Guess, kind: string, value: string) => hashSecret(`${guess} ${kind} ${value}`)

/** The seconds that each still has to wait; 0 for none. */
async function waits(db: Database, counted: (Counted & { free: number })[], now: Date): Promise<number[]> {
  const found = await readFailures(db, counted, now)
  return found.map(({ failures, last }, i) => {
    const wait = waitAfter(failures, counted[i]?.free ?? 0)
    // Never longer than the wait itself, whatever was done to the clock meanwhile.
    return Math.ceil(Math.min(wait, Math.max(0, last.getTime() + wait - now.getTime())) / 1000)
  })
}

function tooMany(seconds: number): AppError {
  const wait =
    seconds < 90
      ? say('refusals.accounts.waitSeconds', { count: seconds })
      : say('refusals.accounts.waitMinutes', { count: Math.ceil(seconds / 60) })
  return new AppError('too-many-attempts', wait, {
    retryAfter: seconds,
  })
}
