import type { Member } from '@/lib/domain/access/viewer'
import { isWorkSeen } from '@/lib/domain/rounds/veil'
import type { AgreementAnswer, FrozenFigure } from '@/lib/schemas/agreement'
import type { Transaction } from '../database/client'
import { loadVeil } from '../rounds/load-veil'

/** Keeps a figure for good. */
export async function insertFrozenFigure(
  tx: Transaction,
  member: Member,
  row: { id: string; roundId: string; result: AgreementAnswer; now: Date },
): Promise<void> {
  const { id, roundId, result, now } = row
  await tx.roundFigure.create({
    data: {
      projectId: member.projectId,
      roundId,
      id,
      settings: result.settings,
      result: result,
      createdById: member.userId,
      createdAt: now,
    },
    select: { id: true },
  })
}

/**
 * The frozen figures of a live round, newest first, or null where there is no such round. One that counts work which the member may not know of now is
 * not among them, although it was once frozen by somebody who might.
 */
export async function frozenFigures(tx: Transaction, member: Member, roundId: string): Promise<FrozenFigure[] | null> {
  const round = await tx.round.findFirst({
    where: { projectId: member.projectId, id: roundId, deletedAt: null },
    select: { id: true },
  })
  if (!round) return null
  const veil = await loadVeil(tx, member)
  const rows = await tx.roundFigure.findMany({
    where: { projectId: member.projectId, roundId },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    select: { id: true, result: true, createdAt: true, createdBy: { select: { id: true, name: true } } },
  })
  return rows.flatMap(({ id, result, createdAt, createdBy }) => {
    // What we wrote ourselves, validated when it was.
    const answer = result as unknown as AgreementAnswer
    const isHidden = [...answer.documents, ...answer.leftOut].some(
      ({ id: documentId, coderIds }) =>
        veil.documentIds.has(documentId) ||
        coderIds.some((ownerId) => !isWorkSeen({ userId: member.userId, veil }, { documentId, roundId, ownerId })),
    )
    return isHidden
      ? []
      : [
          {
            id,
            roundId,
            createdBy: { id: createdBy.id, name: createdBy.name },
            createdAt: createdAt.toISOString(),
            result: answer,
          },
        ]
  })
}
