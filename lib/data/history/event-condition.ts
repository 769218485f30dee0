import { Prisma } from '@/generated/prisma/client'
import { aboutCoding, type EventReader } from '@/lib/domain/history/shown-event'

/**
 * Leaves out of a statement on "Event" e what is surely hidden from this reader, so that hidden events cost nothing but a look at their row: their sides, which
 * may be long, are neither unpacked nor sent. `shownEvent` decides about the rest, and a law holds that it would show nothing of what is left out here.
 * Begins with AND.
 */
export function notSurelyHidden({ userId, veil }: EventReader): Prisma.Sql {
  const me = Prisma.sql`${userId}::uuid`
  const unshared = Prisma.sql`AND (e.shared OR e."ownerId" IS NULL OR e."ownerId" = ${me})`
  const conditions = [
    ...(veil.documentIds.size === 0 ? [] : [Prisma.sql`e."documentId" = ANY(${[...veil.documentIds]}::uuid[])`]),
    // A verdict and a link are about several people, and a memo about another's coding than its owner's: their sides name whom.
    ...(veil.layers.size === 0
      ? []
      : [
          Prisma.sql`(${layer(Prisma.sql`'*'`)} = ANY(${[...veil.layers]}::text[]) OR (${kind} NOT IN ('memo', 'link', 'verdict', 'verdicts') AND ${layer(Prisma.sql`e."ownerId"::text`)} = ANY(${[...veil.layers]}::text[])))`,
        ]),
  ]
  const makings =
    veil.makings.size === 0
      ? Prisma.empty
      : Prisma.sql`AND NOT COALESCE(e."actorId" <> ${me} AND e."makerId" <> ${me} AND ((e."roundId"::text || '/*') = ANY(${[...veil.makings]}::text[]) OR (e."roundId"::text || '/' || e."makerId"::text) = ANY(${[...veil.makings]}::text[])), false)`
  if (conditions.length === 0) return Prisma.sql`${unshared} ${makings}`
  return Prisma.sql`${unshared} ${makings} AND NOT COALESCE(e."actorId" <> ${me} AND e."ownerId" IS DISTINCT FROM ${me} AND ${kind} = ANY(${[...aboutCoding]}::text[]) AND (${Prisma.join(conditions, ' OR ')}), false)`
}

const kind = Prisma.sql`split_part(e.type, '.', 1)`
const layer = (author: Prisma.Sql) => Prisma.sql`(e."roundId"::text || '/' || e."documentId"::text || '/' || ${author})`
