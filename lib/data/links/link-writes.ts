import { Prisma } from '@/generated/prisma/client'
import type { Transaction } from '@/lib/data/database/client'
import type { Member } from '@/lib/domain/access/viewer'
import type { Link, LinkEnd } from '@/lib/schemas/link'

/** What a link says beside its ends. */
export type LinkWords = Pick<Link, 'kind' | 'direction' | 'note'>

export interface NewLink extends LinkWords {
  id: string
  from: LinkEnd & { documentId: string | null }
  to: LinkEnd & { documentId: string | null }
}

/** Stores a link; false where one with this id, or the very same by the same person, is stored already. */
export async function insertLink(
  tx: Transaction,
  member: Member,
  { from, to, ...row }: NewLink,
  now: Date,
): Promise<boolean> {
  const { count } = await tx.link.createMany({
    data: {
      ...row,
      ...{ fromType: from.type, fromId: from.id, fromDocumentId: from.documentId },
      ...{ toType: to.type, toId: to.id, toDocumentId: to.documentId },
      projectId: member.projectId,
      authorId: member.userId,
      createdAt: now,
      updatedAt: now,
    },
    skipDuplicates: true,
  })
  return count === 1
}

/** Whether any link, in the bin or hidden or not, has this id. */
export async function isLinkId(tx: Transaction, member: Member, id: string): Promise<boolean> {
  return (await tx.link.count({ where: { projectId: member.projectId, id } })) > 0
}

/** Locks a link until the transaction ends. It says nothing about who may see it. */
export async function lockLink(tx: Transaction, member: Member, id: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM "Link" WHERE "projectId" = ${member.projectId}::uuid AND id = ${id}::uuid FOR NO KEY UPDATE`
}

/** Writes over a locked link. */
export async function updateLink(
  tx: Transaction,
  member: Member,
  id: string,
  change: Partial<LinkWords>,
  now: Date,
): Promise<void> {
  await tx.link.update({
    where: { projectId_id: { projectId: member.projectId, id } },
    data: { ...change, version: { increment: 1 }, updatedAt: now },
    select: { id: true },
  })
}

/** Puts a locked link into the bin, or takes it out again; answers whether it was where it was thought to be. */
export async function setLinkBinned(
  tx: Transaction,
  member: Member,
  id: string,
  deletedAt: Date | null,
): Promise<boolean> {
  const { count } = await tx.link.updateMany({
    where: { projectId: member.projectId, id, deletedAt: deletedAt === null ? { not: null } : null },
    data: { deletedAt, version: { increment: 1 } },
  })
  return count === 1
}

const asKey = (type: Prisma.Sql, id: Prisma.Sql) => Prisma.sql`(${type} || ${id}::text)`

/**
 * Hangs links of one tag, all or those of `ids`, on another; answers which. Whoever's they are and in the bin or not. What would lead from the other tag to
 * itself, or is there already by the same person, stays where it is.
 */
export async function moveLinks(
  tx: Transaction,
  member: Member,
  tagId: string,
  intoId: string,
  ids?: readonly string[],
): Promise<string[]> {
  if (ids?.length === 0) return []
  const column = (name: string) => Prisma.raw(`l."${name}"`)
  const isOn = (side: string, id: string) =>
    Prisma.sql`(${column(`${side}Type`)} = 'tag' AND ${column(`${side}Id`)} = ${id}::uuid)`
  const moved = (side: string) =>
    Prisma.sql`CASE WHEN ${isOn(side, tagId)} THEN ${intoId}::uuid ELSE ${column(`${side}Id`)} END`
  const key = (side: string) => asKey(column(`${side}Type`), moved(side))
  const [from, to] = [key('from'), key('to')]
  const [otherFrom, otherTo] = ['from', 'to'].map((side) =>
    asKey(Prisma.raw(`o."${side}Type"`), Prisma.raw(`o."${side}Id"`)),
  ) as [Prisma.Sql, Prisma.Sql]
  const rows = await tx.$queryRaw<{ id: string }[]>`
    UPDATE "Link" l SET "fromId" = ${moved('from')}, "toId" = ${moved('to')}
    WHERE l."projectId" = ${member.projectId}::uuid AND (l."fromId" = ${tagId}::uuid OR l."toId" = ${tagId}::uuid) AND (${isOn('from', tagId)} OR ${isOn('to', tagId)})
      ${ids === undefined ? Prisma.empty : Prisma.sql`AND l.id = ANY(${[...ids]}::uuid[])`}
      AND NOT ${isOn('from', intoId)} AND NOT ${isOn('to', intoId)}
      AND (l."deletedAt" IS NOT NULL OR NOT EXISTS (
        SELECT 1 FROM "Link" o WHERE o."projectId" = l."projectId" AND o."authorId" = l."authorId" AND o."deletedAt" IS NULL AND o.id <> l.id
          AND o.direction = l.direction AND COALESCE(o.kind, '') = COALESCE(l.kind, '') AND (${intoId}::uuid IN (o."fromId", o."toId"))
          AND ((${otherFrom} = ${from} AND ${otherTo} = ${to}) OR (l.direction <> 'one-way' AND ${otherFrom} = ${to} AND ${otherTo} = ${from}))))
    RETURNING l.id`
  return rows.map((row) => row.id)
}
