import type { Credential } from '@/lib/auth/session'
import type { Database } from '@/lib/data/database/client'
import type { Viewer } from '@/lib/domain/access/viewer'
import { AppError, fault } from '@/lib/errors'
import { checkPassword } from './check-password'
import { say } from '@/lib/i18n/say'

/** Milliseconds for which signing in is as good as typing the password once more. */
const fresh = 10 * 60_000

/**
 * Refuses a wrong password of whoever is signed in; `path` is its field. It has a count of its own for each session and token: what others fail at from
 * elsewhere keeps nobody from it.
 */
export async function confirmPassword(
  db: Database,
  viewer: Viewer,
  { password, path, credential }: { password: string; path: string; credential: Credential },
  now: Date,
): Promise<void> {
  const id = credential.kind === 'session' ? credential.sessionId : credential.hash
  if (
    !(await checkPassword(
      db,
      {
        email: viewer.email,
        password,
        address: 'confirming',
        devices: [{ userId: viewer.userId, id: `confirming ${id}` }],
      },
      now,
    ))
  )
    throw new AppError('invalid', say('refusals.accounts.wrongPassword'), {
      errors: [fault(path, say('faults.notYourPassword'))],
    })
}

/** What shows that somebody is who they are: the credential they come with, and their password where they typed it once more. */
export interface Confirmation {
  credential: Credential
  password?: string | undefined
}

/** Refuses whoever neither types their password nor has signed in a moment ago: asked before what gives access to an account, or takes it. */
export async function confirmSelf(
  db: Database,
  viewer: Viewer,
  { credential, password }: Confirmation,
  now: Date,
): Promise<void> {
  if (password === undefined) demandFreshness(credential, 'password', now)
  else await confirmPassword(db, viewer, { password, path: 'password', credential }, now)
}

/** Refuses who has not signed in a moment ago: a cookie or a token may have fallen into other hands. `reason` tells the browser to ask for the password. */
export function demandFreshness(credential: Credential, path: string, now: Date): void {
  if (credential.kind === 'session' && now.getTime() - credential.signedInAt < fresh) return
  throw new AppError('not-allowed', say('refusals.accounts.confirm'), {
    reason: 'confirm',
    errors: [fault(path, say('faults.passwordNeeded'))],
  })
}
