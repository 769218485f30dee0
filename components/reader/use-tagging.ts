'use client'

import { useCallback, useState } from 'react'
import { useTranslations } from 'use-intl'
import { showToast } from '@/components/ui/toast'
import type { LayerItem } from '@/lib/browser/reader/layer-item'
import { useLastTags } from '@/lib/browser/reader/use-last-tags'
import type { PickedTags } from '@/lib/browser/reader/use-passages'
import type { Reading } from '@/lib/browser/reader/use-reading'
import type { CodingTasks } from '@/lib/browser/rounds/use-coding-tasks'
import type { Span } from '@/lib/domain/anchoring/span'
import { namedTag } from '@/lib/domain/reading/match-tags'
import { inVivoName } from '@/lib/domain/reading/new-tag'
import type { Place } from './floating-sheet'
import type { usePassageRounds } from './use-passage-rounds'

interface TaggingNeeds {
  reading: Reading
  coding: CodingTasks
  rounds: ReturnType<typeof usePassageRounds>
  projectId: string
  viewerId: string
  may: { annotate: boolean; createTags: boolean }
  /** The passage in focus, where it is one's own. */
  own: LayerItem | null
  isWide: boolean
  backToText: () => void
  /** Called when the picker opens, for whatever else is open to make way. */
  onPick: () => void
}

/** What the picker is open for: a new passage, or one there is. */
export interface Picking {
  span: Span
  at: Place
  item: LayerItem | null
  initial: PickedTags
}

/** The longest name that a tag may have. */
const longestName = 200

/** Giving tags to passages: by the picker, by repeating, by pinned keys, and with the words themselves as a tag. */
export function useTagging({
  reading,
  coding,
  rounds,
  projectId,
  viewerId,
  may,
  own,
  isWide,
  backToText,
  onPick,
}: TaggingNeeds) {
  const t = useTranslations('reader')
  const { view, cursor, passages, focus, focused, announce } = reading
  const [picking, setPicking] = useState<Picking | null>(null)
  const [lastTagIds, keepLast] = useLastTags(projectId, viewerId, reading.tagsById)

  /** Adds a tag to the codebook, and says so. */
  const createTag = async (name: string, parentId: string | null = null) => {
    const tag = await reading.createTag(name, parentId)
    const said = t(tag.blindRoundId === null ? 'said.newTag' : 'said.newBlindTag', { name: tag.name })
    if (tag.blindRoundId !== null) showToast({ title: said })
    reading.preface(said)
    return tag
  }
  const placeOf = (span: Span): Place => {
    const from = view?.rectOf(span.start)
    const to = view?.rectOf(span.end, 'before')
    return { left: (to?.left ?? 0) - 60, top: from?.top ?? 0, bottom: to?.bottom ?? 0 }
  }
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
  /** Marks a passage; where this coder has marked exactly these words for the same purpose, that passage gets what is new. */
  const create = ({ start, end }: Span, picked: PickedTags) => {
    const same = ownOnSpan({ start, end })
    if (same) {
      cursor.select(null)
      focus(same.id)
      const more = picked.tagIds.filter((id) => !same.tagIds.includes(id))
      if (more.length === 0 && picked.note === '') announce(t('said.already'))
      else
        passages.change(same.id, {
          tagIds: [...same.tagIds, ...more],
          ...(picked.note !== '' && { note: [same.note, picked.note].filter(Boolean).join('\n\n') }),
        })
      return
    }
    const made = reading.store.get(passages.create({ start, end }, picked))
    cursor.select(null)
    if (made && !reading.filtering.isShown(made))
      showToast({ title: t('hidden.title'), action: { label: t('side.showAll'), onPress: reading.filtering.clear } })
  }
  const apply = (picked: PickedTags) => {
    if (!picking) return
    const { item, span } = picking
    if (!item) create(span, picked)
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
  const applyTags = (tagIds: readonly string[]): boolean => {
    const span = cursor.selection ?? cursor.cursor
    if (!may.annotate) return false
    if (tagIds.length === 0) {
      announce(t('said.noTagsYet'))
      return true
    }
    if (own && !cursor.selection) {
      if (rounds.isFrozen(own)) return true
      if (tagIds.every((id) => own.tagIds.includes(id))) announce(t('said.already'))
      else passages.change(own.id, { tagIds: [...new Set([...own.tagIds, ...tagIds])] })
    } else if (span) {
      if (rounds.isRefused(span)) return true
      create(span, { tagIds: [...tagIds], note: '', visibility: rounds.visibilityFor(span) })
      keepLast(tagIds)
    } else announce(t('said.chooseFirst'))
    return true
  }
  /** Makes a tag of the selected words, or takes the one that has this name, and gives it to them. */
  const tagInVivo = async (): Promise<void> => {
    const span = cursor.selection ?? own ?? cursor.cursor
    if (!span) return announce(t('said.chooseFirst'))
    if (rounds.isRefused(span)) return
    const name = inVivoName(reading.quoteOf(span))
    const known = namedTag(
      reading.tags.filter((tag) => tag.archivedAt === null),
      name,
    )
    if (!known && !may.createTags) return refuse(t('inVivo.closed'))
    if (name === '' || name.length > longestName) return refuse(t('inVivo.tooLong', { most: longestName }))
    try {
      const tag = known ?? (await createTag(name))
      applyTags([tag.id])
    } catch (error) {
      showToast({
        tone: 'danger',
        title: t('inVivo.failed', { name }),
        description: error instanceof Error ? error.message : undefined,
      })
    }
  }
  const refuse = (title: string) => {
    announce(title)
    showToast({ title })
  }
  return { createTag, picking, lastTagIds, pick, repick, openPicker, apply, closePicker, applyTags, tagInVivo }
}
