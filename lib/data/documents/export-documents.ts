import type { Member } from '@/lib/domain/access/viewer'
import type { AttributeValues } from '@/lib/schemas/document'
import type { Transaction } from '@/lib/data/database/client'

/** What an export says of the document that an excerpt stands in. */
export interface ExportedDocument {
  id: string
  title: string
  language: string
  direction: 'ltr' | 'rtl'
  attributes: AttributeValues
}

/** The live documents among `ids`. */
export async function exportedDocuments(tx: Transaction, member: Member, ids: string[]): Promise<ExportedDocument[]> {
  const rows = await tx.document.findMany({
    where: { projectId: member.projectId, id: { in: ids }, deletedAt: null },
    select: { id: true, title: true, language: true, direction: true, attributes: true },
  })
  return rows.map((row) => ({ ...row, attributes: row.attributes as AttributeValues }))
}

/** The fingerprint of a revision's text and when that text was fixed; null where there is none. */
export async function revisionDigest(
  tx: Transaction,
  member: Member,
  revisionId: string,
): Promise<{ sha256: string; createdAt: string } | null> {
  const row = await tx.revision.findUnique({
    where: { projectId_id: { projectId: member.projectId, id: revisionId } },
    select: { sha256: true, createdAt: true },
  })
  return row && { sha256: row.sha256, createdAt: row.createdAt.toISOString() }
}
