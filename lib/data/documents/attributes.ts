import type { Member } from '@/lib/domain/access/viewer'
import type { Attribute } from '@/lib/schemas/document'
import type { Transaction } from '@/lib/data/database/client'

const fields = { id: true, key: true, label: true, type: true, choices: true, position: true, version: true } as const

/** The typed attributes of the project's documents, in order. */
export function listAttributes(db: Transaction, member: Member): Promise<Attribute[]> {
  return db.attribute.findMany({
    where: { projectId: member.projectId },
    select: fields,
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
  })
}

export function getAttribute(db: Transaction, member: Member, id: string): Promise<Attribute | null> {
  return db.attribute.findUnique({ where: { projectId_id: { projectId: member.projectId, id } }, select: fields })
}
