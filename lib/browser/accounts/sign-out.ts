import { signOut as nextAuthSignOut } from 'next-auth/react'
import { clearKeptFiles } from '@/lib/browser/documents/kept-files'
import { forgetSeen } from '@/lib/browser/offline/keep-pages'
import { clearKept, countAllKept } from '@/lib/browser/outbox/outbox-store'
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
 * Ends this browser's session, forgets what it kept for whoever was signed in, and goes to `next`. Throws ProblemError where the server is not reached: then
 * somebody is still signed in, and what they have not sent stays; what they have seen is forgotten all the same.
 */
export async function signOut(next: string): Promise<void> {
  // What fails here is a browser that keeps nothing, so that there is nothing to forget.
  await forgetSeen().catch(() => undefined)
  await reach(() => nextAuthSignOut({ callbackUrl: next, redirect: false }))
  await Promise.allSettled([clearKept(), clearKeptFiles(), forgetSeen()])
  window.location.assign(next)
}
