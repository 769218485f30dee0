import { LRUCache } from 'lru-cache'
import type { Member } from '@/lib/domain/access/viewer'
import { prepared, type Transaction } from '@/lib/data/database/client'

// A revision never changes, so its text may be kept by any process for as long as it likes. Reaching it still goes
// through the database: `currentRevision` says whether this member may, and only then is the kept text used.
const kept = new LRUCache<string, string>({ maxSize: 32 * 1024 * 1024, sizeCalculation: ({ length }) => length + 1 })

// Which revision a document had when it was last asked: a guess, for whoever has the database check it in the same statement as what they do with it.
const lastSeen = new LRUCache<string, string>({ max: 10_000 })

export interface CurrentRevision {
  documentId: string
  revisionId: string
}

/** The current revision of a live document of the member's project, or null. */
export async function currentRevision(
  db: Transaction,
  member: Member,
  documentId: string,
): Promise<CurrentRevision | null> {
  const [row] = await db.$queryRaw<{ revisionId: string | null }[]>`${prepared}
    SELECT d."currentRevisionId" AS "revisionId" FROM "Document" d WHERE d."projectId" = ${member.projectId}::uuid AND d.id = ${documentId}::uuid AND d."deletedAt" IS NULL`
  if (!row?.revisionId) return null
  lastSeen.set(`${member.projectId}/${documentId}`, row.revisionId)
  return { documentId, revisionId: row.revisionId }
}

/** The revision that is probably the current one, without asking: as it was when this process asked last. It may be outdated and the document gone. */
export function likelyRevision(member: Member, documentId: string): string | undefined {
  return lastSeen.get(`${member.projectId}/${documentId}`)
}

/** The canonical text of a revision in the member's project; null where there is none. At most 64 MiB of texts are kept in memory. */
export async function revisionText(db: Transaction, member: Member, revisionId: string): Promise<string | null> {
  const key = `${member.projectId}/${revisionId}`
  const known = kept.get(key)
  if (known !== undefined) return known
  const row = await db.revision.findUnique({
    where: { projectId_id: { projectId: member.projectId, id: revisionId } },
    select: { text: true },
  })
  if (!row) return null
  kept.set(key, row.text)
  return row.text
}
