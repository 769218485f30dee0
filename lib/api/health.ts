import type { Api, ApiParts } from './http/context'
import { unfinishedMigrations } from '@/lib/data/database/readiness'
import { AppError } from '@/lib/errors'

/** Whether the process is up, and whether it can serve: for whoever watches over it. */
export function healthRoutes(api: Api, { db }: ApiParts): void {
  api.get('/api/health', (c) => c.json({ status: 'up' }))
  api.get('/api/ready', async (c) => {
    try {
      if ((await unfinishedMigrations(db)) > 0) throw new Error('a migration has not finished')
    } catch (cause) {
      throw new AppError(
        'unavailable',
        `The database does not answer or is not ready: ${cause instanceof Error ? cause.name : 'unknown'}. Try again shortly.`,
        { retryAfter: 5 },
      )
    }
    return c.json({ status: 'ready' })
  })
}
