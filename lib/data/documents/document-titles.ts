import type { Member } from '@/lib/domain/access/viewer'
import type { Transaction } from '@/lib/data/database/client'

/** What all live documents of the project are called and their languages, by title: for pages that let one choose among them and show nothing else of them. */
export async function documentTitles(
  db: Transaction,
  member: Member,
): Promise<{ id: string; title: string; language: string }[]> {
  return db.$queryRaw<{ id: string; title: string; language: string }[]>`
    SELECT d.id, d.title, d.language FROM "Document" d
    WHERE d."projectId" = ${member.projectId}::uuid AND d."deletedAt" IS NULL AND d."currentRevisionId" IS NOT NULL ORDER BY lower(d.title), d.id`
}
