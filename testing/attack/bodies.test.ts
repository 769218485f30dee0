import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, person, team } from '@/testing/team'
import { listening } from './listening'
import { chunked, rawRequest, sendRaw } from './raw-http.mjs'

// Every kind of body that a client can send, over a real connection to the production listener: what is ordinary is answered as such, and what is not is
// refused by a sentence before anybody reads it.

const { db } = await freshDatabase()
const api = apiOn(db)
const { port, server } = await listening(api)
const { lead, path } = await team(db, api, [])
const cookie = { cookie: lead.cookie }
const json = { ...cookie, 'content-type': 'application/json' }
const address = (rest: string) => `/api/v1${path}${rest}`
const inChunks = { 'transfer-encoding': 'chunked' }
const megabyte = 'a&'.repeat(512 * 1024)

function multipart(text: string): { type: string; bytes: string } {
  return {
    type: 'multipart/form-data; boundary=edge',
    bytes: `--edge\r\ncontent-disposition: form-data; name="file"; filename="wells.txt"\r\ncontent-type: text/plain\r\n\r\n${text}\r\n--edge--\r\n`,
  }
}

describe('a body of the API', () => {
  test('that is not there is missing and no fault of ours', async () => {
    for (const request of [
      rawRequest('POST', address('/tags'), json),
      rawRequest('POST', address('/tags'), cookie),
      rawRequest('POST', address('/tags'), { ...json, 'content-length': '0' }),
    ]) {
      const answer = await sendRaw(port, request)
      expect([400, 422], answer.raw).toContain(answer.status)
    }
    const { body: theme } = await lead.call('POST', `${path}/themes`, { name: 'Salt' })
    expect((await sendRaw(port, rawRequest('DELETE', address(`/themes/${theme.id}`), cookie))).status).toBe(204)
    const { status, body } = await sendRaw(port, rawRequest('POST', address('/rounds/none/submit'), cookie))
    expect([status, body]).toEqual([
      expect.toSatisfy((code) => code >= 400 && code < 500),
      expect.stringContaining('"code"'),
    ])
  })

  test('that needs none is done without one', async () => {
    const { body: theme } = await lead.call('POST', `${path}/themes`, { name: 'To the bin' })
    await lead.call('DELETE', `${path}/themes/${theme.id}`)
    expect(
      (await sendRaw(port, rawRequest('POST', address(`/bin/theme/${theme.id}/restore`), cookie))).status,
    ).toBeLessThan(300)
  })

  test('in chunks is read like one with a length', async () => {
    const answer = await sendRaw(
      port,
      rawRequest(
        'POST',
        address('/tags'),
        { ...json, ...inChunks },
        chunked(['{"name":', '"In chunks', ' of three"}']),
      ),
    )
    expect([answer.status, JSON.parse(unchunked(answer)).name]).toEqual([201, 'In chunks of three'])
    const empty = await sendRaw(port, rawRequest('POST', address('/tags'), { ...json, ...inChunks }, chunked([])))
    expect([400, 422]).toContain(empty.status)
    const theme = (await lead.call('POST', `${path}/themes`, { name: 'Deleted in chunks' })).body
    expect(
      (
        await sendRaw(
          port,
          rawRequest('DELETE', address(`/themes/${theme.id}`), { ...json, ...inChunks }, chunked(['{"version":1}'])),
        )
      ).status,
    ).toBe(204)
  })

  test('in chunks may be a form, or a document as JSON', async () => {
    const { type, bytes } = multipart('Salt came into the wells.')
    const cut = [bytes.slice(0, 7), bytes.slice(7, 90), bytes.slice(90)]
    expect(
      (
        await sendRaw(
          port,
          rawRequest('POST', address('/documents'), { ...cookie, ...inChunks, 'content-type': type }, chunked(cut)),
        )
      ).status,
    ).toBe(201)
    expect(
      (
        await sendRaw(
          port,
          rawRequest(
            'POST',
            address('/documents/preview'),
            { ...cookie, ...inChunks, 'content-type': type },
            chunked(cut),
          ),
        )
      ).status,
    ).toBe(200)
    expect(
      (
        await sendRaw(
          port,
          rawRequest(
            'POST',
            address('/documents'),
            { ...json, ...inChunks },
            chunked(['{"title":"Wells","text"', ':"Salt"}']),
          ),
        )
      ).status,
    ).toBe(201)
    const codebook = multipart('name\nBrine\n')
    expect(
      (
        await sendRaw(
          port,
          rawRequest(
            'POST',
            address('/codebook/import'),
            { ...cookie, ...inChunks, 'content-type': codebook.type },
            chunked([codebook.bytes.replace('wells.txt', 'tags.csv')]),
          ),
        )
      ).status,
    ).toBe(200)
  })

  test('that is shorter or longer than it says stores nothing and leaves the server well', async () => {
    const short = await sendRaw(
      port,
      rawRequest('POST', address('/tags'), { ...json, 'content-length': '400' }, '{"name":"Too short"}'),
      500,
    )
    expect(short.status).toBe(0) // It still waits for the rest.
    const long = await sendRaw(
      port,
      rawRequest('POST', address('/tags'), { ...json, 'content-length': '5' }, '{"name":"Too long"}'),
    )
    expect([400, 422]).toContain(long.status)
    for (const length of ['-1', '1e3', 'many', '5, 7', '99999999999999999999'])
      expect(
        (await sendRaw(port, rawRequest('POST', address('/tags'), { ...json, 'content-length': length }, '{}'))).status,
      ).toBe(400)
    expect(
      (
        await sendRaw(
          port,
          rawRequest('POST', address('/tags'), { ...json, ...inChunks, 'content-length': '2' }, chunked(['{}'])),
        )
      ).status,
    ).toBe(400)
    const { body } = await lead.call('GET', `${path}/tags?limit=500`)
    expect(body.items.map(({ name }: { name: string }) => name)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^Too/)]),
    )
  })

  test('that waits to be asked for is asked for, and one that is too large is refused without', async () => {
    const [head = '', body = ''] = rawRequest(
      'POST',
      address('/tags'),
      { ...json, expect: '100-continue' },
      '{"name":"Asked for"}',
    )
    const answer = await sendRaw(port, [head, { pause: 50 }, body])
    expect(answer.raw).toMatch(/^HTTP\/1\.1 100 Continue/)
    expect(answer.status).toBe(201)
    const large = await sendRaw(
      port,
      rawRequest('POST', '/api/auth/callback/credentials', { expect: '100-continue', 'content-length': '150000000' }),
    )
    expect(large.status).toBe(413)
    expect(large.raw).not.toContain('100 Continue')
    expect(
      (await sendRaw(port, rawRequest('POST', address('/tags'), { ...json, expect: 'wonders' }, '{}'))).status,
    ).toBe(417)
  })

  test('that is compressed is refused by a sentence, whatever it would become', async () => {
    for (const coding of ['gzip', 'br', 'deflate', 'gzip, identity', 'x']) {
      const answer = await sendRaw(
        port,
        rawRequest('POST', address('/tags'), { ...json, 'content-encoding': coding }, gzipSync('{"name":"Packed"}')),
      )
      expect([coding, answer.status, JSON.parse(answer.body).code]).toEqual([coding, 415, 'unsupported-format'])
    }
    expect(
      (
        await sendRaw(
          port,
          rawRequest('POST', '/api/auth/callback/credentials', { 'content-encoding': 'gzip' }, gzipSync('a=b')),
        )
      ).status,
    ).toBe(415)
    expect(
      (
        await sendRaw(
          port,
          rawRequest('POST', address('/tags'), { ...json, 'content-encoding': 'identity' }, '{"name":"As it is"}'),
        )
      ).status,
    ).toBe(201)
  })
})

/** The requests that are answered to somebody without a session. */
const open = ['/api/v1/setup', '/api/v1/resets/abc', '/api/v1/invitations/abc/accept', '/api/v1/none', '/api/health']

describe('a body from nobody in particular', () => {
  test.each(open)('%s takes kilobytes, and reads no more', async (where) => {
    const said = await sendRaw(
      port,
      rawRequest('POST', where, { 'content-type': 'application/json', 'content-length': '17000000' }, '[['),
    )
    expect([said.status, JSON.parse(said.body).code]).toEqual([413, 'too-large'])
    const before = performance.now()
    const counted = await sendRaw(
      port,
      rawRequest(
        'POST',
        where,
        { 'content-type': 'application/json', ...inChunks },
        chunked(Array.from({ length: 17 }, () => '['.repeat(1_000_000))),
      ),
    )
    expect(counted.status).toBe(413)
    expect(performance.now() - before).toBeLessThan(1500)
  })

  test.each([
    '/api/auth/callback/credentials',
    '/api/auth/_log',
    '/api/auth/signin/oidc',
    '/',
    '/sign-in',
    `/projects/x`,
  ])('%s, which pages serve, takes 64 kB and is not handed on', async (where) => {
    const handed = await sendRaw(port, rawRequest('POST', where, {}, 'a&'.repeat(32_000)))
    expect([handed.status, unchunked(handed)]).toEqual([200, `read 64000 of ${where}`])
    const pieces = await sendRaw(port, rawRequest('POST', where, inChunks, chunked(['a&', 'b&', 'c'])))
    expect([pieces.status, unchunked(pieces)]).toEqual([200, `read 5 of ${where}`])
    for (const method of ['POST', 'PUT', 'GET', 'QUERY']) {
      expect((await sendRaw(port, rawRequest(method, where, { 'content-length': '150000000' }, 'a&'))).status).toBe(413)
      const parts = rawRequest(method, where, inChunks, chunked([megabyte]))
      // By itself, and with its head, as the first of it comes where we are busy.
      for (const sent of [parts, Buffer.concat(parts.map((part) => Buffer.from(part)))]) {
        const answer = await sendRaw(port, sent)
        expect([answer.status, answer.body]).toEqual([413, expect.stringMatching(/^The request is larger/)])
      }
    }
  })

  test('150 MB in chunks are cut off without being kept', async () => {
    const before = process.memoryUsage().rss
    const parts: (string | Uint8Array)[] = rawRequest('POST', '/api/auth/callback/credentials', {
      ...inChunks,
      'content-type': 'application/x-www-form-urlencoded',
    })
    for (let i = 0; i < 150; i++) parts.push(Buffer.from(`${megabyte.length.toString(16)}\r\n${megabyte}\r\n`))
    expect((await sendRaw(port, parts)).status).toBe(413)
    expect(process.memoryUsage().rss - before).toBeLessThan(200_000_000)
  })
})

describe('a body of somebody who is signed in', () => {
  test('is limited by what it is for', async () => {
    const large = async (where: string, size: number, type = 'application/json') => {
      const answer = await sendRaw(
        port,
        rawRequest('POST', where, { ...cookie, 'content-type': type, 'content-length': String(size) }, '{'),
        1000,
      )
      return answer.status
    }
    expect(await large('/api/v1/projects', 65_537)).toBe(413)
    expect(await large('/api/v1/me/tokens', 65_537)).toBe(413)
    expect(await large(address('/tags'), 17_000_000)).toBe(413)
    expect(await large(address('/comments'), 525_000)).toBe(413)
    expect(await large(address('/documents'), 40_000_000)).toBe(413)
    expect(await large(address('/documents'), 40_000_000, 'multipart/form-data; boundary=edge')).toBe(0) // It waits for the rest.
    expect(await large(address('/documents'), 110_000_000, 'multipart/form-data; boundary=edge')).toBe(413)
  })

  test('is not nested without end, however it is sent, and holds nobody up', async () => {
    for (const where of ['/tags', '/annotations', '/annotations/bulk', '/documents', '/comments']) {
      const deep = '['.repeat(where === '/comments' ? 500_000 : 15_000_000)
      const before = performance.now()
      const answer = await sendRaw(port, rawRequest('POST', address(where), json, `{"name":${deep}`), 8000)
      expect([where, answer.status, JSON.parse(answer.body).detail]).toEqual([
        where,
        400,
        expect.stringContaining('nested'),
      ])
      expect(performance.now() - before).toBeLessThan(1500)
    }
    const many = `[${'[],'.repeat(5_000_000)}[]]`
    expect((await sendRaw(port, rawRequest('PATCH', address('/members/me'), json, many), 8000)).status).toBe(400)
    // Brackets in words are letters.
    const note = await lead.call('POST', `${path}/tags`, { name: 'Brackets', definition: '['.repeat(3000) })
    expect(note.status).toBe(201)
  })
})

test('the listener is as well after all of it as before', async () => {
  const someone = await person(db, api, 'After')
  expect((await sendRaw(port, rawRequest('GET', '/api/v1/me', { cookie: someone.cookie }))).status).toBe(200)
  await expect
    .poll(() => new Promise((resolve) => server.getConnections((_, n) => resolve(n))), { timeout: 5000 })
    .toBe(0)
})

function unchunked({ headers, body }: { headers: Record<string, string>; body: string }): string {
  return headers['transfer-encoding'] === 'chunked'
    ? body.replace(/[0-9a-f]+\r\n(.*?)\r\n/gs, '$1').replace(/\r\n$/, '')
    : body
}
