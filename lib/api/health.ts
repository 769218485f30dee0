import type { Api, ApiParts } from './http/context'
import { unfinishedMigrations } from '@/lib/data/database/readiness'
import { AppError } from '@/lib/errors'
import { say } from '@/lib/i18n/say'

/** Whether the process is up, and whether it can serve: for whoever watches over it. */
export function healthRoutes(api: Api, { db }: ApiParts): void {
  api.get('/api/health', (c) => c.json({ status: 'up' }))
  api.get('/api/ready', async (c) => {
    try {
      if ((await unfinishedMigrations(db)) > 0) throw new Error('a migration has not finished')
    } catch (cause) {
      throw new AppError(
        'unavailable',
        say('refusals.http.databaseNotReady', { cause: cause instanceof Error ? cause.name : 'unknown' }),
        { retryAfter: 5 },
      )
    }
    return c.json({ status: 'ready' })
  })
}
