import type { Member } from '@/lib/domain/access/viewer'
import type { Span } from '@/lib/domain/anchoring/span'
import { isVeiled } from '@/lib/domain/rounds/veil'
import type { Transaction } from '../database/client'
import { loadVeil } from '../rounds/load-veil'

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
  const veil = await loadVeil(tx, member)
  return {
    id: row.id,
    name: row.name,
    isOpen: row.visibility === 'open' || row.openedAt !== null || row.closedAt !== null,
    documentIds: [...new Set(row.tasks.map(({ documentId }) => documentId))],
    tasks: row.tasks
      .filter(
        ({ documentId, coder }) =>
          coder.id === member.userId || !isVeiled(veil, { documentId, roundId: row.id, ownerId: coder.id }),
      )
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
    SELECT k."documentId", json_build_object('id', r.id, 'name', r.name) AS round, CASE WHEN r.visibility = 'until-all-submit' THEN 'all-submit' ELSE 'own-submit' END AS until
    FROM "RoundTask" k JOIN "Round" r ON r."projectId" = k."projectId" AND r.id = k."roundId"
    WHERE k."projectId" = ${member.projectId}::uuid AND k."coderId" = ${member.userId}::uuid AND r.id = ANY(${member.blindRoundIds}::uuid[])
      AND (k."submittedAt" IS NULL OR (r.visibility = 'until-all-submit' AND EXISTS (
        SELECT 1 FROM "RoundTask" o WHERE o."projectId" = k."projectId" AND o."roundId" = k."roundId" AND o."documentId" = k."documentId" AND o."submittedAt" IS NULL)))
    ORDER BY k."documentId", r.id`
}
