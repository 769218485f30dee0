'use client'

import { useCallback, useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { showToast } from '@/components/ui/toast'
import { useUndoStack, type Undoable } from '@/lib/browser/codebook/use-undo-stack'

/** How long the offer to take an act back stays in sight; Ctrl-Z and the history take it back later. */
const offered = 10_000

export interface UndoableActs {
  /** Runs an act; says what was done with an Undo, or what failed with the reason. Answers whether it was done. */
  run: (act: () => Promise<number[]>, done: string | (() => string), failed: string) => Promise<boolean>
  /** Takes the last act back. */
  undo: () => void
}

/** Acts that can be taken back, by the button of their message or by Ctrl-Z. `revert` takes back the events of one act. */
export function useUndoable(revert: (events: readonly number[]) => Promise<void>): UndoableActs {
  const t = useTranslations('codebook')
  const stack = useUndoStack()
  const closeOffer = useRef<() => void>(() => undefined)
  const takeBack = useCallback(
    async (act: Undoable) => {
      closeOffer.current()
      try {
        await revert(act.events)
        showToast({ title: t('done.undone', { label: act.label }), tone: 'success' })
      } catch (error) {
        showToast({ title: t('failed.undo'), description: reasonOf(error), tone: 'danger' })
      }
    },
    [revert, t],
  )
  const run = useCallback(
    async (act: () => Promise<number[]>, done: string | (() => string), failed: string) => {
      try {
        const events = await act()
        if (events.length === 0) return true
        const label = typeof done === 'string' ? done : done()
        const undoable = { label, events }
        stack.push(undoable)
        closeOffer.current()
        const press = () => {
          stack.drop(undoable)
          void takeBack(undoable)
        }
        const close = showToast({ title: label, action: { label: t('undo'), onPress: press } })
        const timer = setTimeout(close, offered)
        closeOffer.current = () => {
          clearTimeout(timer)
          close()
        }
        return true
      } catch (error) {
        showToast({ title: failed, description: reasonOf(error), tone: 'danger' })
        return false
      }
    },
    [stack, t, takeBack],
  )
  const undo = useCallback(() => {
    const act = stack.pop()
    if (act) void takeBack(act)
    else showToast({ title: t('done.nothingToUndo') })
  }, [stack, t, takeBack])
  useUndoKey(undo)
  return { run, undo }
}

/** Ctrl-Z (Cmd-Z) anywhere on the page but in a text field, whose own undo it is. */
function useUndoKey(undo: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const inText = event.target instanceof HTMLElement && event.target.closest('input, textarea, [contenteditable="true"]') !== null
      if (inText || event.key.toLowerCase() !== 'z' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return
      event.preventDefault()
      undo()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [undo])
}

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : undefined)
