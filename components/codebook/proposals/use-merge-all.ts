'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { UndoableCommands } from '@/components/history/use-undoable'
import type { ProposalCommands } from '@/lib/browser/codebook/use-proposals'
import type { Proposal } from '@/lib/schemas/proposal'

/** A pair of equal names that was not merged, and why. */
export interface NotMerged {
  id: string
  name: string
  into: string
  reason: string
}

/** Merges every pair of equal names, says how many were merged, and keeps which were not, and why, until the next attempt. */
export function useMergeAll(commands: ProposalCommands, run: UndoableCommands['run']) {
  const t = useTranslations('codebook')
  const [isMerging, setMerging] = useState(false)
  const [notMerged, setNotMerged] = useState<NotMerged[]>([])
  const mergeAll = async (pairs: readonly Proposal[]) => {
    setMerging(true)
    setNotMerged([])
    let done = 0
    const merge = async () => {
      const outcome = await commands.acceptAll(pairs.map(({ id }) => id))
      done = outcome.done
      setNotMerged(
        pairs.flatMap(({ id, tag, into }) =>
          outcome.refused
            .filter((one) => one.id === id)
            .map(({ reason }) => ({ id, name: tag?.name ?? '', into: into?.name ?? '', reason })),
        ),
      )
      return outcome.events
    }
    await run(
      merge,
      () =>
        done < pairs.length
          ? t('proposals.done.mergedSome', { done, count: pairs.length })
          : t('proposals.done.merged'),
      t('failed.merge'),
    )
    setMerging(false)
  }
  return { isMerging, notMerged, mergeAll }
}
