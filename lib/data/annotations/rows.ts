import { Prisma } from '@/generated/prisma/client'
import type { Member } from '@/lib/domain/access/viewer'
import type { Annotation } from '@/lib/schemas/annotation'
import { notVeiled } from '../rounds/veil-condition'
import { visibleTag } from '../rounds/hidden-tags'
import { askedOfEach } from './overlays'

export interface AnnotationRow {
  id: string
  documentId: string
  revisionId: string
  start: number
  end: number
  quote: string
  prefix: string
  suffix: string
  page: number | null
  note: string
  visibility: 'private' | 'shared'
  layer: 'coder' | 'consensus'
  roundId: string | null
  certainty: number | null
  secondOpinion: boolean
  authorId: string
  authorName: string
  tagIds: string[]
  starred: boolean
  version: number
  createdAt: Date
  updatedAt: Date
}

/**
 * The tags of annotation a that are not in the bin, in the order in which they were put on it. What is in the bin is little and looked up once for the whole
 * statement: looking at the tag of every posting cost more than everything else about reading ten thousand annotations.
 */
export const tagIdsOf = (member: Member) =>
  Prisma.sql`ARRAY(SELECT x."tagId" FROM ${livePostings(member)} ORDER BY x."createdAt", x."tagId")`

/**
 * The postings x of annotation a under tags that are not in the bin, to stand after FROM. Where a round is blind the tag of each posting is looked at, because
 * the bin holds what is hidden too.
 */
export const livePostings = (member: Member) =>
  Prisma.sql`"AnnotationTag" x WHERE x."projectId" = a."projectId" AND x."annotationId" = a.id AND ${
    member.blindRoundIds.length === 0
      ? Prisma.sql`x."tagId" <> ALL (ARRAY(SELECT t.id FROM "Tag" t WHERE t."projectId" = ${member.projectId}::uuid AND t."deletedAt" IS NOT NULL))`
      : Prisma.sql`(SELECT t."deletedAt" IS NULL${visibleTag(member, 't')} FROM "Tag" t WHERE t."projectId" = ${member.projectId}::uuid AND t.id = x."tagId")`
  }`

/** Whether somebody starred annotation a, as far as that exists for this member. */
export const starredOf = (member: Member) =>
  Prisma.sql`EXISTS (SELECT 1 FROM "Star" s WHERE s."projectId" = a."projectId" AND s."annotationId" = a.id${notVeiled(member, starColumns)}${askedOfEach(member)})`

/** Who a star s on annotation a is of, for `notVeiled`. */
export const starColumns = {
  project: Prisma.sql`a."projectId"`,
  document: Prisma.sql`a."documentId"`,
  author: Prisma.sql`s."userId"`,
  owner: Prisma.sql`a."authorId"`,
  round: Prisma.sql`a."roundId"`,
}

/** What `presentAnnotation` needs, from "Annotation" a and "User" u, its author. */
export const annotationColumns = (member: Member, quote = Prisma.sql`a.quote`) => Prisma.sql`
  a.id, a."documentId", a."revisionId", a.start, a."end", ${quote} AS quote, a.prefix, a.suffix, a.page, a.note,
  a.visibility::text AS visibility, a.layer::text AS layer, a."roundId", a.certainty, a."secondOpinion", a.version, a."createdAt", a."updatedAt",
  a."authorId", u.name AS "authorName", ${tagIdsOf(member)} AS "tagIds", ${starredOf(member)} AS starred`

/** What annotation a brings into an answer that it alone makes large, in bytes; known without reading it. */
export const bytesOfAnnotation = Prisma.sql`(octet_length(a.quote) + octet_length(a.note))::bigint`

export function presentAnnotation(row: AnnotationRow): Annotation {
  return {
    id: row.id,
    documentId: row.documentId,
    revisionId: row.revisionId,
    start: row.start,
    end: row.end,
    quote: row.quote,
    prefix: row.prefix,
    suffix: row.suffix,
    page: row.page,
    tagIds: row.tagIds,
    note: row.note,
    visibility: row.visibility,
    layer: row.layer,
    roundId: row.roundId,
    certainty: row.certainty,
    secondOpinion: row.secondOpinion,
    author: { id: row.authorId, name: row.authorName },
    starred: row.starred,
    version: row.version,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }
}
