'use client'

import { useEffect } from 'react'

/** Whether a dialog or a list that is open has put the rest of the page out of reach. */
export const isCovered = (text: HTMLElement): boolean => text.closest('[inert], [aria-hidden=true]') !== null

const openDialogs = '.bg-scrim:not([data-exiting]) :is([role=dialog], [role=alertdialog])'

/** After a command the focus may settle this late, in milliseconds: a dialog gives it back after it has faded. */
const settled = [0, 60, 300, 700]

/**
 * Wherever one is in the reader, keys work: when what had the focus is gone (a button that a command took away, a panel, a sheet or a dialog that closed, a handle that
 * was let go), or when it lies on what surrounds the text, the focus goes home. Home is the dialog that covers the page, the sheet that is open (`data-focus-home`), or else the text. One rule for every control, so that none has to remember it.
 */
export function useFocusHome(text: HTMLElement | null): void {
  useEffect(() => {
    if (!text) return
    const timers = new Set<ReturnType<typeof setTimeout>>()
    const goHome = () => {
      const { activeElement } = document
      // A press beside every control gives the focus to what surrounds the text, where no key of the reader is heard.
      if (activeElement === text || (activeElement !== null && !activeElement.contains(text))) return
      if (isCovered(text)) {
        // Within a dialog it is the dialog's: a button that has just been switched off would otherwise leave Escape without anybody to hear it.
        ;[...document.querySelectorAll<HTMLElement>(openDialogs)].at(-1)?.focus({ preventScroll: true })
        return
      }
      const sheet = [...document.querySelectorAll<HTMLElement>('[data-focus-home]')].at(-1)
      const home = sheet ? (sheet.querySelector<HTMLElement>('input, textarea, button') ?? sheet) : text
      home.focus({ preventScroll: true })
    }
    const later = () => {
      for (const timer of timers) clearTimeout(timer)
      timers.clear()
      for (const time of settled) timers.add(setTimeout(goHome, time))
    }
    const kinds = ['pointerup', 'click', 'keyup', 'focusout'] as const
    for (const kind of kinds) document.addEventListener(kind, later, true)
    // What is answered later than any command (a form that was sent) takes its dialog out of the page then.
    const removed = new MutationObserver(later)
    removed.observe(document.body, { childList: true })
    return () => {
      for (const kind of kinds) document.removeEventListener(kind, later, true)
      removed.disconnect()
      for (const timer of timers) clearTimeout(timer)
    }
  }, [text])
}
