import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { SeenEvent } from '@/lib/schemas/document'
import { StaleMarker } from './stale-marker'
import { touchedKeys } from './touched-keys'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const event = (type: string, documentId: string | null = 'd'): SeenEvent => ({
  seq: 1,
  type,
  actor: { id: 'kai', name: 'Kai' },
  subjectId: 'a',
  documentId,
  roundId: null,
  before: null,
  after: null,
  reverts: null,
  createdAt: '2026-01-01T00:00:00.000Z',
})

/** How often each key is fetched while it is on screen, after the first time. */
async function watched(keys: readonly (readonly unknown[])[]) {
  const queries = new QueryClient()
  const counts = keys.map(() => -1)
  keys.forEach((queryKey, i) =>
    new QueryObserver(queries, {
      queryKey,
      queryFn: () => ((counts[i] = (counts[i] ?? 0) + 1), null),
      staleTime: Infinity,
    }).subscribe(() => undefined),
  )
  await vi.advanceTimersByTimeAsync(0)
  return { marker: new StaleMarker(queries), counts }
}

test('a thousand events in a second are fetched for twice, soon after the first and once after the last', async () => {
  const { marker, counts } = await watched([
    ['project', 'p', 'tags'],
    ['project', 'p', 'layer', 'd'],
    ['project', 'p', 'members'],
  ])
  for (let i = 0; i < 1000; i++) {
    marker.mark(touchedKeys('p', event('annotation.created'), new Set()))
    await vi.advanceTimersByTimeAsync(1)
  }
  expect(counts).toEqual([1, 1, 0])
  await vi.advanceTimersByTimeAsync(5000)
  expect(counts).toEqual([2, 2, 0])
})

test('a layer on screen takes events in by itself; a round touches everything but the text', async () => {
  const { marker, counts } = await watched([
    ['project', 'p', 'layer', 'd'],
    ['project', 'p', 'layer', 'e'],
    ['project', 'p', 'content', 'd'],
    ['project', 'q', 'layer', 'd'],
  ])
  marker.mark(touchedKeys('p', event('annotation.created'), new Set(['d'])))
  await vi.advanceTimersByTimeAsync(2000)
  expect(counts).toEqual([0, 0, 0, 0])
  marker.mark(touchedKeys('p', event('annotation.created', 'e'), new Set(['d'])))
  await vi.advanceTimersByTimeAsync(2000)
  expect(counts).toEqual([0, 1, 0, 0])
  marker.mark(touchedKeys('p', event('round.opened', null), new Set(['d'])))
  await vi.advanceTimersByTimeAsync(2000)
  expect(counts).toEqual([1, 2, 0, 0])
})

test('what is being fetched for the first time when it is touched is fetched once more', async () => {
  const queries = new QueryClient()
  const answers: ((value: string) => void)[] = []
  const tags = new QueryObserver(queries, {
    queryKey: ['project', 'p', 'tags'],
    queryFn: () => new Promise<string>((resolve) => answers.push(resolve)),
    staleTime: Infinity,
  })
  tags.subscribe(() => undefined)
  new StaleMarker(queries).mark([['project', 'p', 'tags']])
  await vi.advanceTimersByTimeAsync(2000)
  answers[0]?.('from before')
  await vi.advanceTimersByTimeAsync(0)
  answers[1]?.('from after')
  await vi.advanceTimersByTimeAsync(0)
  expect(tags.getCurrentResult().data).toBe('from after')
})
