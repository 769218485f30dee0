import type { Member } from '@/lib/domain/access/viewer'
import type { Span } from '@/lib/domain/anchoring/span'
import { isBlindRound } from '@/lib/domain/rounds/round'
import { isWorkSeen } from '@/lib/domain/rounds/veil'
import type { Transaction } from '../database/client'
import { loadVeil } from '../rounds/load-veil'
import { isBlindTask } from '../rounds/veil-condition'

export interface StudyRound {
  id: string
  name: string
  /** Whether unsubmitted work counts: the round is open to all, was opened early, or is closed. */
  isOpen: boolean
  documentIds: string[]
  /** The tasks whose work the member may know of. */
  tasks: { documentId: string; coder: { id: string; name: string }; isSubmitted: boolean }[]
  /** Where the round asks for passages and not for whole documents. */
  passages: (Span & { documentId: string; revisionId: string })[]
}

/** A live round as a study needs it, or null. A task whose work is veiled for the member is not among its tasks; its documents are no secret. */
export async function studyRound(tx: Transaction, member: Member, id: string): Promise<StudyRound | null> {
  const row = await tx.round.findFirst({
    where: { projectId: member.projectId, id, deletedAt: null },
    select: {
      id: true,
      name: true,
      visibility: true,
      openedAt: true,
      closedAt: true,
      tasks: { select: { documentId: true, submittedAt: true, coder: { select: { id: true, name: true } } } },
      passages: { select: { documentId: true, revisionId: true, start: true, end: true } },
    },
  })
  if (!row) return null
  const reader = { userId: member.userId, veil: await loadVeil(tx, member) }
  return {
    id: row.id,
    name: row.name,
    isOpen: !isBlindRound(row),
    documentIds: [...new Set(row.tasks.map(({ documentId }) => documentId))],
    tasks: row.tasks
      .filter(({ documentId, coder }) => isWorkSeen(reader, { documentId, roundId: row.id, ownerId: coder.id }))
      .map(({ documentId, coder, submittedAt }) => ({ documentId, coder, isSubmitted: submittedAt !== null })),
    passages: row.passages,
  }
}

export interface BlindDocument {
  documentId: string
  round: { id: string; name: string }
  /** What lifts it: the member's own submission, or that of all coders of the document. */
  until: 'own-submit' | 'all-submit'
}

/** The documents on which nothing of colleagues exists for the member now, and until when. */
export async function blindDocuments(tx: Transaction, member: Member): Promise<BlindDocument[]> {
  if (member.blindRoundIds.length === 0) return []
  return tx.$queryRaw<BlindDocument[]>`
    SELECT mine."documentId", json_build_object('id', blind.id, 'name', blind.name) AS round, CASE WHEN blind.visibility = 'until-all-submit' THEN 'all-submit' ELSE 'own-submit' END AS until
    FROM "RoundTask" mine JOIN "Round" blind ON blind."projectId" = mine."projectId" AND blind.id = mine."roundId"
    WHERE mine."projectId" = ${member.projectId}::uuid AND mine."coderId" = ${member.userId}::uuid AND blind.id = ANY(${member.blindRoundIds}::uuid[]) AND ${isBlindTask}
    ORDER BY mine."documentId", blind.id`
}
