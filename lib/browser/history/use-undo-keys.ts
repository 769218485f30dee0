'use client'

import { useEffect } from 'react'
import { isComposing } from '@/lib/browser/keyboard/use-composition-guard'
import { meantKey } from '@/lib/domain/keyboard/pressed-key'

/** Ctrl-Z and Ctrl-Shift-Z (on a Mac with Cmd; Ctrl-Y redoes as well), by place where the layout has no Latin letters, anywhere on the page but in a text field, whose own undo they are; nowhere where they are not `here`. */
export function useUndoKeys(undo: () => void, redo: () => void, here = true): void {
  useEffect(() => {
    if (!here) return
    const onKey = (event: KeyboardEvent) => {
      const inText =
        event.target instanceof HTMLElement &&
        event.target.closest('input, textarea, [contenteditable="true"]') !== null
      const key = meantKey(event)
      if (inText || isComposing(event) || event.altKey || !(event.ctrlKey || event.metaKey)) return
      if (key !== 'z' && !(key === 'y' && event.ctrlKey && !event.shiftKey)) return
      event.preventDefault()
      if (key === 'y' || event.shiftKey) redo()
      else undo()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [undo, redo, here])
}
