import { Prisma } from '@/generated/prisma/client'
import type { Member } from '@/lib/domain/access/viewer'
import type { Distance, Relation } from '@/lib/domain/retrieval/query'
import { readyVersion } from '@/lib/domain/search/text-places'

// How passages of one text lie to one another, asked of all texts of a project at once (ADR 0172). The other passages are gone through once, whatever is asked
// about: what each of them reaches is put into one sorted value, and where a passage lies in it is found by halving. To compare each passage with those of its
// text would cost the square of what a text has.

/** Passages a that the relation looks at, to stand after FROM, and what they must meet beside. */
interface Others {
  member: Member
  others: Prisma.Sql
  met: Prisma.Sql
}

type Reaching = { by: 'overlaps' } | Extract<Relation, { by: 'near' | 'followed' | 'preceded' }>

/** Beyond the end of every text, and still in front of the next one. */
const farthest = 2147483647

/**
 * Where the text of annotation a begins if all texts of the project, each once for every layer, lie behind one another: with it an offset says its text and its
 * layer too, and one number is all there is to compare.
 */
const origin = (member: Member): Prisma.Sql =>
  Prisma.sql`((2 * width_bucket(a."revisionId", (SELECT array_agg(r.id ORDER BY r.id) FROM "Revision" r WHERE r."projectId" = ${member.projectId}::uuid)) + (a.layer = 'consensus')::int)::bigint << 31)`

/**
 * That annotation a overlaps what one of the others reaches, or ends, or begins, in it. An overlap reaches over its own words; a distance over the sentences or
 * paragraphs around them; what is followed may end anywhere before the other, and what is preceded begin anywhere after it.
 */
export function liesInReach(how: Reaching, { member, others, met }: Others): Prisma.Sql {
  const within = 'within' in how ? how.within : null
  const near = within ? around(within) : { lower: Prisma.sql`0`, upper: Prisma.sql`${farthest}::int` }
  const reach: Record<Reaching['by'], { from: Prisma.Sql; to: Prisma.Sql }> = {
    overlaps: { from: Prisma.sql`a.start`, to: Prisma.sql`a."end"` },
    near: { from: near.lower, to: near.upper },
    followed: { from: near.lower, to: Prisma.sql`a.start` },
    preceded: { from: Prisma.sql`a."end"`, to: near.upper },
  }
  const { from, to } = reach[how.by]
  const at = origin(member)
  const reached = Prisma.sql`(${within ? beginnings(member, within) : Prisma.empty}
    SELECT range_agg(int8range(${at} + ${from}, ${at} + ${to})) FROM ${others} ${within ? Prisma.sql`JOIN beginnings b ON b."revisionId" = a."revisionId"` : Prisma.empty} WHERE ${met})`
  const lies: Record<Reaching['by'], Prisma.Sql> = {
    overlaps: Prisma.sql`${reached} && int8range(${at} + a.start, ${at} + a."end")`,
    near: Prisma.sql`${reached} && int8range(${at} + a.start, ${at} + a."end")`,
    followed: Prisma.sql`${reached} @> (${at} + a."end" - 1)`,
    preceded: Prisma.sql`${reached} @> (${at} + a.start)`,
  }
  return Prisma.sql`(${lies[how.by]}) IS TRUE`
}

/**
 * That annotation a lies inside one of the others, or encloses one: of those that begin up to where it begins the one that ends last, or of those that begin from
 * there on the one that ends first, tells. A text that lies behind another has greater ends, so that neither is ever taken for the other.
 */
export function liesWithin(by: 'inside' | 'encloses', { member, others, met }: Others): Prisma.Sql {
  const at = origin(member)
  const begin = Prisma.sql`(SELECT array_agg(${at} + a.start ORDER BY ${at} + a.start) FROM ${others} WHERE ${met})`
  const end =
    by === 'inside'
      ? Prisma.sql`max(${at} + a."end") OVER (ORDER BY ${at} + a.start)`
      : Prisma.sql`min(${at} + a."end") OVER (ORDER BY ${at} + a.start DESC)`
  const ends = Prisma.sql`(SELECT array_agg(e."end" ORDER BY e.start) FROM (SELECT ${at} + a.start AS start, ${end} AS "end" FROM ${others} WHERE ${met}) e)`
  return by === 'inside'
    ? Prisma.sql`(${ends}[width_bucket(${at} + a.start, ${begin})] >= ${at} + a."end") IS TRUE`
    : Prisma.sql`(${ends}[width_bucket(${at} + a.start - 1, ${begin}) + 1] <= ${at} + a."end") IS TRUE`
}

/** Where the sentences or paragraphs of every text begin that is ready for search, read from the table once and not for each passage. */
const beginnings = (member: Member, { unit }: Distance): Prisma.Sql =>
  Prisma.sql`WITH beginnings AS MATERIALIZED (
      SELECT s."revisionId", array_cat(${unit === 'sentences' ? Prisma.sql`s.sentences` : Prisma.sql`s.paragraphs`}, '{}') AS places
      FROM "SearchText" s WHERE s."projectId" = ${member.projectId}::uuid AND s.version = ${readyVersion})`

/** From where to where the sentences or paragraphs lie that are near enough to annotation a. */
const around = ({ most }: Distance): { lower: Prisma.Sql; upper: Prisma.Sql } => ({
  lower: Prisma.sql`COALESCE(b.places[GREATEST(1, width_bucket(a.start, b.places) - ${most}::int)], 0)`,
  upper: Prisma.sql`COALESCE(b.places[width_bucket(a."end" - 1, b.places) + ${most}::int + 1], ${farthest}::int)`,
})
