'use client'

import { useTranslations } from 'use-intl'
import { showToast } from '@/components/ui/toast'
import type { LayerItem } from '@/lib/browser/reader/layer-item'
import type { PickedTags } from '@/lib/browser/reader/use-passages'
import type { Reading } from '@/lib/browser/reader/use-reading'
import type { CodingTasks } from '@/lib/browser/rounds/use-coding-tasks'
import type { Span } from '@/lib/domain/anchoring/span'

/** Marking passages: exactly the same words are marked once for each purpose, and get what is new. */
export function useMarking(reading: Reading, coding: CodingTasks, viewerId: string) {
  const t = useTranslations('reader')
  const { cursor, passages, focus, announce } = reading
  /** The passage that this coder has marked with the same edges for the same purpose, as far as it can be changed. */
  const ownOnSpan = ({ start, end }: Span): LayerItem | undefined => {
    const roundId = coding.taskFor({ start, end })?.round.id ?? null
    return reading.store
      .items()
      .find(
        (item) =>
          item.start === start &&
          item.end === end &&
          item.authorId === viewerId &&
          item.layer === 'coder' &&
          item.roundId === roundId &&
          coding.frozenBy(item) === null,
      )
  }
  const addTo = (same: LayerItem, picked: PickedTags) => {
    cursor.select(null)
    focus(same.id)
    const more = picked.tagIds.filter((id) => !same.tagIds.includes(id))
    if (more.length === 0 && picked.note === '') announce(t('said.already'))
    else
      passages.change(same.id, {
        tagIds: [...same.tagIds, ...more],
        ...(picked.note !== '' && { note: [same.note, picked.note].filter(Boolean).join('\n\n') }),
      })
  }
  /** Marks a passage; where this coder has marked exactly these words for the same purpose, that passage gets what is new. */
  const mark = ({ start, end }: Span, picked: PickedTags) => {
    const same = ownOnSpan({ start, end })
    if (same) return addTo(same, picked)
    const made = reading.store.get(passages.create({ start, end }, picked))
    cursor.select(null)
    if (made && !reading.filtering.isShown(made))
      showToast({ title: t('hidden.title'), action: { label: t('side.showAll'), onPress: reading.filtering.clear } })
  }
  return { ownOnSpan, mark }
}

export type Marking = ReturnType<typeof useMarking>
