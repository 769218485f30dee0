import { expect, test } from 'vitest'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, team } from '@/testing/team'
import { listening } from './listening'
import { rawRequest, sendRaw } from './raw-http.mjs'

const { db } = await freshDatabase()
const api = apiOn(db)
const { port } = await listening(api)
const { lead, path } = await team(db, api, [])

test.each([
  ['of 100 kB', `${'x'.repeat(100_000)}.txt`],
  ['of 100 kB of accents', `${'é'.repeat(50_000)}.txt`],
  ['with every letter that a header cannot hold', "wells “salt”; ~*'\\ 塩.txt"],
])('a file with a name %s is taken, and comes back under a name that a client can read', async (_, name) => {
  const body = `--edge\r\ncontent-disposition: form-data; name="file"; filename="${name.replaceAll('"', '%22')}"\r\ncontent-type: text/plain\r\n\r\nSalt came into the wells.\r\n--edge--\r\n`
  const headers = { cookie: lead.cookie, 'content-type': 'multipart/form-data; boundary=edge' }
  expect((await sendRaw(port, rawRequest('POST', `/api/v1${path}/documents/preview`, headers, body))).status).toBe(200)
  const made = await sendRaw(port, rawRequest('POST', `/api/v1${path}/documents`, headers, body))
  expect(made.status, made.body.slice(0, 300)).toBe(201)
  const original = await fetch(
    `http://127.0.0.1:${port}/api/v1${path}/documents/${JSON.parse(made.body).document.id}/original`,
    { headers: { cookie: lead.cookie } },
  )
  expect([original.status, await original.text()]).toEqual([200, 'Salt came into the wells.'])
  expect((original.headers.get('content-disposition') ?? '').length).toBeLessThan(1000)
})
