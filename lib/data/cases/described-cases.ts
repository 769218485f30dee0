import type { Transaction } from '@/lib/data/database/client'
import type { Member } from '@/lib/domain/access/viewer'
import type { AttributeValues } from '@/lib/schemas/document'

/** A case as a line of a sheet may name it, with its attributes. */
export interface DescribedCase {
  id: string
  name: string
  attributes: AttributeValues
}

/** Every live case with its attributes; with `locks` nobody changes them until the transaction ends. */
export async function describedCases(tx: Transaction, { projectId }: Member, locks = false): Promise<DescribedCase[]> {
  if (locks)
    await tx.$queryRaw`SELECT 1 FROM "Case" WHERE "projectId" = ${projectId}::uuid AND "deletedAt" IS NULL ORDER BY id FOR NO KEY UPDATE`
  return tx.$queryRaw<DescribedCase[]>`
    SELECT c.id, c.name, c.attributes FROM "Case" c WHERE c."projectId" = ${projectId}::uuid AND c."deletedAt" IS NULL ORDER BY c.id`
}

/** Gives cases these attributes in place of all they have, in one statement. */
export async function setCaseAttributes(
  tx: Transaction,
  { projectId }: Member,
  rows: readonly { id: string; values: AttributeValues }[],
): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Case" c SET attributes = v.attributes::jsonb, version = c.version + 1, "updatedAt" = now()
    FROM unnest(${rows.map(({ id }) => id)}::uuid[], ${rows.map(({ values }) => JSON.stringify(values))}::text[]) AS v(id, attributes)
    WHERE c."projectId" = ${projectId}::uuid AND c.id = v.id AND c."deletedAt" IS NULL`
}

/** Makes cases that have a name and nothing else. */
export async function insertNamedCases(
  tx: Transaction,
  { projectId, userId }: Member,
  rows: readonly { id: string; name: string }[],
  now: Date,
): Promise<void> {
  await tx.case.createMany({
    data: rows.map(({ id, name }) => ({ projectId, id, name, createdById: userId, createdAt: now, updatedAt: now })),
  })
}

/** Puts cases into the bin, or takes those that are there out again; answers how many. */
export async function setCasesBinned(
  tx: Transaction,
  { projectId }: Member,
  ids: readonly string[],
  deletedAt: Date | null,
): Promise<number> {
  const { count } = await tx.case.updateMany({
    where: { projectId, id: { in: [...ids] }, deletedAt: deletedAt === null ? { not: null } : null },
    data: { deletedAt, version: { increment: 1 } },
  })
  return count
}
