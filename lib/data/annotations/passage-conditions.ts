import { Prisma } from '@/generated/prisma/client'
import type { Member } from '@/lib/domain/access/viewer'
import type { AnnotationFilter } from '@/lib/schemas/annotation'
import { askedOfEach } from './overlays'
import { livePostings } from './rows'

// Conditions on "Annotation" a of which filters and queries are made. None says which annotations exist for the member.

/** That annotation a carries one of these tags. */
export const carries = (member: Member, tagIds: readonly string[]) =>
  Prisma.sql`EXISTS (SELECT 1 FROM "AnnotationTag" o WHERE o."projectId" = a."projectId" AND o."annotationId" = a.id AND o."documentId" = a."documentId" AND o."tagId" = ANY(${tagIds}::uuid[])${askedOfEach(member)})`

/** Of the consensus what a standing verdict of the round speaks of is the round's, though another round's spoke first. */
export function ofRounds(member: Member, roundIds: readonly string[], layer: AnnotationFilter['layer']): Prisma.Sql {
  const own = Prisma.sql`a."roundId" = ANY(${roundIds}::uuid[])`
  if (layer === 'coder') return own
  return Prisma.sql`(${own} OR (a."verdictId" IS NOT NULL AND EXISTS (
    SELECT 1 FROM "VerdictPassage" k JOIN "Verdict" v ON v."projectId" = k."projectId" AND v.id = k."verdictId" AND v."supersededAt" IS NULL AND v."roundId" = ANY(${roundIds}::uuid[])
    WHERE k."projectId" = a."projectId" AND k."annotationId" = a.id${askedOfEach(member)})))`
}

/** That annotation a is on a document of one of these cases, or shares a letter with a part of it (ADR 0168). Relies on the index of CasePart by document. */
export const ofCases = (member: Member, caseIds: readonly string[]): Prisma.Sql =>
  Prisma.sql`EXISTS (SELECT 1 FROM "CasePart" p JOIN "Case" k ON k."projectId" = p."projectId" AND k.id = p."caseId" AND k."deletedAt" IS NULL
    WHERE p."projectId" = a."projectId" AND p."documentId" = a."documentId" AND p."caseId" = ANY(${caseIds}::uuid[]) AND p."removedAt" IS NULL
      AND (p.start IS NULL OR (p."revisionId" = a."revisionId" AND p.start < a."end" AND a.start < p."end"))${askedOfEach(member)})`

/** That annotation a carries any tag that is not in the bin. */
export const tagged = (member: Member): Prisma.Sql =>
  Prisma.sql`EXISTS (SELECT 1 FROM ${livePostings(member)}${askedOfEach(member)})`

/** That annotation a is on the current revision of its document, and not left without a place by a correction. */
export const ofCurrentRevision = Prisma.sql`EXISTS (SELECT 1 FROM "Document" f WHERE f."projectId" = a."projectId" AND f.id = a."documentId" AND f."currentRevisionId" = a."revisionId")`

/** That a text holds `q`, in whatever case. */
export function saysIn(text: Prisma.Sql, q: string): Prisma.Sql {
  const pattern = `%${q.replace(/[\\%_]/g, '\\$&')}%`
  const asWritten = Prisma.sql`${text} ILIKE ${pattern}`
  // Texts keep the letters they came with, so one of decomposed ones is composed to be compared. Asking whether it is takes four times as long as looking for
  // the words; where none of these has two forms there is nothing to ask.
  return q.normalize('NFD') === q.normalize('NFC')
    ? Prisma.sql`(${asWritten})`
    : Prisma.sql`(${asWritten} OR (${text} IS NOT NFC NORMALIZED AND normalize(${text}, NFC) ILIKE ${pattern}))`
}
