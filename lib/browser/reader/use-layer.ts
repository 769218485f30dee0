'use client'

import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useRef } from 'react'
import { callApi, type ProblemError } from '@/lib/browser/api'
import { queryKeys } from '@/lib/browser/query-keys'
import type { NodeJson } from '@/lib/editor/document-json'
import type { DocumentAnnotations } from '@/lib/schemas/annotation'
import type { Write } from './annotation-store'
import { layerOf, type LayerPlace, type LayerReader } from './document-layer'
import { layerItemsOf } from './layer-item'
import { withNewcomers, useLayerNews } from './use-layer-news'

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
  place: LayerPlace,
  text: () => string,
  revisionId: string | undefined,
  onRefused: (write: Write, error: ProblemError) => void,
) {
  const { projectId, documentId, viewerId } = place
  const layer = useMemo(() => layerOf({ projectId, documentId, viewerId }), [projectId, documentId, viewerId])
  const { store } = layer
  const reader = useRef<LayerReader>({ text, refused: onRefused, revisionId: undefined })
  useEffect(() => {
    reader.current.text = text
    reader.current.refused = onRefused
  }, [text, onRefused])
  useEffect(() => layer.attach(reader.current), [layer])

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
  const { data, refetch } = query
  useEffect(() => {
    reader.current.revisionId = revisionId
    // Offsets of a newer revision mean nothing on the text on screen.
    if (data && data.layer.revisionId === revisionId && store.receive(layerItemsOf(data.layer), data.mark))
      void refetch()
  }, [data, store, revisionId, refetch])
  const newcomers = useLayerNews({ projectId, documentId, revisionId }, store)
  const isOutdated = data !== undefined && revisionId !== undefined && data.layer.revisionId !== revisionId
  const known = data?.layer.authors
  const authors = useMemo(() => known && withNewcomers(known, newcomers), [known, newcomers])
  return { store, query, authors, isOutdated }
}
