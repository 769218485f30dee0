import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { connection } from '@/lib/browser/offline/connection'
import { signOut } from './sign-out'

const forgotten = vi.hoisted(() => ({ writes: vi.fn(async () => undefined), files: vi.fn(async () => undefined) }))
vi.mock('@/lib/browser/outbox/outbox-store', () => ({ clearKept: forgotten.writes, countAllKept: async () => 0 }))
vi.mock('@/lib/browser/documents/kept-files', () => ({ clearKeptFiles: forgotten.files }))
vi.mock('@/lib/browser/offline/keep-pages', () => ({ forgetSeen: async () => undefined }))

const assign = vi.fn()
beforeEach(() => {
  vi.clearAllMocks()
  vi.stubGlobal('window', { location: { assign, origin: 'http://127.0.0.1:3000' } })
})

// The connection is one for all files of tests: none is to begin with it lost.
afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

/** A server that gives a token and answers the end of the session so. */
function answering(ending: () => Response): void {
  vi.stubGlobal('fetch', async (address: string | URL) =>
    String(address).includes('csrf') ? Response.json({ csrfToken: 'token' }) : ending(),
  )
}

test.each<[string, () => Response]>([
  ['refuses', () => Response.json({ url: 'http://127.0.0.1:3000/sign-in?error=Wait' }, { status: 429 })],
  ['fails', () => Response.json({ url: 'http://127.0.0.1:3000/api/auth/error' }, { status: 500 })],
  ['fails without a word', () => new Response('Bad', { status: 500 })],
  ['does not know the token', () => Response.json({ url: 'http://127.0.0.1:3000/api/auth/signout?csrf=true' })],
])('where the server %s, who is still signed in is told, and nothing that waits is lost', async (_, ending) => {
  answering(ending)
  await expect(signOut('/sign-in')).rejects.toMatchObject({
    name: 'ProblemError',
    message: expect.stringContaining('still signed in'),
  })
  expect([forgotten.writes.mock.calls.length, forgotten.files.mock.calls.length, assign.mock.calls]).toEqual([0, 0, []])
})

test('where nobody answers it is as without a connection', async () => {
  vi.spyOn(connection, 'doubt').mockResolvedValue()
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')))
  await expect(signOut('/sign-in')).rejects.toMatchObject({ code: 'offline' })
  expect([forgotten.writes.mock.calls.length, assign.mock.calls]).toEqual([0, []])
})

test('where the session is over what was kept goes, and so does the page', async () => {
  answering(() => Response.json({ url: 'http://127.0.0.1:3000/sign-in' }))
  await signOut('/sign-in')
  expect([forgotten.writes.mock.calls.length, forgotten.files.mock.calls.length, assign.mock.calls]).toEqual([
    1,
    1,
    [['/sign-in']],
  ])
})
