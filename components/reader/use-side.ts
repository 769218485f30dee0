'use client'

import { useState } from 'react'
import { useSetting } from '@/lib/browser/use-kept'
import type { SideTab } from './side-panel'

/** The panel beside the text: a column where there is room for one, which is remembered, and otherwise a sheet. */
export function useSide(isWide: boolean) {
  const [panel, setPanel] = useSetting('panel', ['open', 'closed'])
  const [isSheetOpen, setSheetOpen] = useState(false)
  const [tab, setTab] = useState<SideTab>('contents')
  const open = () => {
    if (isWide) setPanel('open')
    else setSheetOpen(true)
  }
  return {
    isColumn: isWide && panel === 'open',
    isSheet: !isWide && isSheetOpen,
    isOpen: isWide ? panel === 'open' : isSheetOpen,
    toggle: () => (isWide && panel === 'open' ? setPanel('closed') : open()),
    setSheetOpen,
    tab,
    setTab,
    showTalk: () => {
      setTab('talk')
      open()
    },
  }
}

export type Side = ReturnType<typeof useSide>
