import { Prisma } from '@/generated/prisma/client'
import { inTreeOrder } from '@/lib/domain/codebook/tree'
import type { Member } from '@/lib/domain/access/viewer'
import type { Tag } from '@/lib/schemas/tag'
import type { Transaction } from './client'
import { visibleAnnotation } from './annotations/visibility'

interface TagRow {
  id: string
  parentId: string | null
  name: string
  colour: string
  definition: string
  useWhen: string
  avoidWhen: string
  position: number
  archivedAt: Date | null
  version: number
  createdAt: Date
  updatedAt: Date
  annotationCount: number
}

/**
 * The whole codebook in tree order, archived tags included, each with the number of annotations the viewer sees.
 * A codebook is read whole everywhere it is used: it has hundreds of tags, not millions.
 */
export async function listTags(db: Transaction, member: Member): Promise<Tag[]> {
  const rows = await db.$queryRaw<TagRow[]>`
    SELECT t.id, t."parentId", t.name, t.colour, t.definition, t."useWhen", t."avoidWhen", t.position, t."archivedAt", t.version, t."createdAt", t."updatedAt",
      COALESCE(c.count, 0)::int AS "annotationCount"
    FROM "Tag" t
    LEFT JOIN (
      SELECT x."tagId", count(*) AS count FROM "AnnotationTag" x
      JOIN "Annotation" a ON a."projectId" = x."projectId" AND a.id = x."annotationId"
      WHERE x."projectId" = ${member.projectId}::uuid AND ${visibleAnnotation(member)}
      GROUP BY x."tagId"
    ) c ON c."tagId" = t.id
    WHERE t."projectId" = ${member.projectId}::uuid AND t."deletedAt" IS NULL`
  return inTreeOrder(rows).map(({ tag, path }) => presentTag(tag, path))
}

export async function getTag(db: Transaction, member: Member, id: string): Promise<Tag | null> {
  return (await listTags(db, member)).find((tag) => tag.id === id) ?? null
}

/** The tree without counts, for rules that only need its shape. */
export async function tagTree(db: Transaction, member: Member) {
  return db.tag.findMany({
    where: { projectId: member.projectId, deletedAt: null },
    select: { id: true, parentId: true, name: true, position: true, colour: true, version: true, archivedAt: true },
  })
}

function presentTag(row: TagRow, path: string[]): Tag {
  return {
    id: row.id,
    parentId: row.parentId,
    name: row.name,
    path,
    colour: row.colour,
    definition: row.definition,
    useWhen: row.useWhen,
    avoidWhen: row.avoidWhen,
    position: row.position,
    annotationCount: row.annotationCount,
    archivedAt: row.archivedAt?.toISOString() ?? null,
    version: row.version,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }
}

/** How many annotations the merge of `tagId` into `intoId` would retag, and how many carry both already, whoever made them. */
export async function countMerge(db: Transaction, member: Member, tagId: string, intoId: string): Promise<{ retagged: number; alreadyThere: number }> {
  const [row] = await db.$queryRaw<{ retagged: number; alreadyThere: number }[]>`
    SELECT count(*) FILTER (WHERE b."tagId" IS NULL)::int AS retagged, count(b."tagId")::int AS "alreadyThere"
    FROM "AnnotationTag" x
    LEFT JOIN "AnnotationTag" b ON b."projectId" = x."projectId" AND b."annotationId" = x."annotationId" AND b."tagId" = ${intoId}::uuid
    WHERE x."projectId" = ${member.projectId}::uuid AND x."tagId" = ${tagId}::uuid`
  return row ?? { retagged: 0, alreadyThere: 0 }
}

/** Puts siblings in the given order: positions 0, 1, 2 ... */
export async function reorderSiblings(tx: Transaction, member: Member, ids: readonly string[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Tag" t SET position = o.position - 1 FROM unnest(${ids}::uuid[]) WITH ORDINALITY AS o(id, position)
    WHERE t."projectId" = ${member.projectId}::uuid AND t.id = o.id AND t.position <> o.position - 1`
}

/** Moves every posting of `tagId` to `intoId`, dropping those already there; answers the annotations that were changed either way. */
export async function retag(tx: Transaction, member: Member, tagId: string, intoId: string): Promise<{ moved: string[]; dropped: string[] }> {
  const moved = await tx.$queryRaw<{ annotationId: string }[]>`
    UPDATE "AnnotationTag" x SET "tagId" = ${intoId}::uuid
    WHERE x."projectId" = ${member.projectId}::uuid AND x."tagId" = ${tagId}::uuid
      AND NOT EXISTS (SELECT 1 FROM "AnnotationTag" b WHERE b."projectId" = x."projectId" AND b."annotationId" = x."annotationId" AND b."tagId" = ${intoId}::uuid)
    RETURNING x."annotationId"`
  const dropped = await tx.$queryRaw<{ annotationId: string }[]>`
    DELETE FROM "AnnotationTag" x WHERE x."projectId" = ${member.projectId}::uuid AND x."tagId" = ${tagId}::uuid RETURNING x."annotationId"`
  const touched = [...moved, ...dropped].map((row) => row.annotationId)
  await tx.$executeRaw(Prisma.sql`UPDATE "Annotation" SET version = version + 1, "updatedAt" = now() WHERE "projectId" = ${member.projectId}::uuid AND id = ANY(${touched}::uuid[])`)
  return { moved: moved.map((row) => row.annotationId), dropped: dropped.map((row) => row.annotationId) }
}
