import { Prisma } from '@/generated/prisma/client'
import type { Member } from '@/lib/domain/access/viewer'
import type { Transaction } from '../database/client'
import { notVeiled } from '../rounds/veil-condition'

export type OverlayReader = Pick<Member, 'userId' | 'blindRoundIds'> & Partial<Pick<Member, 'projectId'>>

/** Of which overlays; what is left out is any. */
export interface OverlayFilter {
  documentIds?: readonly string[] | undefined
  authorIds?: readonly string[] | undefined
  /** Of the consensus what verdicts of other rounds wrote too, because a round may have decided about it later. */
  roundIds?: readonly string[] | undefined
  layer?: 'coder' | 'consensus' | undefined
}

/**
 * The overlays (what one person marked on one document in one round) that exist for this reader, as a condition on "Annotation" a beside
 * `visibleAnnotation`, which decides about each row: so that a statement reads what is there for its reader and never steps over what is not, whose
 * number its time would tell. Asked beforehand and not within the statement, because the planner chooses the index by how much it expects under these
 * ids. Nothing, and nothing asked, where no round is blind. Begins with AND. An overlay of the consensus bears the names of the first verdict on each of its
 * passages: what hides that one surely hides the passage, and about the coders whom it compared, and other verdicts, each row is asked.
 */
export async function amongOverlays(
  db: Transaction,
  reader: OverlayReader,
  filter: OverlayFilter = {},
): Promise<Prisma.Sql> {
  const ids = await overlaysSeen(db, reader, filter)
  return ids === null ? Prisma.empty : Prisma.sql` AND a."overlayId" = ANY(${ids}::uuid[])`
}

/** The ids of these overlays; null, and nothing asked, where no round is blind. */
export async function overlaysSeen(
  db: Transaction,
  reader: OverlayReader,
  filter: OverlayFilter = {},
): Promise<string[] | null> {
  if (reader.blindRoundIds.length === 0) return null
  const rows = await db.$queryRaw<{ id: string }[]>`SELECT o.id FROM "Overlay" o WHERE ${seenOverlays(reader, filter)}`
  return rows.map((row) => row.id)
}

/** The overlays "Overlay" o that exist for this reader, whole: a condition that says the project too. Each of their rows is still asked by `visibleAnnotation`. */
export const seenOverlays = (reader: OverlayReader, filter: OverlayFilter = {}): Prisma.Sql =>
  Prisma.sql`${scope(reader)} ${narrowed(filter)} AND (o.visibility = 'shared' OR o."authorId" = ${reader.userId}::uuid) ${notVeiled(reader, columns)}`

const scope = ({ projectId, userId }: OverlayReader): Prisma.Sql =>
  projectId === undefined
    ? Prisma.sql`o."projectId" IN (SELECT m."projectId" FROM "Membership" m WHERE m."userId" = ${userId}::uuid)`
    : Prisma.sql`o."projectId" = ${projectId}::uuid`

const columns = {
  project: Prisma.sql`o."projectId"`,
  document: Prisma.sql`o."documentId"`,
  author: Prisma.sql`o."authorId"`,
  owner: Prisma.sql`CASE o.layer WHEN 'coder' THEN o."authorId" END`,
  round: Prisma.sql`o."roundId"`,
}

function narrowed({ documentIds, authorIds, roundIds, layer }: OverlayFilter): Prisma.Sql {
  const conditions = [
    ...(documentIds === undefined ? [] : [Prisma.sql`AND o."documentId" = ANY(${documentIds}::uuid[])`]),
    ...(authorIds === undefined ? [] : [Prisma.sql`AND o."authorId" = ANY(${authorIds}::uuid[])`]),
    ...(roundIds === undefined
      ? []
      : [Prisma.sql`AND (o."roundId" = ANY(${roundIds}::uuid[]) OR o.layer = 'consensus')`]),
    ...(layer === undefined ? [] : [Prisma.sql`AND o.layer = ${layer}::"Layer"`]),
  ]
  return conditions.length === 0 ? Prisma.empty : Prisma.join(conditions, ' ')
}

/**
 * To stand at the end of a subquery that is asked about each annotation: where a round is blind it is asked about each that exists for the reader, and not
 * joined as a whole, since what it would be joined with is about hidden ones too.
 */
export const askedOfEach = ({ blindRoundIds }: Pick<Member, 'blindRoundIds'>): Prisma.Sql =>
  blindRoundIds.length === 0 ? Prisma.empty : Prisma.sql` OFFSET 0`

/** The annotations a that a whole condition selects, to stand after FROM; where a round is blind they are found before anything is joined with them. */
export const selected = (reader: Pick<Member, 'blindRoundIds'>, condition: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`(SELECT * FROM "Annotation" a WHERE ${condition}${askedOfEach(reader)}) a`

/** Annotations a with their postings x, to stand after FROM; where a round is blind the postings are found by the annotations and never the other way about. */
export const taggedAnnotations = (reader: Pick<Member, 'blindRoundIds'>): Prisma.Sql =>
  reader.blindRoundIds.length === 0
    ? Prisma.sql`"AnnotationTag" x JOIN "Annotation" a ON a."projectId" = x."projectId" AND a.id = x."annotationId"`
    : Prisma.sql`"Annotation" a CROSS JOIN LATERAL (SELECT p."tagId", p."annotationId", p."createdById", p."createdAt", p."recheckedAt" FROM "AnnotationTag" p WHERE p."projectId" = a."projectId" AND p."annotationId" = a.id OFFSET 0) x`
