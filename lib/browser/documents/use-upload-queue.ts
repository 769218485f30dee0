'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { queryKeys } from '@/lib/browser/query-keys'
import type { QueuedFile } from './queued-file'
import { UploadQueue } from './upload-queue'

const none: readonly QueuedFile[] = []

/** The queue of files being added to a project, and what is in it. Leaving the page with unsaved files asks first. */
export function useUploadQueue(projectId: string, limit: { bytes: number; refusal: string }): { queue: UploadQueue; files: readonly QueuedFile[] } {
  const queries = useQueryClient()
  const [queue] = useState(
    () =>
      new UploadQueue(projectId, limit, () => {
        for (const queryKey of [queryKeys.documents(projectId), queryKeys.attributes(projectId)]) void queries.invalidateQueries({ queryKey })
      }),
  )
  const files = useSyncExternalStore(queue.subscribe, queue.snapshot, () => none)
  const isUnsaved = files.some(({ state }) => state.step !== 'saved' && state.step !== 'refused')
  useEffect(() => {
    if (!isUnsaved) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [isUnsaved])
  return { queue, files }
}
