import type { Member } from '@/lib/domain/access/viewer'
import type { Compared } from '@/lib/domain/history/shown-event'
import type { Transaction } from '../database/client'

/** The round of what was compared; null where it was in several. */
export function roundCompared(compared: readonly Compared[]): string | null {
  const rounds = new Set(compared.map(({ roundId }) => roundId))
  return rounds.size === 1 ? (compared[0]?.roundId ?? null) : null
}

/** Question: whose coding does a passage of the consensus repeat? That which each standing verdict compared that speaks of it; of a coder's own passage none. */
export async function comparedBehind(
  tx: Transaction,
  member: Pick<Member, 'projectId'>,
  annotationId: string,
): Promise<Compared[]> {
  return tx.$queryRaw<Compared[]>`
    SELECT v."roundId", v."coderIds" FROM "VerdictPassage" k JOIN "Verdict" v ON v."projectId" = k."projectId" AND v.id = k."verdictId" AND v."supersededAt" IS NULL
    WHERE k."projectId" = ${member.projectId}::uuid AND k."annotationId" = ${annotationId}::uuid ORDER BY v."createdAt", v.id`
}
