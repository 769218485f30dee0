import type { IncomingMessage, ServerResponse } from 'node:http'
import { readCredential } from '@/lib/auth/session'
import { madeForHeader } from '@/lib/domain/offline/answers'

/**
 * Says in the answer of a page for whom it is made, as the API says of its own: what a browser keeps of it is that person's. Nothing is asked of the database: where
 * the session has ended the page is none of anybody's, and sends to the form of signing in.
 */
export async function sayMadeFor(
  request: IncomingMessage,
  response: ServerResponse,
  settings: { secret: string; baseUrl: string },
): Promise<void> {
  const { cookie } = request.headers
  if (cookie === undefined) return
  const credential = await readCredential(new Headers({ cookie }), settings)
  if (credential?.kind === 'session') response.setHeader(madeForHeader, credential.userId)
}
