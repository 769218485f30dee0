import { createHash } from 'node:crypto'
import { PrismaPg } from '@prisma/adapter-pg'
import type { Pool } from 'pg'
import { Prisma, PrismaClient } from '@/generated/prisma/client'
import { env } from '@/lib/env'
import { driverTrouble } from './database-trouble'
import { note } from './noted-trouble'

export type Database = PrismaClient
/** Inside a transaction. A Database is one too, so that data functions take either. */
export type Transaction = Prisma.TransactionClient

/** Milliseconds that a transaction may take which says nothing else: five, as Prisma has it, are too few for a project's heaviest rows on a busy machine. */
const transactionTimeout = 20_000

/** A pool of connections to `url`; close it with `$disconnect`. With `limits` a statement is given up that others would have to wait for too long. */
export function connect(
  url: string,
  { max = 10, limits = {} }: { max?: number; limits?: Partial<typeof serverLimits> } = {},
): Database {
  const adapter = new WatchedAdapter(
    { connectionString: url, max, ...limits },
    { statementNameGenerator: preparedName },
  )
  const db = new PrismaClient({ adapter, transactionOptions: { timeout: transactionTimeout } })
  adapters.set(db, adapter)
  return db
}

/** The adapter, knowing its pool, because how busy it is cannot be asked of Prisma, and noting for whoever makes a page what goes wrong with the database. */
class WatchedAdapter extends PrismaPg {
  pool: Pool | undefined

  override async connect() {
    const connected = await super.connect()
    this.pool = connected.underlyingDriver()
    this.pool.on('release', (error) => {
      if (!error) shared.commonplaceHeard = performance.now()
    })
    const { queryRaw, startTransaction } = connected
    connected.queryRaw = (query) => queryRaw.call(connected, query).catch(noted)
    connected.startTransaction = (isolation) => startTransaction.call(connected, isolation).catch(noted)
    return connected
  }
}

function noted(error: unknown): never {
  const trouble = driverTrouble(error)
  if (trouble) note(trouble)
  throw error
}

const adapters = new WeakMap<object, WatchedAdapter>()

/** The connections of a pool that `connect` made; undefined before the first query. */
export function poolOf(db: Database): Pick<Pool, 'totalCount' | 'idleCount' | 'waitingCount'> | undefined {
  return adapters.get(db)?.pool
}

const shared = globalThis as {
  commonplaceDatabase?: Database
  commonplaceLiveDatabase?: Database
  commonplaceHeard?: number
}

/** When a database last answered anybody of this process, by performance.now(). */
export const lastHeard = (): number => shared.commonplaceHeard ?? -Infinity

/** Milliseconds that a statement of the server may take, and may wait for what others hold: each has a connection meanwhile, and there are so many. */
const serverLimits = { statement_timeout: 60_000, lock_timeout: 20_000 }

/** The process-wide pool, of five times what one person may have (`turnsOfPeople`). Kept on globalThis because the server and Next's pages are separate bundles of one process. */
export function database(): Database {
  return (shared.commonplaceDatabase ??= connect(env().DATABASE_URL, { max: 20, limits: serverLimits }))
}

/** A small pool of its own for live streams: what thirty people do at once must not be told late because it waits behind what they do next. */
export function liveDatabase(): Database {
  return (shared.commonplaceLiveDatabase ??= connect(env().DATABASE_URL, { max: 2 }))
}

/** A JSON value as Prisma takes it for a nullable column: null is the database's own. */
export function jsonOrNull(value: object | null) {
  return value === null ? Prisma.DbNull : (value as Prisma.InputJsonObject)
}

/**
 * Stands at the beginning of a statement that is to be planned once per connection and not each time. Only for the few that are run with almost every
 * request: their text must not vary with what people send, or the server would keep a plan for each.
 */
export const prepared = Prisma.raw('/* prepared */')

const names = new Map<string, string>()

function preparedName({ sql }: { sql: string }): string {
  if (!sql.trimStart().startsWith(prepared.sql)) return '' // Nameless: planned for its own values.
  const known = names.get(sql)
  if (known !== undefined) return known
  const name = `cp_${createHash('sha256').update(sql).digest('hex').slice(0, 32)}`
  names.set(sql, name)
  return name
}
