'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { queryKeys } from '@/lib/browser/query-keys'
import { UploadKeeper, type UploadPlace } from './kept-files'
import type { QueuedFile } from './queued-file'
import { sendFile } from './send-file'
import { UploadQueue, type Send } from './upload-queue'

const none: readonly QueuedFile[] = []

interface Uploads {
  queue: UploadQueue
  keeper: UploadKeeper
}

/** The queues of this page, by person and project: they go on while somebody looks at something else in between. */
const uploads = new Map<string, Uploads>()

function uploadsOf(place: UploadPlace, make: () => Uploads): Uploads {
  if (typeof window === 'undefined') return make() // The server renders for many, and keeps nothing of anybody.
  const key = `${place.viewerId}/${place.projectId}`
  const known = uploads.get(key) ?? make()
  uploads.set(key, known)
  return known
}

/**
 * The queue of files that somebody is adding to a project, and what is in it. The browser keeps them, so that the next page goes on where this one was left;
 * where it will not, leaving with unsaved files asks first.
 */
export function useUploadQueue(
  { viewerId, projectId }: UploadPlace,
  limit: { bytes: number; refusal: string },
): { queue: UploadQueue; files: readonly QueuedFile[] } {
  const queries = useQueryClient()
  const [{ queue, keeper }] = useState(() =>
    uploadsOf({ viewerId, projectId }, () => {
      const keeper = new UploadKeeper({ viewerId, projectId })
      const onSaved = () => {
        for (const queryKey of [queryKeys.documents(projectId), queryKeys.attributes(projectId)])
          void queries.invalidateQueries({ queryKey })
      }
      const send: Send = (...upload) => sendFile(viewerId, ...upload)
      return { keeper, queue: new UploadQueue(projectId, limit, onSaved, send, keeper) }
    }),
  )
  useEffect(() => {
    const leaving = new AbortController()
    void keeper.adopt(leaving.signal, (files) => queue.adopt(files))
    return () => leaving.abort()
  }, [keeper, queue])
  const files = useSyncExternalStore(queue.subscribe, queue.snapshot, () => none)
  const isUnsaved = files.some(({ state }) => state.step !== 'saved' && state.step !== 'refused')
  useEffect(() => {
    if (!isUnsaved) return
    const ask = (event: BeforeUnloadEvent) => {
      if (!keeper.keepsAll) event.preventDefault()
    }
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [isUnsaved, keeper])
  return { queue, files }
}
