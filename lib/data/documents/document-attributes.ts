import { Prisma } from '@/generated/prisma/client'
import type { Member } from '@/lib/domain/access/viewer'
import type { NamedDocument } from '@/lib/domain/documents/plan-attributes'
import type { AttributeValues } from '@/lib/schemas/document'
import type { Transaction } from '@/lib/data/database/client'

/** What all live documents are called, by title and by the file each came from, with their attributes. With `locks` nobody changes them until the transaction ends. */
export async function describedDocuments(tx: Transaction, member: Member, locks = false): Promise<NamedDocument[]> {
  return tx.$queryRaw<NamedDocument[]>`
    SELECT d.id, d.title, o.filename, d.attributes FROM "Document" d
    LEFT JOIN "OriginalFile" o ON o."projectId" = d."projectId" AND o."documentId" = d.id
    WHERE d."projectId" = ${member.projectId}::uuid AND d."deletedAt" IS NULL AND d."currentRevisionId" IS NOT NULL ORDER BY d.id
    ${locks ? Prisma.sql`FOR NO KEY UPDATE OF d` : Prisma.empty}`
}

/** Gives documents these attributes in place of all they have, in one statement. */
export async function setAttributes(
  tx: Transaction,
  member: Member,
  rows: readonly { id: string; values: AttributeValues }[],
): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Document" d SET attributes = v.attributes::jsonb, version = d.version + 1, "updatedAt" = now()
    FROM unnest(${rows.map(({ id }) => id)}::uuid[], ${rows.map(({ values }) => JSON.stringify(values))}::text[]) AS v(id, attributes)
    WHERE d."projectId" = ${member.projectId}::uuid AND d.id = v.id AND d."deletedAt" IS NULL`
}
