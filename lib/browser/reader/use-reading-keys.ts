'use client'

import { useEffect } from 'react'
import { isComposing } from '@/lib/browser/keyboard/use-composition-guard'
import { commandFor } from '@/lib/domain/reading/key-map'
import { isCharacterKey, writtenKey, type KeysByCommand, type ReadingCommand } from '@/lib/domain/reading/reader-keys'
import { isCovered } from './use-focus-home'

/** What takes the keys that are pressed in it: what one writes in, chooses from, or answers. */
const takesKeys =
  'input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable="true"], [role=dialog], [role=alertdialog], [role=listbox], [role=menu], [role=tree], [role=treegrid], [role=combobox], [role=slider]'

/**
 * Handles the keys of the reader. All of them work where the text has the focus or nothing has it; those of a single character also on a button, a tab or a row of
 * the reader, which have no use for them. A command that answers false leaves its key to the browser.
 */
export function useReadingKeys(
  area: HTMLElement | null,
  run: (command: ReadingCommand) => boolean,
  keys: KeysByCommand,
  charactersOn: boolean,
): void {
  useEffect(() => {
    if (!area) return
    const pressed = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isComposing(event) || !isForReader(event, area)) return
      const command = commandFor(event, keys, charactersOn)
      if (command && run(command)) event.preventDefault()
    }
    window.addEventListener('keydown', pressed)
    return () => window.removeEventListener('keydown', pressed)
  }, [area, run, keys, charactersOn])
}

function isForReader(event: KeyboardEvent, area: HTMLElement): boolean {
  const { target } = event
  if (target === area) return true
  if (isCovered(area)) return false
  if (target === document.body) return true
  const written = writtenKey(event)
  return (
    target instanceof Element &&
    target.closest('[data-reader]') !== null &&
    target.closest(takesKeys) === null &&
    written !== null &&
    isCharacterKey(written)
  )
}
