import { expect, test } from 'vitest'
import { addressHeader } from '@/lib/auth/client-address'
import { newId } from '@/lib/data/database/ids'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn } from '@/testing/team'
import { listening } from './listening'
import { chunked, rawRequest, sendRaw } from './raw-http.mjs'

// What the listener notes on a request for those behind it, and what a client sends under the same names.

const said: Record<string, (request: Request) => Promise<string | null> | string | null> = {
  'as it came': (request) => request.headers.get(addressHeader),
  'after the body was asked for': (request) => (request.body, request.headers.get(addressHeader)),
  'after the body was read': async (request) => (await request.text(), request.headers.get(addressHeader)),
  'after all headers were read': (request) => new Headers(request.headers).get(addressHeader),
  'of a copy': (request) => request.clone().headers.get(addressHeader),
}
const { port } = await listening({
  fetch: async (request: Request) =>
    new Response(await said[decodeURIComponent(request.url.split('?')[1] ?? '')]?.(request)),
})
const { db } = await freshDatabase()
const { port: served } = await listening(apiOn(db))

test.each(Object.keys(said))('the address of a client is what the listener saw, %s', async (when) => {
  const sent = { 'X-Commonplace-Address': '6.6.6.6', [addressHeader]: '6.6.6.7', 'content-type': 'application/json' }
  const address = `/api/v1/me?${encodeURIComponent(when)}`
  for (const request of [
    rawRequest('GET', address, sent),
    rawRequest('POST', address, sent, '{}'),
    rawRequest('POST', address, { ...sent, 'transfer-encoding': 'chunked' }, chunked(['{}'])),
  ])
    expect((await sendRaw(port, request)).body).toMatch(/^(9\r\n)?127\.0\.0\.1(\r\n|$)/)
})

test.each([{ 'transfer-encoding': 'chunked' }, {}] as Record<string, string>[])(
  'who guesses links is counted by their address, whatever they say of it and however they send it (%o)',
  async (how) => {
    await db.throttle.deleteMany()
    const statuses: number[] = []
    for (let i = 0; i < 21; i++) {
      const body = JSON.stringify({ password: 'a password of theirs' })
      const headers = { ...how, 'content-type': 'application/json', [addressHeader]: `198.51.100.${i}` }
      const request = rawRequest(
        'POST',
        `/api/v1/resets/${newId()}`,
        headers,
        'transfer-encoding' in how ? chunked([body]) : body,
      )
      statuses.push((await sendRaw(served, request)).status)
    }
    expect(statuses).toEqual([...Array.from({ length: 20 }, () => 404), 429])
  },
)
