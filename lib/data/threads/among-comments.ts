import { Prisma } from '@/generated/prisma/client'
import type { Member } from '@/lib/domain/access/viewer'
import type { CommentQuery } from '@/lib/schemas/comment'
import { amongOverlays } from '../annotations/overlays'
import { visibleAnnotation } from '../annotations/visibility'
import { amongVerdicts } from '../review/verdict-strands'
import type { Transaction } from '../database/client'
import { amongTags, visibleTag } from '../rounds/hidden-tags'
import { notVeiled } from '../rounds/veil-condition'

/**
 * The comments that may exist for this member, as a condition on "Comment" c beside `visibleComment`, which decides about each: they are found by what the
 * member sees to comment on, so that no statement steps over comments that a blind round hides. Nothing, and nothing
 * asked, where no round is blind. Begins with AND.
 */
export async function amongComments(db: Transaction, member: Member, query: CommentQuery): Promise<Prisma.Sql> {
  if (member.blindRoundIds.length === 0) return Prisma.empty
  const documentIds = query.documentId === undefined ? undefined : [query.documentId]
  const seen = await amongOverlays(db, member, { documentIds })
  const decided = await amongVerdicts(db, member, documentIds)
  const tags = await amongTags(db, member)
  const ids = await db.$queryRaw<{ id: string }[]>(
    Prisma.join(branches(member, { seen, decided, tags }, subjectOf(member, query)), ' UNION ALL '),
  )
  return Prisma.sql` AND c.id = ANY(${ids.map((row) => row.id)}::uuid[])`
}

/** A condition on the id of what is commented on, where one thing or thread is asked for; a reply is about what its thread is about. Begins with AND. */
function subjectOf({ projectId }: Member, { subjectId, threadId }: CommentQuery): (id: Prisma.Sql) => Prisma.Sql {
  return (id) =>
    Prisma.sql`${subjectId === undefined ? Prisma.empty : Prisma.sql` AND ${id} = ${subjectId}::uuid`}${
      threadId === undefined
        ? Prisma.empty
        : Prisma.sql` AND ${id} = (SELECT t."subjectId" FROM "Comment" t WHERE t."projectId" = ${projectId}::uuid AND t.id = ${threadId}::uuid)`
    }`
}

function branches(
  member: Member,
  { seen, decided, tags }: Record<'seen' | 'decided' | 'tags', Prisma.Sql>,
  about: (id: Prisma.Sql) => Prisma.Sql,
): Prisma.Sql[] {
  const project = Prisma.sql`${member.projectId}::uuid`
  const none = Prisma.sql`NULL::uuid`
  const unveiled = notVeiled(member, {
    project: Prisma.sql`d."projectId"`,
    document: Prisma.sql`d.id`,
    author: none,
    owner: none,
    round: none,
  })
  return [
    Prisma.sql`SELECT c.id FROM "Annotation" a ${on(['annotation'], Prisma.sql`a.id`, project)} WHERE a."projectId" = ${project} AND ${visibleAnnotation(member)}${seen}${about(Prisma.sql`a.id`)}`,
    Prisma.sql`SELECT c.id FROM "Tag" t ${on(['tag'], Prisma.sql`t.id`, project)} WHERE t."projectId" = ${project}${visibleTag(member, 't')}${tags}${about(Prisma.sql`t.id`)}`,
    Prisma.sql`SELECT c.id FROM "Theme" h ${on(['theme'], Prisma.sql`h.id`, project)} WHERE h."projectId" = ${project}${about(Prisma.sql`h.id`)}`,
    Prisma.sql`SELECT c.id FROM "Document" d ${on(['document', 'stretch'], Prisma.sql`d.id`, project)} WHERE d."projectId" = ${project}${unveiled}${about(Prisma.sql`d.id`)}`,
    // One's own are there on a document that one codes blind, too.
    Prisma.sql`SELECT c.id FROM "Document" d ${on(['document', 'stretch'], Prisma.sql`d.id`, project, Prisma.sql`AND c."authorId" = ${member.userId}::uuid`)} WHERE d."projectId" = ${project}${about(Prisma.sql`d.id`)}`,
    Prisma.sql`SELECT c.id FROM "Verdict" v ${on(['verdict'], Prisma.sql`v.id`, project)} WHERE v."projectId" = ${project}${decided}${about(Prisma.sql`v.id`)}`,
  ]
}

/** The comments c on each of what stands before it, by the index of subjects and never by that of documents or times, which hold hidden ones too. */
const on = (
  types: readonly string[],
  id: Prisma.Sql,
  project: Prisma.Sql,
  by: Prisma.Sql = Prisma.empty,
) => Prisma.sql`CROSS JOIN LATERAL (
  SELECT c.id FROM "Comment" c WHERE c."projectId" = ${project} AND c."subjectType" = ANY(${[...types]}::text[]) AND c."subjectId" = ${id} ${by} OFFSET 0) c`
