'use client'

import { useLayoutEffect, useState } from 'react'
import type { People } from '@/lib/browser/live/live-project'
import type { TextView } from './text-view'
import { useViewportTick } from './use-viewport'

export interface PresenceMark {
  id: string
  name: string
  /** Pixels from the top of the text. */
  top: number
}

/** Where the colleagues near the window stand beside the text, one below the other where they are at the same place; measured again as the page moves. */
export function usePresenceMarks(view: TextView, people: People, height: number): PresenceMark[] {
  const tick = useViewportTick(view)
  const [marks, setMarks] = useState<PresenceMark[]>([])
  useLayoutEffect(() => {
    const near = view.visibleSpan(300)
    const here = people
      .filter(({ offset }) => offset >= near.start && offset < near.end)
      .sort((a, b) => a.offset - b.offset)
    let free = 0
    setMarks(
      here.map(({ id, name, offset }) => {
        const top = Math.max(free, Math.round(view.stretchOf(offset, Math.min(offset + 1, view.text.length)).top))
        free = top + height
        return { id, name, top }
      }),
    )
  }, [view, people, height, tick])
  return marks
}
