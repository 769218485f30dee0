import type { Member } from '@/lib/domain/access/viewer'
import type { Transaction } from './client'

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
export async function insertRevision(tx: Transaction, member: Member, key: { id: string; documentId: string; number: number }, parts: RevisionParts): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "Revision" ("projectId", id, "documentId", number, content, text, sha256, length, "wordCount", "pageStarts", format, converter, report, "createdById")
    VALUES (${member.projectId}::uuid, ${key.id}::uuid, ${key.documentId}::uuid, ${key.number}, ${parts.contentJson}::json, ${parts.text}, ${parts.sha256}, ${parts.length},
      ${parts.wordCount}, ${parts.pageStarts}::int[], ${parts.format}, ${parts.converter}, ${JSON.stringify(parts.report)}::jsonb, ${member.userId}::uuid)`
}
