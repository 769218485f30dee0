'use client'

import { useCallback, useState } from 'react'
import { useTranslations } from 'use-intl'
import { showToast } from '@/components/ui/toast'
import type { LayerItem } from '@/lib/browser/reader/layer-item'
import type { TextSpan } from '@/lib/browser/reader/text-view'
import type { PickedTags } from '@/lib/browser/reader/use-passages'
import type { Reading } from '@/lib/browser/reader/use-reading'
import type { CodingTasks } from '@/lib/browser/rounds/use-coding-tasks'
import type { ReadingCommand } from '@/lib/domain/reading/key-map'
import type { Place } from './floating-sheet'
import { usePassageRounds } from './use-passage-rounds'

interface ActsNeeds {
  reading: Reading
  coding: CodingTasks
  viewerId: string
  may: { annotate: boolean; star: boolean; createTags: boolean }
  defaultVisibility: 'private' | 'shared'
  authorOf: (id: string) => string
  isWide: boolean
  backToText: () => void
  onHelp: () => void
  /** Begins to write about the passage in focus or what is selected; false where there is neither. */
  onTalk: (span?: TextSpan) => boolean
}

/** What the picker is open for: a new passage, or one there is. */
export interface Picking {
  span: TextSpan
  at: Place
  item: LayerItem | null
  initial: PickedTags
}

export interface Choosing {
  items: LayerItem[]
  at: Place
}

/** What the reader does for a key, a press or a button. */
export function useReaderActs({ reading, coding, viewerId, may, defaultVisibility, authorOf, isWide, backToText, onHelp, onTalk }: ActsNeeds) {
  const t = useTranslations('reader')
  const { view, cursor, passages, pins, find, focused, focus, announce, edges, setEdges } = reading
  const [picking, setPicking] = useState<Picking | null>(null)
  const [choosing, setChoosing] = useState<Choosing | null>(null)
  const [isEdgingByKey, setEdgingByKey] = useState(false)
  const [lastTagIds, setLastTagIds] = useState<readonly string[]>([])

  const rounds = usePassageRounds(reading, coding, defaultVisibility)
  const own = focused?.authorId === viewerId && may.annotate ? focused : null
  const demandOwn = (): LayerItem | null => {
    if (!own) announce(t(focused ? 'said.notYours' : 'said.chooseFirst'))
    return own && !rounds.isFrozen(own) ? own : null
  }
  const placeOf = (span: TextSpan): Place => {
    const from = view?.rectOf(span.start)
    const to = view?.rectOf(span.end, 'before')
    return { left: (to?.left ?? 0) - 60, top: from?.top ?? 0, bottom: to?.bottom ?? 0 }
  }
  /** Opens the picker for a new passage. */
  const pick = (span: TextSpan) => {
    if (!may.annotate || rounds.isRefused(span)) return
    cursor.select(span)
    view?.dropSelection()
    // On a narrow screen the picker rises from the foot: the passage goes where it stays in sight.
    if (!isWide) view?.scrollTo(span.start, 'third')
    setChoosing(null)
    setPicking({ span, at: placeOf(span), item: null, initial: { tagIds: [], note: '', visibility: rounds.visibilityFor(span) } })
  }
  /** Opens the picker for the tags of a passage there is. */
  const repick = (item: LayerItem) => {
    if (rounds.isFrozen(item)) return
    setPicking({ span: item, at: placeOf(item), item, initial: { tagIds: item.tagIds, note: item.note, visibility: item.visibility } })
  }
  /** Marks a passage; where this coder has marked exactly these words for the same purpose, that passage gets what is new. */
  const create = ({ start, end }: TextSpan, picked: PickedTags) => {
    const same = ownOnSpan({ start, end })
    if (same) {
      cursor.select(null)
      focus(same.id)
      const more = picked.tagIds.filter((id) => !same.tagIds.includes(id))
      if (more.length === 0 && picked.note === '') announce(t('said.already'))
      else passages.change(same.id, { tagIds: [...same.tagIds, ...more], ...(picked.note !== '' && { note: [same.note, picked.note].filter(Boolean).join('\n\n') }) })
      return
    }
    const made = reading.store.get(passages.create({ start, end }, picked))
    cursor.select(null)
    if (made && !reading.filtering.isShown(made)) showToast({ title: t('hidden.title'), action: { label: t('side.showAll'), onPress: reading.filtering.clear } })
  }
  const ownOnSpan = ({ start, end }: TextSpan): LayerItem | undefined => {
    const roundId = coding.taskFor({ start, end })?.round.id ?? null
    return reading.store.items().find((item) => item.start === start && item.end === end && item.authorId === viewerId && item.layer === 'coder' && item.roundId === roundId && coding.frozenBy(item) === null)
  }
  const apply = (picked: PickedTags) => {
    if (!picking) return
    const { item, span } = picking
    if (item) passages.change(item.id, picked)
    else create(span, picked)
    if (picked.tagIds.length > 0) setLastTagIds(picked.tagIds)
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
      if (!rounds.isFrozen(own)) passages.change(own.id, { tagIds: [...new Set([...own.tagIds, ...tagIds])] })
    } else if (span) {
      if (rounds.isRefused(span)) return true
      create(span, { tagIds: [...tagIds], note: '', visibility: rounds.visibilityFor(span) })
      setLastTagIds(tagIds)
    } else announce(t('said.chooseFirst'))
    return true
  }
  const choose = (items: LayerItem[], at: Place) => {
    const only = items.length === 1 ? items[0] : undefined
    if (only) focus(only.id)
    else if (items.length > 1) setChoosing({ items, at })
  }
  const goToNeighbour = (step: 1 | -1) => {
    const item = reading.neighbour(step)
    if (!item) {
      announce(t('said.noMore'))
      return
    }
    focus(item.id)
    cursor.select(null)
    cursor.setCursor(null)
    const tags = item.tagIds.map((id) => reading.tagsById.get(id)?.name ?? '').filter(Boolean).join(', ') || t('untagged')
    announce(t('said.focused', { author: authorOf(item.authorId), tags, quote: reading.quoteOf(item).slice(0, 400) }))
  }
  const editEdges = () => {
    const item = demandOwn()
    if (!item) return
    setEdgingByKey(true)
    setEdges({ start: item.start, end: item.end })
    announce(t('said.edges'))
  }
  const endEdges = () => {
    if (isEdgingByKey) backToText()
    setEdgingByKey(false)
    setEdges(null)
  }
  const saveEdges = () => {
    if (own && edges && (edges.start !== own.start || edges.end !== own.end)) passages.change(own.id, { start: edges.start, end: edges.end })
    endEdges()
  }
  const remove = () => {
    const item = demandOwn()
    if (!item) return
    focus(null)
    passages.remove(item)
    backToText()
  }
  const letGo = (): boolean => {
    if (!cursor.selection && !focused && !cursor.cursor) return false
    if (cursor.selection) cursor.select(null)
    else if (focused) focus(null)
    else cursor.setCursor(null)
    return true
  }
  const closeFind = () => {
    if (find.hit) cursor.select(find.hit)
    find.close()
    backToText()
  }
  const openPicker = (): boolean => {
    if (cursor.selection) pick(cursor.selection)
    else if (own) repick(own)
    else if (focused) pick({ start: focused.start, end: focused.end })
    else if (cursor.cursor) pick(cursor.cursor)
    else announce(t('said.chooseFirst'))
    return may.annotate
  }
  /** Carries out a key's command; false leaves the key to the browser. */
  const run = (command: ReadingCommand, key: string): boolean => {
    if (command === 'next-sentence' || command === 'previous-sentence') cursor.move('sentence', command === 'next-sentence' ? 1 : -1)
    else if (command === 'next-paragraph' || command === 'previous-paragraph') cursor.move('paragraph', command === 'next-paragraph' ? 1 : -1)
    else if (command.startsWith('extend-') || command.startsWith('shrink-')) cursor.extend(command.slice(7) as 'sentence' | 'word' | 'character', command.startsWith('extend') ? 1 : -1)
    else if (command === 'tag') return openPicker()
    else if (command === 'repeat-tags') return applyTags(lastTagIds)
    else if (command === 'pinned') return pins.pinned[Number(key) - 1] !== undefined && applyTags(pins.pinned.slice(Number(key) - 1, Number(key)))
    else if (command === 'next-annotation') goToNeighbour(1)
    else if (command === 'previous-annotation') goToNeighbour(-1)
    else if (command === 'edit-edges') editEdges()
    else if (command === 'delete') remove()
    else if (command === 'comment') {
      if (!onTalk()) announce(t('said.chooseFirst'))
    } else if (command === 'star') starFocused()
    else if (command === 'visibility') shareFocused()
    else if (command === 'certainty') sureFocused()
    else if (command === 'second-opinion') askFocused()
    else if (command === 'next-asked') rounds.goToAsked(1)
    else if (command === 'previous-asked') rounds.goToAsked(-1)
    else if (command === 'find') find.open()
    else if (command === 'help') onHelp()
    else return letGo()
    return true
  }
  const starFocused = () => {
    if (focused && may.star) passages.star(focused)
    else announce(t('said.chooseFirst'))
  }
  const shareFocused = () => {
    const item = demandOwn()
    if (item) passages.share(item)
  }
  /** By key doubtful, fairly sure, sure and doubtful again; otherwise what was chosen. */
  const sureFocused = (certainty?: number | null) => {
    const item = demandOwn()
    if (item) passages.sure(item, certainty === undefined ? ((item.certainty ?? 0) % 3) + 1 : certainty)
  }
  const askFocused = () => {
    const item = demandOwn()
    if (item) passages.askSecondOpinion(item)
  }
  /** Talks about what a finger has selected. */
  const talkTouched = () => {
    const span = view?.selected()
    if (!span) return
    view?.dropSelection()
    onTalk(span)
  }
  const pickTouched = () => {
    const span = view?.selected()
    if (span) pick(span)
  }
  return {
    picking, choosing, isEdgingByKey, lastTagIds, run, pick, repick, pickTouched, talkTouched, apply, closePicker, choose, closeChooser: () => setChoosing(null),
    editEdges, saveEdges, cancelEdges: endEdges, remove, starFocused, shareFocused, sureFocused, askFocused, goToAsked: rounds.goToAsked, closeFind,
  }
}

export type ReaderActs = ReturnType<typeof useReaderActs>
