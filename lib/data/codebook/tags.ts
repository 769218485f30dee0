import { Prisma } from '@/generated/prisma/client'
import { childrenOf, inTreeOrder, reachedFrom, type Branch } from '@/lib/domain/codebook/tree'
import type { Member } from '@/lib/domain/access/viewer'
import type { Tag } from '@/lib/schemas/tag'
import type { Transaction } from '@/lib/data/database/client'
import { setOf, type CountedSet } from '@/lib/data/annotations/counted-sets'
import { readKeptCounts } from '@/lib/data/annotations/kept-counts'
import { amongOverlays, taggedAnnotations } from '@/lib/data/annotations/overlays'
import { visibleCoding } from '@/lib/data/annotations/visibility'
import { countRechecks } from './rechecks'
import { amongTags, roundMadeIn, visibleTag, visibleTagWhere } from '@/lib/data/rounds/hidden-tags'

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
  meaningChangedAt: Date | null
  blindRoundId: string | null
  createdById: string
  version: number
  createdAt: Date
  updatedAt: Date
}

interface Count {
  own: number
  total: number
}

const blindRound = (member: Member) =>
  roundMadeIn(member, {
    project: Prisma.sql`t."projectId"`,
    round: Prisma.sql`t."blindRoundId"`,
    maker: Prisma.sql`t."createdById"`,
  })

const columns = Prisma.sql`t.id, t."parentId", t.name, t.colour, t.definition, t."useWhen", t."avoidWhen", t.position, t."archivedAt", t."meaningChangedAt", t."createdById", t.version, t."createdAt", t."updatedAt"`

async function liveRows(db: Transaction, member: Member): Promise<TagRow[]> {
  return db.$queryRaw<
    TagRow[]
  >`SELECT ${columns}, ${blindRound(member)} AS "blindRoundId" FROM "Tag" t WHERE t."projectId" = ${member.projectId}::uuid AND t."deletedAt" IS NULL${visibleTag(member, 't')}${await amongTags(db, member)}`
}

/**
 * The whole codebook in tree order, archived tags included, each with the number of annotations the viewer sees.
 * A codebook is read whole everywhere it is used: it has hundreds of tags, not millions.
 */
export async function listTags(db: Transaction, member: Member): Promise<Tag[]> {
  const rows = await liveRows(db, member)
  const counts = await countTags(
    db,
    member,
    rows,
    rows.map((row) => row.id),
  )
  const rechecks = await rechecksOf(db, member, rows)
  return placedRows(rows).map(({ tag, path }) => presentTag(tag, path, counts.get(tag.id), rechecks.get(tag.id)))
}

/** One tag as the viewer sees it. `own` is how many annotations carry it, where that is known already. */
export async function getTag(db: Transaction, member: Member, id: string, own?: number): Promise<Tag | null> {
  const rows = await liveRows(db, member)
  const found = placedRows(rows).find(({ tag }) => tag.id === id)
  if (!found) return null
  const isKnown = own !== undefined && !childrenOf(rows).has(id)
  const count = isKnown ? { own, total: own } : (await countTags(db, member, rows, [id])).get(id)
  return presentTag(found.tag, found.path, count, (await rechecksOf(db, member, [found.tag])).get(id))
}

/** A tag without what is counted of it: for rules about its words and its place, where counting would cost more than the rest. */
export type TagWords = Omit<Tag, 'annotationCount' | 'totalCount' | 'recheckCount'>

export async function getTagWords(db: Transaction, member: Member, id: string): Promise<TagWords | null> {
  const found = placedRows(await liveRows(db, member)).find(({ tag }) => tag.id === id)
  return found ? presentWords(found.tag, found.path) : null
}

const rechecksOf = async (db: Transaction, member: Member, rows: readonly TagRow[]) =>
  countRechecks(
    db,
    member,
    rows.flatMap((row) => (row.meaningChangedAt === null ? [] : row.id)),
  )

/** Whether the viewer has such a tag, without counting what carries it. */
export async function hasTag(db: Transaction, member: Member, id: string): Promise<boolean> {
  return (await tagTree(db, member)).some((tag) => tag.id === id)
}

// Places are counted among the tags that the member sees: a gap would tell of one that they do not.
const placedRows = (rows: TagRow[]) => {
  const places = new Map(
    [...childrenOf(rows).values()].flatMap((siblings) => siblings.map((tag, place) => [tag.id, place])),
  )
  return inTreeOrder(rows).map(({ tag, path }) => ({
    tag: { ...tag, position: places.get(tag.id) ?? tag.position },
    path,
  }))
}

/**
 * Question: how many annotations that the viewer sees carry each tag, and how many it or one below it? Kept counts where there are any. Only branches are
 * sets of more than one tag, in which an annotation counts once, however many of them it carries.
 */
async function countTags(
  db: Transaction,
  member: Member,
  tree: readonly Branch[],
  ids: readonly string[],
): Promise<Map<string, Count>> {
  const parents = new Set(tree.map((tag) => tag.parentId))
  const children = childrenOf(tree)
  const sets = ids.map((id) => {
    const own = setOf([id])
    return { id, own, total: parents.has(id) ? setOf(reachedFrom(children, [id])) : own }
  })
  const kept = await keptTags(
    db,
    member,
    sets.flatMap(({ own, total }) => [own, total]),
  )
  const missing = sets.filter(({ own, total }) => !kept.has(own.id) || !kept.has(total.id)).map(({ id }) => id)
  const counts = await countTagsAnew(db, member, tree, missing)
  for (const { id, own, total } of sets)
    if (!counts.has(id)) counts.set(id, { own: kept.get(own.id) ?? 0, total: kept.get(total.id) ?? 0 })
  return counts
}

/** The kept counts of these sets, by set; none where a round is blind. */
async function keptTags(db: Transaction, member: Member, sets: readonly CountedSet[]): Promise<Map<string, number>> {
  if (member.blindRoundIds.length > 0) return new Map()
  const rows = await readKeptCounts(db, member, { projectIds: [member.projectId], sets, per: 'set', layer: 'coder' })
  return new Map(rows.map(({ setId, count }) => [setId, count]))
}

async function countTagsAnew(
  db: Transaction,
  member: Member,
  tree: readonly Branch[],
  ids: readonly string[],
): Promise<Map<string, Count>> {
  if (ids.length === 0) return new Map()
  const parents = new Set(tree.map((tag) => tag.parentId))
  const children = childrenOf(tree)
  const branches = ids
    .filter((id) => parents.has(id))
    .flatMap((id) => reachedFrom(children, [id]).map((below) => [id, below] as const))
  const wanted = [...new Set([...ids, ...branches.map(([, below]) => below)])]
  const among = await amongOverlays(db, member, { layer: 'coder' })
  const rows = await db.$queryRaw<{ id: string; own: number; total: number | null }[]>`
    WITH seen AS MATERIALIZED (
      SELECT x."tagId", x."annotationId" FROM ${taggedAnnotations(member)}
      WHERE a."projectId" = ${member.projectId}::uuid AND x."tagId" = ANY(${wanted}::uuid[]) AND ${visibleCoding(member)}${among}
    ), own AS (SELECT "tagId" AS id, count(*)::int AS own FROM seen GROUP BY 1),
    total AS (
      SELECT b.id, count(DISTINCT s."annotationId")::int AS total
      FROM unnest(${branches.map(([id]) => id)}::uuid[], ${branches.map(([, below]) => below)}::uuid[]) AS b(id, below) JOIN seen s ON s."tagId" = b.below GROUP BY 1
    )
    SELECT id, COALESCE(own, 0) AS own, total FROM own FULL JOIN total USING (id)`
  return new Map(rows.map(({ id, own, total }) => [id, { own, total: total ?? own }]))
}

/** How many of these tags the member may put on a passage: those that exist for them and are not archived. */
export async function countUsableTags(db: Transaction, member: Member, ids: readonly string[]): Promise<number> {
  return db.tag.count({
    where: {
      projectId: member.projectId,
      id: { in: [...ids] },
      deletedAt: null,
      archivedAt: null,
      ...(await visibleTagWhere(db, member)),
    },
  })
}

/** A tag as rules about the tree need it. */
export type TreeTag = Pick<
  TagRow,
  | 'id'
  | 'parentId'
  | 'name'
  | 'position'
  | 'colour'
  | 'version'
  | 'archivedAt'
  | 'blindRoundId'
  | 'createdById'
  | 'createdAt'
>

/** The tree without counts, for rules that only need its shape; in an order that what others have does not change. */
export async function tagTree(db: Transaction, member: Member): Promise<TreeTag[]> {
  return db.$queryRaw<TreeTag[]>`
    SELECT t.id, t."parentId", t.name, t.position, t.colour, t.version, t."archivedAt", t."createdById", t."createdAt", ${blindRound(member)} AS "blindRoundId"
    FROM "Tag" t WHERE t."projectId" = ${member.projectId}::uuid AND t."deletedAt" IS NULL${visibleTag(member, 't')}${await amongTags(db, member)} ORDER BY t.id`
}

function presentTag(row: TagRow, path: string[], count: Count = { own: 0, total: 0 }, recheckCount = 0): Tag {
  return { ...presentWords(row, path), annotationCount: count.own, totalCount: count.total, recheckCount }
}

function presentWords(row: TagRow, path: string[]): TagWords {
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
    archivedAt: row.archivedAt?.toISOString() ?? null,
    meaningChangedAt: row.meaningChangedAt?.toISOString() ?? null,
    blindRoundId: row.blindRoundId,
    version: row.version,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }
}

/** How many annotations that the viewer sees carry each of two tags, from kept counts; null where these do not tell it. */
export async function keptOfBoth(
  db: Transaction,
  member: Member,
  tagId: string,
  intoId: string,
): Promise<{ from: number; into: number } | null> {
  const sets = [setOf([tagId]), setOf([intoId])] as const
  const kept = await keptTags(db, member, sets)
  const [from, into] = sets.map(({ id }) => kept.get(id))
  return from === undefined || into === undefined ? null : { from, into }
}

/** How many annotations the merge of `tagId` into `intoId` would retag, and how many carry both already, as far as the member sees them. */
export async function countMerge(
  db: Transaction,
  member: Member,
  tagId: string,
  intoId: string,
): Promise<{ retagged: number; alreadyThere: number }> {
  const among = await amongOverlays(db, member, { layer: 'coder' })
  const [row] = await db.$queryRaw<{ retagged: number; alreadyThere: number }[]>`
    SELECT count(*) FILTER (WHERE NOT b.both)::int AS retagged, count(*) FILTER (WHERE b.both)::int AS "alreadyThere"
    FROM ${taggedAnnotations(member)}
    -- All tags of the one annotation, by its key: a question for the other tag would be planned, without statistics, as reading all of its postings each time.
    CROSS JOIN LATERAL (SELECT ${intoId}::uuid = ANY(ARRAY(SELECT o."tagId" FROM "AnnotationTag" o WHERE o."projectId" = a."projectId" AND o."annotationId" = a.id)) AS both OFFSET 0) b
    WHERE a."projectId" = ${member.projectId}::uuid AND x."tagId" = ${tagId}::uuid AND ${visibleCoding(member)}${among}`
  return row ?? { retagged: 0, alreadyThere: 0 }
}
