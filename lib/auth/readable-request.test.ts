import { expect, test } from 'vitest'
import { isReadable } from './readable-request'

const post = (type: string, body: string) =>
  new Request('http://127.0.0.1/api/auth/callback/credentials', {
    method: 'POST',
    headers: { 'content-type': type },
    body,
  })

test.each([
  ['application/json', '{"email":"a"}', true],
  ['application/json', '', true],
  ['application/json', 'a', false],
  ['application/json; charset=utf-8', '{"a"', false],
  ['application/json', 'null', false],
  ['application/x-www-form-urlencoded', '%zz=%zz', true],
])('%s %s', async (type, body, expected) => {
  const request = post(type, body)
  expect(await isReadable(request)).toBe(expected)
  expect(request.bodyUsed).toBe(false)
})
