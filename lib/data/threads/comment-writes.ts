import type { Prisma } from '@/generated/prisma/client'
import type { Member } from '@/lib/domain/access/viewer'
import type { Span } from '@/lib/domain/anchoring/span'
import type { CommentBody } from '@/lib/domain/threads/comment-body'
import type { SubjectType } from '@/lib/schemas/comment'
import type { Transaction } from '../database/client'

export interface NewComment {
  id: string
  subjectType: SubjectType
  subjectId: string
  documentId: string | null
  stretch: (Span & { revisionId: string; quote: string }) | null
  parentId: string | null
  body: CommentBody
  text: string
}

const json = (body: CommentBody) => body as unknown as Prisma.InputJsonObject

/** Stores a comment; false where one with this id is stored already. */
export async function insertComment(
  tx: Transaction,
  member: Member,
  { stretch, body, ...row }: NewComment,
  now: Date,
): Promise<boolean> {
  const { count } = await tx.comment.createMany({
    data: {
      ...row,
      ...stretch,
      body: json(body),
      projectId: member.projectId,
      authorId: member.userId,
      createdAt: now,
    },
    skipDuplicates: true,
  })
  return count === 1
}

/** Locks a comment until the transaction ends; false where there is none. It says nothing about who may see it. */
export async function lockComment(tx: Transaction, member: Member, id: string): Promise<boolean> {
  const rows = await tx.$queryRaw<
    object[]
  >`SELECT 1 FROM "Comment" WHERE "projectId" = ${member.projectId}::uuid AND id = ${id}::uuid FOR NO KEY UPDATE`
  return rows.length === 1
}

/** The body as it is stored, for whoever holds the comment locked and has seen that it exists for them. */
export async function storedBody(tx: Transaction, member: Member, id: string): Promise<CommentBody | null> {
  const row = await tx.comment.findUnique({
    where: { projectId_id: { projectId: member.projectId, id } },
    select: { body: true },
  })
  return (row?.body as unknown as CommentBody | undefined) ?? null
}

/** Writes a new body over a locked comment and keeps the former one as its history. */
export async function rewriteComment(
  tx: Transaction,
  member: Member,
  id: string,
  { body, text }: { body: CommentBody; text: string },
  now: Date,
): Promise<void> {
  await tx.$executeRaw`INSERT INTO "CommentEdit" ("projectId", "commentId", version, body, text, "editedAt")
    SELECT "projectId", id, version, body, text, ${now} FROM "Comment" WHERE "projectId" = ${member.projectId}::uuid AND id = ${id}::uuid`
  await tx.comment.update({
    where: { projectId_id: { projectId: member.projectId, id } },
    data: { body: json(body), text, editedAt: now, version: { increment: 1 } },
    select: { id: true },
  })
}

/** Closes the thread that a locked comment begins, in the member's name, or opens it again. */
export async function setResolved(tx: Transaction, member: Member, id: string, resolvedAt: Date | null): Promise<void> {
  const resolvedById = resolvedAt === null ? null : member.userId
  await tx.comment.update({
    where: { projectId_id: { projectId: member.projectId, id } },
    data: { resolvedAt, resolvedById, version: { increment: 1 } },
    select: { id: true },
  })
}

/** Puts a locked comment into the bin, or takes it out again. */
export async function setCommentBinned(
  tx: Transaction,
  member: Member,
  id: string,
  deletedAt: Date | null,
): Promise<boolean> {
  const { count } = await tx.comment.updateMany({
    where: { projectId: member.projectId, id, deletedAt: deletedAt === null ? { not: null } : null },
    data: { deletedAt, version: { increment: 1 } },
  })
  return count === 1
}

/** Whoever wrote something in a thread that still stands. */
export async function participants(tx: Transaction, member: Member, threadId: string): Promise<string[]> {
  const rows = await tx.comment.findMany({
    where: { projectId: member.projectId, deletedAt: null, OR: [{ id: threadId }, { parentId: threadId }] },
    distinct: ['authorId'],
    select: { authorId: true },
  })
  return rows.map((row) => row.authorId)
}

/** Those of `ids` who are active members of the project, with their names. */
export async function membersAmong(
  tx: Transaction,
  member: Member,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const rows = await tx.membership.findMany({
    where: { projectId: member.projectId, userId: { in: [...ids] }, user: { deactivatedAt: null } },
    select: { user: { select: { id: true, name: true } } },
  })
  return new Map(rows.map(({ user }) => [user.id, user.name]))
}
