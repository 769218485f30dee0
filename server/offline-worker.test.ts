import type { IncomingMessage, ServerResponse } from 'node:http'
import { expect, test } from 'vitest'
import { answerWorker } from './offline-worker'

/** What is answered to a request, if anything is. */
function answered(method: string, url: string, program: string | undefined = 'self') {
  const told = { status: 0, headers: {} as Record<string, string>, body: undefined as string | undefined }
  const response = {
    setHeader: (name: string, value: string) => (told.headers[name] = value),
    writeHead: (status: number, headers: Record<string, string>) =>
      Object.assign(told, { status, headers: { ...told.headers, ...headers } }),
    end: (body?: string) => (told.body = body),
  }
  const isOurs = answerWorker({ method, url } as IncomingMessage, response as unknown as ServerResponse, program)
  return isOurs ? told : null
}

test('the program is looked at anew each time, and may ask this server and nobody else', () => {
  expect(answered('GET', '/sw.js')).toMatchObject({
    status: 200,
    body: 'self',
    headers: {
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'no-cache',
      'content-security-policy': "default-src 'none'; connect-src 'self'",
    },
  })
  expect(answered('HEAD', '/sw.js')).toMatchObject({ status: 200, body: undefined })
})

test('nothing else is answered so', () => {
  expect(answered('POST', '/sw.js')).toBeNull()
  expect(answered('GET', '/sw.js.map')).toBeNull()
  expect(answered('GET', '/')).toBeNull()
})
