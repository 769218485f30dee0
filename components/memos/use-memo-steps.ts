'use client'

import { useRef } from 'react'
import { useTranslations } from 'use-intl'
import { useUndoable } from '@/components/history/use-undoable'
import { narrativeText } from '@/components/prose/narrative-schema'
import { firstWords } from '@/lib/domain/memos/first-words'
import { useOwnUndo } from '@/lib/browser/history/use-own-undo'
import { useMemoCommands } from '@/lib/browser/memos/use-memos'
import type { Memo, MemoChange, MemoCreate } from '@/lib/schemas/memo'

export interface MemoSteps {
  write: (memo: MemoCreate) => Promise<void>
  save: (id: string, change: MemoChange) => Promise<Memo>
  /** Says that what was saved since one began is one step, which can be undone. */
  finish: (title: string) => void
  show: (memo: Memo) => void
  remove: (memo: Memo) => void
}

/** What one does with memos, each as a step that can be undone; Ctrl-Z is about memos on their own page only. */
export function useMemoSteps(projectId: string, keys: 'here' | 'elsewhere'): MemoSteps {
  const t = useTranslations('memos')
  const commands = useMemoCommands(projectId)
  const { run } = useUndoable(commands.revert, useOwnUndo(projectId, { kind: 'memo' }), keys)
  // Each pause of whoever writes is an event; all of them until they are done are one step.
  const saved = useRef<number[]>([])
  return {
    write: async (memo) => {
      const events = await commands.create(memo)
      await run(
        () => Promise.resolve(events),
        t('done.written', { title: memo.title ?? firstWords(narrativeText(memo.body)) }),
        t('failed.written'),
      )
    },
    save: async (id, change) => {
      const { memo, events } = await commands.save(id, change)
      saved.current.push(...events)
      return memo
    },
    finish: (title) => {
      const events = saved.current.splice(0)
      if (events.length > 0) void run(() => Promise.resolve(events), t('done.changed', { title }), t('failed.changed'))
    },
    show: ({ id, title, visibility }) => {
      const next = visibility === 'private' ? 'shared' : 'private'
      void run(() => commands.show(id, next), t(`done.${next}`, { title }), t('failed.changed'))
    },
    remove: ({ id, title }) => void run(() => commands.remove(id), t('done.removed', { title }), t('failed.removed')),
  }
}
