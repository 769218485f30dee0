import { Prisma } from '@/generated/prisma/client'
import type { Transaction } from '@/lib/data/database/client'
import type { IndexedBlock } from '@/lib/domain/search/indexed-blocks'
import { readyVersion, type TextPlaces } from '@/lib/domain/search/text-places'

/** A revision that is to be made ready for search. */
export interface WaitingText {
  projectId: string
  documentId: string
  revisionId: string
}

/** Texts that wait to be made ready, of all projects or of one document, a few at a time. */
export function waitingTexts(db: Transaction, limit: number, documentId?: string): Promise<WaitingText[]> {
  return db.$queryRaw<WaitingText[]>`
    SELECT w."projectId", w."documentId", w."revisionId" FROM "SearchWaiting" w
    WHERE ${documentId === undefined ? Prisma.sql`true` : Prisma.sql`w."documentId" = ${documentId}::uuid`}
    ORDER BY w."projectId", w."documentId", w."revisionId" LIMIT ${limit}`
}

/** The text of a waiting revision and its language; null where it is not its document's current one any more, or is gone. */
export async function textToIndex(
  db: Transaction,
  { projectId, documentId, revisionId }: WaitingText,
): Promise<{ text: string; language: string } | null> {
  const [row] = await db.$queryRaw<{ text: string; language: string }[]>`
    SELECT r.text, d.language FROM "Document" d JOIN "Revision" r ON r."projectId" = d."projectId" AND r.id = d."currentRevisionId"
    WHERE d."projectId" = ${projectId}::uuid AND d.id = ${documentId}::uuid AND r.id = ${revisionId}::uuid`
  return row ?? null
}

/** Takes away what a revision was made ready with before, if it was, so that it can be made ready anew: until then its document waits. */
export async function beginText(tx: Transaction, { projectId, documentId, revisionId }: WaitingText): Promise<void> {
  await tx.$executeRaw`DELETE FROM "SearchText" WHERE "projectId" = ${projectId}::uuid AND "documentId" = ${documentId}::uuid AND "revisionId" = ${revisionId}::uuid`
  await tx.$executeRaw`DELETE FROM "SearchBlock" WHERE "projectId" = ${projectId}::uuid AND "revisionId" = ${revisionId}::uuid`
}

/** Stores paragraphs of a revision and the words in them; what is there already stays, so that a part may be done twice. */
export async function insertBlocks(
  tx: Transaction,
  { projectId, revisionId }: WaitingText,
  blocks: readonly IndexedBlock[],
  forms: readonly string[],
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "SearchBlock" ("projectId", "revisionId", no, start, text, tsv)
    SELECT ${projectId}::uuid, ${revisionId}::uuid, b.no, b.start, b.text, b.tsv::tsvector
    FROM unnest(${blocks.map(({ no }) => no)}::int[], ${blocks.map(({ start }) => start)}::int[], ${blocks.map(({ text }) => text)}::text[], ${blocks.map(({ tsv }) => tsv)}::text[]) AS b(no, start, text, tsv)
    ON CONFLICT DO NOTHING`
  // In one order for everybody: two who write the same new words wait for one another and never in a ring.
  await tx.$executeRaw`
    INSERT INTO "SearchForm" ("projectId", form) SELECT ${projectId}::uuid, f.form FROM unnest(${forms.toSorted()}::text[]) AS f(form)
    ORDER BY f.form COLLATE "C" ON CONFLICT DO NOTHING`
}

/** Says that a document is searched by a revision from now on, and where its sentences and paragraphs begin. */
export async function setSearchText(tx: Transaction, text: WaitingText, places: TextPlaces): Promise<void> {
  const { projectId, documentId, revisionId } = text
  await tx.$executeRaw`
    INSERT INTO "SearchText" ("projectId", "documentId", "revisionId", version, sentences, paragraphs)
    VALUES (${projectId}::uuid, ${documentId}::uuid, ${revisionId}::uuid, ${readyVersion}, ${places.sentences}::int[], ${places.paragraphs}::int[])
    ON CONFLICT ("projectId", "documentId") DO UPDATE SET "revisionId" = excluded."revisionId", version = excluded.version, sentences = excluded.sentences, paragraphs = excluded.paragraphs`
}

export async function takeFromWaiting(
  tx: Transaction,
  { projectId, documentId, revisionId }: WaitingText,
): Promise<void> {
  await tx.$executeRaw`DELETE FROM "SearchWaiting" WHERE "projectId" = ${projectId}::uuid AND "documentId" = ${documentId}::uuid AND "revisionId" = ${revisionId}::uuid`
}

/**
 * Drops the paragraphs of some revisions of a document, and the words that stand nowhere else in the project: what is corrected or purged leaves no word behind.
 * Given one, that revision stays.
 */
export async function dropBlocks(
  tx: Transaction,
  { projectId, documentId }: Pick<WaitingText, 'projectId' | 'documentId'>,
  key: string,
  but: string | null,
): Promise<void> {
  const revisions = Prisma.sql`SELECT r.id FROM "Revision" r WHERE r."projectId" = ${projectId}::uuid AND r."documentId" = ${documentId}::uuid AND r.id IS DISTINCT FROM ${but}::uuid`
  const words = await tx.$queryRaw<{ form: string }[]>`
    SELECT DISTINCT substr(l.lexeme, ${key.length + 1}::int) AS form
    FROM "SearchBlock" b CROSS JOIN LATERAL unnest(tsvector_to_array(b.tsv)) AS l(lexeme)
    WHERE b."projectId" = ${projectId}::uuid AND b."revisionId" IN (${revisions})`
  await tx.$executeRaw`DELETE FROM "SearchBlock" b WHERE b."projectId" = ${projectId}::uuid AND b."revisionId" IN (${revisions})`
  if (words.length === 0) return
  await tx.$executeRaw`
    DELETE FROM "SearchForm" f WHERE f."projectId" = ${projectId}::uuid AND f.form = ANY(${words.map(({ form }) => form)}::text[])
      AND NOT EXISTS (SELECT FROM "SearchBlock" b WHERE b."projectId" = f."projectId" AND b.tsv @@ concat('''', ${key}::text, replace(f.form, '''', ''''''), '''')::tsquery)`
}

/** Has every text of the instance that is not ready by this version wait to be made so. */
export async function waitAnew(tx: Transaction): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "SearchWaiting" ("projectId", "documentId", "revisionId")
    SELECT d."projectId", d.id, d."currentRevisionId" FROM "Document" d LEFT JOIN "SearchText" s ON s."projectId" = d."projectId" AND s."documentId" = d.id
    WHERE d."currentRevisionId" IS NOT NULL AND (s."revisionId" IS DISTINCT FROM d."currentRevisionId" OR s.version IS DISTINCT FROM ${readyVersion})
    ON CONFLICT DO NOTHING`
}

/** How many texts are ready for search. */
export const searchedTexts = (db: Transaction): Promise<number> => db.searchText.count()

/** Forgets all that search was made ready with. */
export async function forgetSearch(tx: Transaction): Promise<void> {
  await tx.$executeRaw`DELETE FROM "SearchText"`
  await tx.$executeRaw`DELETE FROM "SearchBlock"`
  await tx.$executeRaw`DELETE FROM "SearchForm"`
}
