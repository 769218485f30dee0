import { Prisma } from '@/generated/prisma/client'
import { selection } from '@/lib/data/annotations/conditions'
import { where } from '@/lib/data/annotations/excerpts'
import { askedOfEach } from '@/lib/data/annotations/overlays'
import { tagTree, type TreeTag } from '@/lib/data/codebook/tags'
import type { Transaction } from '@/lib/data/database/client'
import type { Member } from '@/lib/domain/access/viewer'
import { inTreeOrder, reachedFrom, childrenOf } from '@/lib/domain/codebook/tree'
import type { AnnotationFilter } from '@/lib/schemas/annotation'

/** A tag as a row of a table. */
export interface TagRow {
  tag: TreeTag
  depth: number
  path: string[]
}

export interface Marked {
  /** The tags that are counted, in the order of the codebook. */
  rows: TagRow[]
  /** Whether what counts for the one tag counts for the other too: it is the same, or one below it that counts for it. */
  isWithin: (tagId: string, row: string) => boolean
  /**
   * Two parts of a statement, to stand after WITH: `chosen`, the annotations that the member sees and the filter selects, and `marked`, one row for each of
   * them and each tag that it counts for ("row").
   */
  parts: Prisma.Sql
}

/** What tables count: passages by tag, each once under every tag, and with `withBelow` once under every tag above its own. The coders' own where no layer is said. With `only` no other tags are rows. */
export async function markedPassages(
  db: Transaction,
  member: Member,
  filter: AnnotationFilter,
  withBelow: boolean,
  only?: readonly string[],
): Promise<Marked> {
  const tree = await tagTree(db, member)
  const chosen = await selection(db, member, { ...filter, layer: filter.layer ?? 'coder' })
  const wanted = chosen.tagIds && new Set(chosen.tagIds)
  const rows = inTreeOrder(tree).filter(({ tag: { id } }) => only?.includes(id) ?? wanted?.has(id) ?? true)
  const children = childrenOf(tree)
  const counted = new Map(rows.map(({ tag: { id } }) => [id, new Set(withBelow ? reachedFrom(children, [id]) : [id])]))
  const pairs = [...counted].flatMap(([row, tagIds]) => [...tagIds].map((tagId) => ({ row, tagId })))
  const parts = Prisma.sql`chosen AS MATERIALIZED (
      SELECT a.id, a."documentId", a."revisionId", a.start, a."end", a."authorId", a.layer, a."createdAt" FROM "Annotation" a WHERE ${where(member, chosen)}
    ), marked AS MATERIALIZED (
      SELECT ${withBelow ? Prisma.sql`DISTINCT` : Prisma.empty} c.*, g."row" FROM chosen c
      CROSS JOIN LATERAL (SELECT p."tagId" FROM "AnnotationTag" p WHERE p."projectId" = ${member.projectId}::uuid AND p."annotationId" = c.id${askedOfEach(member)}) x
      JOIN unnest(${pairs.map(({ row }) => row)}::uuid[], ${pairs.map(({ tagId }) => tagId)}::uuid[]) AS g("row", "tagId") ON g."tagId" = x."tagId"
    )`
  return { rows, isWithin: (tagId, row) => counted.get(row)?.has(tagId) ?? false, parts }
}
