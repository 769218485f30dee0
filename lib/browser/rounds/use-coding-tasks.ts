'use client'

import { useMemo } from 'react'
import type { Span } from '@/lib/domain/anchoring/span'
import { frozenBy, taskFor } from '@/lib/domain/rounds/task-for'
import type { OwnTask } from '@/lib/schemas/round'
import { useDocumentTasks } from './use-rounds'

const none: readonly OwnTask[] = []

/** What rounds say about one's work on a document: what is asked for, what is frozen, and what a new highlight would be. */
export function useCodingTasks(projectId: string, documentId: string) {
  const { data: tasks = none, isPending } = useDocumentTasks(projectId, documentId)
  return useMemo(() => {
    const running = tasks
      .filter((task) => task.round.closedAt === null)
      .sort((a, b) => Number(a.submittedAt !== null) - Number(b.submittedAt !== null))
    return {
      isPending,
      /** Of rounds that are not closed, those still to be submitted first. */
      running,
      /** Every passage asked for in them, in the order of the text. */
      asked: running.flatMap((task) => task.passages).sort((a, b) => a.start - b.start || a.end - b.end),
      frozenBy: (annotation: { roundId: string | null }) => frozenBy(tasks, annotation),
      taskFor: (span: Span) => taskFor(tasks, span),
    }
  }, [tasks, isPending])
}

export type CodingTasks = ReturnType<typeof useCodingTasks>
