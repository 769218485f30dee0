import { getRequestListener, RequestError } from '@hono/node-server'
import type { Api } from '@/lib/api/http/context'
import { problemDetails } from '@/lib/api/http/problem'
import { AppError } from '@/lib/errors'
import { log } from '@/lib/log'
import { say } from '@/lib/i18n/say'

/** The API as node's server calls it. What is no request at all, such as one with a host that no address can have, is refused as the API refuses. */
export function apiListener(api: Pick<Api, 'fetch'>) {
  return getRequestListener(api.fetch, {
    overrideGlobalObjects: false,
    // What asks by HTTP/1.0 may leave the host out, as plain health checks do; the name is put into no address.
    hostname: 'localhost',
    errorHandler: (error) => {
      const isTheirs = error instanceof RequestError
      if (!isTheirs) log().error({ err: error }, 'the API failed outside of itself')
      const problem = isTheirs
        ? new AppError('malformed', say('refusals.http.hostMalformed'))
        : new AppError('internal', say('refusals.http.internalShort'))
      return new Response(JSON.stringify(problemDetails(problem, 'none')), {
        status: problem.status,
        headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
      })
    },
  })
}
