'use client'

import { useTranslations } from 'use-intl'
import type { LayerItem } from '@/lib/browser/reader/layer-item'
import type { Reading } from '@/lib/browser/reader/use-reading'
import { isCodingOf } from '@/lib/domain/review/credited'
import type { usePassageRounds } from './use-passage-rounds'

interface OwnPassageNeeds {
  reading: Reading
  rounds: ReturnType<typeof usePassageRounds>
  viewerId: string
  may: { annotate: boolean; star: boolean }
  backToText: () => void
}

/** What can be done to the passage in focus; where it is not one's own, or there is none, that is said instead. */
export function useOwnPassage({ reading, rounds, viewerId, may, backToText }: OwnPassageNeeds) {
  const t = useTranslations('reader')
  const { passages, focused, focus, announce } = reading
  const own = focused && isCodingOf(focused, viewerId) && may.annotate ? focused : null
  /** One's own passage that may be changed; says why there is none. */
  const demandOwn = (): LayerItem | null => {
    if (!own) announce(t(focused ? 'said.notYours' : 'said.chooseFirst'))
    return own && !rounds.isFrozen(own) ? own : null
  }
  const remove = () => {
    const item = demandOwn()
    if (!item) return
    focus(null)
    passages.remove(item)
    backToText()
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
  return { own, demandOwn, remove, starFocused, shareFocused, sureFocused, askFocused }
}
