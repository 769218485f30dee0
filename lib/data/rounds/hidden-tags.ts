import { Prisma } from '@/generated/prisma/client'
import type { Member } from '@/lib/domain/access/viewer'
import type { Transaction } from '../database/client'
import { loadVeil } from './load-veil'
import { seenStrands } from './strands'
import { isBlindTask } from './veil-condition'

/** Whoever reads: in one project their member, across projects their id with the blind rounds of all of them. */
export type TagReader = Pick<Member, 'userId' | 'blindRoundIds'>

/**
 * Which tags exist for this reader, as a condition on a row of "Tag" under this alias: not those that somebody else made while coding blind, until the round
 * opens for the reader (ADR 0089). Every statement that reads tags, or what is tagged, contains it or `visibleTagId`, and a test finds those that do not.
 * Nothing at all, hence free, where no round of the project is blind. Begins with AND. In the bin or not is the caller's to say.
 */
export function visibleTag(reader: TagReader, alias: string): Prisma.Sql {
  return reader.blindRoundIds.length === 0 ? Prisma.empty : Prisma.sql` AND NOT ${tagUnseen(reader, alias)}`
}

/** The same of a tag that is named by its id: it is looked up by that, so that nothing is asked about those that nobody names. */
export function visibleTagId(reader: TagReader, id: Prisma.Sql, project: Prisma.Sql): Prisma.Sql {
  return reader.blindRoundIds.length === 0
    ? Prisma.empty
    : Prisma.sql` AND COALESCE((SELECT NOT ${tagUnseen(reader, 'made')} FROM "Tag" made WHERE made."projectId" = ${project} AND made.id = ${id}), true)`
}

/** The same of a row "Proposal" q: what somebody would change in the codebook is an idea about the text too. Begins with AND. */
export function visibleProposal(reader: TagReader): Prisma.Sql {
  return reader.blindRoundIds.length === 0
    ? Prisma.empty
    : Prisma.sql` AND NOT ${madeUnseen(reader, madeAs('q', 'proposedById'))}`
}

const madeAs = (alias: string, maker: string) => {
  const row = Prisma.raw(alias)
  return {
    project: Prisma.sql`${row}."projectId"`,
    round: Prisma.sql`${row}."blindRoundId"`,
    maker: Prisma.sql`${row}.${Prisma.raw(`"${maker}"`)}`,
  }
}

const tagUnseen = (reader: TagReader, alias: string) => madeUnseen(reader, madeAs(alias, 'createdById'))

/**
 * The tags that a round does not surely hide from this member, as a condition on a row of "Tag" under this alias beside `visibleTag`, which decides about each:
 * who reads the codebook steps over none of the others, whose number their time would tell (ADR 0118). Nothing, and nothing asked, where no round is blind.
 * Begins with AND.
 */
export async function amongTags(
  db: Transaction,
  reader: TagReader & Pick<Member, 'projectId'>,
  alias = 't',
): Promise<Prisma.Sql> {
  if (reader.blindRoundIds.length === 0) return Prisma.empty
  return Prisma.sql` AND ${Prisma.raw(alias)}.strand = ANY(${await seenTagStrands(db, reader)}::uuid[])`
}

function seenTagStrands(db: Transaction, reader: TagReader & Pick<Member, 'projectId'>): Promise<string[]> {
  return seenStrands(db, {
    table: Prisma.sql`"Tag"`,
    as: 't',
    scope: Prisma.sql`t."projectId" = ${reader.projectId}::uuid`,
    order: Prisma.sql`t.id`,
    seen: visibleTag(reader, 't'),
  })
}

/** The same of "Proposal" q. */
export async function amongProposals(
  db: Transaction,
  reader: TagReader & Pick<Member, 'projectId'>,
): Promise<Prisma.Sql> {
  if (reader.blindRoundIds.length === 0) return Prisma.empty
  const strands = await seenStrands(db, {
    table: Prisma.sql`"Proposal"`,
    as: 'q',
    scope: Prisma.sql`q."projectId" = ${reader.projectId}::uuid`,
    order: Prisma.sql`q.id`,
    seen: visibleProposal(reader),
  })
  return Prisma.sql` AND q.strand = ANY(${strands}::uuid[])`
}

/** Those of `ids` that are tags which do not exist for this reader, for what is not said in SQL. */
export async function hiddenAmong(
  db: Transaction,
  reader: TagReader & Pick<Member, 'projectId'>,
  ids: readonly string[],
): Promise<Set<string>> {
  if (reader.blindRoundIds.length === 0 || ids.length === 0) return new Set()
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT t.id FROM unnest(${[...new Set(ids)]}::uuid[]) AS named(id) CROSS JOIN LATERAL (
      SELECT * FROM "Tag" t WHERE t."projectId" = ${reader.projectId}::uuid AND t.id = named.id OFFSET 0) t
    WHERE ${tagUnseen(reader, 't')}`
  return new Set(rows.map((row) => row.id))
}

/** `visibleTag` as a filter of Prisma’s, by the rounds and makers whose tags are hidden. */
export async function visibleTagWhere(
  db: Transaction,
  member: Pick<Member, 'projectId' | 'userId' | 'role' | 'blindRoundIds'>,
): Promise<Prisma.TagWhereInput> {
  const { makings } = await loadVeil(db, member)
  if (makings.size === 0) return {}
  const unseen = [...makings].map((making): Prisma.TagWhereInput => {
    const [blindRoundId = '', createdById = '*'] = making.split('/')
    return { blindRoundId, ...(createdById !== '*' && { createdById }) }
  })
  return { OR: [{ blindRoundId: null }, { createdById: member.userId }, { NOT: { OR: unseen } }] }
}

/** The condition that an event on the codebook, "Event" e, is about the codebook that all share: what a round says of it is read by everybody. Begins with AND. */
export function sharedTagEvent({ blindRoundIds }: TagReader): Prisma.Sql {
  if (blindRoundIds.length === 0) return Prisma.empty
  return Prisma.sql` AND COALESCE(e."roundId" <> ALL (${blindRoundIds}::uuid[]), true)`
}

/** The round in which the member codes blind now, the newest of several: what they add to the codebook belongs to it. Null where they do not. */
export async function roundCodedBlind(db: Transaction, { userId, blindRoundIds }: TagReader): Promise<string | null> {
  if (blindRoundIds.length === 0) return null
  const [row] = await db.$queryRaw<{ id: string }[]>`
    SELECT blind.id FROM "Round" blind JOIN "RoundTask" mine ON mine."projectId" = blind."projectId" AND mine."roundId" = blind.id
    WHERE blind.id = ANY(${blindRoundIds}::uuid[]) AND mine."coderId" = ${userId}::uuid AND ${isBlindTask} ORDER BY blind."createdAt" DESC, blind.id DESC LIMIT 1`
  return row?.id ?? null
}

/**
 * Which round a row belongs to while it does not exist for everybody, as far as the member may know: its maker while they are blind themselves, another while a
 * task is open. An expression over the row's `round` and `maker`.
 */
export const roundMadeIn = (
  { userId, blindRoundIds }: TagReader,
  row: Record<'project' | 'round' | 'maker', Prisma.Sql>,
): Prisma.Sql =>
  blindRoundIds.length === 0
    ? Prisma.sql`NULL::uuid`
    : Prisma.sql`(SELECT blind.id FROM "Round" blind WHERE blind."projectId" = ${row.project} AND blind.id = ${row.round} AND blind.id = ANY(${blindRoundIds}::uuid[]) AND EXISTS (
        SELECT 1 FROM "RoundTask" mine WHERE mine."projectId" = blind."projectId" AND mine."roundId" = blind.id AND (${row.maker} <> ${userId}::uuid OR mine."coderId" = ${userId}::uuid) AND ${isBlindTask}))`

/** The condition that what `maker` made while coding blind in a round does not exist for the reader, over columns of its row. False where no round is blind. */
export const madeUnseen = (reader: TagReader, row: Record<'project' | 'round' | 'maker', Prisma.Sql>): Prisma.Sql =>
  reader.blindRoundIds.length === 0
    ? Prisma.sql`false`
    : Prisma.sql`(${row.round} IS NOT NULL AND ${row.maker} <> ${reader.userId}::uuid AND EXISTS (
        SELECT 1 FROM "Round" blind WHERE blind."projectId" = ${row.project} AND blind.id = ${row.round} AND blind.id = ANY(${reader.blindRoundIds}::uuid[]) AND ${isUnseen(reader, row.maker)}))`

// Whoever codes in the round is shown it when they are blind on none of its documents any more. A lead who does not is never without it. Anybody else
// is, while its maker's work of the round is not handed in. `veilOf` says the same.
const isUnseen = ({ userId }: TagReader, maker: Prisma.Sql) => Prisma.sql`CASE
    WHEN EXISTS (SELECT 1 FROM "RoundTask" mine WHERE mine."projectId" = blind."projectId" AND mine."roundId" = blind.id AND mine."coderId" = ${userId}::uuid)
      THEN EXISTS (SELECT 1 FROM "RoundTask" mine WHERE mine."projectId" = blind."projectId" AND mine."roundId" = blind.id AND mine."coderId" = ${userId}::uuid AND ${isBlindTask})
    WHEN EXISTS (SELECT 1 FROM "Membership" m WHERE m."projectId" = blind."projectId" AND m."userId" = ${userId}::uuid AND m.role = 'lead') THEN false
    ELSE EXISTS (SELECT 1 FROM "RoundTask" other WHERE other."projectId" = blind."projectId" AND other."roundId" = blind.id AND other."submittedAt" IS NULL
      AND (blind.visibility = 'until-all-submit' OR other."coderId" = ${maker})) END`
