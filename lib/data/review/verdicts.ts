import { Prisma } from '@/generated/prisma/client'
import { shownAnnotationQuote } from '@/lib/data/annotations/shown-quote'
import type { Member } from '@/lib/domain/access/viewer'
import type { Fate } from '@/lib/domain/review/settle'
import type { PageQuery } from '@/lib/schemas/primitives'
import type { Verdict } from '@/lib/schemas/review'
import { livePostings } from '../annotations/rows'
import { visibleAnnotation } from '../annotations/visibility'
import type { Transaction } from '../database/client'
import { verdictOwners } from '../threads/visible-comment'
import { cutPage, decodeCursor, type Page } from '../database/page'
import { weighedWithinBytes, type Picked } from '../database/within-bytes'
import { notVeiled } from '../rounds/veil-condition'
import { amongVerdicts } from './verdict-strands'

/** Which verdicts, standing or not, no round hides from this member, as a condition on "Verdict" v. Nothing where no round is blind; begins with AND. */
export const notVeiledVerdict = (member: Member) =>
  notVeiled(member, {
    project: Prisma.sql`v."projectId"`,
    document: Prisma.sql`v."documentId"`,
    author: Prisma.sql`v."createdById"`,
    ...verdictOwners,
  })

/** Which verdicts exist for this member, as a condition on "Verdict" v: standing, not veiled, on a live document. */
const visibleVerdict = (
  member: Member,
) => Prisma.sql`v."projectId" = ${member.projectId}::uuid AND v."supersededAt" IS NULL
  AND NOT EXISTS (SELECT 1 FROM "Document" gone WHERE gone."projectId" = v."projectId" AND gone.id = v."documentId" AND gone."deletedAt" IS NOT NULL)
  ${notVeiledVerdict(member)}`

// Asked of each verdict: without OFFSET 0 the items of all verdicts may be read beforehand, hidden ones among them. Of what it was about nothing can be compared any more, by the conditions of `codingsOf`. Said only where no round hides that coding, from who gave the verdict neither.
const isEmptied = (member: Member) => Prisma.sql`COALESCE(NOT EXISTS (
  SELECT 1 FROM "VerdictItem" i JOIN "Annotation" a ON a."projectId" = i."projectId" AND a.id = i."annotationId" AND a."deletedAt" IS NULL AND a.visibility = 'shared'
    JOIN "Document" d ON d."projectId" = a."projectId" AND d.id = a."documentId" AND d."currentRevisionId" = a."revisionId"
  WHERE i."projectId" = v."projectId" AND i."verdictId" = v.id OFFSET 0) ${notVeiled(member, { project: Prisma.sql`v."projectId"`, document: Prisma.sql`v."documentId"`, author: Prisma.sql`NULL::uuid`, ...verdictOwners })}, false)`

/** Enough of a standing verdict to know whether it still fits what it was about. */
export interface StandingVerdict {
  id: string
  isContested: boolean
  items: { annotationId: string; version: number }[]
}

/** The standing verdicts on a document, the latest first. */
export async function standingVerdicts(
  db: Transaction,
  member: Member,
  documentId: string,
): Promise<StandingVerdict[]> {
  return db.$queryRaw<StandingVerdict[]>`
    SELECT v.id, v."contestedAt" IS NOT NULL AS "isContested", (SELECT json_agg(json_build_object('annotationId', i."annotationId", 'version', i.version)) FROM "VerdictItem" i WHERE i."projectId" = v."projectId" AND i."verdictId" = v.id) AS items
    FROM "Verdict" v WHERE v."documentId" = ${documentId}::uuid AND ${visibleVerdict(member)}${await amongVerdicts(db, member, [documentId])} ORDER BY v."createdAt" DESC, v.id DESC`
}

export interface VerdictFilter {
  ids?: readonly string[]
  documentIds?: readonly string[]
  roundIds?: readonly string[]
  mine?: boolean
  contested?: boolean
  /** Whether nothing is left of what it was about. */
  emptied?: boolean
  fate?: Fate
}

interface VerdictRow extends Omit<Verdict, 'contestedAt' | 'contestedBy' | 'createdBy' | 'createdAt'> {
  contestedAt: Date | null
  contestedById: string | null
  contestedByName: string | null
  createdById: string
  createdByName: string
  createdAt: Date
}

/** Standing verdicts, newest first, each with what became of the annotations that the member sees. */
export async function listVerdicts(
  db: Transaction,
  member: Member,
  filter: VerdictFilter,
  query: PageQuery,
): Promise<Page<Verdict>> {
  const after = decodeCursor(query.cursor, ['time', 'id'])
  const condition = Prisma.sql`${conditions(member, filter)}${await amongVerdicts(db, member, filter.documentIds)}`
  const rows = await db.$queryRaw<(VerdictRow & Picked)[]>`${weighedWithinBytes(
    Prisma.sql`SELECT v.id, v."documentId", v."revisionId", v."roundId", v.start, v."end", v."coderIds", v.outcome, v."acceptedCoderIds", v.reason, v."contestedAt", v."contestedById", c.name AS "contestedByName",
      v."createdById", u.name AS "createdByName", v."createdAt", ${isEmptied(member)} AS "isEmptied",
      COALESCE((SELECT json_agg(json_build_object('revisionId', a."revisionId", 'start', a.start, 'end', a."end", 'quote', ${shownAnnotationQuote}, 'tagIds', ${tagsSaid(member)}) ORDER BY a.start, a."end", a.id) FROM "VerdictPassage" k
        JOIN "Annotation" a ON a."projectId" = k."projectId" AND a.id = k."annotationId" WHERE k."projectId" = v."projectId" AND k."verdictId" = v.id), '[]') AS consensus,
      COALESCE((SELECT json_agg(json_build_object('annotationId', a.id, 'coderId', a."authorId", 'revisionId', a."revisionId", 'start', a.start, 'end', a."end", 'quote', ${shownAnnotationQuote}, 'tagIds', ${tagsOfA(member)}, 'fate', i.fate) ORDER BY a.start, a."end", a.id)
        FROM "VerdictItem" i JOIN "Annotation" a ON a."projectId" = i."projectId" AND a.id = i."annotationId"
        WHERE i."projectId" = v."projectId" AND i."verdictId" = v.id AND ${visibleAnnotation(member)}), '[]') AS items
    FROM "Verdict" v JOIN "User" u ON u.id = v."createdById" LEFT JOIN "User" c ON c.id = v."contestedById"
    WHERE ${condition} ${after ? Prisma.sql`AND (v."createdAt", v.id) < (${new Date(after[0] ?? 0)}, ${after[1]}::uuid)` : Prisma.empty}
    ORDER BY v."createdAt" DESC, v.id DESC LIMIT ${query.limit + 1}`,
    Prisma.sql`"createdAt" DESC, id DESC`,
  )}`
  const [count] =
    query.total === 'false'
      ? []
      : await db.$queryRaw<{ count: number }[]>`SELECT count(*)::int AS count FROM "Verdict" v WHERE ${condition}`
  return { ...cutPage(rows, query, (row) => [row.createdAt.toISOString(), row.id], present), total: count?.count }
}

/** Those of `ids` that stand and that the member sees. */
export async function verdictsByIds(db: Transaction, member: Member, ids: readonly string[]): Promise<Verdict[]> {
  return ids.length === 0 ? [] : (await listVerdicts(db, member, { ids }, { limit: ids.length, total: 'false' })).items
}

function conditions(member: Member, filter: VerdictFilter): Prisma.Sql {
  const all = [visibleVerdict(member)]
  if (filter.ids) all.push(Prisma.sql`v.id = ANY(${filter.ids}::uuid[])`)
  if (filter.documentIds) all.push(Prisma.sql`v."documentId" = ANY(${filter.documentIds}::uuid[])`)
  if (filter.roundIds) all.push(Prisma.sql`v."roundId" = ANY(${filter.roundIds}::uuid[])`)
  if (filter.emptied !== undefined) all.push(Prisma.sql`${isEmptied(member)} = ${filter.emptied}`)
  if (filter.contested !== undefined) all.push(Prisma.sql`(v."contestedAt" IS NOT NULL) = ${filter.contested}`)
  if (filter.mine || filter.fate)
    all.push(Prisma.sql`EXISTS (SELECT 1 FROM "VerdictItem" i JOIN "Annotation" a ON a."projectId" = i."projectId" AND a.id = i."annotationId"
      WHERE i."projectId" = v."projectId" AND i."verdictId" = v.id AND ${visibleAnnotation(member)}
        ${filter.mine ? Prisma.sql`AND a."authorId" = ${member.userId}::uuid` : Prisma.empty} ${filter.fate ? Prisma.sql`AND i.fate = ${filter.fate}` : Prisma.empty} OFFSET 0)`)
  return Prisma.join(all, ' AND ')
}

// What this verdict itself says there. Other verdicts may speak of the same passage, and that one is veiled with any of them; this one is as visible as its own verdict.
const tagsSaid = (member: Member) =>
  Prisma.sql`ARRAY(SELECT x."tagId" FROM ${livePostings(member)} AND x."tagId" = ANY(k."tagIds") ORDER BY x."tagId")`
const tagsOfA = (member: Member) => Prisma.sql`ARRAY(SELECT x."tagId" FROM ${livePostings(member)} ORDER BY x."tagId")`

function present(row: VerdictRow): Verdict {
  const { id, documentId, revisionId, roundId, start, end, coderIds, outcome, acceptedCoderIds, reason } = row
  return {
    id,
    documentId,
    revisionId,
    roundId,
    start,
    end,
    coderIds,
    outcome,
    acceptedCoderIds,
    reason,
    isEmptied: row.isEmptied,
    consensus: row.consensus,
    items: row.items,
    contestedAt: row.contestedAt?.toISOString() ?? null,
    contestedBy: row.contestedById === null ? null : { id: row.contestedById, name: row.contestedByName ?? '' },
    createdBy: { id: row.createdById, name: row.createdByName },
    createdAt: row.createdAt.toISOString(),
  }
}
