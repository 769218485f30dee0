import { Prisma } from '@/generated/prisma/client'
import type { HiddenTags } from '@/lib/domain/history/shown-event'
import type { Member } from '@/lib/domain/access/viewer'
import type { Transaction } from '../database/client'
import { isBlindTask } from './veil-condition'

/** Whoever reads: in one project their member, across projects their id with the blind rounds of all of them. */
export type TagReader = Pick<Member, 'userId' | 'blindRoundIds'>

/**
 * Which tags exist for this reader, as a condition on a tag's id: not those that somebody else made while coding blind, until the round opens for the
 * reader (ADR 0089). Every statement that reads tags, or what is tagged, contains it, and a test finds those that do not. Nothing at all, hence free,
 * where no round of the project is blind. Begins with AND. In the bin or not is the caller's to say.
 */
export function visibleTag(reader: TagReader, id: Prisma.Sql): Prisma.Sql {
  return reader.blindRoundIds.length === 0
    ? Prisma.empty
    : Prisma.sql` AND ${id} <> ALL (ARRAY(SELECT h.id FROM (${hidden(reader)}) h))`
}

/** The same of a proposal's id: what somebody would change in the codebook is an idea about the text too. Begins with AND. */
export function visibleProposal(reader: TagReader, id: Prisma.Sql): Prisma.Sql {
  return reader.blindRoundIds.length === 0
    ? Prisma.empty
    : Prisma.sql` AND ${id} <> ALL (ARRAY(SELECT h.id FROM (${hidden(reader, proposals)}) h))`
}

/** The ids of the tags that do not exist for this reader, for what is not said in SQL. */
export async function hiddenTagIds(db: Transaction, reader: TagReader): Promise<string[]> {
  if (reader.blindRoundIds.length === 0) return []
  const rows = await db.$queryRaw<{ id: string }[]>(hidden(reader))
  return rows.map((row) => row.id)
}

/** The same, and of proposals too, with the rounds in which they were made, for `shownEvent`. */
export async function hiddenTags(db: Transaction, reader: TagReader): Promise<HiddenTags> {
  if (reader.blindRoundIds.length === 0) return { ids: new Set(), roundIds: new Set() }
  const rows = await db.$queryRaw<
    { id: string; roundId: string }[]
  >`${hidden(reader)} UNION ALL ${hidden(reader, proposals)}`
  return { ids: new Set(rows.map((row) => row.id)), roundIds: new Set(rows.map((row) => row.roundId)) }
}

/** The same as a filter of Prisma’s. */
export async function visibleTagWhere(db: Transaction, reader: TagReader): Promise<Prisma.TagWhereInput> {
  const ids = await hiddenTagIds(db, reader)
  return ids.length === 0 ? {} : { NOT: { id: { in: ids } } }
}

/** The condition that an event on the codebook, "Event" e, exists for this reader, as `shownEvent` decides it. Begins with AND. */
export function visibleTagEvent(reader: TagReader): Prisma.Sql {
  if (reader.blindRoundIds.length === 0) return Prisma.empty
  return Prisma.sql` AND (e."actorId" = ${reader.userId}::uuid OR (e."subjectId" <> ALL (ARRAY(SELECT h.id FROM (${hidden(reader)}) h))
    AND COALESCE(e."roundId" <> ALL (ARRAY(SELECT h."roundId" FROM (${hidden(reader)}) h)), true)))`
}

/** The condition that an event on the codebook, "Event" e, is about the codebook that all share: what a round says of it is read by everybody. Begins with AND. */
export function sharedTagEvent({ blindRoundIds }: TagReader): Prisma.Sql {
  if (blindRoundIds.length === 0) return Prisma.empty
  return Prisma.sql` AND COALESCE(e."roundId" <> ALL (${blindRoundIds}::uuid[]), true)
    AND NOT EXISTS (SELECT 1 FROM "Tag" made WHERE made."projectId" = e."projectId" AND made.id = e."subjectId" AND made."blindRoundId" = ANY(${blindRoundIds}::uuid[]))`
}

/** The round in which the member codes blind now, the newest of several: what they add to the codebook belongs to it. Null where they do not. */
export async function roundCodedBlind(db: Transaction, { userId, blindRoundIds }: TagReader): Promise<string | null> {
  if (blindRoundIds.length === 0) return null
  const [row] = await db.$queryRaw<{ id: string }[]>`
    SELECT blind.id FROM "Round" blind JOIN "RoundTask" mine ON mine."projectId" = blind."projectId" AND mine."roundId" = blind.id
    WHERE blind.id = ANY(${blindRoundIds}::uuid[]) AND mine."coderId" = ${userId}::uuid AND ${isBlindTask} ORDER BY blind."createdAt" DESC, blind.id DESC LIMIT 1`
  return row?.id ?? null
}

/** Where what somebody makes while coding blind is kept, and who made it. */
interface MadeBlind {
  table: Prisma.Sql
  maker: Prisma.Sql
}
const tags: MadeBlind = { table: Prisma.sql`"Tag"`, maker: Prisma.sql`made."createdById"` }
const proposals: MadeBlind = { table: Prisma.sql`"Proposal"`, maker: Prisma.sql`made."proposedById"` }

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

// Whoever codes in the round is shown them when they are blind on none of its documents any more. A lead who does not is never without them. Anybody else
// is, while their maker's work of the round is not handed in.
const hidden = ({ userId, blindRoundIds }: TagReader, { table, maker }: MadeBlind = tags) => Prisma.sql`
  SELECT made.id, blind.id AS "roundId" FROM "Round" blind JOIN ${table} made ON made."projectId" = blind."projectId" AND made."blindRoundId" = blind.id
  WHERE blind.id = ANY(${blindRoundIds}::uuid[]) AND ${maker} <> ${userId}::uuid AND ${isUnseen({ userId, blindRoundIds }, maker)}`

/** The condition that what `maker` made while coding blind in a round does not exist for the reader, over columns of its row. False where no round is blind. */
export const madeUnseen = (reader: TagReader, row: Record<'project' | 'round' | 'maker', Prisma.Sql>): Prisma.Sql =>
  reader.blindRoundIds.length === 0
    ? Prisma.sql`false`
    : Prisma.sql`(${row.round} IS NOT NULL AND ${row.maker} <> ${reader.userId}::uuid AND EXISTS (
        SELECT 1 FROM "Round" blind WHERE blind."projectId" = ${row.project} AND blind.id = ${row.round} AND blind.id = ANY(${reader.blindRoundIds}::uuid[]) AND ${isUnseen(reader, row.maker)}))`

/** Whether it is not there while the "Round" blind is. */
const isUnseen = ({ userId }: TagReader, maker: Prisma.Sql) => Prisma.sql`CASE
    WHEN EXISTS (SELECT 1 FROM "RoundTask" mine WHERE mine."projectId" = blind."projectId" AND mine."roundId" = blind.id AND mine."coderId" = ${userId}::uuid)
      THEN EXISTS (SELECT 1 FROM "RoundTask" mine WHERE mine."projectId" = blind."projectId" AND mine."roundId" = blind.id AND mine."coderId" = ${userId}::uuid AND ${isBlindTask})
    WHEN EXISTS (SELECT 1 FROM "Membership" m WHERE m."projectId" = blind."projectId" AND m."userId" = ${userId}::uuid AND m.role = 'lead') THEN false
    ELSE EXISTS (SELECT 1 FROM "RoundTask" other WHERE other."projectId" = blind."projectId" AND other."roundId" = blind.id AND other."submittedAt" IS NULL
      AND (blind.visibility = 'until-all-submit' OR other."coderId" = ${maker})) END`
