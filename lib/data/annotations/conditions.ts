import { Prisma } from '@/generated/prisma/client'
import { momentOf } from '@/lib/domain/days/day-start'
import { withDescendants, type Branch } from '@/lib/domain/codebook/tree'
import type { Member } from '@/lib/domain/access/viewer'
import type { AnnotationFilter } from '@/lib/schemas/annotation'
import type { Transaction } from '../database/client'
import { tagTree } from '../codebook/tags'
import { amongOverlays, askedOfEach } from './overlays'
import { livePostings, starredOf } from './rows'
import { visibleAnnotation } from './visibility'

/** A filter made ready for SQL: `tagIds` is null where any tag will do, otherwise every tag that counts, descendants included. */
export interface Selection {
  where: Prisma.Sql
  tagIds: string[] | null
  /** Looks into texts, which costs more than finding a row: asked once of each annotation, and never of each of its postings. */
  isCostly: boolean
}

/** Turns a filter into conditions on "Annotation" a that always contain what the member may see. Tags are left to the caller, who reads them from the postings. */
export async function selection(db: Transaction, member: Member, filter: AnnotationFilter): Promise<Selection> {
  const tree =
    filter.tagIds || filter.themeId || filter.underTagId || filter.alsoTagIds ? await tagTree(db, member) : []
  // A tag that is not in the member's codebook, hidden from them or not there, is on nothing.
  const known = new Set(tree.map((tag) => tag.id))
  const also = (filter.alsoTagIds ?? []).map((id) =>
    carries(
      member,
      withDescendants(tree, [id]).filter((below) => known.has(below)),
    ),
  )
  const seen = await amongOverlays(db, member, filter)
  return {
    where: Prisma.sql`${Prisma.join([...conditions(member, filter), ...also], ' AND ')}${seen}`,
    tagIds: await selectedTags(db, member, tree, filter),
    isCostly: filter.q !== undefined,
  }
}

/** That annotation a carries one of these tags. */
export const carries = (member: Member, tagIds: readonly string[]) =>
  Prisma.sql`EXISTS (SELECT 1 FROM "AnnotationTag" o WHERE o."projectId" = a."projectId" AND o."annotationId" = a.id AND o."tagId" = ANY(${tagIds}::uuid[])${askedOfEach(member)})`

/** Of the consensus what a standing verdict of the round speaks of is the round's, though another round's spoke first. */
function ofRounds(member: Member, roundIds: readonly string[], layer: AnnotationFilter['layer']): Prisma.Sql {
  const own = Prisma.sql`a."roundId" = ANY(${roundIds}::uuid[])`
  if (layer === 'coder') return own
  return Prisma.sql`(${own} OR (a."verdictId" IS NOT NULL AND EXISTS (
    SELECT 1 FROM "VerdictPassage" k JOIN "Verdict" v ON v."projectId" = k."projectId" AND v.id = k."verdictId" AND v."supersededAt" IS NULL AND v."roundId" = ANY(${roundIds}::uuid[])
    WHERE k."projectId" = a."projectId" AND k."annotationId" = a.id${askedOfEach(member)})))`
}

function conditions(member: Member, filter: AnnotationFilter): Prisma.Sql[] {
  const all = [Prisma.sql`a."projectId" = ${member.projectId}::uuid`, visibleAnnotation(member)]
  if (filter.documentIds) all.push(Prisma.sql`a."documentId" = ANY(${filter.documentIds}::uuid[])`)
  if (filter.authorIds) all.push(Prisma.sql`a."authorId" = ANY(${filter.authorIds}::uuid[])`)
  if (filter.visibility) all.push(Prisma.sql`a.visibility = ${filter.visibility}::"Visibility"`)
  if (filter.layer) all.push(Prisma.sql`a.layer = ${filter.layer}::"Layer"`)
  if (filter.roundIds) all.push(ofRounds(member, filter.roundIds, filter.layer))
  if (filter.secondOpinion !== undefined) all.push(Prisma.sql`a."secondOpinion" = ${filter.secondOpinion}`)
  if (filter.from) all.push(Prisma.sql`a."createdAt" >= ${momentOf(filter.from, filter.timeZone)}`)
  if (filter.to) all.push(Prisma.sql`a."createdAt" < ${momentOf(filter.to, filter.timeZone)}`)
  if (filter.dated)
    all.push(
      Prisma.sql`EXISTS (SELECT 1 FROM "Document" f WHERE f."projectId" = a."projectId" AND f.id = a."documentId" AND starts_with(f.attributes ->> 'date', ${filter.dated}))`,
    )
  if (filter.q) all.push(says(filter.q))
  if (filter.untagged !== undefined)
    all.push(
      Prisma.sql`${filter.untagged ? Prisma.sql`NOT` : Prisma.empty} EXISTS (SELECT 1 FROM ${livePostings(member)}${askedOfEach(member)})`,
    )
  if (filter.starred !== undefined) {
    all.push(filter.starred ? starredOf(member) : Prisma.sql`NOT ${starredOf(member)}`)
  }
  if (filter.orphaned !== undefined)
    all.push(
      Prisma.sql`${filter.orphaned ? Prisma.sql`NOT` : Prisma.empty} EXISTS (SELECT 1 FROM "Document" f WHERE f."projectId" = a."projectId" AND f.id = a."documentId" AND f."currentRevisionId" = a."revisionId")`,
    )
  for (const { key, value } of filter.attributes ?? [])
    all.push(
      Prisma.sql`EXISTS (SELECT 1 FROM "Document" f WHERE f."projectId" = a."projectId" AND f.id = a."documentId" AND f.attributes ->> ${key} = ${value})`,
    )
  return all
}

/** That the words or the note of annotation a hold `q`, in whatever case. */
function says(q: string): Prisma.Sql {
  const pattern = `%${q.replace(/[\\%_]/g, '\\$&')}%`
  const asWritten = Prisma.sql`a.quote ILIKE ${pattern} OR a.note ILIKE ${pattern}`
  // Texts keep the letters they came with, so a quote of decomposed ones is composed to be compared. Asking whether it is takes four times as long as looking for
  // the words; where none of these has two forms there is nothing to ask.
  return q.normalize('NFD') === q.normalize('NFC')
    ? Prisma.sql`(${asWritten})`
    : Prisma.sql`(${asWritten} OR (a.quote IS NOT NFC NORMALIZED AND normalize(a.quote, NFC) ILIKE ${pattern}))`
}

async function selectedTags(
  db: Transaction,
  member: Member,
  tree: readonly Branch[],
  filter: AnnotationFilter,
): Promise<string[] | null> {
  const { tagIds, exact, themeId, underTagId } = filter
  // Each of them narrows the others; the first gives the order in which tags are headings.
  const lists = [
    tagIds && (exact ? tagIds : withDescendants(tree, tagIds)),
    themeId === undefined ? undefined : withDescendants(tree, await themeTagIds(db, member, themeId)),
    underTagId === undefined ? undefined : exact ? [underTagId] : withDescendants(tree, [underTagId]),
  ].filter((list) => list !== undefined)
  const [first, ...others] = [...lists, tree.map((tag) => tag.id)].map((list) => new Set(list))
  return lists.length === 0 ? null : [...(first ?? [])].filter((id) => others.every((ids) => ids.has(id)))
}

async function themeTagIds(db: Transaction, member: Member, themeId: string): Promise<string[]> {
  const rows = await db.themeTag.findMany({
    where: { projectId: member.projectId, themeId, theme: { deletedAt: null } },
    select: { tagId: true },
  })
  return rows.map((row) => row.tagId)
}
