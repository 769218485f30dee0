import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AppError } from '@/lib/errors'
import { refuse } from './refuse'

/** What a handler may have said of a body that is not sent. */
const ofItsBody = [
  'content-encoding',
  'content-length',
  'content-type',
  'etag',
  'transfer-encoding',
  'link',
  'x-nextjs-cache',
  'x-powered-by',
]

interface StandIn {
  /** Answers in the handler's place, where it has not begun to; whatever it writes from then on goes nowhere. */
  answer: (error: AppError) => void
}

/**
 * Lets somebody else answer a request that a handler has in hand: when it would take for ever, and, by `instead`, when it is about to answer a failure (500 and
 * above) that has another name.
 */
export function standIn(
  request: IncomingMessage,
  response: ServerResponse,
  { isApi, instead }: { isApi: boolean; instead?: () => AppError | null },
): StandIn {
  const { writeHead, write, end } = response
  const answer = (error: AppError) => {
    if (response.headersSent || response.destroyed) return
    for (const name of ofItsBody) response.removeHeader(name)
    Object.assign(response, { writeHead, write, end })
    refuse(request, response, error, { isApi })
    Object.assign(response, ignoring(response))
  }
  if (instead)
    response.writeHead = ((...head: Parameters<typeof writeHead>) => {
      const error = head[0] >= 500 ? instead() : null
      if (!error) return writeHead.apply(response, head)
      answer(error)
      return response
    }) as typeof writeHead
  return { answer }
}

/** A response that takes everything and does nothing with it. */
function ignoring(response: ServerResponse) {
  const taken = (...given: unknown[]) => {
    const done = given.findLast((one) => typeof one === 'function') as (() => void) | undefined
    if (done) setImmediate(done)
    return true
  }
  const same = () => response
  return {
    write: taken,
    end: (...given: unknown[]) => (taken(...given), response),
    writeHead: same,
    setHeader: same,
    appendHeader: same,
    removeHeader: () => undefined,
    flushHeaders: () => undefined,
    writeContinue: () => undefined,
    writeEarlyHints: () => undefined,
  }
}
