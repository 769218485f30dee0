import { holdCodebook } from '../codebook/hold-codebook'
import type { Member } from '@/lib/domain/access/viewer'
import type { Transaction } from '@/lib/data/database/client'

/** What a revision is made of; an imported document is one. The tree comes as JSON text and goes to the database as that. */
export interface RevisionParts {
  contentJson: string
  text: string
  sha256: string
  length: number
  wordCount: number
  pageStarts: number[]
  format: string
  converter: string
  /** What the conversion kept, changed and lost. */
  report: object
}

/** Stores a revision. In SQL, because the tree of a long text would otherwise be parsed and written out again on the way. */
export async function insertRevision(
  tx: Transaction,
  member: Member,
  key: { id: string; documentId: string; number: number },
  parts: RevisionParts,
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "Revision" ("projectId", id, "documentId", number, content, text, sha256, length, "wordCount", "pageStarts", format, converter, report, "createdById")
    VALUES (${member.projectId}::uuid, ${key.id}::uuid, ${key.documentId}::uuid, ${key.number}, ${parts.contentJson}::json, ${parts.text}, ${parts.sha256}, ${parts.length},
      ${parts.wordCount}, ${parts.pageStarts}::int[], ${parts.format}, ${parts.converter}, ${JSON.stringify(parts.report)}::jsonb, ${member.userId}::uuid)`
}

/** A revision as a correction needs it. */
export interface WholeRevision {
  id: string
  number: number
  text: string
  /** JSON text. */
  content: string
  format: string
  isCurrent: boolean
}

/** A revision of a live document, whole. */
export async function wholeRevision(
  db: Transaction,
  member: Member,
  documentId: string,
  revisionId: string,
): Promise<WholeRevision | null> {
  const [row] = await db.$queryRaw<WholeRevision[]>`
    SELECT r.id, r.number, r.text, r.content::text AS content, r.format, d."currentRevisionId" = r.id AS "isCurrent" FROM "Revision" r
    JOIN "Document" d ON d."projectId" = r."projectId" AND d.id = r."documentId" AND d."deletedAt" IS NULL
    WHERE r."projectId" = ${member.projectId}::uuid AND r.id = ${revisionId}::uuid AND d.id = ${documentId}::uuid`
  return row ?? null
}

/**
 * The current revision of a live document, and nobody annotates the document until the transaction ends: whoever wants to holds FOR KEY SHARE on it,
 * which FOR UPDATE excludes, and then finds that their revision is not the current one any more. The codebook stays as it is too, since passages of the consensus
 * may be joined with their tags.
 */
export async function lockCurrentRevision(tx: Transaction, member: Member, documentId: string): Promise<string | null> {
  await holdCodebook(tx, member)
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    SELECT d."currentRevisionId" AS id FROM "Document" d WHERE d."projectId" = ${member.projectId}::uuid AND d.id = ${documentId}::uuid AND d."deletedAt" IS NULL FOR UPDATE`
  return row?.id ?? null
}

/** Gives a document that is being made its text: from the end of the transaction on it is there. */
export async function setFirstRevision(
  tx: Transaction,
  member: Member,
  documentId: string,
  revisionId: string,
): Promise<void> {
  await tx.document.update({
    where: { projectId_id: { projectId: member.projectId, id: documentId } },
    data: { currentRevisionId: revisionId },
    select: { id: true },
  })
}

/** Makes a revision the one that everybody reads. */
export async function setCurrentRevision(
  tx: Transaction,
  member: Member,
  documentId: string,
  revisionId: string,
  now: Date,
): Promise<void> {
  await tx.document.update({
    where: { projectId_id: { projectId: member.projectId, id: documentId } },
    data: { currentRevisionId: revisionId, version: { increment: 1 }, updatedAt: now },
    select: { id: true },
  })
}
