import { jsonOrNull, type Transaction } from '@/lib/data/database/client'
import type { Member } from '@/lib/domain/access/viewer'
import type { Memo, MemoSubject } from '@/lib/schemas/memo'

/** What a memo says. */
export interface MemoWords {
  title: string
  kind: string | null
  body: object | null
  text: string
}

export interface NewMemo extends MemoWords {
  id: string
  subjectType: MemoSubject
  subjectId: string
  documentId: string | null
  visibility: Memo['visibility']
}

/** Stores a memo; false where one with this id is stored already. */
export async function insertMemo(
  tx: Transaction,
  member: Member,
  { body, ...row }: NewMemo,
  now: Date,
): Promise<boolean> {
  const { count } = await tx.memo.createMany({
    data: {
      ...row,
      body: jsonOrNull(body),
      projectId: member.projectId,
      authorId: member.userId,
      createdAt: now,
      updatedAt: now,
    },
    skipDuplicates: true,
  })
  return count === 1
}

/** Locks a memo until the transaction ends. It says nothing about who may see it. */
export async function lockMemo(tx: Transaction, member: Member, id: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM "Memo" WHERE "projectId" = ${member.projectId}::uuid AND id = ${id}::uuid FOR NO KEY UPDATE`
}

/** Writes over a locked memo. */
export async function updateMemo(
  tx: Transaction,
  member: Member,
  id: string,
  { body, ...change }: Partial<MemoWords & Pick<Memo, 'visibility'>>,
  now: Date,
): Promise<void> {
  await tx.memo.update({
    where: { projectId_id: { projectId: member.projectId, id } },
    data: {
      ...change,
      ...(body !== undefined && { body: jsonOrNull(body) }),
      version: { increment: 1 },
      updatedAt: now,
    },
    select: { id: true },
  })
}

/** Puts a locked memo into the bin, or takes it out again; answers whether it was where it was thought to be. */
export async function setMemoBinned(
  tx: Transaction,
  member: Member,
  id: string,
  deletedAt: Date | null,
): Promise<boolean> {
  const { count } = await tx.memo.updateMany({
    where: { projectId: member.projectId, id, deletedAt: deletedAt === null ? { not: null } : null },
    data: { deletedAt, version: { increment: 1 } },
  })
  return count === 1
}
