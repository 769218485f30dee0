import type { Transaction } from '@/lib/data/database/client'

/** Says when a token was last used, where that was not said since `unless`. */
export async function storeTokenUse(db: Transaction, hash: string, now: Date, unless: Date): Promise<void> {
  await db.apiToken.updateMany({
    where: { hash, OR: [{ lastUsedAt: null }, { lastUsedAt: { lt: unless } }] },
    data: { lastUsedAt: now },
  })
}
