'use client'

import { useTranslations } from 'use-intl'
import { TaskStateMark } from '@/components/rounds/task-state'
import type { Document } from '@/lib/schemas/document'

/** How far one is with a document: not started, so many passages, given back, or submitted. */
export function OwnState({ mine: { annotationCount, state } }: Pick<Document, 'mine'>) {
  const t = useTranslations('documents.table')
  const passages = t('ownPassages', { count: annotationCount })
  if (state === 'submitted' || state === 'reopened')
    return (
      <span title={passages}>
        <TaskStateMark state={state} />
      </span>
    )
  if (annotationCount === 0)
    return <span className="text-[0.8125rem] whitespace-nowrap text-ink-muted">{t('notStarted')}</span>
  return <span className="text-[0.8125rem] whitespace-nowrap">{passages}</span>
}
