import type { Member } from '@/lib/domain/access/viewer'
import { jsonOrNull, type Transaction } from '@/lib/data/database/client'
import { visibleTagWhere } from '@/lib/data/rounds/hidden-tags'

/** What a theme says of itself. */
export interface ThemeFields {
  name: string
  definition: string
  colour: string
  narrative: object | null
}

export async function insertTheme(
  tx: Transaction,
  member: Member,
  row: Omit<ThemeFields, 'narrative'> & { id: string; position: number },
): Promise<void> {
  await tx.theme.create({
    data: { ...row, projectId: member.projectId, createdById: member.userId },
    select: { id: true },
  })
}

/** Writes `change` over a live theme; the caller holds the codebook locked and has compared the version. */
export async function updateTheme(
  tx: Transaction,
  member: Member,
  id: string,
  change: Partial<ThemeFields>,
  now: Date,
): Promise<void> {
  await tx.theme.updateMany({
    where: { projectId: member.projectId, id, deletedAt: null },
    data: {
      ...(change.name !== undefined && { name: change.name }),
      ...(change.definition !== undefined && { definition: change.definition }),
      ...(change.colour !== undefined && { colour: change.colour }),
      ...(change.narrative !== undefined && { narrative: jsonOrNull(change.narrative) }),
      version: { increment: 1 },
      updatedAt: now,
    },
  })
}

/** Puts a theme into the bin or takes it out again; answers whether it was where it was thought to be. */
export async function setThemeBinned(
  tx: Transaction,
  member: Member,
  id: string,
  binned: boolean,
  now: Date,
): Promise<boolean> {
  const { count } = await tx.theme.updateMany({
    where: { projectId: member.projectId, id, deletedAt: binned ? null : { not: null } },
    data: { deletedAt: binned ? now : null, version: { increment: 1 }, updatedAt: now },
  })
  return count === 1
}

/** A theme in the bin, as far as bringing it back needs to know it. */
export async function themeInBin(
  tx: Transaction,
  member: Member,
  id: string,
): Promise<{ id: string; name: string; position: number } | null> {
  return tx.theme.findFirst({
    where: { projectId: member.projectId, id, deletedAt: { not: null } },
    select: { id: true, name: true, position: true },
  })
}

/** Makes `tagIds` the tags of a theme, in this order. Tags in the bin, or hidden from the member, stay with it, unseen. Answers whether every tag is live. */
export async function setThemeTags(
  tx: Transaction,
  member: Member,
  themeId: string,
  tagIds: readonly string[],
): Promise<boolean> {
  const wanted = [...new Set(tagIds)]
  const seen = await visibleTagWhere(tx, member)
  const live = await tx.tag.count({
    where: { projectId: member.projectId, id: { in: wanted }, deletedAt: null, ...seen },
  })
  if (live < wanted.length) return false
  await tx.themeTag.deleteMany({ where: { projectId: member.projectId, themeId, tag: { deletedAt: null, ...seen } } })
  await tx.themeTag.createMany({
    data: wanted.map((tagId, position) => ({ projectId: member.projectId, themeId, tagId, position })),
  })
  return true
}

/** Puts themes in the given order: positions 0, 1, 2 ... */
export async function reorderThemes(tx: Transaction, member: Member, ids: readonly string[]): Promise<void> {
  await tx.$executeRaw`UPDATE "Theme" t SET position = o.position - 1 FROM unnest(${ids}::uuid[]) WITH ORDINALITY AS o(id, position) WHERE t."projectId" = ${member.projectId}::uuid AND t.id = o.id`
}
