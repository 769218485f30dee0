'use client'

import { useEffect, useEffectEvent } from 'react'
import type { ProblemError } from '@/lib/browser/api'
import { connection } from '@/lib/browser/offline/connection'
import type { Write } from '@/lib/browser/reader/annotation-store'
import { layerOf, type DocumentLayer, type LayerPlace } from '@/lib/browser/reader/document-layer'
import { newConflicts } from './new-conflicts'
import { keptOf } from './outbox-store'

export interface LeftOutcomes {
  refused: (place: LayerPlace, write: Write, error: ProblemError) => void
  /** Changes have met newer ones, and wait until somebody decides in the document. */
  conflict: (place: LayerPlace) => void
}

/**
 * Sends what pages that are gone have left to any document, as soon as there is a connection: who tags without one and then opens another page need not
 * come back to the document. Where a document is read, its reader does that.
 */
export function useSendingLeft(viewerId: string, outcomes: LeftOutcomes): void {
  const refused = useEffectEvent(outcomes.refused)
  const conflict = useEffectEvent(outcomes.conflict)
  useEffect(() => {
    const watched = new Map<DocumentLayer, () => void>()
    let isOver = false
    const send = async () => {
      if (!connection.now().isReached) return
      const places = new Map((await keptOf(viewerId)).map((kept) => [kept.documentId, kept]))
      for (const { projectId, documentId } of places.values()) {
        const place = { projectId, documentId, viewerId }
        const layer = layerOf(place)
        if (layer.isRead) continue
        const isSending = await layer.sendLeft((write, error) => refused(place, write, error))
        if (isOver) return
        // What an earlier frame of this page has begun to send is watched by this one.
        if ((!isSending && !layer.store.hasUnsaved()) || watched.has(layer)) continue
        watched.set(
          layer,
          newConflicts(layer, () => conflict(place)),
        )
      }
    }
    // Where the browser keeps nothing, nothing was left.
    const look = () => void send().catch(() => undefined)
    look()
    const stop = connection.subscribe(look)
    return () => {
      isOver = true
      stop()
      for (const stopWatching of watched.values()) stopWatching()
    }
  }, [viewerId])
}
