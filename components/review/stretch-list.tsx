'use client'

import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorState } from '@/components/ui/error-state'
import { Skeleton } from '@/components/ui/skeleton'
import { isComparable, type ReviewChoice } from '@/lib/domain/review/review-address'
import type { Tag } from '@/lib/schemas/tag'
import { ReviewEmpty } from './review-empty'
import { StretchCard } from './stretch-card'
import { useBlindness, type Blindness } from './use-blindness'
import type { Settling } from './use-settling'
import type { Stretches } from './use-stretches'
import { VerdictBar } from './verdict-bar'

interface StretchListProps {
  projectId: string
  choice: ReviewChoice
  stretches: Stretches
  settling: Settling
  mayWrite: boolean
  isOverlaid: boolean
  tags: ReadonlyMap<string, Tag>
  /** Of documents, by id. */
  languages: ReadonlyMap<string, string>
  nameOf: (id: string) => string
}

/** The stretches that are compared, or why there are none. */
export function StretchList(props: StretchListProps) {
  const { projectId, choice, stretches } = props
  const t = useTranslations('review')
  const blindness = useBlindness(projectId, choice)
  const { differences, first, items } = stretches
  if (!isComparable(choice) && blindness) return <ReviewEmpty blindness={blindness} />
  if (!isComparable(choice)) return <EmptyState title={t('empty.chooseTitle')}>{t('empty.choose')}</EmptyState>
  if (differences.error)
    return (
      <ErrorState title={t('failed.load')} onRetry={() => void differences.refetch()}>
        {differences.error.message}
      </ErrorState>
    )
  if (!first) return <Skeleton lines={8} />
  if (items.length === 0)
    return !first.counts || first.counts.unanimous + first.counts.differing === 0 ? (
      <ReviewEmpty blindness={blindness} />
    ) : (
      <EmptyState title={t('empty.doneTitle')}>{t('empty.done')}</EmptyState>
    )
  return <ShownStretches {...props} blindness={blindness} total={first.total ?? items.length} />
}

function ShownStretches({
  blindness,
  total,
  ...props
}: StretchListProps & { blindness: Blindness | null; total: number }) {
  const { stretches, settling } = props
  const t = useTranslations('review')
  const { differences, items, at } = stretches
  return (
    <>
      {blindness && props.choice.roundId === null && (
        <p role="note" className="my-4 rounded-md bg-warning-soft px-4 py-3 text-sm text-ink">
          {blindness.said} {t('blind.leftOut')}
        </p>
      )}
      <ol aria-label={t('list')} className="flex flex-col gap-4">
        {items.map((item, i) => (
          <li key={item.id}>
            <StretchCard
              projectId={props.projectId}
              difference={item}
              language={props.languages.get(item.documentId) ?? 'und'}
              nameOf={props.nameOf}
              tags={props.tags}
              isCurrent={i === at}
              isOverlaid={props.isOverlaid}
              onFocus={() => stretches.setCurrentId(item.id)}
            >
              {i === at && props.mayWrite && <Deciding settling={settling} />}
            </StretchCard>
          </li>
        ))}
      </ol>
      <footer className="flex flex-wrap items-center justify-between gap-3 py-4 text-sm text-ink-muted">
        <span>{t('shown', { shown: items.length, total })}</span>
        {differences.hasNextPage && (
          <Button isPending={differences.isFetchingNextPage} onPress={() => void differences.fetchNextPage()}>
            {t('more')}
          </Button>
        )}
      </footer>
    </>
  )
}

/** The buttons under the current stretch, and the keys. */
function Deciding({ settling }: { settling: Settling }) {
  const t = useTranslations('review')
  return (
    <>
      <VerdictBar
        coders={settling.coders}
        reason={settling.reason}
        onReason={settling.setReason}
        asked={settling.asked}
        onLeaveReason={settling.leaveReason}
        isPending={settling.isPending}
        onAccept={settling.accept}
        onNeither={settling.neither}
        onEdit={settling.edit}
        onAskReason={settling.askReason}
      />
      <p className="text-[0.8125rem] text-ink-muted pointer-coarse:hidden">{t('keys')}</p>
    </>
  )
}
