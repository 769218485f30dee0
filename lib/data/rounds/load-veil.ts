import type { EventReader } from '@/lib/domain/history/shown-event'
import { hidingOf, noVeil, veilOf, type BlindRound, type HidingReason, type Veil } from '@/lib/domain/rounds/veil'
import { can } from '@/lib/domain/access/actions'
import { seesAddresses } from '@/lib/domain/access/addresses'
import type { Member } from '@/lib/domain/access/viewer'
import type { Transaction } from '../database/client'
import { roundIsBlind } from './veil-condition'

/** What does not exist for this member now, to be asked row by row. Free where no round of the project is blind. */
export async function loadVeil(
  db: Transaction,
  member: Pick<Member, 'projectId' | 'userId' | 'role' | 'blindRoundIds'>,
): Promise<Veil> {
  return member.blindRoundIds.length === 0 ? noVeil : veilOf(member, await blindRounds(db, member.projectId))
}

/** On which documents of the project something may be hidden from this member, and until when. Free where no round of the project is blind. */
export async function loadHiding(
  db: Transaction,
  member: Pick<Member, 'projectId' | 'userId' | 'role' | 'blindRoundIds'>,
): Promise<ReadonlyMap<string, HidingReason>> {
  return member.blindRoundIds.length === 0 ? new Map() : hidingOf(member, await blindRounds(db, member.projectId))
}

/** A member as the reader of events, for `shownEvent`. */
export async function eventReader(
  db: Transaction,
  member: Pick<Member, 'projectId' | 'userId' | 'role' | 'blindRoundIds'> & Partial<Pick<Member, 'settings'>>,
): Promise<EventReader> {
  const { role, settings } = member
  const rights = settings === undefined ? {} : eventRights({ role, settings })
  return { userId: member.userId, ...rights, veil: await loadVeil(db, member) }
}

/** What of events a member's role lets them see. */
export const eventRights = (
  member: Pick<Member, 'role' | 'settings'>,
): Required<Pick<EventReader, 'seesAddresses' | 'seesProgress'>> => ({
  seesAddresses: seesAddresses(member),
  seesProgress: can(member.role, 'rounds.progress', member.settings),
})

/** The ids of the rounds of all this person's projects in which something is hidden from somebody. */
export async function blindRoundIdsOf(db: Transaction, userId: string): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT blind.id FROM "Membership" m JOIN "Project" p ON p.id = m."projectId" AND p."deletedAt" IS NULL JOIN "Round" blind ON blind."projectId" = p.id
    WHERE m."userId" = ${userId}::uuid AND ${roundIsBlind}`
  return rows.map((row) => row.id)
}

/** The project's rounds that are blind now, with their tasks: enough to make anybody's veil. */
export async function blindRounds(db: Transaction, projectId: string): Promise<BlindRound[]> {
  return db.$queryRaw<BlindRound[]>`
    SELECT blind.id, blind.visibility, COALESCE((
      SELECT json_agg(json_build_object('documentId', k."documentId", 'coderId', k."coderId", 'isSubmitted', k."submittedAt" IS NOT NULL))
      FROM "RoundTask" k WHERE k."projectId" = blind."projectId" AND k."roundId" = blind.id), '[]') AS tasks
    FROM "Round" blind WHERE blind."projectId" = ${projectId}::uuid AND ${roundIsBlind}`
}
