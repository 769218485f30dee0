'use client'

import { useFormatter, useTranslations } from 'use-intl'
import type { LayerItem } from '@/lib/browser/reader/layer-item'
import type { Reading } from '@/lib/browser/reader/use-reading'

/** Getting about in a document: from passage to passage, reading on, out of what is selected, and out of a search. */
export function useMoving(reading: Reading, authorOf: (item: LayerItem) => string, backToText: () => void) {
  const t = useTranslations('reader')
  const format = useFormatter()
  const { cursor, find, focused, focus, announce } = reading
  const goToNeighbour = (step: 1 | -1) => {
    const item = reading.neighbour(step)
    if (!item) {
      announce(t('said.noMore'))
      return
    }
    focus(item.id)
    cursor.select(null)
    cursor.setCursor(null)
    const names = item.tagIds.map((id) => reading.tagsById.get(id)?.name ?? '').filter(Boolean)
    const tags = format.list(names) || t('untagged')
    announce(t('said.focused', { author: authorOf(item), tags, quote: reading.quoteOf(item).slice(0, 400) }))
  }
  /** Reading on goes on from the passage in focus and leaves it: what is pressed next is meant for where one reads now. */
  const readOn = (unit: 'sentence' | 'paragraph', step: 1 | -1) => {
    if (focused) focus(null)
    cursor.move(unit, step, focused)
  }
  /** False where there was nothing to let go of. */
  const letGo = (): boolean => {
    if (!cursor.selection && !focused && !cursor.cursor) return false
    if (cursor.selection) cursor.select(null)
    else if (focused) focus(null)
    else cursor.setCursor(null)
    return true
  }
  const closeFind = () => {
    const hit = find.hit()
    if (hit) cursor.select(hit)
    find.close()
    backToText()
  }
  /** Selects the sentence of the hit gone to, and leaves the search. */
  const takeHitSentence = () => {
    const hit = find.hit()
    if (!hit) return
    cursor.selectSentence(hit)
    find.close()
    backToText()
  }
  return { goToNeighbour, readOn, letGo, closeFind, takeHitSentence }
}
