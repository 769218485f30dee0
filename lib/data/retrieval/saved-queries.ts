import type { Prisma } from '@/generated/prisma/client'
import type { Member } from '@/lib/domain/access/viewer'
import type { Query } from '@/lib/domain/retrieval/query'
import type { Transaction } from '../database/client'

/** A query that the project keeps, with the ids of what it refers to. */
export interface SavedQueryRow {
  id: string
  name: string
  tree: Query
  version: number
  createdBy: { id: string; name: string }
  createdAt: Date
  updatedAt: Date
}

const fields = {
  id: true,
  name: true,
  tree: true,
  version: true,
  createdBy: { select: { id: true, name: true } },
  createdAt: true,
  updatedAt: true,
} as const satisfies Prisma.SavedQuerySelect

/** Written by us alone, from what the parser read or an archive's check let in. */
const asQuery = (row: Omit<SavedQueryRow, 'tree'> & { tree: unknown }): SavedQueryRow => ({
  ...row,
  tree: row.tree as Query,
})

/** A tree is nothing but what JSON has. */
const asJson = (tree: Query) => tree as object as Prisma.InputJsonObject

/** Every query that is kept and not in the bin, by name. Read whole: there are dozens, and `mostSavedQueries` at most. */
export async function savedQueries(
  db: Transaction,
  { projectId }: Pick<Member, 'projectId'>,
): Promise<SavedQueryRow[]> {
  const rows = await db.savedQuery.findMany({
    where: { projectId, deletedAt: null },
    select: fields,
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  })
  return rows.map(asQuery)
}

/** One of them, also where it is in the bin when `isBinned` asks for that. */
export async function savedQuery(
  db: Transaction,
  { projectId }: Pick<Member, 'projectId'>,
  id: string,
  { isBinned = false } = {},
): Promise<SavedQueryRow | null> {
  const row = await db.savedQuery.findFirst({
    where: { projectId, id, deletedAt: isBinned ? { not: null } : null },
    select: fields,
  })
  return row && asQuery(row)
}

/** Has whoever changes the queries of a project wait for one another, so that none comes to refer to itself. */
export async function lockSavedQueries(tx: Transaction, { projectId }: Pick<Member, 'projectId'>): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM (SELECT pg_advisory_xact_lock(hashtextextended(${`queries ${projectId}`}, 0))) held`
}

/** Stores a query; false where one with this id is stored already. */
export async function insertSavedQuery(
  tx: Transaction,
  member: Member,
  { id, name, tree }: Pick<SavedQueryRow, 'id' | 'name' | 'tree'>,
  now: Date,
): Promise<boolean> {
  const { projectId, userId } = member
  if ((await tx.savedQuery.count({ where: { projectId, id } })) > 0) return false
  await tx.savedQuery.create({
    data: { projectId, id, name, tree: asJson(tree), createdById: userId, createdAt: now, updatedAt: now },
    select: { id: true },
  })
  return true
}

/** Writes over a query that is kept. */
export async function updateSavedQuery(
  tx: Transaction,
  { projectId }: Member,
  id: string,
  { name, tree }: Partial<Pick<SavedQueryRow, 'name' | 'tree'>>,
  now: Date,
): Promise<void> {
  await tx.savedQuery.update({
    where: { projectId_id: { projectId, id } },
    data: {
      ...(name !== undefined && { name }),
      ...(tree !== undefined && { tree: asJson(tree) }),
      version: { increment: 1 },
      updatedAt: now,
    },
    select: { id: true },
  })
}

/** Puts a query into the bin, or takes it out again; answers whether it was where it was thought to be. */
export async function setSavedQueryBinned(
  tx: Transaction,
  { projectId }: Member,
  id: string,
  deletedAt: Date | null,
): Promise<boolean> {
  const { count } = await tx.savedQuery.updateMany({
    where: { projectId, id, deletedAt: deletedAt === null ? { not: null } : null },
    data: { deletedAt, version: { increment: 1 } },
  })
  return count === 1
}
