import { once } from 'node:events'
import type { Server } from 'node:http'
import { connect, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { closeServer } from '@/server/http-server'
import { chunked, rawRequest, sendRaw } from './raw-http.mjs'

type Part = string | Uint8Array | { pause: number }
import { listening } from './listening'

// What happens on a connection beside requests and answers: other protocols that are asked for, senders and readers that take their time, and the end.

const api = { fetch: async (request: Request) => new Response(`api ${(await request.text()).length}`) }
const patience = { look: 50, headers: 400, body: 400, least: 2000, reader: 600 }
const { port: impatient, server: impatience } = await listening(api, { patience })
// Node looks for late headers before it reads what has come: where one process is all the clients too and held up, 400 ms are soon over. So what is not about time has the time of a real server.
const { port, server } = await listening(api)
const connectionsOf = (of: Server) => new Promise<number>((resolve) => of.getConnections((_, n) => resolve(n)))

describe('another protocol', () => {
  test.each([
    ['HTTP/2', { connection: 'Upgrade, HTTP2-Settings', upgrade: 'h2c', 'http2-settings': 'AAMAAABkAAQCAAAAAAIAAAAA' }],
    [
      'a web socket',
      {
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
        'sec-websocket-version': '13',
      },
    ],
    ['TLS', { connection: 'Upgrade', upgrade: 'TLS/1.0' }],
    ['something nobody knows', { connection: 'upgrade', upgrade: 'x'.repeat(1000) }],
  ])('%s is not taken up: the request is answered like any other', async (_, headers) => {
    for (const address of ['/', '/api/v1/me', '/_next/webpack-hmr']) {
      const answer = await sendRaw(port, rawRequest('GET', address, headers))
      expect(answer.raw).toMatch(/^HTTP\/1\.1 200 OK\r\n/)
      expect((await sendRaw(port, rawRequest('POST', address, headers, 'salt'))).status).toBe(200)
    }
  })

  test('that is asked for five hundred times leaves no connection behind', async () => {
    const headers = {
      connection: 'Upgrade, HTTP2-Settings',
      upgrade: 'h2c',
      'http2-settings': 'AAMAAABkAAQCAAAAAAIAAAAA',
    }
    for (let i = 0; i < 10; i++)
      await Promise.all(
        Array.from({ length: 50 }, async () =>
          expect((await sendRaw(port, rawRequest('GET', '/', headers))).status).toBe(200),
        ),
      )
    await expect.poll(() => connectionsOf(server), { timeout: 5000 }).toBe(0)
  })

  test('HTTP/2 without asking, or nonsense, is refused and closed', async () => {
    for (const bytes of [
      'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\u0000\u0000\u0000\u0004\u0000',
      '\u0016\u0003\u0001\u0002\u0000\u0001',
      'GET\r\n\r\n',
      'GET / HTTP/9.9\r\n\r\n',
      '\r\n'.repeat(3) + 'nonsense\r\n\r\n',
      `GET / HTTP/1.1\r\nhost: a\r\nhost: b\r\nx y: z\r\n\r\n`,
    ]) {
      const answer = await sendRaw(port, bytes)
      expect([answer.status, answer.closed]).toEqual([400, true])
    }
  })

  test('a tunnel is refused and closed', async () => {
    for (const target of ['elsewhere.example:443', '127.0.0.1:5432', '/api/v1/me']) {
      const answer = await sendRaw(port, rawRequest('CONNECT', target))
      expect([answer.status >= 400 && answer.status < 500, answer.closed], answer.raw).toEqual([true, true])
    }
  })

  test('a request is not read back', async () => {
    for (const address of ['/', '/api/auth/csrf', '/api/v1/me'])
      expect((await sendRaw(port, rawRequest('TRACE', address))).status).toBe(400)
  })

  test('headers have a limit', async () => {
    expect((await sendRaw(port, rawRequest('GET', '/', { cookie: 'a'.repeat(20_000) }))).status).toBe(431)
    expect((await sendRaw(port, rawRequest('GET', `/${'a'.repeat(20_000)}`))).status).toBe(431)
    expect(
      (
        await sendRaw(
          port,
          rawRequest('GET', '/', Object.fromEntries(Array.from({ length: 3000 }, (_, i) => [`x-${i}`, 'y']))),
        )
      ).status,
    ).toBe(431)
  })
})

describe('who takes their time', () => {
  const letters = (text: string): Part[] => [...text].flatMap((letter) => [letter, { pause: 60 }])

  test('over headers is cut off, and over nothing at all', async () => {
    for (const parts of [letters('GET / HTTP/1.1\r\nhost: 127.0.0.1'), [{ pause: 1500 }]]) {
      const answer = await sendRaw(impatient, parts)
      expect([answer.status === 408 || answer.status === 0, answer.closed]).toEqual([true, true])
    }
  })

  test.each(['/', '/api/auth/callback/credentials', '/api/v1/projects'])(
    'over a body to %s is cut off, with a length or in chunks',
    async (address) => {
      for (const headers of [{ 'content-length': '60000' }, { 'transfer-encoding': 'chunked' }] as Record<
        string,
        string
      >[]) {
        const [head = ''] = rawRequest('POST', address, headers)
        const answer = await sendRaw(impatient, [head, ...letters('5\r\nsalt!\r\n5\r\nsalt!\r\n')])
        expect([answer.status, answer.closed]).toEqual([408, true])
      }
    },
  )

  test('but gets on is waited for', async () => {
    const [head = ''] = rawRequest('POST', '/api/v1/projects', { 'content-length': '40000' })
    const pieces = Array.from({ length: 10 }, (): Part[] => ['a'.repeat(4000), { pause: 150 }]).flat()
    const answer = await sendRaw(impatient, [head, ...pieces])
    expect([answer.status, answer.body]).toEqual([200, 'api 40000'])
  })

  test('and whose bytes are there is not cut off, however long we ourselves were busy', async () => {
    const [head = ''] = rawRequest('POST', '/api/v1/projects', { 'content-length': '8000' })
    const socket = connect({ port: impatient, host: '127.0.0.1' })
    let answer = ''
    socket.on('data', (chunk) => (answer += chunk.toString()))
    await once(socket, 'connect')
    socket.write(`${String(head)}${'a'.repeat(4000)}`)
    await expect.poll(() => connectionsOf(impatience)).toBe(1)
    await wait(100) // Long enough for it to be looked at once, when there is nothing to say against it.
    socket.write('a'.repeat(4000))
    for (const until = performance.now() + 1000; performance.now() < until;);
    await expect.poll(() => answer).toMatch(/^HTTP\/1\.1 200 OK\r\n[^]*api 8000/)
    socket.destroy()
  })

  test('over reading an answer is cut off', async () => {
    const { port: large, server: busy } = await listening(api, {
      patience,
      pages: (_, response) => response.end(Buffer.alloc(50_000_000)),
    })
    const socket = connect({ port: large, host: '127.0.0.1' })
    socket.on('error', () => undefined)
    socket.write(rawRequest('GET', '/').join(''))
    socket.pause()
    await expect.poll(() => connectionsOf(busy)).toBe(1)
    await expect.poll(() => connectionsOf(busy), { timeout: 5000 }).toBe(0)
    socket.destroy()
  })
})

test('whatever hangs, the end comes in time', async () => {
  const { port: stopping, server: hanging } = await listening(
    { fetch: () => new Promise<Response>(() => undefined) },
    { pages: (_, response) => void response.write('and then') },
  )
  const open: Socket[] = []
  for (const parts of [
    ['GET / HTTP/1.1\r\n'],
    rawRequest('GET', '/api/v1/me'),
    rawRequest('GET', '/'),
    rawRequest('POST', '/', { 'transfer-encoding': 'chunked' }, chunked(['a']).subarray(0, 4)),
    rawRequest('GET', '/', { connection: 'upgrade', upgrade: 'h2c' }),
    rawRequest('POST', '/', { 'content-length': '150000000' }),
    [],
  ]) {
    const socket = connect({ port: stopping, host: '127.0.0.1', allowHalfOpen: true })
    socket.on('error', () => undefined)
    await once(socket, 'connect')
    for (const part of parts) socket.write(part)
    open.push(socket)
  }
  await closeServer(hanging, 300)
  for (const socket of open) socket.destroy()
})

test('what asks by HTTP/1.0 may leave the host out, and is answered', async () => {
  for (const address of ['/api/health', '/api/v1/me', '/'])
    expect((await sendRaw(port, `GET ${address} HTTP/1.0\r\n\r\n`)).status).toBe(200)
  expect((await sendRaw(port, 'GET /api/health HTTP/1.1\r\n\r\n')).status).toBe(400)
})
