import type { RowFault } from '@/lib/data/database/instance'
import type { Transaction } from '@/lib/data/database/client'
import type { IndexedBlock } from '@/lib/domain/search/indexed-blocks'
import { readyVersion, type TextPlaces } from '@/lib/domain/search/text-places'

/** Documents that are not ready for search though nothing says that they wait to be made so. */
export function forgottenBySearch(db: Transaction): Promise<RowFault[]> {
  return db.$queryRaw<RowFault[]>`
    SELECT 'document-not-searchable' AS kind, d."projectId", d.title AS document, d.id FROM "Document" d
    LEFT JOIN "SearchText" s ON s."projectId" = d."projectId" AND s."documentId" = d.id AND s."revisionId" = d."currentRevisionId" AND s.version = ${readyVersion}
    WHERE d."currentRevisionId" IS NOT NULL AND s."documentId" IS NULL
      AND NOT EXISTS (SELECT FROM "SearchWaiting" w WHERE w."projectId" = d."projectId" AND w."documentId" = d.id AND w."revisionId" = d."currentRevisionId")
    ORDER BY 2, 4`
}

/** Whether a revision is said to be ready for search: what is not yet cannot be wrong. */
export async function isReady(db: Transaction, { projectId, id }: { projectId: string; id: string }): Promise<boolean> {
  return (await db.searchText.count({ where: { projectId, revisionId: id, version: readyVersion } })) > 0
}

/** Whether a revision is said to be ready for search and its paragraphs and places are not these, or a word of theirs is not in the dictionary. */
export async function isSearchedOtherwise(
  db: Transaction,
  { projectId, id }: { projectId: string; id: string },
  blocks: readonly IndexedBlock[],
  forms: readonly string[],
  places: TextPlaces,
): Promise<boolean> {
  const [row] = await db.$queryRaw<{ differs: boolean }[]>`
    SELECT EXISTS (
      SELECT FROM (SELECT b.no, b.start, b.text, b.tsv::tsvector AS tsv FROM unnest(${blocks.map(({ no }) => no)}::int[], ${blocks.map(({ start }) => start)}::int[], ${blocks.map(({ text }) => text)}::text[], ${blocks.map(({ tsv }) => tsv)}::text[]) AS b(no, start, text, tsv)) w
      FULL JOIN (SELECT b.no, b.start, b.text, b.tsv FROM "SearchBlock" b WHERE b."projectId" = ${projectId}::uuid AND b."revisionId" = ${id}::uuid) b USING (no)
      WHERE (w.start, w.text, w.tsv) IS DISTINCT FROM (b.start, b.text, b.tsv)
    ) OR EXISTS (
      SELECT FROM unnest(${forms}::text[]) AS f(form) WHERE NOT EXISTS (SELECT FROM "SearchForm" s WHERE s."projectId" = ${projectId}::uuid AND s.form = f.form)
    ) OR (t.sentences, t.paragraphs) IS DISTINCT FROM (${places.sentences}::int[], ${places.paragraphs}::int[]) AS differs
    FROM "SearchText" t WHERE t."projectId" = ${projectId}::uuid AND t."revisionId" = ${id}::uuid AND t.version = ${readyVersion}`
  return row?.differs ?? false
}
