import { expect, test } from 'vitest'
import { reach } from './reach'

const answer = (status: number) => () => Promise.resolve(new Response('said', { status }))
const there = (isThere: boolean) => () => Promise.resolve(isThere)

test.each([200, 404, 500, 503])('an answer of the server is handed on: %i', async (status) => {
  expect((await reach(answer(status), there(false)))?.status).toBe(status)
})

test.each([502, 504])('%i of a proxy is silence only where the server is not there', async (status) => {
  expect(await reach(answer(status), there(false))).toBeNull()
  expect((await reach(answer(status), there(true)))?.status).toBe(status)
})

test('a request that failed is silence', async () => {
  expect(await reach(() => Promise.reject(new TypeError('Failed to fetch')), there(true))).toBeNull()
})
