'use client'

import { Link } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { Badge } from '@/components/ui/badge'
import { ProgressBar } from '@/components/ui/progress-bar'
import type { Round } from '@/lib/schemas/round'
import { DueDay } from './due-day'

/** The rounds of a project, newest first: what each is for, how blind, how far. */
export function RoundList({ projectId, rounds }: { projectId: string; rounds: readonly Round[] }) {
  const t = useTranslations('rounds')
  return (
    <ul aria-label={t('list')} className="flex flex-col">
      {rounds.map((round) => (
        <li
          key={round.id}
          className="relative grid grid-cols-1 items-center gap-x-10 gap-y-3 border-b border-rule py-4 first:border-t sm:grid-cols-[minmax(0,1fr)_15rem]"
        >
          <div className="flex min-w-0 flex-col gap-1.5">
            <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
              <h3 className="min-w-0 font-serif text-lg text-ink">
                <Link
                  href={`/projects/${projectId}/rounds/${round.id}`}
                  className="rounded-sm focus-ring after:absolute after:inset-0 data-hovered:underline data-hovered:underline-offset-4"
                >
                  <bdi>{round.name}</bdi>
                </Link>
              </h3>
              <RoundBadges round={round} />
            </div>
            <p className="facts text-[0.8125rem] text-ink-muted">
              <span>{t(`kind.${round.kind}`)}</span>
              <span>{t('documents', { count: round.documentIds.length })}</span>
              <span>{t('coders', { count: round.coderIds.length })}</span>
              <DueDay dueAt={round.dueAt} isDone={isDone(round)} />
            </p>
          </div>
          <div className="flex flex-col gap-1.5 text-[0.8125rem] text-ink-muted">
            {round.progress && (
              <ProgressBar
                label={t('page.progress')}
                done={round.progress.submitted}
                total={round.progress.tasks}
                valueLabel={t('submittedOf', round.progress)}
              />
            )}
            {round.mine.tasks > 0 && <p className="tabular-nums">{t('mine', round.mine)}</p>}
          </div>
        </li>
      ))}
    </ul>
  )
}

/** How blind a round is and where it stands. */
export function RoundBadges({ round }: { round: Round }) {
  const t = useTranslations('rounds')
  if (round.closedAt !== null) return <Badge>{t('closed')}</Badge>
  if (round.openedAt !== null) return <Badge tone="warning">{t('openedEarly')}</Badge>
  if (round.visibility === 'open') return <Badge>{t('blind.open')}</Badge>
  if (!round.isBlind) return <Badge tone="success">{t('revealed')}</Badge>
  return <Badge tone="accent">{t(`blind.${round.visibility}`)}</Badge>
}

const isDone = ({ closedAt, progress, mine }: Round): boolean =>
  closedAt !== null || (progress ? progress.submitted === progress.tasks : mine.submitted === mine.tasks)
