import { hashPassword } from '@/lib/auth/passwords'
import { hashSecret } from '@/lib/auth/secrets'
import { insertAccount } from '@/lib/data/accounts/accounts'
import type { Database, Transaction } from '@/lib/data/database/client'
import { appendEvents } from '@/lib/data/history/events'
import { findSignIn } from '@/lib/data/accounts/identity'
import { newId } from '@/lib/data/database/ids'
import { findInvitation, type InvitationLink } from '@/lib/data/accounts/links'
import { claimInvitation, joinProject } from '@/lib/data/projects/members'
import { uniqueViolation } from '@/lib/data/database/violations'
import { emailAddress } from '@/lib/domain/access/email-address'
import type { Viewer } from '@/lib/domain/access/viewer'
import { AppError, fault, notFound } from '@/lib/errors'
import { checkPassword, type PasswordGuess, type SignedIn } from './check-password'
import { guessSecret, guessThroughInvitation } from './throttle'
import { say } from '@/lib/i18n/say'

interface Answer {
  email?: string | undefined
  name?: string | undefined
  password?: string | undefined
  /** The language that a new account begins in. */
  locale?: string | undefined
}

interface Joined {
  projectId: string
  userId: string
  /** Set where the joining person was not signed in and has now proven who they are. */
  signedIn: SignedIn | null
}

/** Where an answer comes from. */
type From = Pick<PasswordGuess, 'address' | 'devices'>

/**
 * Joins the project of an invitation: as the signed-in viewer; as an existing account, proven by email and password; or, where a name is
 * given, with a new account. Used once. An invitation that names an address is for that address alone, else it is for whoever holds the link. That
 * shows nobody's address to be theirs. Somebody who is in the project already keeps the role they have. Whether an address has an account is told to nobody but who
 * has its password. Throttled.
 */
export async function acceptInvitation(
  db: Database,
  viewer: Viewer | null,
  token: string,
  answer: Answer,
  from: From,
  now: Date,
): Promise<Joined> {
  const invitation = usable(
    await guessSecret(db, 'invitation', from.address, now, () => findInvitation(db, hashSecret(token), now)),
  )
  if (viewer?.scope === 'read') throw new AppError('not-allowed', say('refusals.accounts.readOnlyInvitation'))
  if (viewer) {
    demandAddressee(invitation, viewer.email)
    return as({ id: viewer.userId }, null)
  }
  const complete = completed(answer, invitation)
  demandAddressee(invitation, complete.email)
  const joined = await guessThroughInvitation(db, invitation.id, now, async () => {
    const { name } = complete
    if (name !== undefined && !(await findSignIn(db, complete.email))) return withNewAccount({ ...complete, name })
    const signedIn = await checkPassword(db, { ...from, ...complete }, now)
    return signedIn && as(signedIn, signedIn)
  })
  // The same for an address that nobody has and for one that somebody has with another password.
  if (!joined) throw new AppError('not-signed-in', say('refusals.accounts.wrongForInvitation'))
  return joined

  async function withNewAccount(account: Required<Complete>): Promise<Joined | null> {
    const id = newId()
    const passwordHash = await hashPassword(account.password)
    try {
      return await as({ id }, { id, sessionVersion: 1 }, (tx) =>
        insertAccount(tx, { id, email: account.email, name: account.name, locale: answer.locale, passwordHash }),
      )
    } catch (error) {
      if (uniqueViolation(error)) return null // Somebody made one with this address at this moment.
      throw error
    }
  }

  async function as(
    person: { id: string },
    signedIn: SignedIn | null,
    first?: (tx: Transaction) => Promise<void>,
  ): Promise<Joined> {
    await db.$transaction(async (tx) => {
      await first?.(tx)
      await join(tx, invitation, person.id, now)
    })
    return { projectId: invitation.projectId, userId: person.id, signedIn }
  }
}

function usable(invitation: InvitationLink | null): InvitationLink {
  if (!invitation) throw notFound('invitation')
  if (invitation.state !== 'open') throw over[invitation.state]()
  return invitation
}

function demandAddressee({ email }: InvitationLink, given: string): void {
  if (email !== null && emailAddress(given) !== emailAddress(email))
    throw new AppError('not-allowed', say('refusals.accounts.otherAddressee'), {
      errors: [fault('email', say('faults.otherAddress'))],
    })
}

async function join(tx: Transaction, invitation: InvitationLink, userId: string, now: Date): Promise<void> {
  // Of two requests with one link, the first to claim it goes on.
  if (!(await claimInvitation(tx, invitation, userId, now))) throw over.used()
  if (await joinProject(tx, invitation.projectId, userId, invitation.role))
    await appendEvents(tx, { projectId: invitation.projectId, userId, role: null }, [
      { type: 'member.joined', subjectId: userId, after: { role: invitation.role } },
    ])
}

interface Complete {
  email: string
  password: string
  name?: string
}

function completed({ email, name, password }: Answer, invitation: InvitationLink): Complete {
  // A new account takes the address that the invitation names.
  const address = (name === undefined ? email : (invitation.email ?? email)) ?? invitation.email ?? undefined
  if (address && password) return { email: address, password, ...(name !== undefined && { name }) }
  throw new AppError('invalid', say('refusals.accounts.missingToJoin'), {
    errors: [...(address ? [] : [needed.email]), ...(password ? [] : [needed.password])],
  })
}

const needed = {
  email: fault('email', say('faults.emailNeeded')),
  password: fault('password', say('faults.aPasswordNeeded')),
}

const over = {
  used: () => new AppError('gone', say('refusals.accounts.invitationUsed')),
  expired: () => new AppError('gone', say('refusals.accounts.invitationExpired')),
  withdrawn: () => new AppError('gone', say('refusals.accounts.invitationWithdrawn')),
}
