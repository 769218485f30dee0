import { Prisma } from '@/generated/prisma/client'
import type { Member } from '@/lib/domain/access/viewer'
import type { Transaction } from '../database/client'
import { everyPassage, type CountedSet } from './counted-sets'
import { visibleAnnotation } from './visibility'

/** Of which sets and passages how many are asked for. */
export interface CountQuestion {
  projectIds: readonly string[]
  sets: readonly CountedSet[]
  /** One number for the set, or one for each author or document. */
  per: 'set' | 'author' | 'document'
  /** Of these authors or documents alone; with `per: 'set'` of these authors. */
  keyIds?: readonly string[] | undefined
  layer?: 'coder' | 'consensus' | undefined
}

export interface CountRow {
  projectId: string
  setId: string
  /** The author or document; null with `per: 'set'`, and in the row that says that the set is kept. */
  keyId: string | null
  count: number
}

/** So many passages may wait to be counted, a document for many; where it is more, counting everything anew is no slower than putting them right one by one. */
const mostUncounted = 5_000
const documentWeighs = 250

/** The owner of what is shared. */
const nobody = '00000000-0000-0000-0000-000000000000'

/**
 * Question: how many passages does this reader see in these sets? The kept counts, less what passages that are not counted yet add to them, plus those as they
 * are now, all from one snapshot. For each project and set of which counts are kept there is a row, and none for others: those have to be counted. Only
 * for readers from whom no round hides anything: what it hides is decided row by row, and kept counts do not know it.
 */
export function keptCounts(reader: Pick<Member, 'userId' | 'blindRoundIds'>, question: CountQuestion): Prisma.Sql {
  if (reader.blindRoundIds.length > 0) throw new Error('Kept counts hold what a blind round hides')
  const { keyIds } = question
  const mine = (key: Prisma.Sql) => (keyIds ? Prisma.sql`AND ${key} = ANY(${keyIds}::uuid[])` : Prisma.empty)
  const layers = Prisma.sql`ANY(${question.layer ? [question.layer] : ['coder', 'consensus']}::"Layer"[])`
  const per = question.per === 'document' ? 'document' : 'author'
  const key = Prisma.raw(per === 'document' ? 'm."documentId"' : 'm."authorId"')
  const shown = (column: Prisma.Sql) => (question.per === 'set' ? Prisma.sql`NULL::uuid` : column)
  return Prisma.sql`WITH ${set(question)}, ${touched}, moved AS MATERIALIZED (
      SELECT t."projectId", c."documentId", c."authorId", c."tagIds", -1 AS n FROM touched t CROSS JOIN LATERAL (
        SELECT * FROM "CountedPassage" c WHERE c."projectId" = t."projectId" AND c."annotationId" = t.id OFFSET 0) c
      WHERE c.layer = ${layers} AND (c.visibility = 'shared' OR c."authorId" = ${reader.userId}::uuid)
      UNION ALL
      SELECT a."projectId", a."documentId", a."authorId", ARRAY(SELECT x."tagId" FROM "AnnotationTag" x WHERE x."projectId" = a."projectId" AND x."annotationId" = a.id), 1
      FROM touched t CROSS JOIN LATERAL (SELECT * FROM "Annotation" a WHERE a."projectId" = t."projectId" AND a.id = t.id OFFSET 0) a
      WHERE a.layer = ${layers} AND ${visibleAnnotation(reader)}
    )
    SELECT "projectId", "setId", "keyId", sum(n)::int AS count FROM (
      SELECT s."projectId", s.id AS "setId", ${shown(Prisma.sql`k."keyId"`)} AS "keyId", k.count AS n FROM set s CROSS JOIN LATERAL (
        SELECT k."keyId", k.count FROM "KeptCount" k WHERE k."projectId" = s."projectId" AND k."setId" = s.id AND k.per = ${per}
          AND k."ownerId" = ANY(${[nobody, reader.userId]}::uuid[]) AND k.layer = ${layers} ${mine(Prisma.sql`k."keyId"`)} OFFSET 0) k
      UNION ALL
      SELECT s."projectId", s.id, ${shown(key)}, m.n FROM moved m JOIN set s ON s."projectId" = m."projectId" AND (s.id = ${everyPassage.id}::uuid OR s."tagIds" && m."tagIds")
      WHERE true ${mine(key)}
      UNION ALL
      SELECT s."projectId", s.id, NULL::uuid, 0 FROM set s
    ) c GROUP BY 1, 2, 3`
}

/** `keptCounts` as an answer. */
export async function readKeptCounts(
  db: Transaction,
  reader: Pick<Member, 'userId' | 'blindRoundIds'>,
  question: CountQuestion,
): Promise<CountRow[]> {
  return question.sets.length === 0 || question.projectIds.length === 0
    ? []
    : db.$queryRaw<CountRow[]>(keptCounts(reader, question))
}

/** The sets asked for of which counts are kept, in projects where not too much waits. */
const set = ({ projectIds, sets }: CountQuestion) => Prisma.sql`set AS MATERIALIZED (
    SELECT s."projectId", s.id, s."tagIds" FROM "CountedSet" s WHERE s."projectId" = ANY(${projectIds}::uuid[]) AND s.id = ANY(${sets.map(({ id }) => id)}::uuid[])
      AND (SELECT COALESCE(sum(CASE WHEN u."documentId" IS NULL THEN 1 ELSE ${documentWeighs} END), 0)
        FROM (SELECT u."documentId" FROM "Uncounted" u WHERE u."projectId" = s."projectId" LIMIT ${mostUncounted + 1}) u) <= ${mostUncounted})`

/** The passages that are not counted as they are. Looked up one by one, because the planner cannot know how few they are. */
const touched = Prisma.sql`waiting AS MATERIALIZED (
    SELECT u."projectId", u."annotationId", u."documentId" FROM "Uncounted" u WHERE u."projectId" IN (SELECT s."projectId" FROM set s)
  ), touched AS MATERIALIZED (
    SELECT w."projectId", w."annotationId" AS id FROM waiting w WHERE w."annotationId" IS NOT NULL
    UNION
    SELECT w."projectId", c."annotationId" FROM waiting w CROSS JOIN LATERAL (
      SELECT c."annotationId" FROM "CountedPassage" c WHERE c."documentId" = w."documentId" AND c."projectId" = w."projectId" OFFSET 0) c
    UNION
    SELECT w."projectId", a.id FROM waiting w CROSS JOIN LATERAL (
      SELECT a.id FROM "Annotation" a WHERE a."projectId" = w."projectId" AND a."documentId" = w."documentId" AND a."deletedAt" IS NULL OFFSET 0) a
  )`
