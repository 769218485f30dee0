import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { problemDetails } from '@/lib/api/http/problem'
import type { AppError } from '@/lib/errors'

/** What is still on its way when a request is refused is taken for so long (ms), so that the answer is read before the line is cut. */
const grace = 2000

/** Answers a request that goes no further: the API's as problem details, a page's as the sentence alone. A body that is still coming is thrown away. */
export function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  error: AppError,
  { isApi }: { isApi: boolean },
): void {
  const requestId = randomUUID()
  const body = isApi ? JSON.stringify(problemDetails(error, requestId)) : `${error.detail}\n`
  const { retryAfter } = error.extras
  const headers = {
    'content-type': isApi ? 'application/problem+json' : 'text/plain; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    'x-request-id': requestId,
    ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }),
  }
  if (request.complete) {
    response.writeHead(error.status, headers)
    response.end(body)
    return
  }
  response.writeHead(error.status, { ...headers, connection: 'close' })
  response.write(body)
  const close = response.end.bind(response)
  // Ended later: node closes the line with the answer, and a sender who is still sending would lose it.
  const end = () => {
    clearTimeout(late)
    close()
  }
  const late = setTimeout(end, grace)
  throwAway(request, end)
}

/** Takes the rest of a body without keeping any of it; `end` hears when there is no more of it. */
function throwAway(request: IncomingMessage, end: () => void): void {
  request.push = (chunk: Buffer | null) => {
    if (chunk === null) end()
    return true
  }
  request.once('close', end)
  request.on('error', end)
}
