import { Prisma } from '@/generated/prisma/client'
import type { Member } from '@/lib/domain/access/viewer'
import { inTreeOrder } from '@/lib/domain/codebook/tree'
import { compareAttributeValues, type AttributeValue } from '@/lib/domain/documents/attribute-values'
import { keyOf, type GroupBy } from '@/lib/domain/themes/group-by'
import type { Transaction } from '../database/client'
import { tagTree } from '../codebook/tags'
import { credit } from './credit'
import { askedOfEach } from './overlays'

/** The values that documents of the project have for an attribute, as text, in the attribute's own order; '' is "not given" and comes last. */
export async function valuesInOrder(db: Transaction, member: Member, key: string): Promise<string[]> {
  const [attribute, rows] = await Promise.all([
    db.attribute.findFirst({
      where: { projectId: member.projectId, subject: 'document', key },
      select: { type: true, choices: true },
    }),
    db.$queryRaw<{ text: string; value: AttributeValue }[]>`
      SELECT DISTINCT d.attributes ->> ${key} AS text, d.attributes -> ${key} AS value FROM "Document" d
      WHERE d."projectId" = ${member.projectId}::uuid AND d.attributes ->> ${key} <> ''`,
  ])
  const shape = attribute ?? { type: 'text' as const, choices: [] }
  return [...new Set(rows.sort((a, b) => compareAttributeValues(shape, a.value, b.value)).map(({ text }) => text)), '']
}

/** What puts every selected annotation "a" (with author "u" and document "d" joined) under its group, or under each of its groups. */
export interface Grouping {
  join: Prisma.Sql
  /** What groups are ordered by, to stand before the order within one; it ends in a comma, or is empty. */
  order: Prisma.Sql
  key: Prisma.Sql
  label: Prisma.Sql
}

/**
 * The grouping of a whole selection, for exports: by tag in the order of `tagIds` (of the codebook where any tag will do), an annotation under each of its
 * tags that count, and one with none of them last, under ''. With `once` it stands at the first of its tags alone, and the label names them all.
 */
export async function grouping(
  db: Transaction,
  member: Member,
  group: GroupBy,
  tagIds: readonly string[] | null,
  once: boolean,
): Promise<Grouping> {
  const groupings: Record<GroupBy['by'], () => Grouping | Promise<Grouping>> = {
    document: () => byDocument,
    author: () => byAuthor,
    tag: () => byTag(db, member, tagIds, once),
    attribute: () => byAttribute(db, member, keyOf(group)),
  }
  return groupings[group.by]()
}

const byDocument: Grouping = {
  join: Prisma.empty,
  order: Prisma.empty,
  key: Prisma.sql`d.id::text`,
  label: Prisma.sql`d.title`,
}

const byAuthor: Grouping = {
  join: Prisma.empty,
  order: Prisma.sql`${credit.name}, ${credit.key},`,
  key: credit.key,
  label: credit.name,
}

async function byAttribute(db: Transaction, member: Member, attribute: string): Promise<Grouping> {
  const value = Prisma.sql`COALESCE(d.attributes ->> ${attribute}, '')`
  return {
    join: Prisma.sql`JOIN unnest(${await valuesInOrder(db, member, attribute)}::text[]) WITH ORDINALITY AS g(value, rank) ON g.value = ${value}`,
    order: Prisma.sql`g.rank,`,
    key: value,
    label: value,
  }
}

async function byTag(
  db: Transaction,
  member: Member,
  tagIds: readonly string[] | null,
  once: boolean,
): Promise<Grouping> {
  const ids = tagIds ?? inTreeOrder(await tagTree(db, member)).map(({ tag }) => tag.id)
  const columns = once
    ? Prisma.sql`(array_agg(t.id ORDER BY o.rank))[1] AS id, string_agg(t.name, '; ' ORDER BY o.rank) AS name, min(o.rank) AS rank`
    : Prisma.sql`t.id, t.name, o.rank`
  return {
    join: Prisma.sql`LEFT JOIN LATERAL (
        SELECT ${columns} FROM "AnnotationTag" p
        JOIN unnest(${ids}::uuid[]) WITH ORDINALITY AS o(id, rank) ON o.id = p."tagId"
        JOIN "Tag" t ON t."projectId" = p."projectId" AND t.id = p."tagId"
        WHERE p."projectId" = a."projectId" AND p."annotationId" = a.id${askedOfEach(member)}) g ON true`,
    order: Prisma.sql`g.rank NULLS LAST,`,
    key: Prisma.sql`COALESCE(g.id::text, '')`,
    label: Prisma.sql`COALESCE(g.name, '')`,
  }
}
