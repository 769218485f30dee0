import { Prisma } from '@/generated/prisma/client'

/** Many ids as one value of a statement, uuid[]: handed over as one text, since each value of a list is turned round on its way several times. */
export const idList = (ids: readonly string[]): Prisma.Sql =>
  Prisma.sql`string_to_array(${ids.join()}::text, ',')::uuid[]`
