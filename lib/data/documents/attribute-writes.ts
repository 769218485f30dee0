import type { Member } from '@/lib/domain/access/viewer'
import type { Attribute, AttributeSubject } from '@/lib/schemas/document'
import type { Transaction } from '@/lib/data/database/client'

/** Makes an attribute; false where its id or key is taken. */
export async function insertAttribute(
  tx: Transaction,
  member: Member,
  // What was put on record before cases had attributes says of none whose it is.
  {
    id,
    subject = 'document',
    key,
    label,
    type,
    choices,
    position,
  }: Omit<Attribute, 'version' | 'subject'> & Partial<Pick<Attribute, 'subject'>>,
): Promise<boolean> {
  const { count } = await tx.attribute.createMany({
    data: { projectId: member.projectId, id, subject, key, label, type, choices, position },
    skipDuplicates: true,
  })
  return count === 1
}

/** Writes over an attribute; false where it is not there or, given one, not of that version any more. */
export async function updateAttribute(
  tx: Transaction,
  member: Member,
  id: string,
  fields: Partial<Pick<Attribute, 'label' | 'choices' | 'position'>>,
  version?: number,
): Promise<boolean> {
  const { count } = await tx.attribute.updateMany({
    where: { projectId: member.projectId, id, ...(version !== undefined && { version }) },
    data: { ...fields, version: { increment: 1 } },
  })
  return count === 1
}

/** Takes an attribute out of the project; the values stay on the documents, unseen. False where it is not there or, given one, not of that version any more. */
export async function removeAttribute(tx: Transaction, member: Member, id: string, version?: number): Promise<boolean> {
  const { count } = await tx.attribute.deleteMany({
    where: { projectId: member.projectId, id, ...(version !== undefined && { version }) },
  })
  return count === 1
}

/** How many live documents, or cases, have a value under this key. */
export async function countValues(
  tx: Transaction,
  { projectId }: Member,
  { key, subject }: { key: string; subject: AttributeSubject },
): Promise<number> {
  const [row] =
    subject === 'case'
      ? await tx.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM "Case" c WHERE c."projectId" = ${projectId}::uuid AND c."deletedAt" IS NULL AND jsonb_exists(c.attributes, ${key})`
      : await tx.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM "Document" d WHERE d."projectId" = ${projectId}::uuid AND d."deletedAt" IS NULL AND jsonb_exists(d.attributes, ${key})`
  return row?.count ?? 0
}
