import type { Member } from '@/lib/domain/access/viewer'
import type { Transaction } from '../database/client'

/** The names of all rounds there ever were, by id: what was annotated in one that is in the bin still says so. */
export async function roundNames(db: Transaction, member: Member): Promise<Map<string, string>> {
  const rows = await db.round.findMany({ where: { projectId: member.projectId }, select: { id: true, name: true } })
  return new Map(rows.map(({ id, name }) => [id, name]))
}
