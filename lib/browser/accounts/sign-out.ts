import { signOut as nextAuthSignOut } from 'next-auth/react'
import { clearKeptFiles } from '@/lib/browser/documents/kept-files'
import { clearKept, countAllKept } from '@/lib/browser/outbox/outbox-store'

/** How many changes this browser has not sent yet; signing out would lose them. None where the browser keeps nothing. */
export async function countUnsent(): Promise<number> {
  try {
    return await countAllKept()
  } catch {
    return 0
  }
}

/** Ends this browser's session, forgets what it kept for whoever was signed in, and goes to `next`. */
export async function signOut(next: string): Promise<void> {
  // What fails here is a browser that keeps nothing, so that there is nothing to forget.
  await Promise.allSettled([clearKept(), clearKeptFiles()])
  await nextAuthSignOut({ callbackUrl: next })
}
