import type { IncomingMessage } from 'node:http'

/**
 * Puts a header of our own on a request for those behind the listener, in place of what a client sent under its name. Pages read the headers as node has sorted
 * them; the API reads them as they came over the wire from the moment on at which somebody asks for a body's stream or for all of them.
 */
export function noteHeader(request: IncomingMessage, name: string, value: string): void {
  // Node sorts the headers when they are first asked for: before those that came are touched.
  request.headers[name] = value
  const sent = request.rawHeaders
  for (let i = sent.length - 2; i >= 0; i -= 2) if (sent[i]?.toLowerCase() === name) sent.splice(i, 2)
  sent.push(name, value)
}
