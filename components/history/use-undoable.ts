'use client'

import { useCallback, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { showToast } from '@/components/ui/toast'
import { useUndoStack, type Undoable } from '@/lib/browser/codebook/use-undo-stack'
import { ProblemError } from '@/lib/browser/api'
import { onReverted } from '@/lib/browser/history/reverted'
import type { OwnUndo } from '@/lib/browser/history/use-own-undo'
import { useUndoKeys } from '@/lib/browser/history/use-undo-keys'
import { inOneLine } from '@/lib/browser/spoken'

/** How long the offer to revert a step stays in sight; Ctrl-Z and the history revert it later. */
const offered = 10_000

export interface UndoableCommands {
  /** Runs a step; says what was done with an Undo, or what failed with the reason. Answers whether it was done. */
  run: (step: () => Promise<number[]>, done: string | (() => string), failed: string) => Promise<boolean>
  /** Reverts the last step. */
  undo: () => void
}

/**
 * Steps that can be reverted, by the button of their message or by Ctrl-Z, and done again by Ctrl-Shift-Z. `revert` reverts the events of one step and
 * answers those that did so; `older` goes on where what was done on this page ends, after a reload for instance. A part of a page whose keys are another’s says
 * so: one press would revert two steps.
 */
export function useUndoable(
  revert: (events: readonly number[]) => Promise<number[]>,
  older?: OwnUndo,
  keys: 'here' | 'elsewhere' = 'here',
): UndoableCommands {
  const t = useTranslations('codebook')
  const [done, undone] = [useUndoStack(), useUndoStack()]
  const closeOffer = useRef<() => void>(() => undefined)
  const sayFailed = useSayFailed()
  /** Takes a step off one stack by taking its events back, and puts what did so on the other. */
  const turn = useCallback(
    async (step: Undoable, to: 'undone' | 'done') => {
      closeOffer.current()
      try {
        const events = await revert(step.events)
        ;(to === 'undone' ? undone : done).push({ label: step.label, events })
        showToast({ title: t(to === 'undone' ? 'done.undone' : 'done.redone', { label: step.label }), tone: 'success' })
      } catch (error) {
        sayFailed(error)
      }
    },
    [revert, done, undone, t, sayFailed],
  )
  const turnOlder = useOlderSteps(older, revert, sayFailed)
  const run = useCallback(
    async (step: () => Promise<number[]>, said: string | (() => string), failed: string) => {
      try {
        const events = await step()
        if (events.length === 0) return true
        const label = typeof said === 'string' ? said : said()
        const undoable = { label, events }
        done.push(undoable)
        undone.clear()
        closeOffer.current()
        const press = () => {
          done.drop(undoable)
          void turn(undoable, 'undone')
        }
        const close = showToast({ title: label, action: { label: t('undo'), onPress: press } })
        const timer = setTimeout(() => closeOffer.current(), offered)
        const forget = onReverted(events, () => {
          done.drop(undoable)
          closeOffer.current()
        })
        closeOffer.current = () => {
          clearTimeout(timer)
          forget()
          close()
        }
        return true
      } catch (error) {
        showToast({ title: failed, description: reasonOf(error), tone: 'danger' })
        return false
      }
    },
    [done, undone, t, turn],
  )
  const undo = useCallback(() => {
    const step = done.pop()
    void (step ? turn(step, 'undone') : turnOlder('undo'))
  }, [done, turn, turnOlder])
  const redo = useCallback(() => {
    const step = undone.pop()
    void (step ? turn(step, 'done') : turnOlder('redo'))
  }, [undone, turn, turnOlder])
  useUndoKeys(undo, redo, keys === 'here')
  return { run, undo }
}

type SayFailed = (error: unknown) => void

/** Says that a step could not be reverted. That later work, or somebody else, has already settled the matter is no error. */
function useSayFailed(): SayFailed {
  const t = useTranslations('codebook')
  return useCallback(
    (error: unknown) => {
      const isSettled = error instanceof ProblemError && error.code === 'cannot-revert'
      showToast({
        title: t(isSettled ? 'failed.stale' : 'failed.undo'),
        description: reasonOf(error),
        ...(!isSettled && { tone: 'danger' }),
      })
    },
    [t],
  )
}

/** Goes on reverting, or doing again, where what was done on this page ends. */
function useOlderSteps(
  older: OwnUndo | undefined,
  revert: (events: readonly number[]) => Promise<number[]>,
  sayFailed: SayFailed,
) {
  const t = useTranslations('codebook')
  return useCallback(
    async (which: 'undo' | 'redo') => {
      try {
        const turned = older ? await older[which]() : null
        if (turned) await revert([]) // Takes nothing back, and reads anew what the page shows.
        const said =
          which === 'undo'
            ? turned
              ? 'done.undoneOlder'
              : 'done.nothingToUndo'
            : turned
              ? 'done.redoneOlder'
              : 'done.nothingToRedo'
        showToast({ title: t(said), ...(turned && { tone: 'success', description: inOneLine(turned.effects) }) })
      } catch (error) {
        sayFailed(error)
      }
    },
    [older, revert, t, sayFailed],
  )
}

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : undefined)
