'use client'

import { useCallback, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { LayerItem } from '@/lib/browser/reader/layer-item'
import type { PickedTags } from '@/lib/browser/reader/use-passages'
import type { Reading } from '@/lib/browser/reader/use-reading'
import type { Span } from '@/lib/domain/anchoring/span'
import type { Place } from '../sheets/floating-sheet'
import type { Marking } from './use-marking'
import type { usePassageRounds } from './use-passage-rounds'

export interface PickingNeeds {
  reading: Reading
  rounds: ReturnType<typeof usePassageRounds>
  may: { annotate: boolean }
  /** The passage in focus, where it is one's own. */
  own: LayerItem | null
  isWide: boolean
  backToText: () => void
  /** Called when the picker opens, for whatever else is open to make way. */
  onPick: () => void
}

/** What the picker is open for: a new passage, or one there is. */
interface Picking {
  span: Span
  at: Place
  item: LayerItem | null
  initial: PickedTags
}

/** The picker: what opens it and for which passage, and what becomes of what is chosen in it. */
export function usePicking(
  { reading, rounds, may, own, isWide, backToText, onPick }: PickingNeeds,
  { ownOnSpan, mark }: Marking,
  keepLast: (tagIds: readonly string[]) => void,
) {
  const t = useTranslations('reader')
  const { view, cursor, passages, focus, focused, announce } = reading
  const [picking, setPicking] = useState<Picking | null>(null)

  const placeOf = (span: Span): Place => {
    const from = view?.rectOf(span.start)
    const to = view?.rectOf(span.end, 'before')
    return { left: (to?.left ?? 0) - 60, top: from?.top ?? 0, bottom: to?.bottom ?? 0 }
  }
  /** Opens the picker for a passage; where one's own has the same edges, for that one, with its tags ticked. */
  const pick = (span: Span) => {
    if (!may.annotate || rounds.isRefused(span)) return
    cursor.select(span)
    view?.dropSelection()
    // On a narrow screen the picker rises from the foot: the passage goes where it stays in sight.
    if (!isWide) view?.scrollTo(span.start, 'third')
    onPick()
    const same = ownOnSpan(span)
    const initial = same
      ? { tagIds: same.tagIds, note: same.note, visibility: same.visibility }
      : { tagIds: [], note: '', visibility: rounds.visibilityFor(span) }
    setPicking({ span, at: placeOf(span), item: same ?? null, initial })
  }
  /** Opens the picker for the tags of a passage there is. */
  const repick = (item: LayerItem) => {
    if (rounds.isFrozen(item)) return
    setPicking({
      span: item,
      at: placeOf(item),
      item,
      initial: { tagIds: item.tagIds, note: item.note, visibility: item.visibility },
    })
  }
  /** Opens the picker for what is selected, in focus, or where one reads. */
  const openPicker = (): boolean => {
    if (cursor.selection) pick(cursor.selection)
    else if (own) repick(own)
    else if (focused) pick({ start: focused.start, end: focused.end })
    else if (cursor.cursor) pick(cursor.cursor)
    else announce(t('said.chooseFirst'))
    return may.annotate
  }
  const apply = (picked: PickedTags) => {
    if (!picking) return
    const { item, span } = picking
    if (!item) mark(span, picked)
    else {
      passages.change(item.id, picked)
      if (cursor.selection) focus(item.id)
      cursor.select(null)
    }
    if (picked.tagIds.length > 0) keepLast(picked.tagIds)
    setPicking(null)
    backToText()
  }
  const closePicker = useCallback(() => {
    setPicking(null)
    backToText()
  }, [backToText])
  return { picking, pick, repick, openPicker, apply, closePicker }
}
