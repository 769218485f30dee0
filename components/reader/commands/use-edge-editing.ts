'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Reading } from '@/lib/browser/reader/use-reading'
import type { useOwnPassage } from './use-own-passage'

/** Moving the edges of one's own passage in focus, by key or by its handles. */
export function useEdgeEditing(
  { passages, announce, edges, setEdges }: Reading,
  { own, demandOwn }: Pick<ReturnType<typeof useOwnPassage>, 'own' | 'demandOwn'>,
  backToText: () => void,
) {
  const t = useTranslations('reader')
  const [isEdgingByKey, setEdgingByKey] = useState(false)
  const editEdges = () => {
    const item = demandOwn()
    if (!item) return
    setEdgingByKey(true)
    setEdges({ start: item.start, end: item.end })
    announce(t('said.edges'))
  }
  const cancelEdges = () => {
    backToText()
    setEdgingByKey(false)
    setEdges(null)
  }
  const saveEdges = () => {
    if (own && edges && (edges.start !== own.start || edges.end !== own.end))
      passages.change(own.id, { start: edges.start, end: edges.end })
    cancelEdges()
  }
  return { isEdgingByKey, editEdges, saveEdges, cancelEdges }
}
