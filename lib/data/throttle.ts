import type { Database, Transaction } from './client'

/** The live count of failures under `key`, locked until the transaction ends; a count that has expired begins again at none. */
export async function lockFailures(tx: Transaction, key: string, now: Date): Promise<{ failures: number; expiresAt: Date }> {
  // A row must be there to be locked; 1 is the least the table takes, and the expiry says that it does not count.
  await tx.$executeRaw`INSERT INTO "Throttle" (key, failures, "expiresAt") VALUES (${key}, 1, 'epoch') ON CONFLICT (key) DO NOTHING`
  const [row] = await tx.$queryRaw<{ failures: number; expiresAt: Date }[]>`SELECT failures, "expiresAt" FROM "Throttle" WHERE key = ${key} FOR UPDATE`
  return row && row.expiresAt > now ? row : { failures: 0, expiresAt: now }
}

export async function recordFailure(tx: Transaction, key: string, failures: number, expiresAt: Date): Promise<void> {
  await tx.throttle.upsert({ where: { key }, create: { key, failures, expiresAt }, update: { failures, expiresAt }, select: { key: true } })
}

/** Forgets every failure under the keys in `all`, one under each of those in `one`, and whatever has expired. */
export async function forgetFailures(db: Database, { all, one }: { all: string[]; one: string[] }, now: Date): Promise<void> {
  await db.$transaction([
    db.throttle.deleteMany({ where: { OR: [{ key: { in: all } }, { key: { in: one }, failures: 1 }, { expiresAt: { lte: now } }] } }),
    db.throttle.updateMany({ where: { key: { in: one }, failures: { gt: 1 } }, data: { failures: { decrement: 1 } } }),
  ])
}

