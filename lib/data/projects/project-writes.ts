import { defaultSettings, type ProjectSettings } from '@/lib/domain/access/actions'
import type { Member } from '@/lib/domain/access/viewer'
import type { Transaction } from '@/lib/data/database/client'

/** Makes a project with its first lead; false where the id is taken. */
export async function insertProject(
  tx: Transaction,
  lead: Pick<Member, 'userId' | 'projectId'>,
  { name, description }: { name: string; description: string },
): Promise<boolean> {
  const { count } = await tx.project.createMany({
    data: { id: lead.projectId, name, description, settings: { ...defaultSettings } },
    skipDuplicates: true,
  })
  if (count === 1) await insertMembership(tx, { ...lead, role: 'lead' })
  return count === 1
}

/** Puts somebody into a project who may be in it already. */
export async function insertMembership(
  tx: Transaction,
  { projectId, userId, role }: Pick<Member, 'userId' | 'projectId' | 'role'>,
): Promise<void> {
  await tx.membership.createMany({ data: { projectId, userId, role }, skipDuplicates: true })
}

/** Writes over the project; false where it is in the bin or, given one, not of that version any more. */
export async function updateProject(
  tx: Transaction,
  member: Member,
  fields: Partial<{ name: string; description: string; settings: ProjectSettings }>,
  now: Date,
  version?: number,
): Promise<boolean> {
  const { settings, ...words } = fields
  const { count } = await tx.project.updateMany({
    where: { id: member.projectId, deletedAt: null, ...(version !== undefined && { version }) },
    data: {
      ...words,
      ...(settings && { settings: { ...settings } }),
      version: { increment: 1 },
      updatedAt: now,
    },
  })
  return count === 1
}

/** Moves the project to the bin; false where it is there already or, given one, not of that version any more. */
export async function binProject(tx: Transaction, member: Member, now: Date, version?: number): Promise<boolean> {
  const { count } = await tx.project.updateMany({
    where: { id: member.projectId, deletedAt: null, ...(version !== undefined && { version }) },
    data: { deletedAt: now, version: { increment: 1 } },
  })
  return count === 1
}

/** The tags that answer to the digits in this person's picker. */
export async function setPinnedTags(tx: Transaction, member: Member, pinnedTagIds: string[]): Promise<void> {
  await tx.membership.updateMany({
    where: { projectId: member.projectId, userId: member.userId },
    data: { pinnedTagIds },
  })
}
