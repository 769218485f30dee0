'use client'

import { useEffect, useRef } from 'react'

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

/** The single keys of review, wherever the focus is but in a field, a list or a dialog. */
export function useReviewKeys(keys: ReviewKeys, isOn: boolean): void {
  const latest = useRef(keys)
  useEffect(() => {
    latest.current = keys
  })
  useEffect(() => {
    if (!isOn) return
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
      if (event.target instanceof HTMLElement && event.target.closest('input, textarea, select, [contenteditable="true"], [role="listbox"], [role="dialog"], [role="combobox"]')) return
      const act = actOf(event.key, latest.current)
      if (!act) return
      event.preventDefault()
      act()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [isOn])
}

function actOf(key: string, keys: ReviewKeys): (() => void) | undefined {
  if (/^[1-9]$/.test(key)) return () => keys.accept(Number(key))
  const acts: Record<string, () => void> = { j: keys.next, ArrowDown: keys.next, k: keys.previous, ArrowUp: keys.previous, b: keys.both, n: keys.neither, e: keys.edit, r: keys.reason, o: keys.overlay }
  return acts[key]
}
