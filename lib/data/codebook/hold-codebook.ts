import type { Member } from '@/lib/domain/access/viewer'
import type { Transaction } from '@/lib/data/database/client'

/**
 * Keeps everybody from changing the codebook until the transaction ends, for what writes down tags that it reads: verdicts, and what joins passages of the
 * consensus. Others may hold it too. Asked for before any document is held, as whoever changes the codebook does (`lockCodebook`).
 */
export async function holdCodebook(tx: Transaction, member: Member): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM "Project" WHERE id = ${member.projectId}::uuid FOR SHARE`
}

/**
 * Keeps these tags from being merged or moved to the bin until the transaction ends (`lockTags`): a posting that was written meanwhile would be lost from sight.
 * Asked for before any passage is held, and before it is asked whether the tags can be used: what became of them is seen by the statements after this one.
 */
export async function holdTags(tx: Transaction, member: Member, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await tx.$queryRaw`
    SELECT 1 FROM "Tag" WHERE "projectId" = ${member.projectId}::uuid AND id = ANY(${[...new Set(ids)]}::uuid[]) ORDER BY id FOR KEY SHARE`
}
