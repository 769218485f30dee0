import type { ProjectSettings } from '@/lib/domain/access/actions'
import type { Member } from '@/lib/domain/access/viewer'
import type { Transaction } from '@/lib/data/database/client'

/** Writes over the project; the caller holds it locked. */
export async function updateProject(
  tx: Transaction,
  member: Member,
  fields: Partial<{ name: string; description: string; settings: ProjectSettings }>,
): Promise<void> {
  const { settings, ...words } = fields
  await tx.project.updateMany({
    where: { id: member.projectId, deletedAt: null },
    data: {
      ...words,
      ...(settings && { settings: { ...settings } }),
      version: { increment: 1 },
      updatedAt: new Date(),
    },
  })
}
