import type { Member } from '@/lib/domain/access/viewer'
import type { Attribute, AttributeSubject } from '@/lib/schemas/document'
import type { Transaction } from '@/lib/data/database/client'

const fields = {
  id: true,
  subject: true,
  key: true,
  label: true,
  type: true,
  choices: true,
  position: true,
  version: true,
} as const

/** A subject is one of two by a CHECK. */
const asAttribute = (row: Omit<Attribute, 'subject'> & { subject: string }): Attribute => ({
  ...row,
  subject: row.subject as AttributeSubject,
})

/** The typed attributes of the project's documents, or of its cases, in order. */
export async function listAttributes(
  db: Transaction,
  member: Member,
  subject: AttributeSubject = 'document',
): Promise<Attribute[]> {
  const rows = await db.attribute.findMany({
    where: { projectId: member.projectId, subject },
    select: fields,
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
  })
  return rows.map(asAttribute)
}

export async function getAttribute(db: Transaction, member: Member, id: string): Promise<Attribute | null> {
  const row = await db.attribute.findUnique({
    where: { projectId_id: { projectId: member.projectId, id } },
    select: fields,
  })
  return row && asAttribute(row)
}
