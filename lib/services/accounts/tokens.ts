import { LRUCache } from 'lru-cache'
import { newSecret } from '@/lib/auth/secrets'
import type { Database, Transaction } from '@/lib/data/database/client'
import { deleteToken, insertToken, storeTokenUse, type TokenRow } from '@/lib/data/accounts/tokens'
import type { Viewer } from '@/lib/domain/access/viewer'
import { AppError, fault, notFound } from '@/lib/errors'
import { log } from '@/lib/log'
import { confirmSelf, type Confirmation } from './confirm-self'
import { demandStillSignedIn } from './still-signed-in'
import { say } from '@/lib/i18n/say'

interface NewToken {
  name: string
  scope: 'read' | 'write'
  expiresAt?: string | undefined
}

/** Makes a token for whoever is signed in, who shows once more that they are who they are: by the password, or by having signed in a moment ago. */
export async function createOwnToken(
  db: Database,
  viewer: Viewer,
  { password, credential, ...input }: NewToken & Confirmation,
  now: Date,
): Promise<{ token: TokenRow; secret: string }> {
  await confirmSelf(db, viewer, { password, credential }, now)
  return db.$transaction(async (tx) => {
    await demandStillSignedIn(tx, viewer, credential)
    return createToken(tx, viewer, input, now)
  })
}

/** Makes a personal token; `secret` is shown once and cannot be had again. */
export async function createToken(
  db: Transaction,
  viewer: Pick<Viewer, 'userId'>,
  input: NewToken,
  now: Date,
): Promise<{ token: TokenRow; secret: string }> {
  const expiresAt = input.expiresAt ? new Date(input.expiresAt) : null
  if (expiresAt && expiresAt <= now)
    throw new AppError('invalid', say('refusals.accounts.tokenExpiredAlready'), {
      errors: [fault('expiresAt', say('faults.timeToCome'))],
    })
  const { secret, hash } = newSecret('cp_')
  const { userId } = viewer
  return { token: await insertToken(db, { userId, name: input.name, scope: input.scope, hash, expiresAt }), secret }
}

export async function revokeToken(db: Database, viewer: Viewer, id: string): Promise<void> {
  if (!(await deleteToken(db, viewer, id))) throw notFound('token')
}

/** Milliseconds: the list of tokens says when one was last used to the minute, and no request waits for more than one such note in it. */
const minute = 60_000
/** Tokens that this process noted lately, by hash. Losing it costs a statement each. */
const noted = new LRUCache<string, number>({ max: 10_000 })

/** Notes that a token was used, so that its owner can tell one that nobody needs, or that somebody else has. A failure to note it fails no request. */
export async function noteTokenUse(db: Database, hash: string, now: Date): Promise<void> {
  const time = now.getTime()
  if (time - (noted.get(hash) ?? -Infinity) < minute) return
  noted.set(hash, time)
  await storeTokenUse(db, hash, now, new Date(time - minute)).catch((error: unknown) =>
    log().warn({ err: error }, 'the use of a token could not be noted'),
  )
}
