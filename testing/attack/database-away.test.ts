import type { ServerResponse } from 'node:http'
import { expect, test } from 'vitest'
import { connect } from '@/lib/data/database/client'
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
    expect([address, status, headers['retry-after'], body]).toEqual([
      address,
      503,
      '5',
      expect.stringMatching(/^The database cannot be reached/),
    ])
  }
  const api = await sendRaw(port, rawRequest('GET', '/api/v1/me', { cookie }))
  expect([api.status, api.headers['retry-after'], JSON.parse(api.body).code]).toEqual([503, '5', 'unavailable'])
  expect((await sendRaw(port, rawRequest('GET', '/_next/static/x.js'))).status).toBe(200)
})

test('while it answers, pages are handed on', async () => {
  const { port } = await listening(apiOn(db), { trouble: pageTrouble(db) })
  expect((await sendRaw(port, rawRequest('GET', '/sign-in'))).status).toBe(200)
})

/** As Next does with a page that failed: an error page, compressed, in parts. */
function failed(response: ServerResponse): void {
  response.statusCode = 500
  response.setHeader('content-encoding', 'gzip')
  response.write('nothing that anybody could read')
  response.end('at all')
}

test('a page whose database goes between the question and the reading is 503, and one that fails otherwise is 500 still', async () => {
  const { port } = await listening(apiOn(db), {
    pages: async (request, response) => {
      await (
        request.url === '/away'
          ? nowhere.$queryRaw`SELECT 1`
          : request.url === '/begun'
            ? nowhere.$queryRaw`SELECT 1`.catch(() => response.end('begun'))
            : db.$queryRaw`SELECT no_such_column`
      ).catch(() => failed(response))
    },
  })
  const { status, headers, body } = await sendRaw(port, rawRequest('GET', '/away'))
  expect([status, headers['retry-after'], headers['content-encoding'], body]).toEqual([
    503,
    '5',
    undefined,
    expect.stringMatching(/^The database cannot be reached/),
  ])
  expect((await sendRaw(port, rawRequest('GET', '/wrong'))).status).toBe(500)
  const begun = await sendRaw(port, rawRequest('GET', '/begun'))
  expect([begun.status, begun.body]).toEqual([200, 'begun'])
})
