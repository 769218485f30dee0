import { Prisma } from '@/generated/prisma/client'
import type { Member } from '@/lib/domain/access/viewer'

/** Columns of the row that is asked about, as SQL; the names are fixed by the caller and never come from a request. */
interface Columns {
  /** The row's projectId and documentId. */
  project: Prisma.Sql
  document: Prisma.Sql
  /** Who did it: for them it always exists. */
  author: Prisma.Sql
  /** Whose coding it is, or is about. */
  owner: Prisma.Sql
  round: Prisma.Sql
}

/**
 * The condition that something somebody did with a text exists for this member, as lib/domain/rounds/veil decides it; nothing at all, hence free,
 * where no round of the project is blind. Begins with AND.
 */
export function notVeiled(
  member: Pick<Member, 'userId' | 'blindRoundIds'>,
  { project, document, author, owner, round }: Columns,
): Prisma.Sql {
  if (member.blindRoundIds.length === 0) return Prisma.empty
  const rounds = Prisma.sql`${member.blindRoundIds}::uuid[]`
  const me = Prisma.sql`${member.userId}::uuid`
  // What does not depend on the row is asked once for the whole statement and then looked up: a question for each hidden row would tell by its time how many there are.
  return Prisma.sql` AND (${author} = ${me} OR (
    COALESCE(${document} NOT IN (
      SELECT mine."documentId" FROM "Round" blind JOIN "RoundTask" mine ON mine."projectId" = blind."projectId" AND mine."roundId" = blind.id
      WHERE blind.id = ANY(${rounds}) AND mine."coderId" = ${me}
        AND ${isBlindTask}), true)
    AND NOT (COALESCE(${round} = ANY(${rounds}), false)
      AND COALESCE((${round}, ${document}) NOT IN (SELECT mine."roundId", mine."documentId" FROM "Round" blind JOIN "RoundTask" mine ON mine."projectId" = blind."projectId" AND mine."roundId" = blind.id WHERE blind.id = ANY(${rounds}) AND mine."coderId" = ${me}), true)
      AND EXISTS (
        SELECT 1 FROM "RoundTask" open JOIN "Round" blind ON blind."projectId" = open."projectId" AND blind.id = open."roundId"
        WHERE open."projectId" = ${project} AND open."roundId" = ${round} AND open."documentId" = ${document} AND open."submittedAt" IS NULL
          AND (blind.visibility = 'until-all-submit' OR open."coderId" = ${owner})))))`
}

/** Whether whoever has the task "RoundTask" mine in "Round" blind, which is blind now, still may not see others' work on its document. */
export const isBlindTask = Prisma.sql`(mine."submittedAt" IS NULL OR (blind.visibility = 'until-all-submit' AND EXISTS (
  SELECT 1 FROM "RoundTask" other WHERE other."projectId" = mine."projectId" AND other."roundId" = mine."roundId" AND other."documentId" = mine."documentId" AND other."submittedAt" IS NULL)))`

/** Whether a round hides anything, or may again when it goes on; of a row of "Round" blind. */
export const roundMayBeBlind = Prisma.sql`blind.visibility <> 'open' AND blind."openedAt" IS NULL`

/** Whether "Round" blind is blind now, as lib/domain/rounds/round decides it, and not in the bin. */
export const roundIsBlind = Prisma.sql`(blind.visibility <> 'open' AND blind."openedAt" IS NULL AND blind."closedAt" IS NULL AND blind."deletedAt" IS NULL)`
