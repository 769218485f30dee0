import { Prisma } from '@/generated/prisma/client'
import type { Transaction } from '@/lib/data/database/client'
import type { Member } from '@/lib/domain/access/viewer'
import { stopLanguages, stopWordsOf } from '@/lib/domain/analysis/stop-words'
import { lexeme, longLexeme, pairOf, projectKey } from '@/lib/domain/search/indexed-blocks'
import { readyVersion } from '@/lib/domain/search/text-places'
import { tokensOf } from '@/lib/domain/search/tokens'
import type { AnnotationFilter } from '@/lib/schemas/annotation'

/** A word as search compares it, how often it stands, and in how many documents. */
interface WordCount {
  form: string
  count: number
  documents: number
}

export interface WordCounts {
  words: WordCount[]
  /** Different words, those that are left out for being common not among them. */
  different: number
  /** All words and signs, the common ones among them. */
  total: number
}

/** Of which documents words are counted. */
export type WordScope = Pick<AnnotationFilter, 'documentIds' | 'attributes'>

interface CountRow extends WordCount {
  different: number
  total: number
}

/**
 * Question: which words stand how often in the texts of these documents, the most frequent first? From the tokens of search, whose places are counted in the
 * database; a paragraph that is too long for places is counted here. With `withStopWords` false a document's own language says which are left out. Only current texts
 * that are ready for search are counted.
 */
export async function wordCounts(
  db: Transaction,
  member: Member,
  scope: WordScope,
  { withStopWords, limit }: { withStopWords: boolean; limit: number },
): Promise<WordCounts> {
  const texts = textsOf(member, scope)
  const long = await longCounts(db, member, texts)
  const stops = withStopWords
    ? []
    : stopLanguages.flatMap((language) => [...stopWordsOf(language)].map((form) => ({ language, form })))
  const pairSign = pairOf('', '')
  const rows = await db.$queryRaw<CountRow[]>`
    WITH texts AS MATERIALIZED (${texts}),
    counted AS (
      SELECT t.id, t.language, substr(u.lexeme, ${projectKey(member.projectId).length + 1}::int) AS form, cardinality(u.positions) AS n FROM texts t
      JOIN "SearchBlock" b ON b."projectId" = ${member.projectId}::uuid AND b."revisionId" = t."revisionId" CROSS JOIN LATERAL unnest(b.tsv) u
      WHERE u.positions IS NOT NULL AND position(${pairSign}::text in u.lexeme) = 0
      UNION ALL SELECT t.id, t.language, l.form, l.n FROM unnest(${long.map(({ id }) => id)}::uuid[], ${long.map(({ form }) => form)}::text[], ${long.map(({ n }) => n)}::int[]) AS l(id, form, n)
      JOIN texts t ON t.id = l.id
    ),
    forms AS MATERIALIZED (
      SELECT language, form, sum(n) AS n, count(*) AS documents FROM (SELECT id, language, form, sum(n) AS n FROM counted GROUP BY 1, 2, 3) d GROUP BY 1, 2),
    left_over AS MATERIALIZED (
      SELECT f.form, sum(f.n) AS n, sum(f.documents) AS documents FROM forms f
      LEFT JOIN unnest(${stops.map(({ language }) => language)}::text[], ${stops.map(({ form }) => form)}::text[]) AS s(language, form) ON s.language = f.language AND s.form = f.form
      WHERE s.form IS NULL GROUP BY 1
    )
    SELECT form, n::int AS count, documents::int AS documents, (SELECT count(*)::int FROM left_over) AS different, (SELECT COALESCE(sum(n), 0)::int FROM forms) AS total
    FROM left_over ORDER BY n DESC, form COLLATE "C" LIMIT ${limit}`
  const { different = 0, total = 0 } = rows[0] ?? {}
  return { words: rows.map(({ form, count, documents }) => ({ form, count, documents })), different, total }
}

/** The live documents of a scope whose text is ready for search. */
function textsOf(member: Member, { documentIds, attributes = [] }: WordScope): Prisma.Sql {
  const conditions = [
    ...(documentIds ? [Prisma.sql`AND d.id = ANY(${documentIds}::uuid[])`] : []),
    ...attributes.map(({ key, value }) => Prisma.sql`AND COALESCE(d.attributes ->> ${key}, '') = ${value}`),
  ]
  return Prisma.sql`SELECT d.id, split_part(lower(d.language), '-', 1) AS language, d."currentRevisionId" AS "revisionId" FROM "Document" d
    JOIN "SearchText" s ON s."projectId" = d."projectId" AND s."documentId" = d.id AND s."revisionId" = d."currentRevisionId" AND s.version = ${readyVersion}
    WHERE d."projectId" = ${member.projectId}::uuid AND d."deletedAt" IS NULL ${conditions.length === 0 ? Prisma.empty : Prisma.join(conditions, ' ')}`
}

/** What the index has no places of, counted from its paragraphs. */
async function longCounts(
  db: Transaction,
  member: Member,
  texts: Prisma.Sql,
): Promise<{ id: string; form: string; n: number }[]> {
  const blocks = await db.$queryRaw<{ id: string; text: string }[]>`
    SELECT t.id, b.text FROM (${texts}) t JOIN "SearchBlock" b ON b."projectId" = ${member.projectId}::uuid AND b."revisionId" = t."revisionId"
    WHERE b.tsv @@ ${`'${longLexeme(projectKey(member.projectId))}'`}::tsquery`
  const counts = new Map<string, { id: string; form: string; n: number }>()
  for (const { id, text } of blocks)
    for (const token of tokensOf(text)) {
      const form = lexeme('', token.form)
      const known = counts.get(`${id} ${form}`)
      if (known) known.n += 1
      else counts.set(`${id} ${form}`, { id, form, n: 1 })
    }
  return [...counts.values()]
}
