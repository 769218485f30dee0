import { expect, test } from 'vitest'
import { connect } from '@/lib/data/client'
import { pageTrouble } from '@/server/page-trouble'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, person } from '@/testing/team'
import { listening } from './listening'
import { rawRequest, sendRaw } from './raw-http.mjs'

const { db } = await freshDatabase()
const nowhere = connect('postgresql://nobody@127.0.0.1:1/none')

test('while the database is away, pages and the API say so with 503, and the files of pages are served', async () => {
  const { port } = await listening(apiOn(nowhere), { trouble: pageTrouble(nowhere) })
  const { cookie } = await person(db, apiOn(db), 'Ana')
  for (const address of ['/', '/sign-in', '/projects/1', '/api/auth/csrf']) {
    const { status, headers, body } = await sendRaw(port, rawRequest('GET', address, { cookie }))
    expect([address, status, headers['retry-after'], body]).toEqual([address, 503, '5', expect.stringMatching(/^The database cannot be reached/)])
  }
  const api = await sendRaw(port, rawRequest('GET', '/api/v1/me', { cookie }))
  expect([api.status, api.headers['retry-after'], JSON.parse(api.body).code]).toEqual([503, '5', 'unavailable'])
  expect((await sendRaw(port, rawRequest('GET', '/_next/static/x.js'))).status).toBe(200)
})

test('while it answers, pages are handed on', async () => {
  const { port } = await listening(apiOn(db), { trouble: pageTrouble(db) })
  expect((await sendRaw(port, rawRequest('GET', '/sign-in'))).status).toBe(200)
})
