import { Prisma } from '@/generated/prisma/client'
import type { Member } from '@/lib/domain/access/viewer'
import type { Transaction } from '@/lib/data/database/client'
import { isId } from '@/lib/data/database/ids'
import { storedTables, type StoredTable } from '@/lib/data/database/stored-tables'
import type { Manifest } from '@/lib/schemas/archive'
import { archiveTables, type ArchiveTable } from './archive-tables'

/** How many rows are fetched at once: texts and what events say are long, postings short. */
const rowsAtOnce = { heavy: 10, light: 500 }

/** The columns of each table that its part of an archive has: what is made by the database of others is not among them, and neither are files, which are parts of their own. */
export async function archiveColumns(tx: Transaction): Promise<Map<string, StoredTable>> {
  const stored = await storedTables(tx)
  return new Map(
    archiveTables.flatMap(({ name, madeAnew = [] }) => {
      const table = stored.find((one) => one.name === name)
      if (!table) throw new Error(`There is no table ${name}`)
      const columns = table.columns.filter(
        ({ name: column, type }) => column !== 'projectId' && type !== 'bytea' && !madeAnew.includes(column),
      )
      return [[name, { ...table, columns }] as const]
    }),
  )
}

/** The rows of one table that exist for the member, each as a line of JSON, from the snapshot of the transaction. */
export async function* archiveLines(
  tx: Transaction,
  member: Member,
  table: ArchiveTable,
  columns: StoredTable['columns'],
): AsyncGenerator<string> {
  await tx.$executeRaw`SELECT set_config('DateStyle', 'ISO', true), set_config('TimeZone', 'UTC', true)`
  const cursor = Prisma.raw(`"archive of ${table.name}"`)
  const wanted = columns.map(({ name }) => `r."${name}"`).join(', ')
  const where = [
    `t."projectId" = ${literal(member.projectId)}`,
    ...(table.only ? [table.only(literal(member.userId))] : []),
  ]
  // Put in order first, so that nothing is made of a row before it is fetched. A cursor takes no values.
  await tx.$executeRaw`DECLARE ${cursor} NO SCROLL CURSOR FOR ${Prisma.raw(`
    SELECT (SELECT row_to_json(k) FROM (SELECT ${wanted}) k)::text AS line
    FROM (SELECT * FROM "${table.name}" t WHERE ${where.join(' AND ')} ORDER BY ${table.order}) r`)}`
  const fetch = Prisma.raw(String(table.isHeavy ? rowsAtOnce.heavy : rowsAtOnce.light))
  for (;;) {
    const rows = await tx.$queryRaw<{ line: string }[]>`FETCH ${fetch} FROM ${cursor}`
    for (const { line } of rows) yield line
    if (rows.length === 0) break
  }
  await tx.$executeRaw`CLOSE ${cursor}`
}

/** An id in SQL. */
function literal(id: string): string {
  if (!isId(id)) throw new RangeError('This is no id')
  return `'${id}'::uuid`
}

/** The ids of colleagues' own passages: nothing of the archive may name them. */
export async function hiddenPassages(tx: Transaction, member: Member): Promise<ReadonlySet<string>> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM "Annotation" WHERE "projectId" = ${member.projectId}::uuid AND visibility = 'private' AND "authorId" <> ${member.userId}::uuid`
  return new Set(rows.map(({ id }) => id))
}

/** Everybody who did something in the project or belongs to it; the addresses of those who do. */
export async function archivePeople(tx: Transaction, member: Member): Promise<Manifest['people']> {
  const references = await tx.$queryRaw<{ table: string; column: string }[]>`
    SELECT r.relname AS table, a.attname AS column FROM pg_constraint c JOIN pg_class r ON r.oid = c.conrelid JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
    WHERE c.contype = 'f' AND c.confrelid = '"User"'::regclass AND cardinality(c.conkey) = 1 AND r.relnamespace = 'public'::regnamespace ORDER BY 1, 2`
  const project = Prisma.sql`"projectId" = ${member.projectId}::uuid`
  const mentioned = references
    .filter(({ table }) => archiveTables.some(({ name }) => name === table))
    .map(
      ({ table, column }) =>
        Prisma.sql`SELECT ${Prisma.raw(`"${column}"`)} FROM ${Prisma.raw(`"${table}"`)} WHERE ${project}`,
    )
  const rows = await tx.$queryRaw<
    {
      id: string
      name: string
      email: string | null
      role: Manifest['people'][number]['role']
      joinedAt: Date | null
    }[]
  >`
    SELECT u.id, u.name, CASE WHEN m."userId" IS NOT NULL AND u."placeholderIn" IS NULL THEN u.email END AS email, m.role::text AS role, m."createdAt" AS "joinedAt"
    FROM "User" u LEFT JOIN "Membership" m ON m."projectId" = ${member.projectId}::uuid AND m."userId" = u.id
    WHERE m."userId" IS NOT NULL OR u.id IN (${Prisma.join(
      [
        ...mentioned,
        Prisma.sql`SELECT "subjectId" FROM "Event" WHERE ${project} AND type LIKE 'member.%'`,
        Prisma.sql`SELECT unnest("coderIds") FROM "Verdict" WHERE ${project}`,
      ],
      ' UNION ',
    )}) ORDER BY u.id`
  return rows.map(({ joinedAt, ...person }) => ({ ...person, joinedAt: joinedAt?.toISOString() ?? null }))
}

/** The documents of which there is the file that they came from. */
export async function documentsWithFiles(tx: Transaction, member: Member): Promise<string[]> {
  const rows = await tx.originalFile.findMany({
    where: { projectId: member.projectId },
    select: { documentId: true },
    orderBy: { documentId: 'asc' },
  })
  return rows.map(({ documentId }) => documentId)
}

/** How much of a file is read at once, in bytes. */
const filePiece = 1_048_576

/** The file of a document, piece by piece. */
export async function* originalBytes(tx: Transaction, member: Member, documentId: string): AsyncGenerator<Uint8Array> {
  for (let at = 0; ; at += filePiece) {
    const [row] = await tx.$queryRaw<{ piece: Uint8Array }[]>`
      SELECT substr(bytes, ${at + 1}::int, ${filePiece}::int) AS piece FROM "OriginalFile" WHERE "projectId" = ${member.projectId}::uuid AND "documentId" = ${documentId}::uuid`
    if (!row || row.piece.length === 0) return
    yield row.piece
  }
}
