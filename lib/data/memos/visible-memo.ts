import { Prisma } from '@/generated/prisma/client'
import type { Member } from '@/lib/domain/access/viewer'
import type { MemoQuery } from '@/lib/schemas/memo'
import { amongOverlays } from '../annotations/overlays'
import { visibleAnnotation } from '../annotations/visibility'
import type { Transaction } from '../database/client'
import { amongTags, visibleTag } from '../rounds/hidden-tags'
import { notVeiled } from '../rounds/veil-condition'
import { visibleComment } from '../threads/visible-comment'

const mine = (member: Member) => Prisma.sql`(m.visibility = 'shared' OR m."authorId" = ${member.userId}::uuid)`

/** Which memos exist for this member, as a condition on "Memo" m: shared or their own, not in the bin, about what exists for them, and hidden as a comment there would be. */
export const visibleMemo = (member: Member): Prisma.Sql =>
  Prisma.sql`m."projectId" = ${member.projectId}::uuid AND m."deletedAt" IS NULL AND ${mine(member)} AND ${visibleComment(member, 'm')}`

/**
 * The memos that may exist for this member, as a condition on "Memo" m beside `visibleMemo`, which decides about each: they are found by what the member sees to
 * write about, so that no statement steps over what a blind round hides. Nothing, and nothing asked, where no round is blind. Begins with AND.
 */
export async function amongMemos(
  db: Transaction,
  member: Member,
  { documentId, subjectId }: Pick<MemoQuery, 'documentId' | 'subjectId'>,
): Promise<Prisma.Sql> {
  if (member.blindRoundIds.length === 0) return Prisma.empty
  const seen = await amongOverlays(db, member, { documentIds: documentId === undefined ? undefined : [documentId] })
  const tags = await amongTags(db, member)
  const project = Prisma.sql`${member.projectId}::uuid`
  const none = Prisma.sql`NULL::uuid`
  const unveiled = notVeiled(member, {
    project: Prisma.sql`d."projectId"`,
    document: Prisma.sql`d.id`,
    author: none,
    owner: none,
    round: none,
  })
  const about = (id: Prisma.Sql) =>
    subjectId === undefined ? Prisma.empty : Prisma.sql` AND ${id} = ${subjectId}::uuid`
  // By the index of subjects, and never by that of documents or times, which hold hidden ones too.
  const on = (type: string, id: Prisma.Sql, by: Prisma.Sql = Prisma.empty) => Prisma.sql`CROSS JOIN LATERAL (
    SELECT m.id FROM "Memo" m WHERE m."projectId" = ${project} AND m."subjectType" = ${type} AND m."subjectId" = ${id} AND ${mine(member)} ${by} OFFSET 0) m`
  const rows = await db.$queryRaw<{ id: string }[]>(
    Prisma.join(
      [
        Prisma.sql`SELECT m.id FROM "Project" p ${on('project', Prisma.sql`p.id`)} WHERE p.id = ${project}${about(Prisma.sql`p.id`)}`,
        Prisma.sql`SELECT m.id FROM "Annotation" a ${on('annotation', Prisma.sql`a.id`)} WHERE a."projectId" = ${project} AND ${visibleAnnotation(member)}${seen}${about(Prisma.sql`a.id`)}`,
        Prisma.sql`SELECT m.id FROM "Tag" t ${on('tag', Prisma.sql`t.id`)} WHERE t."projectId" = ${project}${visibleTag(member, 't')}${tags}${about(Prisma.sql`t.id`)}`,
        Prisma.sql`SELECT m.id FROM "Theme" h ${on('theme', Prisma.sql`h.id`)} WHERE h."projectId" = ${project}${about(Prisma.sql`h.id`)}`,
        Prisma.sql`SELECT m.id FROM "Document" d ${on('document', Prisma.sql`d.id`)} WHERE d."projectId" = ${project}${unveiled}${about(Prisma.sql`d.id`)}`,
        // One's own are there on a document that one codes blind, too.
        Prisma.sql`SELECT m.id FROM "Document" d ${on('document', Prisma.sql`d.id`, Prisma.sql`AND m."authorId" = ${member.userId}::uuid`)} WHERE d."projectId" = ${project}${about(Prisma.sql`d.id`)}`,
      ],
      ' UNION ALL ',
    ),
  )
  return Prisma.sql` AND m.id = ANY(${rows.map((row) => row.id)}::uuid[])`
}
