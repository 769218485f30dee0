import { afterEach, expect, test, vi } from 'vitest'
import type { Write } from './annotation-store'
import { writeSender } from './send-write'

afterEach(() => vi.unstubAllGlobals())

const item = {
  id: 'a',
  start: 0,
  end: 5,
  tagIds: [],
  note: '',
  visibility: 'private',
  layer: 'coder',
  roundId: null,
  certainty: null,
  secondOpinion: false,
  starred: false,
  version: 0,
  createdAt: '2026-01-01T00:00:00.000Z',
  authorId: 'lena',
} as const

test.each<Write>([
  { kind: 'create', item: { ...item, tagIds: [] } },
  { kind: 'change', id: 'a', patch: { note: 'one' } },
  { kind: 'change', id: 'a', patch: { starred: true } },
  { kind: 'remove', id: 'a' },
])('says of every write for which account it was made: %j', async (write) => {
  const fetched = vi.fn<typeof fetch>().mockResolvedValue(
    new Response(JSON.stringify({ code: 'not-signed-in', reason: 'other-account', detail: 'Hers' }), {
      status: 401,
      headers: { 'content-type': 'application/problem+json' },
    }),
  )
  vi.stubGlobal('fetch', fetched)
  const send = writeSender({ projectId: 'p', documentId: 'd', viewerId: 'lena' })
  await expect(send(write, 1)).rejects.toMatchObject({ status: 401, reason: 'other-account' })
  expect(new Headers(fetched.mock.calls[0]?.[1]?.headers).get('x-made-for')).toBe('lena')
})
