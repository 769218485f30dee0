import { Prisma } from '@/generated/prisma/client'
import type { Member } from '@/lib/domain/access/viewer'
import { visibleAnnotation } from '../annotations/visibility'
import { notVeiled } from '../rounds/veil-condition'
import { visibleTag } from '../rounds/hidden-tags'

/** Whoever reads: in one project their member, across projects their id with the blind rounds of all of them. */
export type CommentReader = Pick<Member, 'userId' | 'blindRoundIds'>

const none = Prisma.sql`NULL::uuid`

/** Columns of a row that somebody wrote about something: what it is about, with the document of that, and who wrote it. */
interface AboutColumns {
  project: Prisma.Sql
  type: Prisma.Sql
  id: Prisma.Sql
  document: Prisma.Sql
  author: Prisma.Sql
}

/**
 * Which comments exist for this reader, as a condition on a row of "Comment" (by default c): those whose subject does, and that no blind round hides. A row of "Memo" m has the same columns.
 * Membership and `deletedAt` are the caller's: of a deleted comment with replies its place is shown.
 */
export function visibleComment(reader: CommentReader, alias: 'c' | 'r' | 'm' = 'c'): Prisma.Sql {
  const c = Prisma.raw(alias)
  return visibleAbout(reader, {
    project: Prisma.sql`${c}."projectId"`,
    type: Prisma.sql`${c}."subjectType"`,
    id: Prisma.sql`${c}."subjectId"`,
    document: Prisma.sql`${c}."documentId"`,
    author: Prisma.sql`${c}."authorId"`,
  })
}

/** The same of any row that was written about something, as an end of a link is. */
export function visibleAbout(reader: CommentReader, { type, id, ...columns }: AboutColumns): Prisma.Sql {
  const { project, document } = columns
  const liveDocument = Prisma.sql`EXISTS (SELECT 1 FROM "Document" d WHERE d."projectId" = ${project} AND d.id = ${document} AND d."deletedAt" IS NULL)`
  return Prisma.sql`CASE ${type}
    WHEN 'annotation' THEN EXISTS (
      SELECT 1 FROM "Annotation" a WHERE a."projectId" = ${project} AND a.id = ${id} AND ${visibleAnnotation(reader)}
        ${notVeiled(reader, { ...columns, owner: Prisma.sql`a."authorId"`, round: Prisma.sql`a."roundId"` })})
    WHEN 'tag' THEN EXISTS (SELECT 1 FROM "Tag" t WHERE t."projectId" = ${project} AND t.id = ${id} AND t."deletedAt" IS NULL${visibleTag(reader, 't')})
    WHEN 'theme' THEN EXISTS (SELECT 1 FROM "Theme" h WHERE h."projectId" = ${project} AND h.id = ${id} AND h."deletedAt" IS NULL)
    WHEN 'verdict' THEN ${liveDocument} AND EXISTS (
      SELECT 1 FROM "Verdict" v WHERE v."projectId" = ${project} AND v.id = ${id} ${notVeiled(reader, { ...columns, ...verdictOwners })})
    WHEN 'project' THEN true
    ELSE ${liveDocument} ${notVeiled(reader, { ...columns, owner: none, round: none })}
  END`
}

/** A verdict is about everybody whose work it compared: while one of them is veiled, so is it. For a row of "Verdict" v. */
export const verdictOwners = { owner: Prisma.sql`ANY(v."coderIds")`, round: Prisma.sql`v."roundId"` }
