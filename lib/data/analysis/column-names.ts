import type { Transaction } from '@/lib/data/database/client'
import type { Member } from '@/lib/domain/access/viewer'

export interface Named {
  id: string
  name: string
}

/** Titles of documents, in the order in which they are listed. */
export function documentTitles(db: Transaction, member: Member, ids: readonly string[]): Promise<Named[]> {
  return db.$queryRaw<Named[]>`
    SELECT d.id, d.title AS name FROM "Document" d WHERE d."projectId" = ${member.projectId}::uuid AND d.id = ANY(${ids}::uuid[]) ORDER BY lower(d.title), d.id`
}

/** Names of people whose work the member sees, in the order of the alphabet. */
export function namesOfPeople(db: Transaction, ids: readonly string[]): Promise<Named[]> {
  return db.$queryRaw<
    Named[]
  >`SELECT u.id, u.name FROM "User" u WHERE u.id = ANY(${ids}::uuid[]) ORDER BY lower(u.name), u.id`
}

/** What every live document says for an attribute, as text; null where it says nothing. */
export function valuesOfDocuments(
  db: Transaction,
  member: Member,
  key: string,
): Promise<{ id: string; value: string | null }[]> {
  return db.$queryRaw<{ id: string; value: string | null }[]>`
    SELECT d.id, d.attributes ->> ${key} AS value FROM "Document" d WHERE d."projectId" = ${member.projectId}::uuid AND d."deletedAt" IS NULL`
}
