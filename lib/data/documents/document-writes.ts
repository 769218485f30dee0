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

/** Stores a document that has no text yet, and hence shows nowhere. */
export async function insertDocument(
  tx: Transaction,
  member: Member,
  id: string,
  { title, language, direction, attributes }: DocumentFields,
): Promise<void> {
  await tx.document.create({
    data: { projectId: member.projectId, id, title, language, direction, attributes, createdById: member.userId },
    select: { id: true },
  })
}

/** Keeps the file that a document was made of. */
export async function insertOriginal(
  tx: Transaction,
  member: Member,
  documentId: string,
  file: { filename: string; mediaType: string; bytes: Uint8Array; sha256: string },
): Promise<void> {
  const { filename, mediaType, sha256, bytes } = file
  const size = bytes.length
  await tx.originalFile.create({
    data: { projectId: member.projectId, documentId, filename, mediaType, size, sha256, bytes: Buffer.from(bytes) },
    select: { documentId: true },
  })
}

/** Holds a document's row until the transaction ends. */
export async function lockDocument(tx: Transaction, member: Member, id: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM "Document" WHERE "projectId" = ${member.projectId}::uuid AND id = ${id}::uuid FOR NO KEY UPDATE`
}

/** Writes over a live document; false where it is not there or, given one, not of that version any more. */
export async function updateDocument(
  tx: Transaction,
  member: Member,
  id: string,
  fields: Partial<DocumentFields>,
  now: Date,
  version?: number,
): Promise<boolean> {
  const { count } = await tx.document.updateMany({
    where: { projectId: member.projectId, id, deletedAt: null, ...(version !== undefined && { version }) },
    data: { ...fields, version: { increment: 1 }, updatedAt: now },
  })
  return count === 1
}

/** Moves a document to the bin or out of it; answers whether it was on the other side and, given one, of that version. */
export async function setDocumentBinned(
  tx: Transaction,
  member: Member,
  id: string,
  binned: boolean,
  now: Date,
  version?: number,
): Promise<boolean> {
  const { count } = await tx.document.updateMany({
    where: {
      projectId: member.projectId,
      id,
      deletedAt: binned ? null : { not: null },
      ...(version !== undefined && { version }),
    },
    data: { deletedAt: binned ? now : null, version: { increment: 1 }, updatedAt: now },
  })
  return count === 1
}
