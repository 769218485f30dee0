import { Prisma } from '@/generated/prisma/client'
import type { Member } from '@/lib/domain/access/viewer'
import { visibleAnnotation } from '../annotations/visibility'
import { notVeiled } from '../rounds/veil-condition'
import { visibleTag } from '../rounds/hidden-tags'

/** Whoever reads: in one project their member, across projects their id with the blind rounds of all of them. */
export type CommentReader = Pick<Member, 'userId' | 'blindRoundIds'>

const none = Prisma.sql`NULL::uuid`

/**
 * Which comments exist for this reader, as a condition on a row of "Comment" (by default c): those whose subject does, and that no blind round hides. A row of "Memo" m has the same columns.
 * Membership and `deletedAt` are the caller's: of a deleted comment with replies its place is shown.
 */
export function visibleComment(reader: CommentReader, alias: 'c' | 'r' | 'm' = 'c'): Prisma.Sql {
  const c = Prisma.raw(alias)
  const columns = {
    project: Prisma.sql`${c}."projectId"`,
    document: Prisma.sql`${c}."documentId"`,
    author: Prisma.sql`${c}."authorId"`,
  }
  const liveDocument = Prisma.sql`EXISTS (SELECT 1 FROM "Document" d WHERE d."projectId" = ${c}."projectId" AND d.id = ${c}."documentId" AND d."deletedAt" IS NULL)`
  return Prisma.sql`CASE ${c}."subjectType"
    WHEN 'annotation' THEN EXISTS (
      SELECT 1 FROM "Annotation" a WHERE a."projectId" = ${c}."projectId" AND a.id = ${c}."subjectId" AND ${visibleAnnotation(reader)}
        ${notVeiled(reader, { ...columns, owner: Prisma.sql`a."authorId"`, round: Prisma.sql`a."roundId"` })})
    WHEN 'tag' THEN EXISTS (SELECT 1 FROM "Tag" t WHERE t."projectId" = ${c}."projectId" AND t.id = ${c}."subjectId" AND t."deletedAt" IS NULL${visibleTag(reader, 't')})
    WHEN 'theme' THEN EXISTS (SELECT 1 FROM "Theme" h WHERE h."projectId" = ${c}."projectId" AND h.id = ${c}."subjectId" AND h."deletedAt" IS NULL)
    WHEN 'verdict' THEN ${liveDocument} AND EXISTS (
      SELECT 1 FROM "Verdict" v WHERE v."projectId" = ${c}."projectId" AND v.id = ${c}."subjectId" ${notVeiled(reader, { ...columns, ...verdictOwners })})
    WHEN 'project' THEN true
    ELSE ${liveDocument} ${notVeiled(reader, { ...columns, owner: none, round: none })}
  END`
}

/** A verdict is about everybody whose work it compared: while one of them is veiled, so is it. For a row of "Verdict" v. */
export const verdictOwners = { owner: Prisma.sql`ANY(v."coderIds")`, round: Prisma.sql`v."roundId"` }
