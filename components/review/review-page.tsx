'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useUndoable } from '@/components/history/use-undoable'
import { Button } from '@/components/ui/button'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorState } from '@/components/ui/error-state'
import { PageHeader } from '@/components/ui/page-header'
import { ProgressBar } from '@/components/ui/progress-bar'
import { Skeleton } from '@/components/ui/skeleton'
import {
  isComparable,
  useDifferences,
  useReviewCommands,
  type ReviewChoice,
  type ReviewDecision,
  type ReviewView,
} from '@/lib/browser/review/use-review'
import { useTags } from '@/lib/browser/codebook/use-tags'
import type { Difference } from '@/lib/schemas/review'
import type { Tag } from '@/lib/schemas/tag'
import { EditDialog } from './edit-dialog'
import { EmptiedVerdicts } from './emptied-verdicts'
import { ReviewEmpty } from './review-empty'
import { ReviewToolbar } from './review-toolbar'
import { StretchCard } from './stretch-card'
import { useBlindness } from './use-blindness'
import { useReviewKeys } from './use-review-keys'
import { VerdictBar } from './verdict-bar'
import { WaitingNote } from './waiting-note'

export interface ReviewPageProps {
  projectId: string
  mayWrite: boolean
  rounds: readonly { id: string; name: string; documentIds: readonly string[] }[]
  documents: readonly { id: string; title: string }[]
  people: readonly { id: string; name: string; codes: boolean }[]
  initialTags: Tag[]
  initialRoundId: string | null
}

/** Where coders differ, and what a reviewer decides about it: passage after passage, with single keys. */
export function ReviewPage({
  projectId,
  mayWrite,
  rounds,
  documents,
  people,
  initialTags,
  initialRoundId,
}: ReviewPageProps) {
  const t = useTranslations('review')
  const { data: tags = initialTags } = useTags(projectId, initialTags)
  const [choice, setChoice] = useState<ReviewChoice>({ roundId: initialRoundId, documentIds: [], coderIds: [] })
  const [view, setView] = useState<ReviewView>({ show: 'differences', state: 'open', order: 'agreement' })
  const [isOverlaid, setOverlaid] = useState(false)
  const [currentId, setCurrentId] = useState<string | null>(null)
  const [editing, setEditing] = useState<Difference | null>(null)
  const [reason, setReason] = useState('')
  const [asked, setAsked] = useState(0)
  const [isPending, setPending] = useState(false)
  const differences = useDifferences(projectId, choice, view)
  const blindness = useBlindness(projectId, choice)
  const commands = useReviewCommands(projectId, choice)
  const { run } = useUndoable(commands.revert)
  const pages = differences.data?.pages ?? []
  const items = pages.flatMap((page) => page.items)
  const first = pages[0]
  const at = Math.max(
    0,
    items.findIndex((item) => item.id === currentId),
  )
  const current = items[at]
  const names = new Map(people.map(({ id, name }) => [id, name]))
  const nameOf = (id: string) => names.get(id) ?? t('somebodyGone')
  const coders = (current?.coderIds ?? []).map((id) => ({ id, name: nameOf(id) }))
  const byId = new Map(tags.map((tag) => [tag.id, tag]))

  const forgetReason = () => {
    setReason('')
    setAsked(0)
  }
  const go = (step: 1 | -1) => {
    const next = items[at + step]
    if (next) setCurrentId(next.id)
    if (!items[at + step + 5] && differences.hasNextPage && !differences.isFetchingNextPage)
      void differences.fetchNextPage()
    forgetReason()
  }
  const settle = async (decision: ReviewDecision, said: string) => {
    if (!current || !mayWrite || isPending) return
    setPending(true)
    const following = items[at + 1]?.id ?? items[at - 1]?.id ?? null
    const done = await run(
      () => commands.settle(current, decision, asked > 0 ? reason.trim() : ''),
      said,
      t('failed.settle'),
    )
    setPending(false)
    if (!done) return
    forgetReason()
    setCurrentId(following)
  }
  const accept = (coderIds: string[]) =>
    void settle(
      { outcome: 'accepted', acceptedCoderIds: coderIds },
      coderIds.length === 1 ? t('done.accepted', { name: nameOf(coderIds[0] ?? '') }) : t('done.both'),
    )
  const keys = {
    next: () => go(1),
    previous: () => go(-1),
    accept: (digit: number) => coders[digit - 1] && accept([coders[digit - 1]?.id ?? '']),
    both: () => accept(coders.map(({ id }) => id)),
    neither: () => void settle({ outcome: 'neither' }, t('done.neither')),
    edit: () => mayWrite && current && setEditing(current),
    reason: () => mayWrite && current && setAsked(asked + 1),
    overlay: () => setOverlaid(!isOverlaid),
  }
  useReviewKeys(keys, editing === null)

  const chosen = rounds.find((round) => round.id === choice.roundId)
  const offered = chosen ? documents.filter((document) => chosen.documentIds.includes(document.id)) : documents
  const counts = first?.counts
  const stretches = counts ? counts.unanimous + counts.differing : 0
  return (
    <>
      <PageHeader
        title={t('title')}
        eyebrow={chosen?.name}
        lede={t('lede')}
        actions={
          <>
            <ButtonLink
              href={`/projects/${projectId}/review/mine${choice.roundId === null ? '' : `?round=${choice.roundId}`}`}
            >
              {t('mine.open')}
            </ButtonLink>
            {mayWrite && (counts?.openUnanimous ?? 0) > 0 && (
              <Button
                tone="primary"
                onPress={() =>
                  void run(
                    commands.acceptUnanimous,
                    t('done.unanimous', { count: counts?.openUnanimous ?? 0 }),
                    t('failed.settle'),
                  )
                }
              >
                {t('unanimous.accept', { count: counts?.openUnanimous ?? 0 })}
              </Button>
            )}
          </>
        }
      />
      <ReviewToolbar
        rounds={rounds}
        documents={offered}
        coders={people.filter((person) => person.codes)}
        choice={choice}
        onChoice={setChoice}
        view={view}
        onView={setView}
        isOverlaid={isOverlaid}
        onOverlaid={setOverlaid}
      />
      {counts && stretches > 0 && (
        <ProgressBar
          label={t('progress.label')}
          done={counts.settled}
          total={stretches}
          valueLabel={t('progress.value', { settled: counts.settled, total: stretches, unanimous: counts.unanimous })}
          className="my-5"
        />
      )}
      {first && first.waitingFor.length > 0 && (
        <WaitingNote waitingFor={first.waitingFor} documents={documents} nameOf={nameOf} />
      )}
      <EmptiedVerdicts
        projectId={projectId}
        choice={choice}
        documents={documents}
        tags={byId}
        nameOf={nameOf}
        onWithdraw={
          mayWrite
            ? (verdict) => void run(() => commands.withdraw(verdict.id), t('done.withdrawn'), t('failed.withdraw'))
            : undefined
        }
      />
      {!isComparable(choice) ? (
        <EmptyState title={t('empty.chooseTitle')}>{t('empty.choose')}</EmptyState>
      ) : differences.error ? (
        <ErrorState title={t('failed.load')} onRetry={() => void differences.refetch()}>
          {differences.error.message}
        </ErrorState>
      ) : !first ? (
        <Skeleton lines={8} />
      ) : items.length === 0 ? (
        stretches === 0 ? (
          <ReviewEmpty blindness={blindness} />
        ) : (
          <EmptyState title={t('empty.doneTitle')}>{t('empty.done')}</EmptyState>
        )
      ) : (
        <>
          {blindness && choice.roundId === null && (
            <p role="note" className="my-4 rounded-md bg-warning-soft px-4 py-3 text-sm text-ink">
              {blindness.said} {t('blind.looks')}
            </p>
          )}
          <p className="mb-3 text-[0.8125rem] text-ink-muted pointer-coarse:hidden">{t('keys')}</p>
          <ol aria-label={t('list')} className="flex flex-col gap-4">
            {items.map((item, i) => (
              <li key={item.id}>
                <StretchCard
                  projectId={projectId}
                  difference={item}
                  nameOf={nameOf}
                  tags={byId}
                  isCurrent={i === at}
                  isOverlaid={isOverlaid}
                  onFocus={() => setCurrentId(item.id)}
                >
                  {i === at && mayWrite && (
                    <VerdictBar
                      coders={coders}
                      reason={reason}
                      onReason={setReason}
                      asked={asked}
                      onLeaveReason={() => setAsked(0)}
                      isPending={isPending}
                      onAccept={accept}
                      onNeither={keys.neither}
                      onEdit={keys.edit}
                      onAskReason={keys.reason}
                    />
                  )}
                </StretchCard>
              </li>
            ))}
          </ol>
          <footer className="flex flex-wrap items-center justify-between gap-3 py-4 text-sm text-ink-muted">
            <span>{t('shown', { shown: items.length, total: first.total ?? items.length })}</span>
            {differences.hasNextPage && (
              <Button isPending={differences.isFetchingNextPage} onPress={() => void differences.fetchNextPage()}>
                {t('more')}
              </Button>
            )}
          </footer>
        </>
      )}
      {editing && (
        <EditDialog
          projectId={projectId}
          difference={editing}
          tags={tags}
          onClose={() => setEditing(null)}
          onSettle={(spans) => {
            setEditing(null)
            void settle({ outcome: 'edited', spans }, t('done.edited'))
          }}
        />
      )}
    </>
  )
}
