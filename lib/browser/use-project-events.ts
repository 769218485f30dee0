'use client'

import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { callApi, ProblemError } from './api'
import { queryKeys, roundKeys } from './query-keys'

interface SeenEvent {
  seq: number
  type: string
  documentId: string | null
}

interface Answer {
  items: SeenEvent[]
  nextAfter: number
  more: boolean
}

const pause = 2500
/** Answers after which there is nothing more to follow. */
const lost = new Set([401, 403, 404])

/**
 * Follows what colleagues and this person's other tabs do, from `lastEvent` on, and marks as stale whatever an event touches. Rests while the tab
 * is hidden and catches up when it is shown again.
 */
export function useProjectEvents(projectId: string, lastEvent: number): void {
  const queries = useQueryClient()
  useEffect(() => {
    const stop = new AbortController()
    void follow(queries, projectId, lastEvent, stop.signal)
    return () => stop.abort()
  }, [queries, projectId, lastEvent])
}

async function follow(queries: QueryClient, projectId: string, lastEvent: number, signal: AbortSignal): Promise<void> {
  let after = lastEvent
  while (!signal.aborted) {
    await rest(signal)
    if (signal.aborted) return
    try {
      const answer = await callApi<Answer>('GET', `/projects/${projectId}/events?after=${after}`, undefined, signal)
      after = answer.nextAfter
      for (const event of answer.items) markStale(queries, projectId, event)
    } catch (error) {
      if (error instanceof ProblemError && lost.has(error.status)) return // Signed out, or no longer in the project: the next page they open says so.
      // Unreachable or busy: the next round asks again, and what the person does meanwhile says so itself.
    }
  }
}

/** Which cached data an event makes stale. */
export function markStale(queries: QueryClient, p: string, event: SeenEvent): void {
  const [subject] = event.type.split('.')
  const stale = (queryKey: readonly unknown[]) => void queries.invalidateQueries({ queryKey })
  if (subject === 'annotation' || subject === 'annotations') {
    if (event.documentId === null) stale(['project', p, 'layer'])
    else stale(queryKeys.layer(p, event.documentId))
    stale(queryKeys.tags(p))
    stale(queryKeys.themes(p))
    stale(queryKeys.excerpts(p))
    stale(queryKeys.documents(p))
  }
  if (subject === 'tag') for (const key of [queryKeys.tags(p), queryKeys.themes(p), queryKeys.excerpts(p), ['project', p, 'layer']]) stale(key)
  if (subject === 'theme') for (const key of [queryKeys.themes(p), queryKeys.excerpts(p)]) stale(key)
  if (subject === 'document' || subject === 'attribute') for (const key of [queryKeys.documents(p), queryKeys.attributes(p), queryKeys.excerpts(p)]) stale(key)
  if (subject === 'member' || subject === 'invitation') for (const key of [queryKeys.members(p), queryKeys.invitations(p)]) stale(key)
  if (subject === 'round') for (const key of roundKeys(p)) stale(key)
  stale(queryKeys.history(p))
}

function rest(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(visible, pause)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
    function visible() {
      if (!document.hidden) resolve()
      else document.addEventListener('visibilitychange', () => resolve(), { once: true })
    }
  })
}
