import type { Member } from '@/lib/domain/access/viewer'
import { prepared, type Transaction } from './client'

// A revision never changes, so its text may be kept by any process for as long as it likes. Reaching it still goes
// through the database: `currentRevision` says whether this member may, and only then is the kept text used.
const keptUnits = 32 * 1024 * 1024
const kept = new Map<string, string>()
let keptNow = 0

export interface CurrentRevision {
  documentId: string
  revisionId: string
}

/** The current revision of a live document of the member's project, or null. */
export async function currentRevision(db: Transaction, member: Member, documentId: string): Promise<CurrentRevision | null> {
  // Asked before most annotations that a script sends, and so planned once.
  const [row] = await db.$queryRaw<{ revisionId: string | null }[]>`${prepared}
    SELECT d."currentRevisionId" AS "revisionId" FROM "Document" d WHERE d."projectId" = ${member.projectId}::uuid AND d.id = ${documentId}::uuid AND d."deletedAt" IS NULL`
  return row?.revisionId ? { documentId, revisionId: row.revisionId } : null
}

/** The canonical text of a revision in the member's project; null where there is none. At most 64 MiB of texts are kept in memory. */
export async function revisionText(db: Transaction, member: Member, revisionId: string): Promise<string | null> {
  const key = `${member.projectId}/${revisionId}`
  const known = kept.get(key)
  if (known !== undefined) {
    kept.delete(key)
    kept.set(key, known) // Last used, last dropped.
    return known
  }
  const row = await db.revision.findUnique({ where: { projectId_id: { projectId: member.projectId, id: revisionId } }, select: { text: true } })
  if (!row) return null
  keep(key, row.text)
  return row.text
}

function keep(key: string, text: string): void {
  if (text.length > keptUnits || kept.has(key)) return
  kept.set(key, text)
  keptNow += text.length
  for (const [oldest, old] of kept) {
    if (keptNow <= keptUnits) break
    kept.delete(oldest)
    keptNow -= old.length
  }
}
