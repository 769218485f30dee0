import { Prisma } from '@/generated/prisma/client'
import type { Member } from '@/lib/domain/access/viewer'
import { retagWords, untagWords, wordsBefore, type RetaggedWords } from '@/lib/data/review/retag-words'
import { settleConsensus } from '@/lib/data/review/consensus'
import type { Transaction } from '@/lib/data/database/client'
import { idList } from '@/lib/data/database/id-list'
import { visibleTagWhere } from '@/lib/data/rounds/hidden-tags'

/** The words and the look of a tag. */
export interface TagFields {
  name: string
  colour: string
  definition: string
  useWhen: string
  avoidWhen: string
}

/** A tag ready to be stored. */
export interface NewTag extends TagFields {
  id: string
  /** The round that the member codes blind in, whose tag it is until that opens. */
  blindRoundId: string | null
  archivedAt?: Date | null
  parentId: string | null
  position: number
}

/** Holds the codebook and the themes of a project still: order, names and ancestry are rules about several rows at once. */
export async function lockCodebook(tx: Transaction, member: Member): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM "Project" WHERE id = ${member.projectId}::uuid FOR NO KEY UPDATE`
}

/**
 * Keeps everybody from tagging with these until the transaction ends: a posting made between reading and binning would be lost from sight.
 * Writers of postings hold FOR KEY SHARE on the tag, which FOR UPDATE excludes.
 */
export async function lockTags(tx: Transaction, member: Member, ids: readonly string[]): Promise<void> {
  await tx.$queryRaw`
    SELECT 1 FROM "Tag" WHERE "projectId" = ${member.projectId}::uuid AND id = ANY(${ids}::uuid[]) ORDER BY id FOR UPDATE`
}

/** Stores tags that `maker` makes. */
export async function insertTags(
  tx: Transaction,
  maker: Pick<Member, 'projectId' | 'userId'>,
  rows: readonly NewTag[],
): Promise<void> {
  await tx.tag.createMany({
    data: rows.map((row) => ({ ...row, projectId: maker.projectId, createdById: maker.userId })),
  })
}

/** Writes `change` over a live tag if it still has `version`; answers whether it did. */
export async function updateTag(
  tx: Transaction,
  member: Member,
  id: string,
  version: number,
  change: Partial<TagFields> & { parentId?: string | null; archivedAt?: Date | null; meaningChangedAt?: Date | null },
  now: Date,
): Promise<boolean> {
  const { count } = await tx.tag.updateMany({
    where: { projectId: member.projectId, id, deletedAt: null, version },
    data: {
      ...(change.parentId !== undefined && { parentId: change.parentId }),
      ...(change.name !== undefined && { name: change.name }),
      ...(change.colour !== undefined && { colour: change.colour }),
      ...(change.definition !== undefined && { definition: change.definition }),
      ...(change.useWhen !== undefined && { useWhen: change.useWhen }),
      ...(change.avoidWhen !== undefined && { avoidWhen: change.avoidWhen }),
      ...(change.archivedAt !== undefined && { archivedAt: change.archivedAt }),
      ...(change.meaningChangedAt !== undefined && { meaningChangedAt: change.meaningChangedAt }),
      version: { increment: 1 },
      updatedAt: now,
    },
  })
  return count === 1
}

/** What an import says of a tag, whole: all that is written over a live tag of that version. */
export interface Guidance extends Omit<TagFields, 'name'> {
  id: string
  version: number
  archivedAt: Date | string | null
  meaningChangedAt: Date | string | null
}

/** Writes the guidance of many live tags. */
export async function writeGuidance(
  tx: Transaction,
  member: Member,
  rows: readonly Guidance[],
  now: Date,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Tag" t SET colour = g.colour, definition = g.definition, "useWhen" = g."useWhen", "avoidWhen" = g."avoidWhen", "archivedAt" = g."archivedAt",
      "meaningChangedAt" = g."meaningChangedAt", version = t.version + 1, "updatedAt" = ${now}
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS g(id uuid, version int, colour text, definition text, "useWhen" text, "avoidWhen" text, "archivedAt" timestamptz, "meaningChangedAt" timestamptz)
    WHERE t."projectId" = ${member.projectId}::uuid AND t.id = g.id AND t.version = g.version AND t."deletedAt" IS NULL`
}

/**
 * Moves live tags to the bin, saying into which one they were merged where they were. What stands below them goes along into that one, or to the top; the member
 * may know nothing of it. Answers which tags these were, or null where not all were live (and, given one, of that version).
 */
export async function binTags(
  tx: Transaction,
  member: Member,
  ids: readonly string[],
  now: Date,
  { version, mergedIntoId = null }: { version?: number; mergedIntoId?: string | null } = {},
): Promise<string[] | null> {
  const { count } = await tx.tag.updateMany({
    where: {
      projectId: member.projectId,
      id: { in: [...ids] },
      deletedAt: null,
      ...(version !== undefined && { version }),
    },
    data: { deletedAt: now, mergedIntoId, version: { increment: 1 }, updatedAt: now },
  })
  if (count < ids.length) return null
  const below = await tx.tag.findMany({
    where: { projectId: member.projectId, parentId: { in: [...ids] }, deletedAt: null },
    select: { id: true },
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
  })
  const left = below.map(({ id }) => id)
  await hangHidden(tx, member, left, mergedIntoId)
  return left
}

/**
 * Hangs tags under a parent of which the member may know nothing, one after another. Where its maker has a tag of that name there already it gets a number, for
 * a refusal would tell of it.
 */
export async function hangHidden(
  tx: Transaction,
  member: Member,
  ids: readonly string[],
  parentId: string | null,
): Promise<void> {
  for (const id of ids)
    await tx.$executeRaw`
      UPDATE "Tag" t SET "parentId" = ${parentId}::uuid, version = t.version + 1, "updatedAt" = now(), name = (
        SELECT free.name FROM (SELECT n, CASE n WHEN 1 THEN t.name ELSE left(t.name, 190) || ' (' || n || ')' END AS name FROM generate_series(1, 10001) AS n) free
        WHERE NOT EXISTS (SELECT 1 FROM "Tag" o WHERE o."projectId" = t."projectId" AND o.id <> t.id AND o."deletedAt" IS NULL AND o."parentId" IS NOT DISTINCT FROM ${parentId}::uuid
          AND lower(o.name) = lower(free.name) AND o."blindRoundId" IS NOT DISTINCT FROM t."blindRoundId" AND (t."blindRoundId" IS NULL OR o."createdById" = t."createdById"))
        ORDER BY free.n LIMIT 1)
      WHERE t."projectId" = ${member.projectId}::uuid AND t.id = ${id}::uuid AND t."deletedAt" IS NULL`
}

/** A tag in the bin, as far as bringing it back needs to know it. */
export async function binnedTag(
  tx: Transaction,
  member: Member,
  id: string,
): Promise<{ name: string; parentId: string | null; mergedIntoId: string | null } | null> {
  return tx.tag.findFirst({
    where: { projectId: member.projectId, id, deletedAt: { not: null }, ...(await visibleTagWhere(tx, member)) },
    select: { name: true, parentId: true, mergedIntoId: true },
  })
}

/** Those of `ids` that are in the bin, with where they stood, in the order of their places. */
export async function tagsInBin(
  tx: Transaction,
  member: Member,
  ids: readonly string[],
): Promise<{ id: string; name: string; parentId: string | null; position: number }[]> {
  return tx.tag.findMany({
    where: {
      projectId: member.projectId,
      id: { in: [...ids] },
      deletedAt: { not: null },
      ...(await visibleTagWhere(tx, member)),
    },
    select: { id: true, name: true, parentId: true, position: true },
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
  })
}

/** Says that what a tag means changed at `at`, or, with null, that nobody has to look again. */
export async function setMeaningChanged(tx: Transaction, member: Member, id: string, at: Date | null): Promise<void> {
  await tx.tag.updateMany({ where: { projectId: member.projectId, id }, data: { meaningChangedAt: at } })
}

/** Takes tags out of the bin; their postings were never gone. */
export async function unbinTags(tx: Transaction, member: Member, ids: readonly string[], now: Date): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Tag" SET "deletedAt" = NULL, "mergedIntoId" = NULL, version = version + 1, "updatedAt" = ${now}
    WHERE "projectId" = ${member.projectId}::uuid AND id = ANY(${ids}::uuid[])`
}

/** The name of one of these tags in the bin that another one, live or one of them, has in its place; null where all have room. */
export async function takenName(tx: Transaction, member: Member, ids: readonly string[]): Promise<string | null> {
  // By counting and not by a join of each with each: a planner that knows little of a table might compare all with all.
  const [taken] = await tx.$queryRaw<{ name: string }[]>`
    SELECT s.name FROM (
      SELECT t.id, t.name, t.position, count(*) OVER (PARTITION BY t."parentId", lower(t.name), t."blindRoundId", CASE WHEN t."blindRoundId" IS NOT NULL THEN t."createdById" END) AS n
      FROM "Tag" t WHERE t."projectId" = ${member.projectId}::uuid AND (t."deletedAt" IS NULL OR t.id = ANY(${ids}::uuid[]))
    ) s WHERE s.n > 1 AND s.id = ANY(${ids}::uuid[]) ORDER BY s.position, s.id LIMIT 1`
  return taken?.name ?? null
}

/** Hangs tags under a parent, leaving their order to the caller. */
export async function hangTags(
  tx: Transaction,
  member: Member,
  ids: readonly string[],
  parentId: string | null,
  now: Date,
): Promise<void> {
  await tx.tag.updateMany({
    where: { projectId: member.projectId, id: { in: [...ids] } },
    data: { parentId, version: { increment: 1 }, updatedAt: now },
  })
}

/** Those of `ids` that are live and stand below `parentId`, whoever knows of them. */
export async function stillBelow(
  tx: Transaction,
  member: Member,
  ids: readonly string[],
  parentId: string,
): Promise<string[]> {
  const rows = await tx.tag.findMany({
    where: { projectId: member.projectId, id: { in: [...ids] }, parentId, deletedAt: null },
    select: { id: true },
  })
  return rows.map(({ id }) => id)
}

/** Puts siblings in the given order: positions 0, 1, 2 ... */
export async function reorderSiblings(tx: Transaction, member: Member, ids: readonly string[]): Promise<void> {
  await reorderFamilies(tx, member, [ids])
}

/** Puts the siblings of each family in the given order. */
export async function reorderFamilies(
  tx: Transaction,
  member: Member,
  families: readonly (readonly string[])[],
): Promise<void> {
  const places = families.flatMap((ids) => ids.map((id, position) => ({ id, position })))
  await tx.$executeRaw`
    UPDATE "Tag" t SET position = o.position FROM unnest(${places.map(({ id }) => id)}::uuid[], ${places.map(({ position }) => position)}::int[]) AS o(id, position)
    WHERE t."projectId" = ${member.projectId}::uuid AND t.id = o.id AND t.position <> o.position`
}

/** A posting that a merge dropped because the annotation had the other tag already. */
export interface DroppedPosting {
  annotationId: string
  createdById: string
  createdAt: string
}

/**
 * Moves every posting of `tagId` to `intoId`, dropping those already there; answers both, whoever made them. The passages stay as their authors left them, their
 * versions too: what changed is the codebook. So verdicts on them stand, for what coders did and what verdicts wrote change alike.
 */
export async function retag(
  tx: Transaction,
  member: Member,
  tagId: string,
  intoId: string,
): Promise<{ moved: string[]; dropped: DroppedPosting[]; said: RetaggedWords[] }> {
  const moved = await changedPassages(
    tx,
    Prisma.sql`
    UPDATE "AnnotationTag" x SET "tagId" = ${intoId}::uuid
    WHERE x."projectId" = ${member.projectId}::uuid AND x."tagId" = ${tagId}::uuid
      AND NOT EXISTS (SELECT 1 FROM "AnnotationTag" b WHERE b."projectId" = x."projectId" AND b."annotationId" = x."annotationId" AND b."tagId" = ${intoId}::uuid)`,
  )
  const dropped = await tx.$queryRaw<{ annotationId: string; createdById: string; createdAt: Date }[]>`
    DELETE FROM "AnnotationTag" x WHERE x."projectId" = ${member.projectId}::uuid AND x."tagId" = ${tagId}::uuid RETURNING x."annotationId", x."createdById", x."createdAt"`
  const said = await retagWords(tx, member, tagId, intoId)
  return {
    moved,
    dropped: dropped.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() })),
    said,
  }
}

/** Carries out a change of postings x; answers whose they are. As one text: of fifty thousand rows each has its price. */
async function changedPassages(tx: Transaction, change: Prisma.Sql): Promise<string[]> {
  const [row] = await tx.$queryRaw<{ ids: string | null }[]>`
    WITH changed AS (${change} RETURNING x."annotationId") SELECT string_agg("annotationId"::text, ',') AS ids FROM changed`
  return row?.ids?.split(',') ?? []
}

/**
 * Takes a merge's retagging back: of the postings it `moved` and `dropped`, those whose annotation still has the posting of `intoId` that was there at
 * `mergedAt`. One that was taken away since, or taken away and made anew, is left as it is. Verdicts given before it say `tagId` again where they did, and the
 * consensus follows. Answers on which annotations the tag is back.
 */
export async function untag(
  tx: Transaction,
  member: Member,
  tagId: string,
  intoId: string,
  merge: { moved: readonly string[]; dropped: readonly DroppedPosting[]; said?: readonly RetaggedWords[] },
  mergedAt: Date,
  now: Date,
): Promise<string[]> {
  const moved = await changedPassages(
    tx,
    Prisma.sql`
    UPDATE "AnnotationTag" x SET "tagId" = ${tagId}::uuid
    WHERE x."projectId" = ${member.projectId}::uuid AND x."tagId" = ${intoId}::uuid AND x."annotationId" = ANY(${idList(merge.moved)}) AND x."createdAt" <= ${mergedAt}`,
  )
  const dropped = await tx.$queryRaw<{ annotationId: string }[]>`
    INSERT INTO "AnnotationTag" ("projectId", "annotationId", "tagId", "documentId", start, "createdById", "createdAt")
    SELECT x."projectId", x."annotationId", ${tagId}::uuid, x."documentId", x.start, d."createdById", d."createdAt"
    FROM unnest(${merge.dropped.map((row) => row.annotationId)}::uuid[], ${merge.dropped.map((row) => row.createdById)}::uuid[], ${merge.dropped.map((row) => new Date(row.createdAt))}::timestamptz[]) AS d("annotationId", "createdById", "createdAt")
    JOIN "AnnotationTag" x ON x."projectId" = ${member.projectId}::uuid AND x."annotationId" = d."annotationId" AND x."tagId" = ${intoId}::uuid AND x."createdAt" <= ${mergedAt}
    ON CONFLICT DO NOTHING RETURNING "annotationId"`
  const back = [...moved, ...dropped.map((row) => row.annotationId)]
  await lookAgain(tx, member, back, mergedAt)
  const spokenOf = await untagWords(
    tx,
    member,
    tagId,
    intoId,
    merge.said ?? (await wordsBefore(tx, member, intoId, merge.moved, mergedAt)),
  )
  await settleConsensus(tx, member, spokenOf, now)
  return back
}

/**
 * Brings verdicts given after `time` on these annotations back to be looked at: they speak of other tags than the annotations carry now. Earlier ones stand.
 */
async function lookAgain(tx: Transaction, member: Member, annotationIds: readonly string[], time: Date): Promise<void> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT i."annotationId" AS id FROM "VerdictItem" i JOIN "Verdict" v ON v."projectId" = i."projectId" AND v.id = i."verdictId"
    WHERE i."projectId" = ${member.projectId}::uuid AND i."annotationId" = ANY(${idList(annotationIds)}) AND v."createdAt" > ${time}`
  const ids = rows.map((row) => row.id)
  await tx.$executeRaw`
    UPDATE "VerdictItem" i SET version = i.version + 1 FROM "Annotation" a, "Verdict" v
    WHERE i."projectId" = ${member.projectId}::uuid AND i."annotationId" = ANY(${ids}::uuid[]) AND a."projectId" = i."projectId" AND a.id = i."annotationId" AND a.version = i.version
      AND v."projectId" = i."projectId" AND v.id = i."verdictId" AND v."createdAt" <= ${time}`
  await touchAnnotations(tx, member, ids)
}

/** Whether one of these tags is not there any more because it was merged into another. */
export async function wereMerged(tx: Transaction, member: Member, ids: readonly string[]): Promise<boolean> {
  const tag = await tx.tag.findFirst({
    where: {
      projectId: member.projectId,
      id: { in: [...ids] },
      deletedAt: { not: null },
      mergedIntoId: { not: null },
      ...(await visibleTagWhere(tx, member)),
    },
    select: { id: true },
  })
  return tag !== null
}

/** Raises the version of annotations whose tags were changed, so that whoever holds an older one finds out. */
export async function touchAnnotations(
  tx: Transaction,
  member: Member,
  annotationIds: readonly string[],
): Promise<void> {
  await tx.$executeRaw(
    Prisma.sql`UPDATE "Annotation" SET version = version + 1, "updatedAt" = now() WHERE "projectId" = ${member.projectId}::uuid AND id = ANY(${annotationIds}::uuid[])`,
  )
}

/** Puts `intoId` on every theme that has `tagId`; answers the themes that did not have it yet. */
export async function copyThemePlaces(
  tx: Transaction,
  member: Member,
  tagId: string,
  intoId: string,
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ themeId: string }[]>`
    INSERT INTO "ThemeTag" ("projectId", "themeId", "tagId", position)
    SELECT x."projectId", x."themeId", ${intoId}::uuid, x.position FROM "ThemeTag" x WHERE x."projectId" = ${member.projectId}::uuid AND x."tagId" = ${tagId}::uuid
    ON CONFLICT DO NOTHING RETURNING "themeId"`
  return rows.map((row) => row.themeId)
}

/** Takes a tag off themes. */
export async function dropThemePlaces(
  tx: Transaction,
  member: Member,
  tagId: string,
  themeIds: readonly string[],
): Promise<void> {
  await tx.themeTag.deleteMany({ where: { projectId: member.projectId, tagId, themeId: { in: [...themeIds] } } })
}
