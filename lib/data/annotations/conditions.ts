import { Prisma } from '@/generated/prisma/client'
import { bucketPattern } from '@/lib/domain/analysis/time-buckets'
import { momentOf } from '@/lib/domain/days/day-start'
import { withDescendants, type Branch } from '@/lib/domain/codebook/tree'
import { refsIn, type ReferringField } from '@/lib/domain/retrieval/query'
import type { Member } from '@/lib/domain/access/viewer'
import type { AnnotationFilter } from '@/lib/schemas/annotation'
import type { Transaction } from '../database/client'
import { tagTree } from '../codebook/tags'
import { readWholeQuery } from '../retrieval/read-query'
import { amongOverlays, askedOfEach, overlaysSeen } from './overlays'
import { carries, ofCases, ofCurrentRevision, ofRounds, saysIn, tagged } from './passage-conditions'
import { queryCondition } from './query-condition'
import { starredOf } from './rows'
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
  const asked = filter.query === undefined ? [] : [await askedByQuery(db, member, filter.query, filter.timeZone)]
  return {
    where: Prisma.sql`${Prisma.join([...conditions(member, filter), ...also, ...asked], ' AND ')}${seen}`,
    tagIds: await selectedTags(db, member, tree, filter),
    isCostly: filter.q !== undefined || filter.query !== undefined,
  }
}

/** The text of a query as a condition on annotation a. 422 where it cannot be read. */
async function askedByQuery(
  db: Transaction,
  member: Member,
  text: string,
  timeZone: string | undefined,
): Promise<Prisma.Sql> {
  const query = await readWholeQuery(db, member, text)
  const refs = refsIn(query)
  const refersTo = (wanted: ReferringField) => refs.some(({ field }) => field === wanted)
  const themeIds = refs.flatMap(({ field, to }) => (field === 'theme' ? [to] : []))
  return queryCondition(query, {
    member,
    tree: refersTo('tag') || refersTo('theme') ? await tagTree(db, member) : [],
    tagsOfTheme: new Map(
      await Promise.all(themeIds.map(async (id) => [id, await themeTagIds(db, member, id)] as const)),
    ),
    seenIds: await overlaysSeen(db, member),
    timeZone,
  })
}

function conditions(member: Member, filter: AnnotationFilter): Prisma.Sql[] {
  const all = [Prisma.sql`a."projectId" = ${member.projectId}::uuid`, visibleAnnotation(member)]
  if (filter.documentIds) all.push(Prisma.sql`a."documentId" = ANY(${filter.documentIds}::uuid[])`)
  if (filter.authorIds) all.push(Prisma.sql`a."authorId" = ANY(${filter.authorIds}::uuid[])`)
  if (filter.visibility) all.push(Prisma.sql`a.visibility = ${filter.visibility}::"Visibility"`)
  if (filter.layer) all.push(Prisma.sql`a.layer = ${filter.layer}::"Layer"`)
  if (filter.roundIds) all.push(ofRounds(member, filter.roundIds, filter.layer))
  if (filter.caseIds) all.push(ofCases(member, filter.caseIds))
  if (filter.secondOpinion !== undefined) all.push(Prisma.sql`a."secondOpinion" = ${filter.secondOpinion}`)
  if (filter.from) all.push(Prisma.sql`a."createdAt" >= ${momentOf(filter.from, filter.timeZone)}`)
  if (filter.to) all.push(Prisma.sql`a."createdAt" < ${momentOf(filter.to, filter.timeZone)}`)
  if (filter.dated) all.push(ofDocument(member, Prisma.sql`starts_with(f.attributes ->> 'date', ${filter.dated})`))
  if (filter.period) all.push(ofDocument(member, liesIn(filter.period)))
  if (filter.q) all.push(says(filter.q))
  if (filter.untagged !== undefined) all.push(filter.untagged ? Prisma.sql`NOT ${tagged(member)}` : tagged(member))
  if (filter.starred !== undefined) {
    all.push(filter.starred ? starredOf(member) : Prisma.sql`NOT ${starredOf(member)}`)
  }
  if (filter.orphaned !== undefined)
    all.push(filter.orphaned ? Prisma.sql`NOT ${ofCurrentRevision}` : ofCurrentRevision)
  for (const { key, value } of filter.attributes ?? [])
    all.push(ofDocument(member, Prisma.sql`COALESCE(f.attributes ->> ${key}, '') = ${value}`))
  return all
}

/** That the document f of annotation a is so. */
const ofDocument = (member: Member, condition: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`EXISTS (SELECT 1 FROM "Document" f WHERE f."projectId" = a."projectId" AND f.id = a."documentId" AND ${condition}${askedOfEach(member)})`

/** That the date of document f lies in a column of time, or that there is none. */
const liesIn = ({ key, bucket }: { key: string; bucket: string }): Prisma.Sql =>
  Prisma.sql`(COALESCE(f.attributes ->> ${key}, '') ~ ${bucketPattern(bucket)}) = ${bucket !== ''}`

/** That the words or the note of annotation a hold `q`, in whatever case. */
const says = (q: string): Prisma.Sql =>
  Prisma.sql`(${saysIn(Prisma.sql`a.quote`, q)} OR ${saysIn(Prisma.sql`a.note`, q)})`

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
