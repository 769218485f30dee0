import { Prisma } from '@/generated/prisma/client'
import type { Member } from '@/lib/domain/access/viewer'
import type { LinkEndType, LinkQuery } from '@/lib/schemas/link'
import type { Transaction } from '../database/client'
import { visibleTag } from '../rounds/hidden-tags'
import { seenStrands } from '../rounds/strands'
import { notVeiled } from '../rounds/veil-condition'
import { visibleAbout } from '../threads/visible-comment'

type Side = 'from' | 'to'

/** Columns of an end of "Link" l. */
const endOf = (side: Side) => {
  const column = (name: 'Type' | 'Id' | 'DocumentId') => Prisma.raw(`l."${side}${name}"`)
  return { type: column('Type'), id: column('Id'), document: column('DocumentId') }
}

const common = { project: Prisma.sql`l."projectId"`, author: Prisma.sql`l."authorId"` }

/** Whether a comment by the link's author on each of its ends would be shown to this member, as a condition on "Link" l. In the bin or not is the caller's to say. */
export const visibleEnds = (member: Pick<Member, 'userId' | 'blindRoundIds'>): Prisma.Sql =>
  Prisma.sql`${visibleAbout(member, { ...common, ...endOf('from') })} AND ${visibleAbout(member, { ...common, ...endOf('to') })}`

/** Which links exist for this member, as a condition on "Link" l: not in the bin, and with both ends there for them. */
export const visibleLink = (member: Member): Prisma.Sql =>
  Prisma.sql`l."projectId" = ${member.projectId}::uuid AND l."deletedAt" IS NULL AND ${visibleEnds(member)}`

/** The ends by which links are looked for. */
export type LinkedWith = Pick<LinkQuery, 'annotationId' | 'tagId' | 'documentId'>

/** That a link has these at its ends, as conditions on "Link" l, each for itself. */
export function endConditions({ annotationId, tagId, documentId }: LinkedWith): ((side: Side) => Prisma.Sql)[] {
  const at = (type: LinkEndType, id: string) => (side: Side) =>
    Prisma.sql`${endOf(side).id} = ${id}::uuid AND ${endOf(side).type} = ${type}`
  return [
    ...(annotationId === undefined ? [] : [at('annotation', annotationId)]),
    ...(tagId === undefined ? [] : [at('tag', tagId)]),
    ...(documentId === undefined ? [] : [(side: Side) => Prisma.sql`${endOf(side).document} = ${documentId}::uuid`]),
  ]
}

/**
 * The ids of the links with these ends that a round does not surely hide from this member, for a statement that asks `visibleLink` about each: they are found
 * strand by strand, so that nothing steps over what is hidden. Null, and nothing asked, where no round is blind.
 */
export async function linksSeen(db: Transaction, member: Member, linked: LinkedWith = {}): Promise<string[] | null> {
  if (member.blindRoundIds.length === 0) return null
  const strands = await seenStrands(db, {
    table: Prisma.sql`"Link"`,
    as: 'l',
    scope: Prisma.sql`l."projectId" = ${member.projectId}::uuid`,
    order: Prisma.sql`l."createdAt", l.id`,
    seen: Prisma.sql`AND NOT ${surelyHidden(member, 'from')} AND NOT ${surelyHidden(member, 'to')}`,
  })
  const [first, ...others] = endConditions(linked)
  const also = others.map((at) => Prisma.sql`AND ((${at('from')}) OR (${at('to')}))`)
  const within = (condition: Prisma.Sql) =>
    Prisma.sql`SELECT l.id FROM "Link" l WHERE l."projectId" = ${member.projectId}::uuid AND l.strand = s.id ${condition} ${also.length > 0 ? Prisma.join(also, ' ') : Prisma.empty}`
  // Each end is looked up along its own index, with the strand.
  const found = first
    ? Prisma.sql`${within(Prisma.sql`AND ${first('from')}`)} UNION ALL ${within(Prisma.sql`AND ${first('to')}`)}`
    : within(Prisma.empty)
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT l.id FROM unnest(${strands}::uuid[]) AS s(id) CROSS JOIN LATERAL (${found} OFFSET 0) l`
  return rows.map((row) => row.id)
}

/** Whether a round hides an end by what `layer_of_end` says of it, which is alike in all links of a strand. Of the consensus each passage is asked. */
function surelyHidden(member: Member, side: Side): Prisma.Sql {
  const { type, id, document } = endOf(side)
  const coding = { owner: Prisma.sql`a."authorId"`, round: Prisma.sql`a."roundId"` }
  return Prisma.sql`CASE ${type}
    WHEN 'annotation' THEN EXISTS (SELECT 1 FROM "Annotation" a WHERE a."projectId" = l."projectId" AND a.id = ${id} AND a.layer = 'coder'
      AND NOT (true ${notVeiled(member, { ...common, ...coding, document })} ${notVeiled(member, { ...common, ...coding, document, author: Prisma.sql`a."authorId"` })}))
    ELSE EXISTS (SELECT 1 FROM "Tag" t WHERE t."projectId" = l."projectId" AND t.id = ${id} AND NOT (true ${visibleTag(member, 't')})) END`
}
