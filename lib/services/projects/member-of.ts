import { newSession } from '@/lib/auth/session'
import { findMember, findSignIn, findViewer } from '@/lib/data/accounts/identity'
import type { Transaction } from '@/lib/data/database/client'
import type { Member, Viewer } from '@/lib/domain/access/viewer'

// For the command line and the seeds, where whoever has the terminal may event as anybody.

/** The active person with this email address, as if they had signed in; null where there is none. */
export async function viewerByEmail(db: Transaction, email: string): Promise<Viewer | null> {
  const account = await findSignIn(db, email)
  return account && findViewer(db, newSession(account))
}

/** The same person in a project; null where they are not in it or it is not there. */
export async function memberByEmail(db: Transaction, email: string, projectId: string): Promise<Member | null> {
  const account = await findSignIn(db, email)
  const found = account && (await findMember(db, newSession(account), projectId))
  return found?.member ?? null
}
