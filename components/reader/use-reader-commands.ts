'use client'

import { useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import type { LayerItem } from '@/lib/browser/reader/layer-item'
import type { Reading } from '@/lib/browser/reader/use-reading'
import type { CodingTasks } from '@/lib/browser/rounds/use-coding-tasks'
import type { Span } from '@/lib/domain/anchoring/span'
import { pinnedPlace } from '@/lib/domain/reading/key-map'
import type { ReadingCommand } from '@/lib/domain/reading/reader-keys'
import { isCodingOf } from '@/lib/domain/review/credited'
import type { Place } from './floating-sheet'
import { usePassageRounds } from './use-passage-rounds'
import { useTagging } from './use-tagging'

interface CommandsNeeds {
  reading: Reading
  coding: CodingTasks
  projectId: string
  viewerId: string
  may: { annotate: boolean; star: boolean; createTags: boolean }
  defaultVisibility: 'private' | 'shared'
  authorOf: (item: LayerItem) => string
  isWide: boolean
  backToText: () => void
  onHelp: () => void
  /** Begins to write about the passage in focus or what is selected; false where there is neither. */
  onTalk: (span?: Span) => boolean
}

export interface Choosing {
  items: LayerItem[]
  at: Place
}

/** What the reader does for a key, a press or a button. */
export function useReaderCommands({
  reading,
  coding,
  projectId,
  viewerId,
  may,
  defaultVisibility,
  authorOf,
  isWide,
  backToText,
  onHelp,
  onTalk,
}: CommandsNeeds) {
  const t = useTranslations('reader')
  const format = useFormatter()
  const { view, cursor, passages, pins, find, focused, focus, announce, edges, setEdges } = reading
  const [choosing, setChoosing] = useState<Choosing | null>(null)
  const [isEdgingByKey, setEdgingByKey] = useState(false)

  const rounds = usePassageRounds(reading, coding, defaultVisibility)
  const own = focused && isCodingOf(focused, viewerId) && may.annotate ? focused : null
  const demandOwn = (): LayerItem | null => {
    if (!own) announce(t(focused ? 'said.notYours' : 'said.chooseFirst'))
    return own && !rounds.isFrozen(own) ? own : null
  }
  const tagging = useTagging({
    reading,
    coding,
    rounds,
    projectId,
    viewerId,
    may,
    own,
    isWide,
    backToText,
    onPick: () => setChoosing(null),
  })
  const { pick } = tagging
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
    const names = item.tagIds.map((id) => reading.tagsById.get(id)?.name ?? '').filter(Boolean)
    const tags = format.list(names) || t('untagged')
    announce(t('said.focused', { author: authorOf(item), tags, quote: reading.quoteOf(item).slice(0, 400) }))
  }
  const editEdges = () => {
    const item = demandOwn()
    if (!item) return
    setEdgingByKey(true)
    setEdges({ start: item.start, end: item.end })
    announce(t('said.edges'))
  }
  const endEdges = () => {
    backToText()
    setEdgingByKey(false)
    setEdges(null)
  }
  const saveEdges = () => {
    if (own && edges && (edges.start !== own.start || edges.end !== own.end))
      passages.change(own.id, { start: edges.start, end: edges.end })
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
  /** Selects the sentence of the hit gone to, and leaves the search. */
  const takeHitSentence = () => {
    if (!find.hit) return
    cursor.selectSentence(find.hit)
    find.close()
    backToText()
  }
  const talk = (): boolean => {
    if (!onTalk()) announce(t('said.chooseFirst'))
    return true
  }
  const pinned = (command: ReadingCommand): boolean => {
    const tagId = pins.pinned[pinnedPlace(command) ?? -1]
    return tagId !== undefined && tagging.applyTags([tagId])
  }
  /** Reading on goes on from the passage in focus and leaves it: what is pressed next is meant for where one reads now. */
  const readOn = (unit: 'sentence' | 'paragraph', step: 1 | -1) => {
    if (focused) focus(null)
    cursor.move(unit, step, focused)
  }
  /** Carries out a key's command; false leaves the key to the browser. */
  const run = (command: ReadingCommand): boolean => {
    const done = (command: void) => command === undefined
    switch (command) {
      case 'next-sentence':
        return done(readOn('sentence', 1))
      case 'previous-sentence':
        return done(readOn('sentence', -1))
      case 'next-paragraph':
        return done(readOn('paragraph', 1))
      case 'previous-paragraph':
        return done(readOn('paragraph', -1))
      case 'this-sentence':
        return done(cursor.selectSentence(cursor.selection ?? focused))
      case 'extend-sentence':
        return done(cursor.extend('sentence', 1))
      case 'shrink-sentence':
        return done(cursor.extend('sentence', -1))
      case 'extend-word':
        return done(cursor.extend('word', 1))
      case 'shrink-word':
        return done(cursor.extend('word', -1))
      case 'extend-character':
        return done(cursor.extend('character', 1))
      case 'shrink-character':
        return done(cursor.extend('character', -1))
      case 'tag':
        return tagging.openPicker()
      case 'in-vivo':
        return may.annotate && done(void tagging.tagInVivo())
      case 'repeat-tags':
        return tagging.applyTags(tagging.lastTagIds)
      case 'next-annotation':
        return done(goToNeighbour(1))
      case 'previous-annotation':
        return done(goToNeighbour(-1))
      case 'edit-edges':
        return done(isEdgingByKey ? saveEdges() : editEdges())
      case 'delete':
        return done(remove())
      case 'comment':
        return talk()
      case 'star':
        return done(starFocused())
      case 'visibility':
        return done(shareFocused())
      case 'certainty':
        return done(sureFocused())
      case 'second-opinion':
        return done(askFocused())
      case 'next-asked':
        return done(rounds.goToAsked(1))
      case 'previous-asked':
        return done(rounds.goToAsked(-1))
      case 'find':
        return done(find.open())
      case 'help':
        return done(onHelp())
      case 'let-go':
        return letGo()
      case 'pinned-1':
      case 'pinned-2':
      case 'pinned-3':
      case 'pinned-4':
      case 'pinned-5':
      case 'pinned-6':
      case 'pinned-7':
      case 'pinned-8':
      case 'pinned-9':
        return pinned(command)
    }
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
    ...tagging,
    choosing,
    isEdgingByKey,
    run,
    pickTouched,
    talkTouched,
    choose,
    closeChooser: () => setChoosing(null),
    editEdges,
    saveEdges,
    cancelEdges: endEdges,
    remove,
    starFocused,
    shareFocused,
    sureFocused,
    askFocused,
    goToAsked: rounds.goToAsked,
    closeFind,
    takeHitSentence,
  }
}

export type ReaderCommands = ReturnType<typeof useReaderCommands>
