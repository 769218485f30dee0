import type { Transaction } from '@/lib/data/database/client'
import type { Member } from '@/lib/domain/access/viewer'
import type { AttributeValues } from '@/lib/schemas/document'

/** What a case says of itself. */
export interface CaseFields {
  name: string
  description: string
  attributes: AttributeValues
}

/** Stores a case; false where one with this id is stored already. */
export async function insertCase(
  tx: Transaction,
  { projectId, userId }: Member,
  id: string,
  fields: CaseFields,
  now: Date,
): Promise<boolean> {
  if ((await tx.case.count({ where: { projectId, id } })) > 0) return false
  await tx.case.create({
    data: { projectId, id, ...fields, createdById: userId, createdAt: now, updatedAt: now },
    select: { id: true },
  })
  return true
}

/** Has whoever makes cases in a project wait for one another, so that one sent twice at once is made once. */
export async function lockCases(tx: Transaction, { projectId }: Member): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM (SELECT pg_advisory_xact_lock(hashtextextended(${`cases ${projectId}`}, 0))) held`
}

/** Holds a case until the transaction ends: whoever changes it or what belongs to it takes turns. */
export async function lockCase(tx: Transaction, { projectId }: Member, id: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM "Case" WHERE "projectId" = ${projectId}::uuid AND id = ${id}::uuid FOR NO KEY UPDATE`
}

/** Writes over a live case that is held. */
export async function updateCase(
  tx: Transaction,
  { projectId }: Member,
  id: string,
  change: Partial<CaseFields>,
  now: Date,
): Promise<void> {
  await tx.case.updateMany({
    where: { projectId, id, deletedAt: null },
    data: { ...change, version: { increment: 1 }, updatedAt: now },
  })
}

/** Puts a case into the bin, or takes it out again; answers whether it was where it was thought to be. */
export async function setCaseBinned(
  tx: Transaction,
  { projectId }: Member,
  id: string,
  deletedAt: Date | null,
): Promise<boolean> {
  const { count } = await tx.case.updateMany({
    where: { projectId, id, deletedAt: deletedAt === null ? { not: null } : null },
    data: { deletedAt, version: { increment: 1 } },
  })
  return count === 1
}
