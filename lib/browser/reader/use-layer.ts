'use client'

import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react'
import { callApi, type ProblemError } from '@/lib/browser/api'
import { queryKeys } from '@/lib/browser/query-keys'
import type { NodeJson } from '@/lib/editor/document-json'
import type { DocumentAnnotations } from '@/lib/schemas/annotation'
import { AnnotationStore, type Told, type Write } from './annotation-store'
import { writeSender } from './send-write'

interface Place {
  projectId: string
  documentId: string
  viewerId: string
}

/** The document's content as it was when the page opened; a correction makes another revision and is offered, never slipped in. */
export function useContent(projectId: string, documentId: string) {
  return useQuery({
    queryKey: queryKeys.content(projectId, documentId),
    queryFn: ({ signal }) => callApi<{ revisionId: string; content: NodeJson }>('GET', `/projects/${projectId}/documents/${documentId}/content`, undefined, signal),
    staleTime: Infinity,
    structuralSharing: false,
  })
}

/**
 * The document's annotations as a store that shows this person's writes at once and keeps in step with the server and their other tabs.
 * `text` gives the text on screen once it is there, `revisionId` says which revision it is; `onRefused` is told of what was taken back.
 */
export function useLayer(place: Place, text: () => string, revisionId: string | undefined, onRefused: (write: Write, error: ProblemError) => void) {
  const { projectId, documentId, viewerId } = place
  const live = useRef({ text, onRefused, revisionId: undefined as string | undefined })
  useEffect(() => {
    live.current.text = text
    live.current.onRefused = onRefused
  }, [text, onRefused])
  const { store, hearing } = useMemo(() => {
    const channelName = `commonplace-reader-${viewerId}-${documentId}`
    const hearing: { channel: BroadcastChannel | null; name: string } = { channel: null, name: channelName }
    const send = writeSender({ projectId, documentId, revisionId: () => live.current.revisionId, text: () => live.current.text() })
    const store = new AnnotationStore(send, {
      refused: (write, error) => live.current.onRefused(write, error),
      tell: (told) => hearing.channel?.postMessage(told),
    })
    return { store, hearing }
  }, [projectId, documentId, viewerId])

  useEffect(() => {
    const channel = new BroadcastChannel(hearing.name)
    channel.onmessage = (event: MessageEvent<Told>) => store.hear(event.data)
    hearing.channel = channel
    window.addEventListener('online', store.retry)
    const keep = (event: BeforeUnloadEvent) => {
      if (store.hasUnsaved()) event.preventDefault()
    }
    window.addEventListener('beforeunload', keep)
    return () => {
      hearing.channel = null
      channel.close()
      window.removeEventListener('online', store.retry)
      window.removeEventListener('beforeunload', keep)
    }
  }, [store, hearing])

  const query = useQuery({
    queryKey: queryKeys.layer(projectId, documentId),
    queryFn: async ({ signal }) => {
      const mark = store.mark()
      return { mark, layer: await callApi<DocumentAnnotations>('GET', `/projects/${projectId}/documents/${documentId}/annotations`, undefined, signal) }
    },
    structuralSharing: false,
  })
  const { data } = query
  useEffect(() => {
    live.current.revisionId = revisionId
    // Offsets of a newer revision mean nothing on the text on screen.
    if (data && data.layer.revisionId === revisionId) store.receive(data.layer.items, data.mark)
  }, [data, store, revisionId])
  const isOutdated = data !== undefined && revisionId !== undefined && data.layer.revisionId !== revisionId
  return { store, query, authors: data?.layer.authors, isOutdated }
}

/** The annotations shown, as React sees them; another array after every change. */
export function useItems(store: AnnotationStore) {
  return useSyncExternalStore(store.subscribe, store.items, store.items)
}
