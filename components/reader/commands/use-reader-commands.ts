'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { LayerItem } from '@/lib/browser/reader/layer-item'
import type { Reading } from '@/lib/browser/reader/use-reading'
import type { CodingTasks } from '@/lib/browser/rounds/use-coding-tasks'
import type { Span } from '@/lib/domain/anchoring/span'
import type { ReadingCommand } from '@/lib/domain/reading/reader-keys'
import type { Place } from '../sheets/floating-sheet'
import { readerKeysRun } from './reader-keys-run'
import { useEdgeEditing } from './use-edge-editing'
import { useMoving } from './use-moving'
import { useOwnPassage } from './use-own-passage'
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
export function useReaderCommands(needs: CommandsNeeds) {
  const { reading, coding, may, backToText, onHelp, onTalk } = needs
  const t = useTranslations('reader')
  const [choosing, setChoosing] = useState<Choosing | null>(null)
  const closeChooser = () => setChoosing(null)

  const rounds = usePassageRounds(reading, coding, needs.defaultVisibility)
  const passage = useOwnPassage({ ...needs, rounds })
  const edging = useEdgeEditing(reading, passage, backToText)
  const moving = useMoving(reading, needs.authorOf, backToText)
  const tagging = useTagging({ ...needs, rounds, own: passage.own, onPick: closeChooser })
  const touched = touchCommands(reading, tagging.pick, onTalk)

  const choose = (items: LayerItem[], at: Place) => {
    const only = items.length === 1 ? items[0] : undefined
    if (only) reading.focus(only.id)
    else if (items.length > 1) setChoosing({ items, at })
  }
  const keyed = readerKeysRun({
    reading,
    moving,
    passage,
    edging,
    tagging,
    goToAsked: rounds.goToAsked,
    mayAnnotate: may.annotate,
    onHelp,
    onTalk: () => {
      if (!onTalk()) reading.announce(t('said.chooseFirst'))
    },
  })
  const { remove, starFocused, shareFocused, sureFocused, askFocused } = passage
  const { closeFind, takeHitSentence } = moving
  return {
    ...tagging,
    ...touched,
    ...edging,
    choosing,
    choose,
    closeChooser,
    /** Carries out a key's command; false leaves the key to the browser. */
    run: (command: ReadingCommand): boolean => keyed[command]() !== false,
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

/** What can be done with what a finger has selected. */
function touchCommands({ view, cursor }: Reading, pick: (span: Span) => void, onTalk: CommandsNeeds['onTalk']) {
  return {
    pickTouched: () => {
      const span = view?.selected() ?? cursor.cursor
      if (!span) return
      pick(span)
      cursor.setCursor(null)
    },
    talkTouched: () => {
      const span = view?.selected() ?? cursor.cursor
      if (!span) return
      view?.dropSelection()
      onTalk(span)
    },
  }
}
