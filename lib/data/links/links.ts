import { Prisma } from '@/generated/prisma/client'
import { shownQuote } from '@/lib/data/annotations/shown-quote'
import type { Member } from '@/lib/domain/access/viewer'
import type { Link, LinkDirection, LinkKinds, LinkQuery, ShownLinkEnd } from '@/lib/schemas/link'
import type { Transaction } from '../database/client'
import { cutPage, decodeCursor, type Page } from '../database/page'
import { withinBytes, type Picked } from '../database/within-bytes'
import { endConditions, linksSeen, visibleLink, type LinkedWith } from './visible-link'

interface LinkRow {
  id: string
  from: ShownLinkEnd
  to: ShownLinkEnd
  kind: string | null
  direction: LinkDirection
  note: string
  authorId: string
  authorName: string
  version: number
  createdAt: Date
  updatedAt: Date
}

// Columns of the ends may be read from them as they are, because a link with an end that is not visible is not shown at all.
const end = (side: 'from' | 'to') => {
  const [a, d, t] = ['a', 'd', 't'].map((table) => Prisma.raw(`${side}_${table}`))
  const column = (name: string) => Prisma.raw(`l."${side}${name}"`)
  return {
    shown: Prisma.sql`jsonb_build_object('type', ${column('Type')}, 'id', ${column('Id')}, 'name', ${t}.name, 'documentId', ${column('DocumentId')}, 'documentTitle', ${d}.title,
      'revisionId', ${a}."revisionId", 'start', ${a}.start, 'end', ${a}."end", 'quote', ${shownQuote(Prisma.sql`${a}.quote`)})`,
    joins: Prisma.sql`LEFT JOIN "Annotation" ${a} ON ${column('Type')} = 'annotation' AND ${a}."projectId" = l."projectId" AND ${a}.id = ${column('Id')}
      LEFT JOIN "Document" ${d} ON ${d}."projectId" = l."projectId" AND ${d}.id = ${column('DocumentId')}
      LEFT JOIN "Tag" ${t} ON ${column('Type')} = 'tag' AND ${t}."projectId" = l."projectId" AND ${t}.id = ${column('Id')}`,
  }
}
const [from, to] = [end('from'), end('to')]
const columns = Prisma.sql`l.id, ${from.shown} AS "from", ${to.shown} AS "to", l.kind, l.direction, l.note, l."authorId", u.name AS "authorName", l.version, l."createdAt", l."updatedAt"`
const joins = Prisma.sql`JOIN "User" u ON u.id = l."authorId" ${from.joins} ${to.joins}`

/** The links that exist for this member, by when they were made. Relies on the indexes of Link by each end, document and time, and by strand where a round is blind. */
export async function listLinks(db: Transaction, member: Member, query: LinkQuery): Promise<Page<Link>> {
  const source = await linksNamed(db, member, query)
  const where = Prisma.sql`${visibleLink(member)} ${filters(query)}`
  const after = decodeCursor(query.cursor, ['time', 'id'])
  const isNewest = query.order === 'newest'
  const [beyond, turn] = isNewest ? [Prisma.sql`<`, Prisma.sql`DESC`] : [Prisma.sql`>`, Prisma.sql`ASC`]
  const rows = await db.$queryRaw<(LinkRow & Picked)[]>`${withinBytes(
    Prisma.sql`SELECT ${columns}, (octet_length(l.note) + 2 * 2000)::bigint AS bytes FROM ${source} ${joins} WHERE ${where}
      ${after ? Prisma.sql`AND (l."createdAt", l.id) ${beyond} (${new Date(after[0] ?? 0)}, ${after[1]}::uuid)` : Prisma.empty}
      ORDER BY l."createdAt" ${turn}, l.id ${turn} LIMIT ${query.limit + 1}`,
    Prisma.sql`"createdAt" ${turn}, id ${turn}`,
  )}`
  const [count] =
    query.total === 'false'
      ? []
      : await db.$queryRaw<{ count: number }[]>`SELECT count(*)::int AS count FROM ${source} WHERE ${where}`
  return { ...cutPage(rows, query, (row) => [row.createdAt.toISOString(), row.id], presentLink), total: count?.count }
}

/** The links l with these ends, to stand after FROM; where a round is blind those that are surely hidden are not among them. */
async function linksNamed(db: Transaction, member: Member, query: LinkedWith): Promise<Prisma.Sql> {
  const all = Prisma.sql`SELECT * FROM "Link" l WHERE l."projectId" = ${member.projectId}::uuid`
  const seen = await linksSeen(db, member, query)
  if (seen) return Prisma.sql`(${all} AND l.id = ANY(${seen}::uuid[]) OFFSET 0) l`
  const ends = endConditions(query)
  if (ends.length === 0) return Prisma.sql`"Link" l`
  // Found by each end for itself: one condition on both ends is looked up along neither index.
  const named = (at: (side: 'from' | 'to') => Prisma.Sql) =>
    Prisma.sql`l.id IN (SELECT l.id FROM "Link" l WHERE l."projectId" = ${member.projectId}::uuid AND ${at('from')} UNION ALL SELECT l.id FROM "Link" l WHERE l."projectId" = ${member.projectId}::uuid AND ${at('to')})`
  return Prisma.sql`(${all} AND ${Prisma.join(ends.map(named), ' AND ')}) l`
}

function filters({ kind, authorId }: LinkQuery): Prisma.Sql {
  const all: Prisma.Sql[] = []
  if (kind) all.push(Prisma.sql`AND l.kind = ${kind}`)
  if (authorId) all.push(Prisma.sql`AND l."authorId" = ${authorId}::uuid`)
  return all.length > 0 ? Prisma.join(all, ' ') : Prisma.empty
}

/** One link; null where there is none for this member. */
export async function getLink(db: Transaction, member: Member, id: string): Promise<Link | null> {
  const [row] = await db.$queryRaw<
    LinkRow[]
  >`SELECT ${columns} FROM "Link" l ${joins} WHERE ${visibleLink(member)} AND l.id = ${id}::uuid`
  return row ? presentLink(row) : null
}

/** The kinds of the links that exist for this member, the most used first: what is offered where one is made. */
export async function linkKindsUsed(db: Transaction, member: Member): Promise<LinkKinds> {
  const items = await db.$queryRaw<LinkKinds['items']>`
    SELECT l.kind, count(*)::int AS count FROM ${await linksNamed(db, member, {})} WHERE ${visibleLink(member)} AND l.kind IS NOT NULL
    GROUP BY l.kind ORDER BY count DESC, l.kind LIMIT 200`
  return { items }
}

const presentLink = ({
  id,
  from,
  to,
  kind,
  direction,
  note,
  authorId,
  authorName,
  version,
  ...row
}: LinkRow): Link => ({
  id,
  from,
  to,
  kind,
  direction,
  note,
  author: { id: authorId, name: authorName },
  version,
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
})
