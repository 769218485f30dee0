'use client'

import { useMemo, useState } from 'react'
import { Labelled } from '@/lib/browser/reader/labelled'
import { useDifferences } from '@/lib/browser/reader/use-differences'
import { useLanes, type LaneMode } from '@/lib/browser/reader/use-lanes'
import type { Reading } from '@/lib/browser/reader/use-reading'
import { useSetting } from '@/lib/browser/use-kept'

/** What stands beside the text, and which of it the person wants there: labels or lanes of passages, and where coders differ. */
export function useBesideText(
  { content, items, filtering }: Reading,
  { projectId, documentId }: { projectId: string; documentId: string },
  credited: readonly { id: string }[],
) {
  const [laneMode, setLaneMode] = useSetting<LaneMode>('lanes', ['tag', 'coder'])
  const [differing, setDiffering] = useSetting('differences', ['hidden', 'shown'])
  const showsDifferences = differing === 'shown'
  const differences = useDifferences(projectId, documentId, content.data?.revisionId, showsDifferences)
  const coderIds = useMemo(() => credited.map((coder) => coder.id), [credited])
  const [labelled] = useState(() => new Labelled())
  return {
    labelled,
    laneMode,
    setLaneMode,
    showsDifferences,
    toggleDifferences: () => setDiffering(showsDifferences ? 'hidden' : 'shown'),
    differences,
    lanes: useLanes(items, filtering.isShown, laneMode, coderIds),
  }
}

export type BesideText = ReturnType<typeof useBesideText>
