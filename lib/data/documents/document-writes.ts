import type { Member } from '@/lib/domain/access/viewer'
import type { AttributeValues } from '@/lib/schemas/document'
import type { Transaction } from '@/lib/data/database/client'

/** What is said of a document; its text changes only by a new revision. */
export interface DocumentFields {
  title: string
  language: string
  direction: 'ltr' | 'rtl'
  attributes: AttributeValues
}

/** Holds a document's row until the transaction ends. */
export async function lockDocument(tx: Transaction, member: Member, id: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM "Document" WHERE "projectId" = ${member.projectId}::uuid AND id = ${id}::uuid FOR NO KEY UPDATE`
}

/** Writes over a live document. */
export async function updateDocument(
  tx: Transaction,
  member: Member,
  id: string,
  fields: Partial<DocumentFields>,
  now: Date,
): Promise<void> {
  await tx.document.updateMany({
    where: { projectId: member.projectId, id, deletedAt: null },
    data: { ...fields, version: { increment: 1 }, updatedAt: now },
  })
}

/** Moves a document to the bin or out of it; answers whether it was on the other side. */
export async function setDocumentBinned(
  tx: Transaction,
  member: Member,
  id: string,
  binned: boolean,
  now: Date,
): Promise<boolean> {
  const { count } = await tx.document.updateMany({
    where: { projectId: member.projectId, id, deletedAt: binned ? null : { not: null } },
    data: { deletedAt: binned ? now : null, version: { increment: 1 }, updatedAt: now },
  })
  return count === 1
}
