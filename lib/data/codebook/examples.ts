import { Prisma } from '@/generated/prisma/client'
import { shownOfQuote, shownQuote } from '@/lib/data/annotations/shown-quote'
import type { Member } from '@/lib/domain/access/viewer'
import type { ExampleKind, TagExample } from '@/lib/schemas/example'
import { amongOverlays, askedOfEach } from '@/lib/data/annotations/overlays'
import { visibleAnnotation } from '@/lib/data/annotations/visibility'
import type { Transaction } from '@/lib/data/database/client'
import { amongTags, visibleTag } from '@/lib/data/rounds/hidden-tags'
import { notVeiled } from '@/lib/data/rounds/veil-condition'

interface ExampleRow extends Omit<TagExample, 'author' | 'createdAt'> {
  authorId: string
  authorName: string
  createdAt: Date
}

/**
 * The passages that were named as examples and counter-examples of tags, of one or of all, in the order in which they were named: those whose passage and tag
 * exist for this member, and whose naming no blind round hides: of several people's the newest; at most `mostOfQuote` characters of each. An example is one for as long as its passage carries the tag; a counter-example need not.
 */
export async function listExamples(
  db: Transaction,
  member: Member,
  tagId?: string,
  mostOfQuote = shownOfQuote,
): Promise<TagExample[]> {
  const seen = await amongOverlays(db, member)
  const tags = await amongTags(db, member)
  const rows = await db.$queryRaw<ExampleRow[]>`
    SELECT "tagId", kind, "annotationId", "documentId", "documentTitle", quote, page, orphaned, "authorId", "authorName", "createdAt" FROM (
      SELECT DISTINCT ON (s."tagId", a.id) s."tagId", s.kind, a.id AS "annotationId", a."documentId", d.title AS "documentTitle", ${shownQuote(Prisma.sql`a.quote`, mostOfQuote)} AS quote, a.page, a."revisionId" <> d."currentRevisionId" AS orphaned, a."authorId", u.name AS "authorName", s."createdAt",
        EXISTS (SELECT 1 FROM "AnnotationTag" x WHERE x."projectId" = s."projectId" AND x."annotationId" = s."annotationId" AND x."tagId" = s."tagId"${askedOfEach(member)}) AS carried
      FROM ${examplesNamed(member)} JOIN "User" u ON u.id = a."authorId"
        JOIN "Document" d ON d."projectId" = a."projectId" AND d.id = a."documentId" JOIN "Tag" t ON t."projectId" = s."projectId" AND t.id = s."tagId" AND t."deletedAt" IS NULL
      WHERE a."projectId" = ${member.projectId}::uuid ${tagId === undefined ? Prisma.empty : Prisma.sql`AND s."tagId" = ${tagId}::uuid`}
        AND ${visibleAnnotation(member)}${seen}${notVeiled(member, naming)}${visibleTag(member, 't')}${tags}
      ORDER BY s."tagId", a.id, s."createdAt" DESC, s."createdById") e
    WHERE kind = 'counter' OR carried ORDER BY "createdAt", "annotationId", "tagId"`
  return rows.map(({ authorId, authorName, createdAt, ...row }) => ({
    ...row,
    author: { id: authorId, name: authorName },
    createdAt: createdAt.toISOString(),
  }))
}

/** Examples s with their annotations a, to stand after FROM; where a round is blind they are found by the annotations, for what a tag has holds hidden ones too. */
const examplesNamed = (member: Member) =>
  member.blindRoundIds.length === 0
    ? Prisma.sql`"TagExample" s JOIN "Annotation" a ON a."projectId" = s."projectId" AND a.id = s."annotationId"`
    : Prisma.sql`"Annotation" a CROSS JOIN LATERAL (SELECT * FROM "TagExample" n WHERE n."annotationId" = a.id AND n."projectId" = a."projectId" OFFSET 0) s`

const naming = {
  project: Prisma.sql`a."projectId"`,
  document: Prisma.sql`a."documentId"`,
  author: Prisma.sql`s."createdById"`,
  owner: Prisma.sql`a."authorId"`,
  round: Prisma.sql`a."roundId"`,
}

/** Who named a passage as what. */
export interface Naming {
  kind: ExampleKind
  userId: string
  /** ISO 8601. */
  createdAt: string
}

/** Names a passage as an example or counter-example of a tag, for whoever names it; what others called it is theirs, and may be hidden. */
export async function putExample(
  tx: Transaction,
  member: Member,
  tagId: string,
  annotationId: string,
  { kind, userId, createdAt }: Naming,
): Promise<void> {
  const key = { projectId: member.projectId, tagId, annotationId, createdById: userId }
  const row = { kind, createdAt: new Date(createdAt) }
  await tx.tagExample.upsert({
    where: { projectId_tagId_annotationId_createdById: key },
    create: { ...key, ...row },
    update: row,
    select: { kind: true },
  })
}

/** Takes off a passage what one person called it. */
export async function takeExampleOf(
  tx: Transaction,
  member: Member,
  tagId: string,
  annotationId: string,
  userId: string,
): Promise<Naming | null> {
  const where = { projectId: member.projectId, tagId, annotationId, createdById: userId }
  const row = await tx.tagExample.findFirst({ where, select: { kind: true, createdAt: true } })
  if (!row) return null
  await tx.tagExample.deleteMany({ where })
  return { kind: row.kind as ExampleKind, userId, createdAt: row.createdAt.toISOString() }
}

/** Takes the name of an example off a passage, as far as it has one for this member; answers what it was named, and by whom. */
export async function takeExample(
  tx: Transaction,
  member: Member,
  tagId: string,
  annotationId: string,
): Promise<Naming | null> {
  const rows = await tx.$queryRaw<{ kind: ExampleKind; userId: string; createdAt: Date }[]>`
    DELETE FROM "TagExample" s USING "Annotation" a
    WHERE s."projectId" = ${member.projectId}::uuid AND s."tagId" = ${tagId}::uuid AND s."annotationId" = ${annotationId}::uuid AND a."projectId" = s."projectId" AND a.id = s."annotationId"${notVeiled(member, naming)}
    RETURNING s.kind, s."createdById" AS "userId", s."createdAt"`
  const [row] = rows.toSorted(
    (one, other) => other.createdAt.getTime() - one.createdAt.getTime() || (one.userId < other.userId ? -1 : 1),
  )
  return row ? { ...row, createdAt: row.createdAt.toISOString() } : null
}

/**
 * Gives the examples of one tag to another, all or those of `which`, but where their namer has named that passage for the other already; answers which went,
 * each as the passage and its namer. Of events from before that each stands for itself, `which` has passages alone.
 */
export async function moveExamples(
  tx: Transaction,
  member: Member,
  tagId: string,
  intoId: string,
  which?: readonly string[],
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ moved: string }[]>`
    UPDATE "TagExample" s SET "tagId" = ${intoId}::uuid WHERE s."projectId" = ${member.projectId}::uuid AND s."tagId" = ${tagId}::uuid
      ${which ? Prisma.sql`AND (s."annotationId"::text = ANY(${[...which]}::text[]) OR concat(s."annotationId", ' ', s."createdById") = ANY(${[...which]}::text[]))` : Prisma.empty}
      AND NOT EXISTS (SELECT 1 FROM "TagExample" o WHERE o."projectId" = s."projectId" AND o."tagId" = ${intoId}::uuid AND o."annotationId" = s."annotationId" AND o."createdById" = s."createdById")
    RETURNING concat(s."annotationId", ' ', s."createdById") AS moved`
  return rows.map((row) => row.moved)
}
