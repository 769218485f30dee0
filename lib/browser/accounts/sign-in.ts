import { signIn as nextAuthSignIn } from 'next-auth/react'
import { ProblemError } from '@/lib/browser/api'
import { connection } from '@/lib/browser/offline/connection'
import { unreached } from '@/lib/browser/spoken'

/** Signs in with email and password. Refusals are ProblemErrors as from the API; `wrong` is the sentence for an email or password that is not right. */
export async function signIn(email: string, password: string, wrong: string): Promise<void> {
  const answer = await reach(() => nextAuthSignIn('credentials', { email, password, redirect: false }))
  if (answer?.ok && !answer.error) return
  if (answer?.status === 429) throw new ProblemError('too-many-attempts', answer.error ?? wrong, 429)
  if (answer?.status === 401) throw new ProblemError('not-signed-in', wrong, 401)
  throw new ProblemError('internal', answer?.error ?? wrong, answer?.status ?? 500)
}

/** Goes to the single sign-on provider, which sends the browser back to `next`. */
export function signInElsewhere(next: string): Promise<unknown> {
  return nextAuthSignIn('oidc', { callbackUrl: next })
}

/** What next-auth answers a form of ours; a server that is not reached is a ProblemError. */
export async function reach<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call()
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    void connection.doubt()
    throw new ProblemError('offline', unreached('server'), 0)
  }
}
