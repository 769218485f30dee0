import type { Transaction } from '@/lib/data/database/client'

const key = 'setup-code'
const stored = (hash: string) => ({ key, value: { equals: { hash } } })

/** Keeps the hash of the one-time code for making the first account, in place of any earlier one. */
export async function keepSetupCode(db: Transaction, hash: string): Promise<void> {
  await db.setting.upsert({ where: { key }, create: { key, value: { hash } }, update: { value: { hash } } })
}

/** The setting that holds this code, or null where it is another's. */
export function findSetupCode(db: Transaction, hash: string): Promise<{ key: string } | null> {
  return db.setting.findFirst({ where: stored(hash), select: { key: true } })
}

/** Uses the code up; false where another request did so first. */
export async function spendSetupCode(tx: Transaction, hash: string): Promise<boolean> {
  return (await tx.setting.deleteMany({ where: stored(hash) })).count > 0
}
