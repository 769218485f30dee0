'use client'

import { useEffect, useEffectEvent } from 'react'
import type { ProblemError } from '@/lib/browser/api'
import { connection } from '@/lib/browser/offline/connection'
import type { Write } from '@/lib/browser/reader/annotation-store'
import { layerOf, type DocumentLayer, type LayerPlace } from '@/lib/browser/reader/document-layer'
import { keptOf } from './outbox-store'

export interface LeftOutcomes {
  refused: (place: LayerPlace, write: Write, error: ProblemError) => void
  /** A change met a newer one, and waits until somebody decides in the document. */
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
    const told = new Set<DocumentLayer>()
    const send = async () => {
      if (!connection.now().isReached) return
      const places = new Map((await keptOf(viewerId)).map((kept) => [kept.documentId, kept]))
      for (const { projectId, documentId } of places.values()) {
        const place = { projectId, documentId, viewerId }
        const layer = layerOf(place)
        if (layer.isRead) continue
        const isSending = await layer.sendLeft((write, error) => refused(place, write, error))
        if (!isSending || told.has(layer)) continue
        told.add(layer)
        layer.store.subscribe(() => !layer.isRead && layer.store.conflictsNow().length > 0 && conflict(place))
      }
    }
    // Where the browser keeps nothing, nothing was left.
    const look = () => void send().catch(() => undefined)
    look()
    return connection.subscribe(look)
  }, [viewerId])
}
