import type { Database } from './client'

/** Asks the database for nothing, to learn whether it answers. */
export async function askDatabase(db: Database): Promise<void> {
  await db.$queryRaw`SELECT 1`
}

/** How many migrations were begun and neither finished nor rolled back. */
export async function unfinishedMigrations(db: Database): Promise<number> {
  const [row] = await db.$queryRaw<{ pending: number }[]>`
    SELECT count(*) FILTER (WHERE finished_at IS NULL AND rolled_back_at IS NULL)::int AS pending FROM "_prisma_migrations"`
  return row?.pending ?? 0
}
