'use client'

import { useEffect, useRef } from 'react'
import { flushSync } from 'react-dom'
import { isComposing } from '@/lib/browser/keyboard/use-composition-guard'
import { meantKey } from '@/lib/domain/keyboard/pressed-key'

export interface ReviewKeys {
  next: () => void
  previous: () => void
  /** The coder of this digit, from 1. */
  accept: (digit: number) => void
  both: () => void
  neither: () => void
  edit: () => void
  reason: () => void
  overlay: () => void
}

/** What takes letters for itself: fields, lists that are searched by typing and the buttons that open them, menus and dialogs. */
const takesLetters =
  'input, textarea, select, [role="textbox"], [role="searchbox"], [role="spinbutton"], [role="combobox"], [role="listbox"], [role="menu"], [role="dialog"], [role="alertdialog"], [aria-haspopup]'

/**
 * The single keys of review, wherever the focus is but in something that takes letters. What a key opens has the focus before the next key is read, so that no
 * letter of somebody who types fast is a verdict; a key that is held down gives no second verdict either.
 */
export function useReviewKeys(keys: ReviewKeys, isOn: boolean): void {
  const latest = useRef(keys)
  useEffect(() => {
    latest.current = keys
  })
  useEffect(() => {
    if (!isOn) return
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isComposing(event)) return
      if (event.target instanceof HTMLElement && (event.target.isContentEditable || event.target.closest(takesLetters)))
        return
      const work = commandOf(
        { key: event.shiftKey ? event.key : meantKey(event), repeat: event.repeat },
        latest.current,
      )
      if (!work) return
      event.preventDefault()
      flushSync(work)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [isOn])
}

function commandOf({ key, repeat }: Pick<KeyboardEvent, 'key' | 'repeat'>, keys: ReviewKeys): (() => void) | undefined {
  const moves: Record<string, () => void> = {
    j: keys.next,
    ArrowDown: keys.next,
    k: keys.previous,
    ArrowUp: keys.previous,
  }
  if (moves[key]) return moves[key]
  const commands: Record<string, () => void> = {
    b: keys.both,
    n: keys.neither,
    e: keys.edit,
    r: keys.reason,
    o: keys.overlay,
  }
  const work = /^[1-9]$/.test(key) ? () => keys.accept(Number(key)) : commands[key]
  return work && repeat ? () => undefined : work
}
