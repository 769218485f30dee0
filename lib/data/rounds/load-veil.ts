import type { EventReader } from '@/lib/domain/history/shown-event'
import { noVeil, veilOf, type BlindRound, type Veil } from '@/lib/domain/rounds/veil'
import type { RoundVisibility } from '@/lib/domain/rounds/round'
import { seesAddresses as seesAddressesOf } from '@/lib/domain/access/addresses'
import type { Member } from '@/lib/domain/access/viewer'
import type { Transaction } from '../database/client'

/** What does not exist for this member now, to be asked row by row. Free where no round of the project is blind. */
export async function loadVeil(
  db: Transaction,
  member: Pick<Member, 'projectId' | 'userId' | 'role' | 'blindRoundIds'>,
): Promise<Veil> {
  return member.blindRoundIds.length === 0 ? noVeil : veilOf(member, await blindRounds(db, member.projectId))
}

/** A member as the reader of events, for `shownEvent`. */
export async function eventReader(
  db: Transaction,
  member: Pick<Member, 'projectId' | 'userId' | 'role' | 'blindRoundIds'> & Partial<Pick<Member, 'settings'>>,
): Promise<EventReader> {
  const seesAddresses =
    member.settings !== undefined && seesAddressesOf({ role: member.role, settings: member.settings })
  return { userId: member.userId, seesAddresses, veil: await loadVeil(db, member) }
}

/** The ids of the rounds of all this person's projects in which something is hidden from somebody. */
export async function blindRoundIdsOf(db: Transaction, userId: string): Promise<string[]> {
  const rows = await db.round.findMany({
    where: { ...blind, project: { deletedAt: null, memberships: { some: { userId } } } },
    select: { id: true },
  })
  return rows.map((row) => row.id)
}

const blind = { deletedAt: null, closedAt: null, openedAt: null, visibility: { not: 'open' } }

/** The project's rounds that are blind now, with their tasks: enough to make anybody's veil. */
export async function blindRounds(db: Transaction, projectId: string): Promise<BlindRound[]> {
  const rounds = await db.round.findMany({
    where: { projectId, ...blind },
    select: { id: true, visibility: true, tasks: { select: { documentId: true, coderId: true, submittedAt: true } } },
  })
  return rounds.map((round) => ({
    id: round.id,
    visibility: round.visibility as RoundVisibility,
    tasks: round.tasks.map(({ documentId, coderId, submittedAt }) => ({
      documentId,
      coderId,
      isSubmitted: submittedAt !== null,
    })),
  }))
}
