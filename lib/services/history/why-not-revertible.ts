import type { Member } from '@/lib/domain/access/viewer'
import { AppError } from '@/lib/errors'
import { refusal } from '@/lib/services/authorise'
import { irrevocable, reverters } from './reverters'
import type { Revertible } from './reverting'
import { say } from '@/lib/i18n/say'

/** What an event is, as far as it can be known without looking at what became of what it did. */
interface EventFacts {
  type: string
  actorId: string
  /** Whose work it was about, where it was one person's. */
  ownerId: string | null
  /** Whether later events have reverted all of it. */
  isReverted: boolean
}

/** How events of this type are reverted; null where they are not. */
export const revertible = (type: string): Revertible | null =>
  Object.hasOwn(reverters, type) ? (reverters[type] ?? null) : null

/**
 * Why this member cannot take this event back, now or ever; null where they may try. One rule for the history's rows and for reverting itself, which goes on
 * to ask what later work built upon the event.
 */
export function whyNotRevertible(member: Member, event: EventFacts): AppError | null {
  const kind = revertible(event.type)
  const isEntitled = member.role === 'lead' || event.actorId === member.userId || event.ownerId === member.userId
  if (!isEntitled)
    return refusal(member, 'history.revert') ?? new AppError('not-allowed', say('refusals.history.onlyDoer'))
  if (!kind) return new AppError('cannot-revert', irrevocable[event.type] ?? say('refusals.history.notOfThisKind'))
  if (event.isReverted) return new AppError('cannot-revert', say('refusals.history.doneAlready'))
  return refusal(member, 'history.revert') ?? refusal(member, kind.needs)
}
