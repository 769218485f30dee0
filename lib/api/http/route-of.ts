import type { Context } from 'hono'
import { matchedRoutes } from 'hono/route'
import type { ApiEnv } from './context'

/** The pattern of the route that answers, for logs and figures: an address may name people's projects or be the secret of a link. */
export function routeOf(c: Context<ApiEnv>): string {
  return matchedRoutes(c).findLast(({ path }) => !path.endsWith('*'))?.path ?? 'none'
}
