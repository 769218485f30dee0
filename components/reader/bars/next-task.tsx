'use client'

import { useTranslations } from 'use-intl'
import { ButtonLink } from '@/components/ui/button'
import { useQueue } from '@/lib/browser/rounds/use-rounds'
import type { OwnTask } from '@/lib/schemas/round'

/** Where one goes on once a document is handed in: to the next one that one has been given, first of the same round; with none left, to the round. */
export function NextTask({ projectId, task }: { projectId: string; task: OwnTask }) {
  const t = useTranslations('rounds.reader')
  const { data: queue } = useQueue(projectId)
  if (!queue) return null
  const others = queue.filter(({ document }) => document.id !== task.document.id)
  const next = others.find(({ round }) => round.id === task.round.id) ?? others[0]
  return next ? (
    <ButtonLink size="small" tone="primary" href={`/projects/${projectId}/documents/${next.document.id}`}>
      <span className="max-w-64 truncate">{t('nextTask', { document: next.document.title })}</span>
    </ButtonLink>
  ) : (
    <ButtonLink size="small" href={`/projects/${projectId}/rounds/${task.round.id}`}>
      {t('toRound')}
    </ButtonLink>
  )
}
