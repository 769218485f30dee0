import { Prisma } from '@/generated/prisma/client'
import type { Transaction } from '@/lib/data/database/client'
import type { Member } from '@/lib/domain/access/viewer'
import { readyVersion } from '@/lib/domain/search/text-places'
import type { Marked } from './marked'

/** Within what two tags stand together: the same words, the same paragraph, the same document. */
export type Within = 'passage' | 'paragraph' | 'document'

export interface TogetherCounts {
  /** How many places each tag has: passages, paragraphs or documents. */
  places: Map<string, number>
  /** Passages whose paragraphs are not known: those that a correction left without a place, and those of a text that is not ready for search yet. */
  leftOut: number
  /** Of two tags, the places where both are, those where either is, and the documents in which both are. Each two once. */
  pairs: { first: string; second: string; both: number; either: number; documents: number }[]
}

/** Stands where a tag does, in the row that says what was left out. */
const leftOut = 'left-out'

interface PairRow {
  first: string
  second: string | null
  both: number
  shared: number
  documents: number
}

/**
 * Question: which tags stand together, how often? Among passages, those with either tag are counted, and of these the ones that have the other tag on some
 * of the same words, on themselves or on another passage. Among paragraphs and documents those are counted that have the tag. With `sameAuthor` what one
 * person marked meets only what the same person marked, and each person's paragraphs and documents count for themselves.
 */
export async function cooccurring(
  db: Transaction,
  member: Member,
  { parts }: Marked,
  { within, sameAuthor }: { within: Within; sameAuthor: boolean },
): Promise<TogetherCounts> {
  const found = await db.$queryRaw<PairRow[]>`WITH ${parts}, ${
    within === 'passage' ? passages(sameAuthor) : units(member, within, sameAuthor)
  }`
  const places = new Map(found.filter(({ second }) => second === null).map(({ first, both }) => [first, both]))
  const pairs = found.flatMap(({ first, second, both, shared, documents }) =>
    second === null || both === 0
      ? []
      : [{ first, second, both, documents, either: (places.get(first) ?? 0) + (places.get(second) ?? 0) - shared }],
  )
  const apart = places.get(leftOut) ?? 0
  places.delete(leftOut)
  return { places, leftOut: apart, pairs }
}

/**
 * Of annotation a: that it is one of the passages with either of two tags (those of `marked`) that stand where both are. Among passages these are what is counted;
 * otherwise those that stand in the paragraphs or documents which are.
 */
export function standsTogether(
  member: Member,
  { parts }: Marked,
  { within, sameAuthor }: { within: Within; sameAuthor: boolean },
): Prisma.Sql {
  if (within === 'passage')
    return Prisma.sql`a.id IN (WITH ${parts}, ${stretches} SELECT x.id FROM stretches x JOIN ${meeting(sameAuthor)})`
  const at = placesOf(within, sameAuthor)
  return Prisma.sql`a.id IN (WITH ${parts}, ${within === 'paragraph' ? paragraphs(member) : Prisma.empty}
    placed AS MATERIALIZED (SELECT m.id, m."row", m."documentId", ${at.no} AS no, ${at.author} AS author FROM marked m ${at.join})
    SELECT p.id FROM placed p JOIN (SELECT "documentId", no, author FROM placed GROUP BY 1, 2, 3 HAVING count(DISTINCT "row") = 2) b
      ON b."documentId" = p."documentId" AND b.no = p.no AND b.author IS NOT DISTINCT FROM p.author)`
}

/**
 * The marked passages by stretches of the text that they stand in, so that those that can meet are found by a number and not by comparing all of a document: of
 * 500 passages on each of 100 documents that took 12.6 s. A passage stands in as many stretches as it reaches into.
 */
const stretches = Prisma.sql`stretches AS MATERIALIZED (
    SELECT m.*, s.no FROM marked m CROSS JOIN LATERAL generate_series(m.start / 256, (m."end" - 1) / 256) AS s(no)
  )`

/** Which marked passages y meet a passage x by their words, under another tag; each pair as often as they share a stretch. */
const meeting = (sameAuthor: boolean): Prisma.Sql =>
  Prisma.sql`stretches y ON y."revisionId" = x."revisionId" AND y.no = x.no AND y.start < x."end" AND x.start < y."end" AND y."row" <> x."row"${
    sameAuthor ? Prisma.sql` AND y."authorId" = x."authorId"` : Prisma.empty
  }`

/**
 * Passages meet by their words. Each passage is one row with the tags that it carries; which tags it meets is found once for it, and then put beside its own. A
 * passage that carries both tags itself is found from either, and taken off once (`shared`).
 */
const passages = (sameAuthor: boolean): Prisma.Sql => Prisma.sql`
  passages AS MATERIALIZED (
    SELECT row_number() OVER () AS no, p.* FROM (
      SELECT m."documentId", m."revisionId", m.start, m."end", m."authorId", array_agg(m."row") AS own FROM marked m GROUP BY m.id, 1, 2, 3, 4, 5) p
  ), reaching AS MATERIALIZED (
    SELECT p.*, s.stretch FROM passages p CROSS JOIN LATERAL generate_series(p.start / 256, (p."end" - 1) / 256) AS s(stretch)
  ), met AS MATERIALIZED (
    -- Of the stretches that two passages share, they are found in the one in which the later of them begins.
    SELECT DISTINCT x.no, t.tag FROM reaching x JOIN reaching y ON y."revisionId" = x."revisionId" AND y.stretch = x.stretch AND y.start < x."end" AND x.start < y."end"
      AND x.stretch = GREATEST(x.start, y.start) / 256 ${sameAuthor ? Prisma.sql`AND y."authorId" = x."authorId"` : Prisma.empty}
    CROSS JOIN LATERAL unnest(y.own) AS t(tag)
  ), together AS (
    SELECT LEAST(o.tag, t.tag) AS first, GREATEST(o.tag, t.tag) AS second, p."documentId", count(*) AS n
    FROM met t JOIN passages p ON p.no = t.no CROSS JOIN LATERAL unnest(p.own) AS o(tag) WHERE o.tag <> t.tag GROUP BY 1, 2, 3
  ), pairs AS (
    SELECT first, second, sum(n) AS n, count(*) AS documents FROM together GROUP BY 1, 2
  ), shared AS (
    SELECT x.tag AS first, y.tag AS second, count(*) AS n FROM passages p CROSS JOIN LATERAL unnest(p.own) AS x(tag) CROSS JOIN LATERAL unnest(p.own) AS y(tag) WHERE x.tag < y.tag GROUP BY 1, 2
  )
  SELECT first::text, second::text, (p.n - COALESCE(s.n, 0))::int AS "both", COALESCE(s.n, 0)::int AS shared, p.documents::int AS documents FROM pairs p LEFT JOIN shared s USING (first, second)
  UNION ALL SELECT "row"::text, NULL, count(*)::int, 0, 0 FROM marked GROUP BY marked."row"`

/** Letters that take two code units: the database counts each once. */
const notAstral = '[^\\U00010000-\\U0010FFFF]'

/** The paragraphs that passages stand in. One ends where the next begins; where one without a word lies between, or none follows, it is measured. */
const paragraphs = (member: Member): Prisma.Sql => Prisma.sql`
  blocks AS MATERIALIZED (
    SELECT b."revisionId", b.no, b.start, CASE WHEN lead(b.no) OVER w = b.no + 1 THEN lead(b.start) OVER w - 1
      ELSE b.start + length(b.text) + length(regexp_replace(b.text, ${notAstral}, '', 'g')) END AS "end"
    FROM (SELECT DISTINCT "documentId", "revisionId" FROM marked) r
    JOIN "SearchText" s ON s."projectId" = ${member.projectId}::uuid AND s."documentId" = r."documentId" AND s."revisionId" = r."revisionId" AND s.version = ${readyVersion}
    JOIN "SearchBlock" b ON b."projectId" = s."projectId" AND b."revisionId" = s."revisionId"
    WINDOW w AS (PARTITION BY b."revisionId" ORDER BY b.no)
  ),`

/** In which places a marked passage m stands. */
const placesOf = (within: 'paragraph' | 'document', sameAuthor: boolean) => ({
  no: within === 'paragraph' ? Prisma.sql`b.no` : Prisma.sql`0`,
  author: sameAuthor ? Prisma.sql`m."authorId"` : Prisma.sql`NULL::uuid`,
  join:
    within === 'paragraph'
      ? Prisma.sql`JOIN blocks b ON b."revisionId" = m."revisionId" AND b.start < m."end" AND m.start < b."end"`
      : Prisma.empty,
})

function units(member: Member, within: 'paragraph' | 'document', sameAuthor: boolean): Prisma.Sql {
  const isByParagraph = within === 'paragraph'
  const at = placesOf(within, sameAuthor)
  return Prisma.sql`${isByParagraph ? paragraphs(member) : Prisma.empty}
    units AS MATERIALIZED (
      SELECT DISTINCT m."documentId", ${at.no} AS no, ${at.author} AS author, m."row" FROM marked m ${at.join}
    ),
    pairs AS (
      SELECT x."row" AS first, y."row" AS second, count(*)::int AS "both", count(DISTINCT x."documentId")::int AS documents FROM units x
      JOIN units y ON y."documentId" = x."documentId" AND y.no = x.no AND y.author IS NOT DISTINCT FROM x.author AND x."row" < y."row" GROUP BY 1, 2
    )
    SELECT first::text, second::text, "both", "both" AS shared, documents FROM pairs
    UNION ALL SELECT "row"::text, NULL, count(*)::int, 0, 0 FROM units GROUP BY 1${
      isByParagraph
        ? Prisma.sql` UNION ALL SELECT ${leftOut}, NULL, count(DISTINCT m.id)::int, 0, 0 FROM marked m WHERE NOT EXISTS (SELECT 1 FROM blocks b WHERE b."revisionId" = m."revisionId")`
        : Prisma.empty
    }`
}
