import { getRequestListener, RequestError } from '@hono/node-server'
import type { Api } from '@/lib/api/app'
import { problemDetails } from '@/lib/api/problem'
import { AppError } from '@/lib/errors'

/** The API as node's server calls it. What is no request at all, such as one with a host that no address can have, is refused as the API refuses. */
export function apiListener(api: Pick<Api, 'fetch'>) {
  return getRequestListener(api.fetch, {
    overrideGlobalObjects: false,
    errorHandler: (error) => {
      if (!(error instanceof RequestError)) throw error
      const problem = new AppError('malformed', 'The address or the Host header of the request is not well-formed.')
      return new Response(JSON.stringify(problemDetails(problem, 'none')), { status: problem.status, headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' } })
    },
  })
}
