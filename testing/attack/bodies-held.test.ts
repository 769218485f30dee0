import { connect, type Socket } from 'node:net'
import { expect, test } from 'vitest'
import { createApi } from '@/lib/api/app'
import { freshDatabase } from '@/testing/fresh-database'
import { team } from '@/testing/team'
import { listening } from './listening'
import { rawRequest, sendRaw } from './raw-http.mjs'

const { db } = await freshDatabase()
const megabyte = 1024 * 1024
const api = createApi({
  db,
  secret: 'a secret for tests only, at least 32 bytes',
  baseUrl: 'http://127.0.0.1:3000',
  maxUploadMb: 20,
})
const { lead, coder, path } = await team(db, api, ['coder'])
const { port } = await listening(api)
const multipart = { 'content-type': 'multipart/form-data; boundary=edge' }
const head =
  '--edge\r\ncontent-disposition: form-data; name="file"; filename="wells.txt"\r\n\r\nSalt came into the wells before the sea did.'
const address = (rest: string) => `/api/v1${path}${rest}`

/** Begins to send the same body six times and ends none of them; answers how many were refused, and how they were. */
function sixBegun(request: (string | Uint8Array)[]) {
  const answers: string[] = []
  const sockets = Array.from({ length: 6 }, () => {
    const socket = connect({ port, host: '127.0.0.1' })
    socket.on('error', () => undefined).on('data', (chunk) => answers.push(String(chunk)))
    for (const part of request) socket.write(part)
    return socket
  })
  return {
    answers,
    refused: () => answers.filter((answer) => answer.startsWith('HTTP/1.1 503 ')).length,
    end: () => sockets.forEach((socket: Socket) => socket.destroy()),
  }
}

test('what one person has begun to send and not ended is bounded, whoever else sends meanwhile, and free again when they are gone', async () => {
  const unended = (cookie: string) =>
    rawRequest(
      'POST',
      address('/documents/preview'),
      { cookie, ...multipart, 'content-length': String(20 * megabyte) },
      head,
    )
  const whole = async () =>
    (
      await sendRaw(
        port,
        rawRequest(
          'POST',
          address('/documents/preview'),
          { cookie: lead.cookie, ...multipart },
          `${head}\r\n--edge--\r\n`,
        ),
        20_000,
      )
    ).status
  for (let time = 0; time < 2; time += 1) {
    const held = sixBegun(unended(lead.cookie))
    await expect.poll(held.refused, { timeout: 30_000 }).toBe(3)
    expect(
      held.answers.every((answer) => /\r\nretry-after: 5\r\n/.test(answer) && answer.includes('"code":"unavailable"')),
    ).toBe(true)
    expect(await whole()).toBe(200)
    expect(held.answers).toHaveLength(3)
    held.end()
    // Those who have gone are forgotten: the next time it is the same again.
    await expect.poll(async () => (await sendRaw(port, unended(lead.cookie), 1000)).status, { timeout: 30_000 }).toBe(0)
  }
})

test('a body that does not say its length counts as the largest there may be', async () => {
  const held = sixBegun(
    rawRequest(
      'POST',
      address('/tags'),
      { cookie: coder.cookie, 'content-type': 'application/json', 'transfer-encoding': 'chunked' },
      '8\r\n{"name":\r\n',
    ),
  )
  await expect.poll(held.refused, { timeout: 30_000 }).toBe(3)
  held.end()
})
