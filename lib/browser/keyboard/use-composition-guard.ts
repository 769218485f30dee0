'use client'

import { useEffect } from 'react'

/** What an input method uses while it composes, and what fields would otherwise take for "save", "cancel" or "move". */
const ofInputMethods = new Set([
  'Enter',
  'Escape',
  'Tab',
  'ArrowUp',
  'ArrowDown',
  'ArrowLeft',
  'ArrowRight',
  'PageUp',
  'PageDown',
])

const stopHere = (event: Event): void => event.stopPropagation()

/** Whether a key belongs to an input method that is composing. Safari tells the Enter that ends a composition after it, by the key code of composing alone. */
export function isComposing(event: Pick<KeyboardEvent, 'isComposing' | 'keyCode'>): boolean {
  return event.isComposing || event.keyCode === 229
}

/**
 * While an input method composes, Enter, Escape and the arrows are its own in every field of the product: they reach no listener but those of an editor itself,
 * which knows about composing, and send no form. Used once, in the providers, so that no field has to remember it.
 */
export function useCompositionGuard(): void {
  useEffect(() => {
    const guard = (event: KeyboardEvent) => {
      if (!isComposing(event) || !ofInputMethods.has(event.key)) return
      const { target } = event
      if (target instanceof HTMLElement && target.isContentEditable) {
        // The editor hears of it, as the first on its element, and nobody around it: a panel would close at Escape.
        target.addEventListener(event.type, stopHere, { once: true })
        return
      }
      event.stopImmediatePropagation()
      // The form of a field of one line would be sent although no listener hears of the key.
      if (event.key === 'Enter' && target instanceof HTMLInputElement) event.preventDefault()
    }
    // Before React and every other listener.
    for (const type of ['keydown', 'keyup'] as const) window.addEventListener(type, guard, true)
    return () => {
      for (const type of ['keydown', 'keyup'] as const) window.removeEventListener(type, guard, true)
    }
  }, [])
}
