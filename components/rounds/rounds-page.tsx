'use client'

import { ListPlus } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { Section } from '@/components/ui/section'
import { useQueue, useRounds } from '@/lib/browser/rounds/use-rounds'
import type { OwnTask, Round } from '@/lib/schemas/round'
import { OwnQueue } from './own-queue'
import { RoundList } from './round-list'

export interface RoundsPageProps {
  projectId: string
  may: { manage: boolean; code: boolean }
  initial: { rounds: Round[]; queue: OwnTask[] }
}

/** What one has to code, and every round of the project. */
export function RoundsPage({ projectId, may, initial }: RoundsPageProps) {
  const t = useTranslations('rounds')
  const { data: rounds = [] } = useRounds(projectId, initial.rounds)
  const { data: queue = [] } = useQueue(projectId, initial.queue)
  const hasOwn = may.code && rounds.some((round) => round.mine.tasks > 0 && round.closedAt === null)
  const setUp = may.manage && (
    <ButtonLink tone="primary" href={`/projects/${projectId}/rounds/new`} icon={<ListPlus aria-hidden />}>
      {t('setUp')}
    </ButtonLink>
  )
  return (
    <>
      <PageHeader title={t('title')} lede={t('lede')} actions={rounds.length > 0 && setUp} />
      {rounds.length === 0 ? (
        <EmptyState title={t('empty.title')} action={setUp}>
          {t(may.manage ? 'empty.body' : 'empty.bodyReader')}
        </EmptyState>
      ) : (
        <>
          {hasOwn && <OwnQueue projectId={projectId} tasks={queue} />}
          <Section title={t('list')}>
            <RoundList projectId={projectId} rounds={rounds} />
          </Section>
        </>
      )}
    </>
  )
}
