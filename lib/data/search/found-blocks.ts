import { Prisma } from '@/generated/prisma/client'
import type { Transaction } from '@/lib/data/database/client'
import type { Member } from '@/lib/domain/access/viewer'
import type { PartOfWord } from '@/lib/domain/search/phrase'
import { readyVersion } from '@/lib/domain/search/text-places'

/** A paragraph that may have what is looked for, and where it stands. */
export interface FoundBlock {
  documentId: string
  title: string
  language: string
  direction: 'ltr' | 'rtl'
  revisionId: string
  no: number
  start: number
  text: string
}

/** Where a search goes on: in a document, from a paragraph on. */
export interface From {
  documentId: string
  no: number
}

/** Which paragraphs are looked at. */
export interface Scope {
  /** A literal of `tsquery`; null for every paragraph. */
  query: string | null
  documentId?: string
}

/** Of so many paragraphs at most all are found first and then put in order; of more they are looked through in the order in which one reads. */
const few = 2000

/** Whether the index finds few paragraphs of the project. */
export async function areFew(db: Transaction, member: Member, { query, documentId }: Scope): Promise<boolean> {
  if (query === null || documentId !== undefined) return false
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM (SELECT FROM "SearchBlock" b WHERE b."projectId" = ${member.projectId}::uuid AND b.tsv @@ ${query}::tsquery LIMIT ${few + 1}) f`
  return (row?.count ?? 0) <= few
}

/** A live document that can be searched. */
export type SearchedDocument = Pick<FoundBlock, 'documentId' | 'title' | 'language' | 'direction' | 'revisionId'>

const documentColumns = Prisma.sql`d.id AS "documentId", d.title, d.language, d.direction::text AS direction, d."currentRevisionId" AS "revisionId"`

/** Which of the project's documents, d with their s, are looked through: those that are ready, from that of `from` on in the order in which they are listed. */
const searchedFrom = (member: Member, { documentId }: Scope, from: From | null): Prisma.Sql => Prisma.sql`
  "Document" d JOIN "SearchText" s ON s."projectId" = d."projectId" AND s."documentId" = d.id AND s."revisionId" = d."currentRevisionId" AND s.version = ${readyVersion}
  WHERE d."projectId" = ${member.projectId}::uuid AND d."deletedAt" IS NULL ${documentId === undefined ? Prisma.empty : Prisma.sql`AND d.id = ${documentId}::uuid`}
    ${from ? Prisma.sql`AND (lower(d.title), d.id) >= (SELECT lower(f.title), f.id FROM "Document" f WHERE f."projectId" = ${member.projectId}::uuid AND f.id = ${from.documentId}::uuid)` : Prisma.empty}`

/** The next documents to look through, in the order in which they are listed, behind one of them where it is given. */
export function nextDocuments(
  db: Transaction,
  member: Member,
  scope: Scope,
  from: From | null,
  { limit, isBehind }: { limit: number; isBehind: boolean },
): Promise<SearchedDocument[]> {
  return db.$queryRaw<SearchedDocument[]>`
    SELECT ${documentColumns} FROM ${searchedFrom(member, scope, from)} ${from && isBehind ? Prisma.sql`AND d.id <> ${from.documentId}::uuid` : Prisma.empty}
    ORDER BY lower(d.title), d.id LIMIT ${limit}`
}

/** The first paragraphs of some documents that may have what is looked for, document by document in the order given. */
export async function blocksOf(
  db: Transaction,
  member: Member,
  { query }: Scope,
  documents: readonly SearchedDocument[],
  from: From | null,
  limit: number,
): Promise<FoundBlock[]> {
  const wanted = query === null ? Prisma.empty : Prisma.sql`AND b.tsv @@ ${query}::tsquery`
  const firstNo = documents.map(({ documentId }) => (documentId === from?.documentId ? from.no : 0))
  const rows = await db.$queryRaw<(Pick<FoundBlock, 'no' | 'start' | 'text'> & { place: number })[]>`
    SELECT r.place::int AS place, b.no, b.start, b.text FROM unnest(${documents.map(({ revisionId }) => revisionId)}::uuid[], ${firstNo}::int[]) WITH ORDINALITY AS r(id, no, place)
    CROSS JOIN LATERAL (
      SELECT b.no, b.start, b.text FROM "SearchBlock" b WHERE b."projectId" = ${member.projectId}::uuid AND b."revisionId" = r.id AND b.no >= r.no ${wanted} ORDER BY b.no LIMIT ${limit}) b
    ORDER BY r.place, b.no LIMIT ${limit}`
  return rows.map(({ place, ...block }) => ({ ...documents[place - 1]!, ...block }))
}

/** All the paragraphs that the index finds, in reading order: for where they are few. */
export function fewBlocks(db: Transaction, member: Member, scope: Scope, from: From | null): Promise<FoundBlock[]> {
  return db.$queryRaw<FoundBlock[]>`
    WITH b AS MATERIALIZED (SELECT b."revisionId", b.no, b.start, b.text FROM "SearchBlock" b WHERE b."projectId" = ${member.projectId}::uuid AND b.tsv @@ ${scope.query}::tsquery)
    SELECT ${documentColumns}, b.no, b.start, b.text FROM (SELECT d.*, s."revisionId" AS "searchedId" FROM ${searchedFrom(member, scope, from)}) d JOIN b ON b."revisionId" = d."searchedId"
    ${from ? Prisma.sql`WHERE d.id <> ${from.documentId}::uuid OR b.no >= ${from.no}` : Prisma.empty}
    ORDER BY lower(d.title), d.id, b.no`
}

/** How many live documents there are to look through, and how many of them are not ready to be. */
export async function searchedDocuments(
  db: Transaction,
  member: Member,
  documentId?: string,
): Promise<{ documents: number; waiting: number }> {
  const [row] = await db.$queryRaw<{ documents: number; waiting: number }[]>`
    SELECT count(*)::int AS documents, (count(*) FILTER (WHERE s."revisionId" IS DISTINCT FROM d."currentRevisionId" OR s.version IS DISTINCT FROM ${readyVersion}))::int AS waiting
    FROM "Document" d LEFT JOIN "SearchText" s ON s."projectId" = d."projectId" AND s."documentId" = d.id
    WHERE d."projectId" = ${member.projectId}::uuid AND d."deletedAt" IS NULL AND d."currentRevisionId" IS NOT NULL ${documentId === undefined ? Prisma.empty : Prisma.sql`AND d.id = ${documentId}::uuid`}`
  return row ?? { documents: 0, waiting: 0 }
}

/** The languages of the project's live documents, as they are written down. */
export async function languagesOf(db: Transaction, member: Member): Promise<string[]> {
  const rows = await db.$queryRaw<{ language: string }[]>`
    SELECT DISTINCT d.language FROM "Document" d WHERE d."projectId" = ${member.projectId}::uuid AND d."deletedAt" IS NULL`
  return rows.map(({ language }) => language)
}

/** So many other forms of one word are looked for; a stem has some dozen. */
const mostForms = 200

/**
 * Words of the project that have the stem of one of `words` in a language, by that word: the dictionary in the database that knows the language says which.
 * `beginning` is what they all begin with in languages that change only the ends of words.
 */
export async function otherForms(
  db: Transaction,
  member: Member,
  stemmer: string,
  words: readonly { form: string; beginning: string }[],
): Promise<{ form: string; other: string }[]> {
  return db.$queryRaw<{ form: string; other: string }[]>`
    SELECT w.form, o.form AS other FROM unnest(${words.map(({ form }) => form)}::text[], ${words.map(({ beginning }) => beginning)}::text[]) AS w(form, beginning)
    CROSS JOIN LATERAL (SELECT ts_lexize(${stemmer}::regdictionary, w.form) AS stem) q
    CROSS JOIN LATERAL (
      SELECT f.form FROM "SearchForm" f WHERE f."projectId" = ${member.projectId}::uuid AND f.form >= w.beginning COLLATE "C" AND f.form < (w.beginning || U&'\\+10FFFF') COLLATE "C"
        AND f.form <> w.form AND ts_lexize(${stemmer}::regdictionary, f.form) = q.stem
      LIMIT ${mostForms}) o
    WHERE cardinality(q.stem) > 0`
}

/** Which of some dictionaries this database has. */
export async function knownStemmers(db: Transaction, names: readonly string[]): Promise<string[]> {
  const rows = await db.$queryRaw<{ name: string }[]>`
    SELECT dictname AS name FROM pg_ts_dict WHERE dictnamespace = 'pg_catalog'::regnamespace AND dictname = ANY(${names}::text[])`
  return rows.map(({ name }) => name)
}

/** More words than these do not narrow a search. */
const mostWords = 500

/** The words of the project that have a part; null where they are too many to be looked for one by one. */
export async function wordsHaving(db: Transaction, member: Member, { text, at }: PartOfWord): Promise<string[] | null> {
  const part = text.replace(/[%_\\]/g, '\\$&')
  const pattern = `${at === 'beginning' ? '' : '%'}${part}${at === 'end' ? '' : '%'}`
  const rows = await db.$queryRaw<{ form: string }[]>`
    SELECT f.form FROM "SearchForm" f WHERE f."projectId" = ${member.projectId}::uuid AND f.form LIKE ${pattern} LIMIT ${mostWords + 1}`
  return rows.length > mostWords ? null : rows.map(({ form }) => form)
}
