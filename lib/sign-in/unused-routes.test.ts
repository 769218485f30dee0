import { afterEach, expect, test, vi } from 'vitest'
import { log } from '@/lib/log'
import { nextAuth } from './next-auth'

type Asked = Parameters<typeof nextAuth>[0]
const ask = (method: string, ...nextauth: string[]) => {
  const url = new URL(`http://127.0.0.1:3000/api/auth/${nextauth.join('/')}`)
  const body = method === 'POST' ? JSON.stringify({ level: 'error', code: 'x'.repeat(60_000) }) : undefined
  const request: unknown = Object.assign(new Request(url, { method, body: body ?? null }), { nextUrl: url })
  return nextAuth(request as Asked, { params: Promise.resolve({ nextauth }) })
}

afterEach(() => void vi.restoreAllMocks())

test('nobody writes into the log of the server', async () => {
  const lines = (['error', 'warn', 'info'] as const).map((level) => vi.spyOn(log(), level))
  const answers = [await ask('POST', '_log'), await ask('GET', '_log')]
  expect(answers.map(({ status }) => status)).toEqual([204, 204])
  for (const line of lines) expect(line).not.toHaveBeenCalled()
})

test('a password in an address is refused, and is no fault of the server', async () => {
  const answer = await ask('GET', 'callback', 'credentials')
  expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST'])
})
