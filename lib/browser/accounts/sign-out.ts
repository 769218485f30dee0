import { clearKeptFiles } from '@/lib/browser/documents/kept-files'
import { forgetSeen } from '@/lib/browser/offline/keep-pages'
import { ProblemError } from '@/lib/browser/api'
import { clearKept, countAllKept } from '@/lib/browser/outbox/outbox-store'
import { unreached } from '@/lib/browser/spoken'
import { reach } from './sign-in'

/** How many changes this browser has not sent yet; signing out would lose them. None where the browser keeps nothing. */
export async function countUnsent(): Promise<number> {
  try {
    return await countAllKept()
  } catch {
    return 0
  }
}

/**
 * Ends this browser's session, forgets what it kept for whoever was signed in, and goes to `next`. Throws ProblemError where the server is not reached or does
 * not do it: then somebody is still signed in, and what they have not sent stays; what they have seen is forgotten all the same.
 */
export async function signOut(next: string): Promise<void> {
  // What fails here is a browser that keeps nothing, so that there is nothing to forget.
  await forgetSeen().catch(() => undefined)
  if (!(await reach(() => endSession(next)))) throw new ProblemError('internal', unreached('signOut'), 500)
  await Promise.allSettled([clearKept(), clearKeptFiles(), forgetSeen()])
  window.location.assign(next)
}

/** Answers whether the session is over. The browser part of next-auth does the same and does not look at the answer. */
async function endSession(callbackUrl: string): Promise<boolean> {
  const asked = await fetch('/api/auth/csrf')
  const { csrfToken } = await jsonOf<{ csrfToken?: string }>(asked)
  if (csrfToken === undefined) return false
  const answer = await fetch('/api/auth/signout', {
    method: 'POST',
    body: new URLSearchParams({ csrfToken, callbackUrl, json: 'true' }),
  })
  // A token that is not the one of this browser leads to a page that asks once more.
  const { url } = await jsonOf<{ url?: string }>(answer)
  return url !== undefined && !new URL(url, window.location.origin).searchParams.has('csrf')
}

/** What an answer says; nothing where it is a refusal, or a page. */
async function jsonOf<T extends object>(answer: Response): Promise<Partial<T>> {
  return answer.ok && answer.headers.get('content-type')?.includes('json') ? ((await answer.json()) as T) : {}
}
