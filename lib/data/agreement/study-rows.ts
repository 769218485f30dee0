import { Prisma } from '@/generated/prisma/client'
import { inTreeOrder } from '@/lib/domain/codebook/tree'
import type { Member } from '@/lib/domain/access/viewer'
import type { AnnotationFilter } from '@/lib/schemas/annotation'
import { selection } from '../annotations/conditions'
import { askedOfEach, selected } from '../annotations/overlays'
import type { Transaction } from '../database/client'
import { tagTree } from '../codebook/tags'
import { visibleTagId } from '../rounds/hidden-tags'

export interface CodedLayer {
  documentId: string
  coderId: string
  coderName: string
  /** How many tags on how many annotations: the number of spans. An annotation without a tag counts as one. */
  count: number
  /** Twelve bytes for each, big-endian: start, end, place of the tag in `tagIds` counted from 1; 0 is another tag, or none. */
  spans: Uint8Array
}

/**
 * Question: who marked what with which tag? The coders' own shared annotations on current revisions, as far as the member sees them, one row for each
 * document and coder. Packed by the database, because a hundred thousand rows would hold up everybody else while they are read.
 */
export async function codedLayers(
  tx: Transaction,
  member: Member,
  filter: Pick<AnnotationFilter, 'documentIds' | 'authorIds' | 'roundIds'>,
  tagIds: readonly string[],
): Promise<CodedLayer[]> {
  const { where } = await selection(tx, member, { ...filter, visibility: 'shared', layer: 'coder' })
  const rows = await tx.$queryRaw<CodedLayer[]>`
    SELECT a."documentId", a."authorId" AS "coderId", u.name AS "coderName", count(*)::int AS count,
      string_agg(int4send(a.start) || int4send(a."end") || int4send(COALESCE(t.place, 0)::int), ''::bytea) AS spans
    FROM ${selected(member, where)}
    JOIN "Document" d ON d."projectId" = a."projectId" AND d.id = a."documentId" AND d."currentRevisionId" = a."revisionId"
    JOIN "User" u ON u.id = a."authorId"
    LEFT JOIN LATERAL (SELECT p."tagId" FROM "AnnotationTag" p WHERE p."projectId" = a."projectId" AND p."annotationId" = a.id${visibleTagId(member, Prisma.sql`p."tagId"`, Prisma.sql`a."projectId"`)}${askedOfEach(member)}) x ON true
    LEFT JOIN unnest(${tagIds}::uuid[]) WITH ORDINALITY AS t(id, place) ON t.id = x."tagId"
    GROUP BY a."documentId", a."authorId", u.name`
  // Memory of their own, to be handed to a thread: small ones come out of one that many share.
  return rows.map((row) => ({ ...row, spans: new Uint8Array(row.spans) }))
}

export interface StudyDocumentRow {
  id: string
  title: string
  language: string
  revisionId: string
  length: number
}

/** The project's documents, or those of `ids`, in order of import. */
export async function studyDocuments(
  tx: Transaction,
  member: Member,
  ids: readonly string[] | undefined,
): Promise<StudyDocumentRow[]> {
  return tx.$queryRaw<StudyDocumentRow[]>`
    SELECT d.id, d.title, d.language, r.id AS "revisionId", r.length FROM "Document" d
    JOIN "Revision" r ON r."projectId" = d."projectId" AND r.id = d."currentRevisionId"
    WHERE d."projectId" = ${member.projectId}::uuid AND d."deletedAt" IS NULL AND (${ids ?? null}::uuid[] IS NULL OR d.id = ANY(${ids ?? null}::uuid[]))
    ORDER BY d.id`
}

/** Which revisions are read for counting: all with their text and tree, all with their text, or with their text those that are not ASCII alone. */
export type RevisionNeeds = 'tree' | 'text' | 'other-than-ascii'

/** Text and, where asked for, tree (as JSON text) of revisions, for counting in units that the text makes. */
export async function revisionParts(
  tx: Transaction,
  member: Member,
  revisionIds: readonly string[],
  needs: RevisionNeeds,
): Promise<{ revisionId: string; text: string; content: string | null }[]> {
  return tx.$queryRaw`
    SELECT r.id AS "revisionId", r.text, CASE WHEN ${needs === 'tree'} THEN r.content::text END AS content FROM "Revision" r
    WHERE r."projectId" = ${member.projectId}::uuid AND r.id = ANY(${revisionIds}::uuid[]) AND (${needs !== 'other-than-ascii'} OR octet_length(r.text) <> r.length)`
}

/** The codebook's live tags in the order of the tree. */
export async function studyTags(
  tx: Transaction,
  member: Member,
): Promise<{ id: string; name: string; path: string[]; colour: string }[]> {
  return inTreeOrder(await tagTree(tx, member)).map(({ tag, path }) => ({
    id: tag.id,
    name: tag.name,
    colour: tag.colour,
    path,
  }))
}

/** Who belongs to the project now. */
export async function studyPeople(tx: Transaction, member: Member): Promise<{ id: string; name: string }[]> {
  const rows = await tx.membership.findMany({
    where: { projectId: member.projectId },
    select: { user: { select: { id: true, name: true } } },
  })
  return rows.map(({ user }) => ({ id: user.id, name: user.name }))
}
