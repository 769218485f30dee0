'use client'

import { useCallback } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { v7 } from 'uuid'
import type { Span } from '@/lib/domain/anchoring/span'
import type { AnnotationStore } from './annotation-store'
import type { LayerItem, LayerPatch } from './layer-item'

/** What is chosen for a passage in the picker. */
export interface PickedTags {
  tagIds: string[]
  note: string
  visibility: 'private' | 'shared'
}

/** What one does to passages, each command shown at once, sent, and announced. `onRemoved` is told which passage was removed. */
export function usePassages(
  store: AnnotationStore,
  nameOf: (tagId: string) => string,
  viewerId: string,
  announce: (text: string) => void,
  onRemoved: (id: string) => void,
) {
  const t = useTranslations('reader')
  const format = useFormatter()
  const create = useCallback(
    (span: Span, picked: PickedTags): string => {
      const item = newItem(span, picked, viewerId)
      store.write({ kind: 'create', item })
      const names = picked.tagIds.map(nameOf).filter(Boolean)
      announce(
        names.length > 0
          ? t('said.tagged', { names: format.list(names), count: span.end - span.start })
          : t('said.marked', { count: span.end - span.start }),
      )
      return item.id
    },
    [store, nameOf, viewerId, announce, t, format],
  )
  const change = useCallback(
    (id: string, patch: LayerPatch) => {
      const before = store.get(id)
      store.write({ kind: 'change', id, patch })
      if (!before) return
      const namesOf = (ids: readonly string[]) => format.list(ids.map(nameOf).filter(Boolean))
      const parts = changesSaid(before, patch, namesOf, t)
      if (parts.length > 0) announce(parts.join('. '))
    },
    [store, nameOf, announce, t, format],
  )
  const remove = useCallback(
    (item: LayerItem) => {
      store.write({ kind: 'remove', id: item.id })
      announce(t('said.removed'))
      onRemoved(item.id)
    },
    [store, announce, onRemoved, t],
  )
  const star = useCallback(
    (item: LayerItem) => {
      store.write({ kind: 'change', id: item.id, patch: { starred: !item.starred } })
      announce(t(item.starred ? 'said.unstarred' : 'said.starred'))
    },
    [store, announce, t],
  )
  const share = useCallback(
    (item: LayerItem) => {
      const visibility = item.visibility === 'private' ? 'shared' : 'private'
      store.write({ kind: 'change', id: item.id, patch: { visibility } })
      announce(t(`said.${visibility}`))
    },
    [store, announce, t],
  )
  const sure = useCallback(
    (item: LayerItem, certainty: number | null) => {
      store.write({ kind: 'change', id: item.id, patch: { certainty } })
      announce(t(`said.certainty.${String(certainty ?? 0) as '0'}`))
    },
    [store, announce, t],
  )
  const askSecondOpinion = useCallback(
    (item: LayerItem) => {
      store.write({ kind: 'change', id: item.id, patch: { secondOpinion: !item.secondOpinion } })
      announce(t(item.secondOpinion ? 'said.noSecondOpinion' : 'said.secondOpinion'))
    },
    [store, announce, t],
  )
  return { create, change, remove, star, share, sure, askSecondOpinion }
}

const newItem = (span: Span, picked: PickedTags, authorId: string): LayerItem => ({
  id: v7(),
  ...span,
  ...picked,
  layer: 'coder',
  roundId: null,
  certainty: null,
  secondOpinion: false,
  starred: false,
  version: 0,
  createdAt: new Date().toISOString(),
  authorId,
})

/** Says each thing that a change makes different from what was there before. */
function changesSaid(
  before: LayerItem,
  patch: LayerPatch,
  namesOf: (tagIds: readonly string[]) => string,
  t: ReturnType<typeof useTranslations<'reader'>>,
) {
  const only = (ids: readonly string[], without: readonly string[]) =>
    namesOf(ids.filter((id) => !without.includes(id)))
  const [added, taken] = patch.tagIds
    ? [only(patch.tagIds, before.tagIds), only(before.tagIds, patch.tagIds)]
    : ['', '']
  return [
    added && t('said.tagsAdded', { names: added }),
    taken && t('said.tagsTaken', { names: taken }),
    patch.note !== undefined && patch.note !== before.note && t('said.noted'),
    patch.visibility !== undefined && patch.visibility !== before.visibility && t(`said.${patch.visibility}`),
    patch.end !== undefined && t('said.edgesMoved', { count: patch.end - (patch.start ?? before.start) }),
  ].filter(Boolean)
}
