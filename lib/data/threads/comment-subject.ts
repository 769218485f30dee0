import type { Member } from '@/lib/domain/access/viewer'
import type { Compared } from '@/lib/domain/history/shown-event'
import type { SubjectType } from '@/lib/schemas/comment'
import { getAnnotation } from '../annotations/list'
import { comparedBehind, roundCompared } from '../review/compared'
import type { Transaction } from '../database/client'
import { notVeiled } from '../rounds/veil-condition'
import { Prisma } from '@/generated/prisma/client'
import { verdictOwners } from './visible-comment'
import { visibleTagWhere } from '../rounds/hidden-tags'

/** What a thread is about, as far as its events and its readers depend on it. */
export interface Subject {
  documentId: string | null
  /** Whose coding it is about, with its round; null where it is nobody's. */
  ownerId: string | null
  roundId: string | null
  /** What was compared, where it is a verdict or what verdicts wrote. */
  compared: Compared[]
  /** Whether anybody but its owner sees it. */
  shared: boolean
}

/** The subject, where it exists for this member. A stretch is named by its document. */
export async function findSubject(
  db: Transaction,
  member: Member,
  type: SubjectType,
  id: string,
): Promise<Subject | null> {
  if (type === 'annotation') {
    const row = await getAnnotation(db, member, id)
    if (!row) return null
    const compared = row.layer === 'consensus' ? await comparedBehind(db, member, id) : []
    return {
      documentId: row.documentId,
      ownerId: row.author.id,
      roundId: row.layer === 'consensus' ? roundCompared(compared) : row.roundId,
      compared,
      shared: row.visibility === 'shared',
    }
  }
  if (type === 'verdict') return findVerdict(db, member, id)
  const where = { projectId: member.projectId, id, deletedAt: null }
  const select = { id: true }
  const nobodys = { ownerId: null, roundId: null, compared: [], shared: true }
  if (type === 'tag')
    return (
      (await db.tag.findFirst({ where: { ...where, ...(await visibleTagWhere(db, member)) }, select })) && {
        documentId: null,
        ...nobodys,
      }
    )
  if (type === 'theme') return (await db.theme.findFirst({ where, select })) && { documentId: null, ...nobodys }
  return (await db.document.findFirst({ where, select })) && { documentId: id, ...nobodys }
}

async function findVerdict(db: Transaction, member: Member, id: string): Promise<Subject | null> {
  const columns = {
    project: Prisma.sql`v."projectId"`,
    document: Prisma.sql`v."documentId"`,
    author: Prisma.sql`v."createdById"`,
  }
  const [row] = await db.$queryRaw<{ documentId: string; roundId: string | null; coderIds: string[] }[]>`
    SELECT v."documentId", v."roundId", v."coderIds" FROM "Verdict" v JOIN "Document" d ON d."projectId" = v."projectId" AND d.id = v."documentId" AND d."deletedAt" IS NULL
    WHERE v."projectId" = ${member.projectId}::uuid AND v.id = ${id}::uuid ${notVeiled(member, { ...columns, ...verdictOwners })}`
  if (!row) return null
  const { documentId, roundId, coderIds } = row
  return { documentId, roundId, ownerId: null, compared: [{ roundId, coderIds }], shared: true }
}
