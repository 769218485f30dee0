'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useUndoable } from '@/components/history/use-undoable'
import { useReviewCommands, type ReviewDecision } from '@/lib/browser/review/use-review'
import type { ReviewChoice } from '@/lib/domain/review/review-address'
import type { Difference, Verdict } from '@/lib/schemas/review'
import { useReviewKeys } from './use-review-keys'
import type { Stretches } from './use-stretches'

interface SettlingNeeds {
  projectId: string
  choice: ReviewChoice
  stretches: Stretches
  mayWrite: boolean
  nameOf: (id: string) => string
  onOverlay: () => void
}

/** Deciding about the current stretch, by key or button, with a reason where one is given. */
export function useSettling({ projectId, choice, stretches, mayWrite, nameOf, onOverlay }: SettlingNeeds) {
  const t = useTranslations('review')
  const [editing, setEditing] = useState<Difference | null>(null)
  const [reason, setReason] = useState('')
  const [asked, setAsked] = useState(0)
  const [isPending, setPending] = useState(false)
  const commands = useReviewCommands(projectId, choice)
  const { run } = useUndoable(commands.revert)
  const { current, followingId } = stretches
  const hasMarked = (id: string) => current?.annotations.some(({ author }) => author.id === id) ?? false
  const coders = (current?.coderIds ?? []).map((id) => ({ id, name: nameOf(id), hasMarked: hasMarked(id) }))

  const forgetReason = () => {
    setReason('')
    setAsked(0)
  }
  const go = (step: 1 | -1) => {
    stretches.go(step)
    forgetReason()
  }
  const settle = async (decision: ReviewDecision, said: string) => {
    if (!current || !mayWrite || isPending) return
    setPending(true)
    const given = asked > 0 ? reason.trim() : ''
    const done = await run(() => commands.settle(current, decision, given), said, t('failed.settle'))
    setPending(false)
    if (!done) return
    forgetReason()
    stretches.setCurrentId(followingId)
  }
  const accept = (coderIds: string[]) => {
    const [only = ''] = coderIds.length === 1 ? coderIds : []
    const one = t(hasMarked(only) ? 'done.accepted' : 'done.acceptedNothing', { name: nameOf(only) })
    void settle({ outcome: 'accepted', acceptedCoderIds: coderIds }, only === '' ? t('done.both') : one)
  }
  const neither = () => void settle({ outcome: 'neither' }, t('done.neither'))
  const edit = () => mayWrite && current && setEditing(current)
  const askReason = () => mayWrite && current && setAsked(asked + 1)
  useReviewKeys(
    {
      next: () => go(1),
      previous: () => go(-1),
      accept: (digit: number) => coders[digit - 1] && accept([coders[digit - 1]?.id ?? '']),
      both: () => accept(coders.map(({ id }) => id)),
      neither,
      edit,
      reason: askReason,
      overlay: onOverlay,
    },
    editing === null,
  )
  return {
    coders,
    editing,
    closeEditing: () => setEditing(null),
    isPending,
    reason,
    setReason,
    asked,
    leaveReason: () => setAsked(0),
    settle,
    accept,
    neither,
    edit,
    askReason,
    acceptUnanimous: (count: number) =>
      void run(commands.acceptUnanimous, t('done.unanimous', { count }), t('failed.settle')),
    withdraw: (verdict: Verdict) =>
      void run(() => commands.withdraw(verdict.id), t('done.withdrawn'), t('failed.withdraw')),
  }
}

export type Settling = ReturnType<typeof useSettling>
