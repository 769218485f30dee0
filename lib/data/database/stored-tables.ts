import { Prisma } from '@/generated/prisma/client'
import type { Transaction } from './client'

// The whole database by the names of its tables, for backup and restore. Only what the person at the terminal may ask.

export interface StoredTable {
  name: string
  columns: { name: string; type: string }[]
  /** The columns of its primary key, by which rows are ordered. */
  key: string[]
}

/**
 * Every table but Prisma's own record, with the columns that are kept. The transaction number of an event is not: it means nothing in another cluster, where
 * it could lie in the future; restored events get that of the restoring transaction and keep their order by `seq`.
 * Overlays are made anew with the annotations, and so are kept counts: what is restored waits to be counted, and its texts to be made ready for search.
 */
export function storedTables(tx: Transaction): Promise<StoredTable[]> {
  return tx.$queryRaw<StoredTable[]>`
    SELECT c.relname AS name,
      (SELECT json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod)) ORDER BY a.attnum) FROM pg_attribute a
        WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' AND NOT (c.relname = 'Event' AND a.attname = 'txid')) AS columns,
      (SELECT json_agg(a.attname ORDER BY array_position(i.indkey::int2[], a.attnum)) FROM pg_index i JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY(i.indkey) WHERE i.indrelid = c.oid AND i.indisprimary) AS key
    FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname NOT IN ('_prisma_migrations', 'Overlay', 'Uncounted', 'CountedPassage', 'CountedSet', 'KeptCount', 'SearchBlock', 'SearchText', 'SearchForm', 'SearchWaiting') ORDER BY c.relname`
}

/** The newest migration that is applied. */
export async function schemaName(tx: Transaction): Promise<string> {
  const [row] = await tx.$queryRaw<
    { name: string }[]
  >`SELECT migration_name AS name FROM "_prisma_migrations" WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name DESC LIMIT 1`
  return row?.name ?? ''
}

/** Empties tables that a mere start of the application fills, such as the set-up code's. */
export async function clearTables(tx: Transaction, tables: readonly StoredTable[]): Promise<void> {
  for (const { name } of tables) await tx.$executeRaw`DELETE FROM ${Prisma.raw(`"${name}"`)}`
}

/**
 * Keeps accounts and the set-up code as they are until the transaction ends: nobody else makes an account meanwhile, and without one there is nothing else to be
 * made. In the order in which set-up comes to them, so that neither waits for the other in a ring.
 */
export async function holdAccounts(tx: Transaction): Promise<void> {
  await tx.$executeRaw`LOCK TABLE "Setting", "User" IN SHARE ROW EXCLUSIVE MODE`
}

/** Whether nobody has an account and there is no project. */
export async function isEmptyInstance(tx: Transaction): Promise<boolean> {
  return (await tx.user.count()) === 0 && (await tx.project.count()) === 0
}

/** Lets foreign keys be checked when all is there, because some go round in circles; `settle` checks them and makes them immediate again. */
export async function deferForeignKeys(tx: Transaction): Promise<{ settle: () => Promise<void> }> {
  const keys = await tx.$queryRaw<{ table: string; name: string }[]>`
    SELECT r.relname AS table, c.conname AS name FROM pg_constraint c JOIN pg_class r ON r.oid = c.conrelid
    WHERE c.contype = 'f' AND NOT c.condeferrable AND r.relnamespace = 'public'::regnamespace ORDER BY 1, 2`
  const alter = async (to: string) => {
    for (const { table, name } of keys)
      await tx.$executeRaw`ALTER TABLE ${Prisma.raw(`"${table}" ALTER CONSTRAINT "${name}" ${to}`)}`
  }
  await alter('DEFERRABLE INITIALLY DEFERRED')
  return {
    settle: async () => {
      await tx.$executeRaw`SET CONSTRAINTS ALL IMMEDIATE`
      await alter('NOT DEFERRABLE')
    },
  }
}

/** Lets every sequence go on after the largest number that is stored. */
export async function advanceSequences(tx: Transaction): Promise<void> {
  const owned = await tx.$queryRaw<{ table: string; column: string; sequence: string }[]>`
    SELECT c.relname AS table, a.attname AS column, pg_get_serial_sequence(quote_ident(c.relname), a.attname) AS sequence FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND pg_get_serial_sequence(quote_ident(c.relname), a.attname) IS NOT NULL`
  for (const { table, column, sequence } of owned)
    await tx.$executeRaw`SELECT setval(${sequence}::regclass, COALESCE((SELECT max(${Prisma.raw(`"${column}"`)}) FROM ${Prisma.raw(`"${table}"`)}), 0) + 1, false)`
}
