import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { demandPlain } from '@/lib/api/http/limit-body'
import { AppError } from '@/lib/errors'
import { noting, type Noted } from '@/lib/data/database/noted-trouble'
import { log } from '@/lib/log'
import { noteClientAddress, trustedProxies } from './client-address'
import { Connections, usualPatience, type Patience } from './connections'
import { loggedPath } from './link-secrets'
import type { DatabaseWatch } from './instance/database-watch'
import { sayMadeFor } from './made-for'
import { answerWorker } from './offline-worker'
import { admitPageBody } from './page-body'
import { sentenceFor } from './page-trouble'
import { refuse } from './refuse'
import { readTarget } from './request-target'
import { applySecurityHeaders } from './security-headers'
import { standIn } from './stand-in'
import { say } from '@/lib/i18n/say'

type Handler = (request: IncomingMessage, response: ServerResponse) => unknown

interface Served {
  api: Handler
  pages: Handler
  /** Why no page can be made just now; asked before each, but not before the files that pages are made of. */
  trouble?: () => Promise<AppError | null>
  /** Tells when the database stands still: nobody is let wait for it then. */
  watch?: DatabaseWatch
  secure: boolean
  /** Under what secret sessions are signed, and the address by which people come: to say for whom a page is made. */
  sessions?: { secret: string; baseUrl: string }
  /** The program that browsers run beside the pages; none in tests without one. */
  worker?: string
  patience?: Patience
}

const connectionsOf = new WeakMap<Server, Connections>()

/** All headers of a request together, in bytes; more is answered 431. */
const maxHeaderSize = 16 * 1024

/**
 * The one listener: the API answers its own paths, Next everything else, next-auth's routes included. What is no request that either should see is refused
 * here. An upgrade that is asked for is not made, which the protocol allows: the request is answered as any other.
 */
export function createHttpServer({ patience = usualPatience, ...served }: Served): Server {
  // Without a limit of node's own on whole requests: an upload may take as long as it needs while it gets on (see Connections).
  const server = createServer({
    maxHeaderSize,
    headersTimeout: patience.headers,
    requestTimeout: 0,
    connectionsCheckingInterval: patience.look,
  })
  const connections = new Connections(server, patience)
  connectionsOf.set(server, connections)
  const answer = (request: IncomingMessage, response: ServerResponse, waits: boolean) => {
    connections.watch(request, response)
    void handOn(request, response, served, waits)
  }
  server.on('request', (request, response) => answer(request, response, false))
  server.on('checkContinue', (request, response) => answer(request, response, true))
  server.on('connect', (_request: IncomingMessage, socket: Duplex) => {
    socket.on('error', () => undefined)
    socket.end('HTTP/1.1 405 Method Not Allowed\r\nConnection: close\r\n\r\n', () => socket.destroy())
  })
  // Longer than a proxy's idle time, so that it is never we who close a connection it is about to reuse.
  server.keepAliveTimeout = 65_000
  return server
}

/** `waits`: the sender keeps the body back until it is asked for. */
async function handOn(
  request: IncomingMessage,
  response: ServerResponse,
  { api, pages, trouble, watch, secure, sessions, worker }: Served,
  waits: boolean,
): Promise<void> {
  let isApi = false
  try {
    const target = readTarget(request.method, request.url ?? '')
    isApi = target.for === 'api'
    request.url = target.url
    applySecurityHeaders(request, response, { secure })
    noteClientAddress(request, trustedProxies())
    if (target.for === 'server')
      return void response.writeHead(204, { allow: 'GET, HEAD, POST, PATCH, PUT, DELETE, OPTIONS' }).end()
    // Next knows no such method, and what it would be good for is to read back what a proxy adds.
    if (request.method === 'TRACE') throw new AppError('malformed', say('refusals.http.trace'))
    demandPlain(request.headers['content-encoding'])
    const still = target.url.startsWith('/_next/') || target.url === '/api/health' ? null : watch?.trouble()
    if (still) throw still
    if (target.for === 'api') {
      if (waits) response.writeContinue()
      notKeptWaiting(response, watch, standIn(request, response, { isApi }).answer)
      return void (await api(request, response))
    }
    if (answerWorker(request, response, worker)) return
    // At once: what the parser has brought before somebody counts it fills the request, and then nobody reads on.
    const admitted = admitPageBody(request)
    if (waits) response.writeContinue()
    if (!(await admitted)) return
    const isOfPages = !target.url.startsWith('/_next/')
    if (isOfPages && sessions) await sayMadeFor(request, response, sessions)
    const why = isOfPages ? await trouble?.() : null
    if (why) throw why
    const noted: Noted = { trouble: null }
    notKeptWaiting(
      response,
      watch,
      standIn(request, response, { isApi, instead: () => noted.trouble && sentenceFor(noted.trouble) }).answer,
    )
    await noting(noted, () => pages(request, response))
  } catch (error) {
    if (error instanceof AppError) refuse(request, response, error, { isApi })
    else fail(request, response, error)
  }
}

/** Has a request answered by `answer` when the database begins to stand still before its handler has said anything. */
function notKeptWaiting(
  response: ServerResponse,
  watch: DatabaseWatch | undefined,
  answer: (error: AppError) => void,
): void {
  const ended = watch?.onStill(answer)
  if (ended) response.once('close', ended)
}

/** What neither the API nor Next took for a failure of its own. Who has gone meanwhile needs no answer. */
function fail(request: IncomingMessage, response: ServerResponse, error: unknown): void {
  if (!request.destroyed && !response.destroyed)
    log().error({ err: error, method: request.method, path: loggedPath(request.url ?? '/') }, 'request failed')
  if (response.headersSent || response.destroyed) response.destroy()
  else
    response
      .writeHead(500, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' })
      .end('Something went wrong on our side. Try again in a moment.\n')
}

/** Stops accepting, lets running requests finish for up to `patience` ms, then cuts what is left: live streams, and lines on which nothing was ever asked. */
export async function closeServer(server: Server, patience: number): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve))
  server.closeIdleConnections()
  const cut = setTimeout(() => connectionsOf.get(server)?.destroy(), patience)
  await closed
  clearTimeout(cut)
}
