import { Prisma } from '@/generated/prisma/client'
import type { Role } from '@/lib/domain/access/actions'
import type { Database, Transaction } from '@/lib/data/database/client'
import { archiveTables, notArchived } from './archive-tables'

/** Makes a project that exists for nobody, for an import to fill. */
export async function insertUnseenProject(
  tx: Transaction,
  project: { id: string; name: string; description: string; settings: object },
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "Project" (id, name, description, settings, "deletedAt", unseen)
    VALUES (${project.id}::uuid, ${project.name}, ${project.description}, ${JSON.stringify(project.settings)}::jsonb, now(), true)`
}

/** Whether a project has this id, be it in the bin or unseen. */
export async function isProjectId(db: Database, id: string): Promise<boolean> {
  return (await db.project.count({ where: { id } })) > 0
}

/** Lets a project be seen by these people. */
export async function showProject(
  tx: Transaction,
  projectId: string,
  members: readonly { userId: string; role: Role; createdAt?: Date }[],
): Promise<void> {
  await tx.$executeRaw`UPDATE "Project" SET unseen = false, "deletedAt" = NULL, "updatedAt" = now() WHERE id = ${projectId}::uuid AND unseen`
  await tx.membership.createMany({ data: members.map((member) => ({ projectId, ...member })) })
}

/** Puts people into the instance who are nobody's account and never sign in. */
export async function insertPlaceholders(
  tx: Transaction,
  projectId: string,
  people: readonly { id: string; name: string }[],
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "User" (id, name, email, "deactivatedAt", "placeholderIn")
    SELECT p.id, p.name, p.id::text || '@placeholder.invalid', now(), ${projectId}::uuid
    FROM unnest(${people.map(({ id }) => id)}::uuid[], ${people.map(({ name }) => name)}::text[]) AS p(id, name)`
}

/** The accounts with these addresses, by address. */
export async function accountsByEmail(db: Database, emails: readonly string[]): Promise<Map<string, string>> {
  const rows = await db.user.findMany({
    where: { email: { in: [...emails] }, placeholderIn: null },
    select: { id: true, email: true },
  })
  return new Map(rows.map(({ id, email }) => [email, id]))
}

/** Whose import it is, as they are now. */
export function importer(
  db: Database,
  id: string,
): Promise<{ id: string; name: string; email: string; isAdmin: boolean } | null> {
  return db.user.findUnique({ where: { id }, select: { id: true, name: true, email: true, isAdmin: true } })
}

/** The largest number that an event of now has; one that is larger would have every number of the instance follow it, once a backup is restored. */
export async function newestEventNumber(db: Database): Promise<number> {
  const [row] = await db.$queryRaw<{ newest: bigint }[]>`
    SELECT (extract(epoch FROM now()) * 1000000)::bigint - 1577836800000000 AS newest`
  return Number(row?.newest)
}

/** Columns of tables come from this database's own catalogue, never from a file: names in a file must not become SQL. */
const named = (columns: readonly string[], of = '') => columns.map((name) => `${of}"${name}"`).join(', ')

/** Stores rows of one table in a project, from JSON of these columns. */
export async function insertArchiveRows(
  tx: Transaction,
  projectId: string,
  table: string,
  columns: readonly string[],
  json: string,
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO ${Prisma.raw(`"${table}" ("projectId", ${named(columns)})`)} SELECT ${projectId}::uuid, ${Prisma.raw(named(columns, 'r.'))}
    FROM json_populate_recordset(NULL::${Prisma.raw(`"${table}"`)}, ${json}::json) r`
}

/** Sets columns of rows that refer to what was not there yet when they were stored. */
export async function updateArchiveRows(
  tx: Transaction,
  projectId: string,
  table: string,
  columns: readonly string[],
  json: string,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE ${Prisma.raw(`"${table}" t SET ${columns.map((name) => `"${name}" = r."${name}"`).join(', ')}`)}
    FROM json_populate_recordset(NULL::${Prisma.raw(`"${table}"`)}, ${json}::json) r WHERE t."projectId" = ${projectId}::uuid AND t.id = r.id`
}

/** Stores the file of a document, of which the archive says the rest. */
export async function insertOriginal(
  tx: Transaction,
  projectId: string,
  columns: readonly string[],
  json: string,
  bytes: Uint8Array,
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO ${Prisma.raw(`"OriginalFile" ("projectId", ${named(columns)}, bytes)`)} SELECT ${projectId}::uuid, ${Prisma.raw(named(columns, 'r.'))}, ${bytes}
    FROM json_populate_recordset(NULL::"OriginalFile", ${json}::json) r`
}

/** How many rows go at once. */
const goneAtOnce = 500

/** Which rows go first, of tables whose rows refer to one another. */
const firstGone: Readonly<Record<string, string>> = {
  Event: 'ORDER BY seq DESC',
  Comment: 'ORDER BY "parentId" NULLS LAST',
  Round: 'ORDER BY "createdAt" DESC, id DESC',
}

/** Made by what goes before them, and by triggers even while that goes. */
const followers = ['Overlay', 'CountedPassage', 'KeptCount', 'CountedSet', 'Uncounted', 'SearchForm'].filter((name) =>
  Object.hasOwn(notArchived, name),
)

/**
 * What is to be done to take away all that an import has stored of a project that nobody has seen: each step a short one, to be repeated until it answers that
 * nothing was left for it. A project that somebody has seen has no such steps.
 */
export function removalSteps(projectId: string): ((tx: Transaction) => Promise<boolean>)[] {
  const here = Prisma.sql`"projectId" = ${projectId}::uuid AND EXISTS (SELECT 1 FROM "Project" p WHERE p.id = ${projectId}::uuid AND p.unseen)`
  const emptied = (name: string) => async (tx: Transaction) => {
    const [table, order] = [Prisma.raw(`"${name}"`), Prisma.raw(firstGone[name] ?? '')]
    const gone = await tx.$executeRaw`
      DELETE FROM ${table} WHERE ctid = ANY(ARRAY(SELECT ctid FROM ${table} WHERE ${here} ${order} LIMIT ${goneAtOnce}))`
    return gone === goneAtOnce
  }
  return [
    async (tx) => {
      await tx.$executeRaw`UPDATE "Document" SET "currentRevisionId" = NULL WHERE ${here}`
      await tx.$executeRaw`UPDATE "Tag" SET "parentId" = NULL, name = id::text WHERE ${here} AND "parentId" IS NOT NULL`
      return false
    },
    ...archiveTables
      .map(({ name }) => name)
      .toReversed()
      .map(emptied),
    ...followers.map(emptied),
    async (tx) => {
      await tx.$executeRaw`DELETE FROM "Project" WHERE id = ${projectId}::uuid AND unseen`
      await tx.$executeRaw`DELETE FROM "User" WHERE "placeholderIn" = ${projectId}::uuid AND NOT EXISTS (SELECT 1 FROM "Project" p WHERE p.id = ${projectId}::uuid)`
      return false
    },
  ]
}
