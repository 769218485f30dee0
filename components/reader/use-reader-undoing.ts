'use client'

import { useCallback, useEffect, useMemo, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { showToast } from '@/components/ui/toast'
import { useUndoKeys } from '@/lib/browser/history/use-undo-keys'
import { ProblemError } from '@/lib/browser/api'
import type { Reading } from '@/lib/browser/reader/use-reading'
import type { EventReverted } from '@/lib/schemas/history'

/** Undo and redo by key and from the message after a removal; what was done is said, and so is why something could not be. */
export function useReaderUndoing({
  undoing,
  announce,
  focus,
  store,
}: Pick<Reading, 'undoing' | 'announce' | 'focus' | 'store'>) {
  const t = useTranslations('reader')
  const carryOut = useCallback(
    async (step: () => Promise<EventReverted | null>, said: { done: string; nothing: string }): Promise<void> => {
      try {
        const reverted = await step()
        if (!reverted) {
          showToast({ title: said.nothing })
          return
        }
        if (store.get(reverted.subjectId)) focus(reverted.subjectId)
        announce(said.done)
        const kept = reverted.keeps.reduce((sum, keep) => sum + keep.count, 0)
        if (kept > 0) showToast({ title: t('undone.kept', { count: kept }), description: reverted.keeps[0]?.detail })
      } catch (error) {
        // That later work, or somebody else, has settled the matter is no error.
        const isSettled = error instanceof ProblemError && error.code === 'cannot-revert'
        showToast({
          ...(!isSettled && { tone: 'danger' }),
          title: t(isSettled ? 'refused.undoStale' : 'refused.undo'),
          description: error instanceof Error ? error.message : undefined,
        })
      }
    },
    [announce, focus, store, t],
  )
  const steps = useMemo(
    () => ({
      undo: () => void carryOut(undoing.undo, { done: t('undone.undo'), nothing: t('undone.nothing') }),
      redo: () => void carryOut(undoing.redo, { done: t('undone.redo'), nothing: t('undone.nothingToRedo') }),
    }),
    [carryOut, undoing, t],
  )
  const restore = useCallback(
    (id: string) => {
      if (!store.get(id))
        return void carryOut(() => undoing.restore(id), { done: t('said.restored'), nothing: t('undone.nothing') })
      showToast({ title: t('said.isBack') })
      focus(id)
    },
    [carryOut, undoing, store, focus, t],
  )
  const notices = useRef(new Map<string, () => void>())
  /** Offers to bring a removed passage back, as long as it is gone: however it came back, the offer goes. */
  const offer = useCallback(
    (id: string) =>
      void notices.current.set(
        id,
        showToast({ title: t('said.removed'), action: { label: t('undo'), onPress: () => restore(id) } }),
      ),
    [restore, t],
  )
  useEffect(
    () =>
      store.onChange(() => {
        for (const [id, close] of notices.current) {
          if (!store.get(id)) continue
          notices.current.delete(id)
          close()
        }
      }),
    [store],
  )
  useUndoKeys(steps.undo, steps.redo)
  return { ...steps, offer }
}
