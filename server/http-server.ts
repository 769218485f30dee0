import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { noteClientAddress } from './client-address'
import { applySecurityHeaders } from './security-headers'

type Handler = (request: IncomingMessage, response: ServerResponse) => unknown

/** The one listener: the API answers its own paths, Next everything else, next-auth's routes included. */
export function createHttpServer({ api, pages, secure }: { api: Handler; pages: Handler; secure: boolean }): Server {
  const server = createServer((request, response) => {
    applySecurityHeaders(request, response, { secure })
    noteClientAddress(request, { secure })
    void (isApi(request.url ?? '/') ? api : pages)(request, response)
  })
  // Longer than a proxy's idle time, so that it is never we who close a connection it is about to reuse.
  server.keepAliveTimeout = 65_000
  server.headersTimeout = 70_000
  return server
}

function isApi(url: string): boolean {
  return url.startsWith('/api/') && !url.startsWith('/api/auth/')
}

/** Stops accepting, lets running requests finish for up to `patience` ms, then cuts what is left, live streams included. */
export async function closeServer(server: Server, patience: number): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve))
  server.closeIdleConnections()
  const cut = setTimeout(() => server.closeAllConnections(), patience)
  await closed
  clearTimeout(cut)
}
