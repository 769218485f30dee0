import { hashPassword } from '@/lib/auth/passwords'
import { hashSecret } from '@/lib/auth/secrets'
import { insertAccount } from '@/lib/data/accounts'
import type { Database, Transaction } from '@/lib/data/client'
import { appendEvents } from '@/lib/data/events'
import { newId } from '@/lib/data/ids'
import { findInvitation, type InvitationLink } from '@/lib/data/links'
import { claimInvitation, joinProject } from '@/lib/data/members'
import { uniqueViolation } from '@/lib/data/violations'
import type { Viewer } from '@/lib/domain/access/viewer'
import { AppError, notFound } from '@/lib/errors'
import { checkPassword, type SignedIn } from './check-password'

interface Answer {
  email?: string
  name?: string
  password?: string
}

interface Joined {
  projectId: string
  userId: string
  /** Set where the joining person was not signed in and has now proven who they are. */
  signedIn: SignedIn | null
}

/**
 * Joins the project of an invitation: as the signed-in viewer; as an existing account, proven by email and password; or, where a name is
 * given, with a new account, which takes the address that the invitation names. Used once, by whoever holds the link. Somebody who is in
 * the project already keeps the role they have.
 */
export async function acceptInvitation(db: Database, viewer: Viewer | null, token: string, answer: Answer, address: string, now: Date): Promise<Joined> {
  const invitation = usable(await findInvitation(db, hashSecret(token), now))
  if (viewer?.scope === 'read') throw new AppError('not-allowed', 'This token may only read. Sign in to accept an invitation.')
  if (viewer) return as({ id: viewer.userId }, null)
  if (answer.name === undefined) {
    const signedIn = await proven(db, answer.email ?? invitation.email ?? undefined, answer.password, address, now)
    return as(signedIn, signedIn)
  }
  const account = newAccount({ ...answer, email: invitation.email ?? answer.email })
  const id = newId()
  const passwordHash = await hashPassword(account.password)
  try {
    return await as({ id }, { id, sessionVersion: 1 }, (tx) => insertAccount(tx, { id, email: account.email, name: account.name, passwordHash }))
  } catch (error) {
    if (uniqueViolation(error)) throw new AppError('already-exists', 'There is an account with this email address already. Choose “I have an account”.', { errors: [{ path: 'email', message: 'There is an account with this email address already' }] })
    throw error
  }

  async function as(person: { id: string }, signedIn: SignedIn | null, first?: (tx: Transaction) => Promise<void>): Promise<Joined> {
    await db.$transaction(async (tx) => {
      await first?.(tx)
      await join(tx, invitation, person.id, now)
    })
    return { projectId: invitation.projectId, userId: person.id, signedIn }
  }
}

function usable(invitation: InvitationLink | null): InvitationLink {
  if (!invitation) throw notFound('invitation')
  if (invitation.state === 'used') throw used()
  if (invitation.state === 'expired') throw new AppError('gone', 'This invitation has expired. Ask for another link.')
  return invitation
}

async function join(tx: Transaction, invitation: InvitationLink, userId: string, now: Date): Promise<void> {
  // Of two requests with one link, the first to claim it goes on.
  if (!(await claimInvitation(tx, invitation, userId, now))) throw used()
  if (await joinProject(tx, invitation.projectId, userId, invitation.role))
    await appendEvents(tx, { projectId: invitation.projectId, userId }, [{ type: 'member.joined', subjectId: userId, after: { role: invitation.role } }])
}

async function proven(db: Database, email: string | undefined, password: string | undefined, address: string, now: Date): Promise<SignedIn> {
  const missing = [...(email ? [] : [needed.email]), ...(password ? [] : [needed.password])]
  if (!email || !password) throw new AppError('invalid', 'Something is missing to sign in.', { errors: missing })
  const signedIn = await checkPassword(db, { email, password, address }, now)
  if (!signedIn) throw new AppError('not-signed-in', 'Email or password is not right.')
  return signedIn
}

function newAccount({ email, name, password }: Answer): { email: string; name: string; password: string } {
  if (email && name && password) return { email, name, password }
  const missing = [...(email ? [] : [needed.email]), ...(name ? [] : [needed.name]), ...(password ? [] : [needed.password])]
  throw new AppError('invalid', 'Something is missing for your account.', { errors: missing })
}

const needed = {
  email: { path: 'email', message: 'Your email address is needed to sign in with' },
  name: { path: 'name', message: 'Say your name, so that colleagues know whose work is whose' },
  password: { path: 'password', message: 'A password is needed' },
}

const used = () => new AppError('gone', 'This invitation has been used. Sign in to find the project, or ask for another link.')
