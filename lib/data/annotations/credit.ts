import { Prisma } from '@/generated/prisma/client'

/** Whose annotation a (by "User" u) is, as a key and a name: its author's, or the consensus's, which nobody marked (`creditedTo` says the same of one row). */
export const credit = {
  key: Prisma.sql`CASE WHEN a.layer = 'consensus' THEN 'consensus' ELSE u.id::text END`,
  name: Prisma.sql`CASE WHEN a.layer = 'consensus' THEN 'Consensus' ELSE u.name END`,
}
