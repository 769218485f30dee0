'use client'

import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useRef } from 'react'
import { callApi, type ProblemError } from '@/lib/browser/api'
import { DocumentOutbox } from '@/lib/browser/outbox/document-outbox'
import { queryKeys } from '@/lib/browser/query-keys'
import type { NodeJson } from '@/lib/editor/document-json'
import type { DocumentAnnotations } from '@/lib/schemas/annotation'
import { AnnotationStore, type Told, type Write } from './annotation-store'
import { layerItemsOf } from './layer-item'
import { withNewcomers, useLayerNews } from './use-layer-news'
import { withWords, writeSender } from './send-write'

interface Place {
  projectId: string
  documentId: string
  viewerId: string
}

/** The document's content as it was when the page opened; a correction makes another revision and is offered, never slipped in. */
export function useContent(projectId: string, documentId: string) {
  return useQuery({
    queryKey: queryKeys.content(projectId, documentId),
    queryFn: ({ signal }) =>
      callApi<{ revisionId: string; content: NodeJson }>(
        'GET',
        `/projects/${projectId}/documents/${documentId}/content`,
        undefined,
        signal,
      ),
    staleTime: Infinity,
    structuralSharing: false,
  })
}

/**
 * The document's annotations as a store that shows this person's writes at once and keeps in step with the server and their other tabs.
 * `text` gives the text on screen once it is there, `revisionId` says which revision it is; `onRefused` is told of what was reverted.
 */
export function useLayer(
  place: Place,
  text: () => string,
  revisionId: string | undefined,
  onRefused: (write: Write, error: ProblemError) => void,
) {
  const { projectId, documentId, viewerId } = place
  const live = useRef({ text, onRefused, revisionId: undefined as string | undefined })
  useEffect(() => {
    live.current.text = text
    live.current.onRefused = onRefused
  }, [text, onRefused])
  const { store, hearing, outbox } = useMemo(() => {
    const channelName = `commonplace-reader-${viewerId}-${documentId}`
    const hearing = { channel: null as BroadcastChannel | null, name: channelName, isKept: true }
    const outbox = new DocumentOutbox({ viewerId, projectId, documentId }, () => (hearing.isKept = false))
    const store = new AnnotationStore(writeSender({ projectId, documentId }), {
      refused: (write, error) => live.current.onRefused(write, error),
      tell: (told) => hearing.channel?.postMessage(told),
      prepare: (write) => withWords(write, live.current.revisionId, live.current.text()),
      keeper: outbox,
    })
    return { store, hearing, outbox }
  }, [projectId, documentId, viewerId])

  useEffect(() => {
    const channel = new BroadcastChannel(hearing.name)
    channel.onmessage = (event: MessageEvent<Told>) => store.hear(event.data)
    hearing.channel = channel
    window.addEventListener('online', store.retry)
    const keep = (event: BeforeUnloadEvent) => {
      if (!hearing.isKept && store.hasUnsaved()) event.preventDefault()
    }
    window.addEventListener('beforeunload', keep)
    const leaving = new AbortController()
    void outbox.adopt(leaving.signal, (writes) => store.adopt(writes))
    return () => {
      leaving.abort()
      hearing.channel = null
      channel.close()
      window.removeEventListener('online', store.retry)
      window.removeEventListener('beforeunload', keep)
    }
  }, [store, hearing, outbox])

  const query = useQuery({
    queryKey: queryKeys.layer(projectId, documentId),
    queryFn: async ({ signal }) => {
      const mark = store.mark()
      return {
        mark,
        layer: await callApi<DocumentAnnotations>(
          'GET',
          `/projects/${projectId}/documents/${documentId}/annotations`,
          undefined,
          signal,
        ),
      }
    },
    structuralSharing: false,
  })
  const { data } = query
  useEffect(() => {
    live.current.revisionId = revisionId
    // Offsets of a newer revision mean nothing on the text on screen.
    if (data && data.layer.revisionId === revisionId) store.receive(layerItemsOf(data.layer), data.mark)
  }, [data, store, revisionId])
  const newcomers = useLayerNews({ projectId, documentId, revisionId }, store)
  const isOutdated = data !== undefined && revisionId !== undefined && data.layer.revisionId !== revisionId
  const known = data?.layer.authors
  const authors = useMemo(() => known && withNewcomers(known, newcomers), [known, newcomers])
  return { store, query, authors, isOutdated }
}
