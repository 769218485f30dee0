'use client'

import { useEffect, useEffectEvent, useState } from 'react'
import { useIsLive, useLive } from '@/lib/browser/live/live-context'
import { queryKeys } from '@/lib/browser/query-keys'
import type { SeenEvent } from '@/lib/schemas/document'
import type { AnnotationStore } from './annotation-store'
import { layerNews } from './layer-news'

interface Person {
  id: string
  name: string
}

interface Place {
  projectId: string
  documentId: string
  revisionId: string | undefined
}

/**
 * Takes what colleagues do to the document's annotations into the store as it happens; only where an event does not say enough the layer is asked for
 * again. Answers those who have begun to annotate meanwhile, whom the fetched layer does not name.
 */
export function useLayerNews({ projectId, documentId, revisionId }: Place, store: AnnotationStore): readonly Person[] {
  const live = useLive()
  const isLive = useIsLive()
  const [newcomers, setNewcomers] = useState<readonly Person[]>([])
  const take = useEffectEvent((events: SeenEvent[]) => {
    // One after the other: of two events on one passage that came together the second builds upon the first.
    let isEnough = true
    const fresh = new Map<string, ReturnType<AnnotationStore['get']>>()
    const news = events.flatMap((event) => {
      const told = layerNews(event, { documentId, revisionId }, (id) => fresh.get(id) ?? store.stored(id))
      if (!told) isEnough = false
      for (const item of told?.put ?? []) fresh.set(item.id, item)
      return told ?? []
    })
    store.follow(news)
    const authors = new Set(news.flatMap(({ put }) => put.map(({ authorId }) => authorId)))
    setNewcomers((known) =>
      withNewcomers(
        known,
        events.map(({ actor }) => actor).filter(({ id }) => authors.has(id)),
      ),
    )
    if (!isEnough) live?.refetch(queryKeys.layer(projectId, documentId))
  })
  useEffect(() => live?.onDocument(documentId, take), [live, documentId])
  useEffect(() => {
    if (isLive) store.retry() // The server can be reached again.
  }, [isLive, store])
  return newcomers
}

/** People, each once; the very same list where nobody is new. */
export function withNewcomers(known: readonly Person[], more: readonly Person[]): readonly Person[] {
  const fresh = [...new Map(more.map((person) => [person.id, person])).values()].filter(
    (person) => !known.some(({ id }) => id === person.id),
  )
  return fresh.length === 0 ? known : [...known, ...fresh]
}
