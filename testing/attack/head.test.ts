import http from 'node:http'
import { expect, test } from 'vitest'
import { createApi } from '@/lib/api/app'
import { Live } from '@/lib/events/live'
import { freshDatabase } from '@/testing/fresh-database'
import { team } from '@/testing/team'
import { listening } from './listening'

const { db } = await freshDatabase()
const live = new Live(db, null)
const api = createApi({ db, secret: 'a secret for tests only, at least 32 bytes', live })
const { port } = await listening(api)
const { lead, path } = await team(db, api, [])

const head = (address: string, accept: string) =>
  new Promise<number>((resolve, reject) => {
    const headers = { cookie: lead.cookie, accept, connection: 'close' }
    http
      .request({ port, host: '127.0.0.1', method: 'HEAD', path: `/api/v1${path}${address}`, headers }, (response) => {
        response.resume()
        resolve(response.statusCode ?? 0)
      })
      .on('error', reject)
      .end()
  })

test('whatever HEAD begins is over with its answer: more of them than may be open at once are all answered', async () => {
  await lead.call('POST', `${path}/documents`, { title: 'Wells', text: 'Salt. '.repeat(50_000) })
  for (let i = 0; i < 6; i += 1) expect(await head('/export?what=documents&format=json', '*/*')).toBe(200)
  for (let i = 0; i < 40; i += 1) expect(await head('/events', 'text/event-stream')).toBe(200)
  await expect.poll(() => live.size).toBe(0)
  await live.close()
})
