'use client'

import { useEffect, useRef, useState } from 'react'
import type { Reading } from '@/lib/browser/reader/use-reading'
import { whenSelected, type PressedAt } from '@/lib/browser/reader/when-selected'
import type { Touched } from './bars/touch-bar'
import type { ReaderCommands } from './commands/use-reader-commands'

/**
 * Selecting and pressing with mouse, pen or finger. The mouse takes whole words, or the very letters with Alt, and opens the picker at once; a finger, whose selection is still being adjusted, is offered a bar, also
 * for the sentence that it touches; touching that once more leaves it.
 */
export function usePointer(
  area: HTMLElement | null,
  reading: Reading,
  commands: ReaderCommands,
  mayAnnotate: boolean,
): Touched {
  const kind = useRef('mouse')
  // Kept over what is drawn anew while the button is down: where it was pressed.
  const pressedAt = useRef<PressedAt | null>(null)
  const [hasTouchSelection, setTouchSelection] = useState(false)
  const [isTouching, setTouching] = useState(false)
  const { view, cursor, focus } = reading
  useEffect(() => {
    if (!view || !mayAnnotate) return
    const changed = () => setTouchSelection(kind.current !== 'mouse' && view.selected() !== null)
    document.addEventListener('selectionchange', changed)
    return () => document.removeEventListener('selectionchange', changed)
  }, [view, mayAnnotate])
  useEffect(() => {
    if (!area || !view) return
    const down = (event: PointerEvent) => {
      kind.current = event.pointerType
      setTouching(event.pointerType !== 'mouse')
      pressedAt.current = event.button === 0 ? { x: event.clientX, y: event.clientY } : null
    }
    // Heard from the whole document: a drag may end beside the text, on a panel, or outside the window. Not from the window, where the text is painted anew.
    const up = (event: PointerEvent) => {
      const { button, target, clientX, clientY, pointerType, altKey } = event
      const isInside = target instanceof Node && area.contains(target)
      // A drag that began before anybody listened ends in the text, too.
      const from = pressedAt.current
      if (button !== 0 || !(from || isInside)) return
      pressedAt.current = null
      whenSelected(event, from, () => {
        const span = view.selected({ x: clientX, y: clientY, isExact: altKey })
        if (span && pointerType === 'mouse') {
          if (mayAnnotate) commands.pick(span)
          return
        }
        if (span || !isInside || !(target instanceof Element) || target.closest('a, [role=slider]')) return
        const highlight = target.closest('.hl')
        if (highlight) {
          commands.choose(reading.itemsAt(view.startOf(highlight)), {
            left: clientX - 20,
            top: clientY - 12,
            bottom: clientY + 12,
          })
          return
        }
        cursor.select(null)
        focus(null)
        const offset = target.closest('.ProseMirror') === null ? null : view.offsetAt(clientX, clientY)
        const sentence = offset === null ? null : view.sentenceAt(offset)
        const isAgain = pointerType !== 'mouse' && sentence?.start === cursor.cursor?.start
        cursor.setCursor(isAgain ? null : sentence)
      })
    }
    area.addEventListener('pointerdown', down)
    document.addEventListener('pointerup', up)
    return () => {
      area.removeEventListener('pointerdown', down)
      document.removeEventListener('pointerup', up)
    }
  }, [area, view, reading, commands, cursor, focus, mayAnnotate])
  if (hasTouchSelection) return 'selection'
  const isSentence = isTouching && mayAnnotate && cursor.cursor && !cursor.selection && !reading.focused
  return isSentence ? 'sentence' : null
}
