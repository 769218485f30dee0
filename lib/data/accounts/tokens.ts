import { cutPage, decodeCursor, type Page } from '@/lib/data/database/page'
import { newId } from '@/lib/data/database/ids'
import type { Transaction } from '@/lib/data/database/client'
import type { Viewer } from '@/lib/domain/access/viewer'
import type { PageQuery } from '@/lib/schemas/primitives'

/** A token as its owner sees it: without its secret. */
export interface TokenRow {
  id: string
  name: string
  scope: 'read' | 'write'
  expiresAt: string | null
  lastUsedAt: string | null
  createdAt: string
}

const fields = { id: true, name: true, scope: true, expiresAt: true, lastUsedAt: true, createdAt: true } as const

/** Stores a token under the hash of its secret. */
export async function insertToken(
  db: Transaction,
  token: { userId: string; name: string; scope: 'read' | 'write'; hash: string; expiresAt: Date | null },
): Promise<TokenRow> {
  return present(await db.apiToken.create({ data: { id: newId(), ...token }, select: fields }))
}

/** Somebody's tokens, newest first. */
export async function listTokens(
  db: Transaction,
  { userId }: Pick<Viewer, 'userId'>,
  query: PageQuery,
): Promise<Page<TokenRow>> {
  const after = decodeCursor(query.cursor, ['id'])
  const rows = await db.apiToken.findMany({
    where: { userId, ...(after && { id: { lt: String(after[0]) } }) },
    select: fields,
    orderBy: { id: 'desc' },
    take: query.limit + 1,
  })
  const total = query.total === 'false' ? undefined : await db.apiToken.count({ where: { userId } })
  return { ...cutPage(rows, query, (row) => [row.id], present), total }
}

/** Ends one of somebody's tokens; false where they have none of this id. */
export async function deleteToken(db: Transaction, { userId }: Pick<Viewer, 'userId'>, id: string): Promise<boolean> {
  return (await db.apiToken.deleteMany({ where: { id, userId } })).count > 0
}

/** Says when a token was last used, where that was not said since `unless`. */
export async function storeTokenUse(db: Transaction, hash: string, now: Date, unless: Date): Promise<void> {
  await db.apiToken.updateMany({
    where: { hash, OR: [{ lastUsedAt: null }, { lastUsedAt: { lt: unless } }] },
    data: { lastUsedAt: now },
  })
}

function present(row: {
  id: string
  name: string
  scope: 'read' | 'write'
  expiresAt: Date | null
  lastUsedAt: Date | null
  createdAt: Date
}): TokenRow {
  return {
    ...row,
    expiresAt: row.expiresAt?.toISOString() ?? null,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  }
}
