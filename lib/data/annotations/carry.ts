import { Prisma } from '@/generated/prisma/client'
import type { Span } from '@/lib/domain/anchoring/span'
import type { Member } from '@/lib/domain/access/viewer'
import type { Transaction } from '../database/client'
import { amongOverlays } from './overlays'
import { notVeiledPassage, visibleAnnotation } from './visibility'

/** A passage on the revision that gives way to another. */
export interface AnchoredRow extends Span {
  id: string
  version: number
  /** Whether the member sees the annotation: what they are told counts no other. */
  visible: boolean
  /** Of a live passage of the consensus: with which it becomes one at one place. Those that exist for the member do, and of others those of one verdict. */
  kin: string | null
}

/** Every annotation on a revision, whoever made it, private ones and those in the bin too; locked until the transaction ends. */
export async function lockAnchors(
  tx: Transaction,
  member: Member,
  revisionId: string,
  documentId: string,
): Promise<AnchoredRow[]> {
  return tx.$queryRaw<AnchoredRow[]>`
    SELECT a.id, a.start, a."end", a.version, (${visibleAnnotation(member)}) AS visible, CASE WHEN a.layer <> 'consensus' OR a."deletedAt" IS NOT NULL THEN NULL WHEN true${notVeiledPassage(member)} THEN '' ELSE a."verdictId"::text END AS kin FROM "Annotation" a
    WHERE a."projectId" = ${member.projectId}::uuid AND a."documentId" = ${documentId}::uuid AND a."revisionId" = ${revisionId}::uuid FOR UPDATE OF a`
}

/** The passages on a revision that exist for the member, in the order of the text: what a correction is previewed with. */
export async function visibleAnchors(
  db: Transaction,
  member: Member,
  revisionId: string,
  documentId: string,
): Promise<({ id: string } & Span)[]> {
  const seen = await amongOverlays(db, member, { documentIds: [documentId] })
  return db.$queryRaw<({ id: string } & Span)[]>`
    SELECT a.id, a.start, a."end" FROM "Annotation" a
    WHERE a."projectId" = ${member.projectId}::uuid AND a."documentId" = ${documentId}::uuid AND a."revisionId" = ${revisionId}::uuid AND ${visibleAnnotation(member)}${seen} ORDER BY a.start, a.id`
}

/** A passage in its place on the new revision. */
export interface CarriedAnchor extends Span {
  id: string
  quote: string
  prefix: string
  suffix: string
  page: number | null
  /** Its version before. */
  version: number
  /** Whether its own text is untouched: a verdict about it then still stands. */
  isKept: boolean
}

const atOnce = 2_000

/** Moves annotations to another revision of their document. Their versions rise, because offsets that somebody holds no longer mean the same. */
export async function carryAnchors(
  tx: Transaction,
  member: Member,
  revisionId: string,
  rows: readonly CarriedAnchor[],
  now: Date,
): Promise<void> {
  for (let from = 0; from < rows.length; from += atOnce) {
    const some = rows.slice(from, from + atOnce)
    const of = <T>(value: (row: CarriedAnchor) => T) => some.map(value)
    await tx.$executeRaw`
      UPDATE "Annotation" a SET "revisionId" = ${revisionId}::uuid, start = m.start, "end" = m."end", quote = m.quote, prefix = m.prefix, suffix = m.suffix, page = m.page,
        version = a.version + 1, "updatedAt" = ${now}
      FROM unnest(${of((row) => row.id)}::uuid[], ${of((row) => row.start)}::int[], ${of((row) => row.end)}::int[], ${of((row) => row.quote)}::text[], ${of((row) => row.prefix)}::text[],
        ${of((row) => row.suffix)}::text[], ${of((row) => row.page)}::int[]) AS m(id, start, "end", quote, prefix, suffix, page)
      WHERE a."projectId" = ${member.projectId}::uuid AND a.id = m.id`
    const kept = some.filter((row) => row.isKept)
    await tx.$executeRaw`
      UPDATE "VerdictItem" v SET version = v.version + 1 FROM unnest(${kept.map((row) => row.id)}::uuid[], ${kept.map((row) => row.version)}::int[]) AS m(id, version)
      WHERE v."projectId" = ${member.projectId}::uuid AND v."annotationId" = m.id AND v.version = m.version`
  }
}

/** What else says where it is in a text by revision, start and end. */
const placed = {
  Verdict: { quoted: false },
  RoundPassage: { quoted: true },
  Comment: { quoted: true },
  CasePart: { quoted: true },
} as const
export type PlacedTable = keyof typeof placed
export const placedTables = Object.keys(placed) as PlacedTable[]

/** The verdicts, passages of rounds or cases, or comments on stretches that stand on a revision. */
export async function placesOn(
  tx: Transaction,
  member: Member,
  table: PlacedTable,
  revisionId: string,
): Promise<({ id: string } & Span)[]> {
  return tx.$queryRaw<({ id: string } & Span)[]>`
    SELECT t.id, t.start, t."end" FROM ${Prisma.raw(`"${table}"`)} t WHERE t."projectId" = ${member.projectId}::uuid AND t."revisionId" = ${revisionId}::uuid AND t.start IS NOT NULL FOR UPDATE`
}

/** Moves those to another revision. */
export async function carryPlaces(
  tx: Transaction,
  member: Member,
  table: PlacedTable,
  revisionId: string,
  rows: readonly ({ id: string; quote: string } & Span)[],
): Promise<void> {
  await tx.$executeRaw`
    UPDATE ${Prisma.raw(`"${table}"`)} t SET "revisionId" = ${revisionId}::uuid, start = m.start, "end" = m."end" ${placed[table].quoted ? Prisma.sql`, quote = m.quote` : Prisma.empty}
    FROM unnest(${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.start)}::int[], ${rows.map((row) => row.end)}::int[], ${rows.map((row) => row.quote)}::text[]) AS m(id, start, "end", quote)
    WHERE t."projectId" = ${member.projectId}::uuid AND t.id = m.id`
}
