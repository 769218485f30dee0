import { once } from 'node:events'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll } from 'vitest'
import type { Api } from '@/lib/api/http/context'
import type { AppError } from '@/lib/errors'
import { apiListener } from '@/server/api-listener'
import type { Patience } from '@/server/connections'
import type { DatabaseWatch } from '@/server/instance/database-watch'
import { closeServer, createHttpServer } from '@/server/http-server'

/** The production listener in front of `api`, on a port of its own until the file's last test; `pages` stand for Next. */
export async function listening(
  api: Pick<Api, 'fetch'>,
  {
    pages = readAll,
    patience,
    trouble,
    watch,
  }: {
    watch?: DatabaseWatch
    trouble?: () => Promise<AppError | null>
    pages?: (request: IncomingMessage, response: ServerResponse) => unknown
    patience?: Patience
  } = {},
): Promise<{ port: number; server: Server }> {
  const server = createHttpServer({
    api: apiListener(api),
    pages,
    secure: false,
    // As in production: to say for whom a page is made takes a moment, in which bodies come.
    sessions: { secret: 'a secret for tests only, at least 32 bytes', baseUrl: 'http://127.0.0.1:3000' },
    ...(patience && { patience }),
    ...(trouble && { trouble }),
    ...(watch && { watch }),
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  afterAll(() => closeServer(server, 100))
  return { port: (server.address() as AddressInfo).port, server }
}

/** As next-auth does: reads all there is, and says how much it was. */
async function readAll(request: IncomingMessage, response: ServerResponse): Promise<void> {
  let size = 0
  for await (const chunk of request) size += (chunk as Buffer).length
  response.end(`read ${size} of ${request.url}`)
}
