import { expect, test } from 'vitest'
import { exportQuery } from '@/lib/schemas/export'
import { historyFileHref } from './history-file'

test('the file has the page’s filter, in the words of the export', () => {
  const id = '0193e0a8-5c00-7000-8000-00000000de30'
  const asked = Object.fromEntries(
    new URL(
      historyFileHref('p', {
        actorId: id,
        kind: 'tag',
        documentId: undefined,
        roundId: id,
        from: '2026-01-01T00:00:00.000Z',
      }),
      'http://x',
    ).searchParams,
  )
  expect(asked).toEqual({
    what: 'history',
    format: 'csv',
    bom: 'true',
    authorId: id,
    kind: 'tag',
    roundId: id,
    from: '2026-01-01T00:00:00.000Z',
  })
  expect(exportQuery.safeParse(asked).success).toBe(true)
})
