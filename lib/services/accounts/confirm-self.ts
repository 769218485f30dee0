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

/** Refuses who has not signed in a moment ago: a cookie or a token may have fallen into other hands. `reason` tells the browser to ask for the password. */
export function demandFreshness(credential: Credential, path: string, now: Date): void {
  if (credential.kind === 'session' && now.getTime() - credential.signedInAt < fresh) return
  throw new AppError('not-allowed', say('refusals.accounts.confirm'), {
    reason: 'confirm',
    errors: [fault(path, say('faults.passwordNeeded'))],
  })
}
