import { createHash, timingSafeEqual } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { poolOf } from '@/lib/data/database/client'
import { notFound } from '@/lib/errors'
import { pastBackups, readReport } from '@/lib/services/backup/backup-folder'
import type { Api, ApiEnv, ApiParts } from './http/context'
import { routeOf } from './http/route-of'

/**
 * Figures of this process for Prometheus at /api/metrics, for whoever sends the token of METRICS_TOKEN; to everybody else, and where there is no token, the
 * address does not exist. Nothing is measured then either. Labels are patterns of routes, never addresses: those name people's projects.
 */
export function metricsRoute(
  api: Api,
  parts: Pick<ApiParts, 'db' | 'live' | 'metricsToken' | 'backupDir' | 'now'>,
): void {
  const { metricsToken } = parts
  if (metricsToken === undefined) return
  const register = new Registry()
  collectDefaultMetrics({ register })
  const requests = new Histogram({
    name: 'commonplace_http_request_duration_seconds',
    help: 'Requests of the API until their answer begins, by route pattern and status; live streams until they are open',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [register],
  })
  observe(register, parts)
  observeBackups(register, parts)
  api.use(measured(requests))
  api.get('/api/metrics', async (c) => {
    if (!isToken(c.req.header('authorization'), metricsToken)) throw notFound('address')
    return c.text(await register.metrics(), 200, { 'content-type': register.contentType })
  })
}

function measured(requests: Histogram<'method' | 'route' | 'status'>): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    const end = requests.startTimer({ method: c.req.method })
    await next()
    end({ route: routeOf(c), status: c.res.status })
  }
}

function observe(register: Registry, { db, live }: Pick<ApiParts, 'db' | 'live'>): void {
  const registers = [register]
  new Gauge({
    name: 'commonplace_database_pool_connections',
    help: 'Connections of this process to the database, by what they do; waiting counts requests that wait for one',
    labelNames: ['state'],
    registers,
    collect() {
      const pool = poolOf(db)
      if (!pool) return
      this.set({ state: 'idle' }, pool.idleCount)
      this.set({ state: 'busy' }, pool.totalCount - pool.idleCount)
      this.set({ state: 'waiting' }, pool.waitingCount)
    },
  })
  new Gauge({
    name: 'commonplace_live_streams',
    help: 'Open streams of events',
    registers,
    collect() {
      this.set(live.size)
    },
  })
}

/** When the newest backup and the last drill that held were, in seconds since 1970 as is usual for such figures, to be warned by when they are long ago; 0 for never. */
function observeBackups(register: Registry, { backupDir, now }: Pick<ApiParts, 'backupDir' | 'now'>): void {
  if (backupDir === null) return
  const registers = [register]
  const seconds = (at: string | undefined) => (at === undefined ? 0 : Date.parse(at) / 1000)
  new Gauge({
    name: 'commonplace_backup_timestamp_seconds',
    help: 'When the newest backup that this server made by itself was begun',
    registers,
    collect() {
      this.set(seconds(pastBackups(backupDir, now())[0]?.at))
    },
  })
  new Gauge({
    name: 'commonplace_restore_drill_timestamp_seconds',
    help: 'When a backup was restored for trial last; 0 where the last trial failed',
    registers,
    collect() {
      const { drill } = readReport(backupDir)
      this.set(seconds(drill?.fault === null ? drill.at : undefined))
    },
  })
}

function isToken(header: string | undefined, token: string): boolean {
  const hashed = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(hashed(header ?? ''), hashed(`Bearer ${token}`))
}
