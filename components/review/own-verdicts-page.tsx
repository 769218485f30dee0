'use client'

import { ArrowUpRight } from 'lucide-react'
import { useState, type KeyboardEvent } from 'react'
import { Link } from 'react-aria-components'
import { useFormatter, useTranslations } from 'use-intl'
import { TagLink } from '@/components/codebook/tag-link'
import { ThreadPanel } from '@/components/threads/thread-panel'
import { Badge, type BadgeTone } from '@/components/ui/badge'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { Button } from '@/components/ui/button'
import { Dialog, DialogActions } from '@/components/ui/dialog'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorState } from '@/components/ui/error-state'
import { PageHeader } from '@/components/ui/page-header'
import { Skeleton } from '@/components/ui/skeleton'
import { TextArea } from '@/components/ui/text-area'
import { showToast } from '@/components/ui/toast'
import { useOwnVerdicts, useReviewCommands } from '@/lib/browser/review/use-review'
import type { ReviewChoice } from '@/lib/domain/review/review-address'
import type { Fate } from '@/lib/domain/review/settle'
import type { Verdict } from '@/lib/schemas/review'
import type { Tag } from '@/lib/schemas/tag'

export interface OwnVerdictsPageProps {
  projectId: string
  viewerId: string
  round: { id: string; name: string } | null
  documents: readonly { id: string; title: string }[]
  tags: readonly Tag[]
}

const tones: Record<Fate, BadgeTone> = { accepted: 'success', changed: 'accent', refused: 'warning' }

/** What became of one's own coding: what was accepted, changed or refused, by whom and why; each verdict may be contested. */
export function OwnVerdictsPage({ projectId, viewerId, round, documents, tags }: OwnVerdictsPageProps) {
  const t = useTranslations('review')
  const verdicts = useOwnVerdicts(projectId, round?.id ?? null)
  const [contested, setContested] = useState<Verdict | null>(null)
  const items = verdicts.data?.pages.flatMap((page) => page.items)
  return (
    <>
      <PageHeader
        title={t('mine.title')}
        eyebrow={
          <Breadcrumb
            crumbs={[{ label: t('title'), href: `/projects/${projectId}/review${round ? `?round=${round.id}` : ''}` }]}
          />
        }
        lede={round ? t('mine.ledeRound', { name: round.name }) : t('mine.lede')}
      />
      {verdicts.error ? (
        <ErrorState title={t('failed.load')} onRetry={() => void verdicts.refetch()}>
          {verdicts.error.message}
        </ErrorState>
      ) : !items ? (
        <Skeleton lines={8} />
      ) : items.length === 0 ? (
        <EmptyState title={t('mine.emptyTitle')}>{t('mine.empty')}</EmptyState>
      ) : (
        <ol aria-label={t('mine.list')} className="flex flex-col divide-y divide-rule">
          {items.map((verdict) => (
            <li key={verdict.id}>
              <OwnVerdict
                projectId={projectId}
                viewerId={viewerId}
                verdict={verdict}
                title={documents.find(({ id }) => id === verdict.documentId)?.title ?? ''}
                tags={tags}
                onContest={() => setContested(verdict)}
              />
            </li>
          ))}
        </ol>
      )}
      {verdicts.hasNextPage && (
        <Button isPending={verdicts.isFetchingNextPage} onPress={() => void verdicts.fetchNextPage()} className="mt-4">
          {t('more')}
        </Button>
      )}
      {contested && <ContestDialog projectId={projectId} verdict={contested} onClose={() => setContested(null)} />}
    </>
  )
}

interface OwnVerdictProps {
  projectId: string
  viewerId: string
  verdict: Verdict
  title: string
  tags: readonly Tag[]
  onContest: () => void
}

function OwnVerdict({ projectId, viewerId, verdict, title, tags, onContest }: OwnVerdictProps) {
  const t = useTranslations('review')
  const format = useFormatter()
  const chips = (ids: readonly string[]) =>
    tags.filter((tag) => ids.includes(tag.id)).map((tag) => <TagLink key={tag.id} tag={tag} />)
  const own = verdict.items.filter((item) => item.coderId === viewerId)
  return (
    <article aria-label={t('mine.label', { title })} className="flex flex-col gap-3 py-5">
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1 text-[0.8125rem] text-ink-muted">
        <cite dir="auto" className="max-w-80 truncate font-serif">
          {title}
        </cite>
        <span>
          {t('mine.by', {
            name: verdict.createdBy.name,
            day: format.dateTime(new Date(verdict.createdAt), { dateStyle: 'medium' }),
          })}
        </span>
        <Link
          href={`/projects/${projectId}/documents/${verdict.documentId}?annotation=${own[0]?.annotationId ?? ''}`}
          className="inline-flex min-h-6 pointer-coarse:min-h-11 items-center gap-0.5 rounded-sm text-accent underline-offset-4 focus-ring data-hovered:underline"
        >
          {t('stretch.place')}
          <ArrowUpRight aria-hidden className="size-3.5 rtl:-scale-x-100" />
        </Link>
      </header>
      <ul className="flex flex-col gap-2">
        {own.map((item) => (
          <li key={item.annotationId} className="flex flex-wrap items-baseline gap-2">
            <Badge tone={tones[item.fate]}>{t(`fate.${item.fate}`)}</Badge>
            <q dir="auto" className="font-serif text-ink">
              {item.quote}
            </q>
            {chips(item.tagIds)}
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap items-baseline gap-2 text-sm text-ink-muted">
        <span>{t(verdict.consensus.length === 0 ? 'mine.consensusNone' : 'mine.consensus')}</span>
        {verdict.consensus.map((span) => (
          <span key={`${span.start}-${span.end}-${span.tagIds.join()}`} className="inline-flex flex-wrap gap-1.5">
            {chips(span.tagIds)}
          </span>
        ))}
      </div>
      {verdict.reason && (
        <p dir="auto" className="border-s-2 border-rule ps-3 text-sm whitespace-pre-line text-ink">
          <span className="sr-only">{t('reason.label')}: </span>
          {verdict.reason}
        </p>
      )}
      {verdict.contestedBy ? (
        <>
          <p className="text-sm text-warning">{t('told.contested', { name: verdict.contestedBy.name })}</p>
          <ThreadPanel projectId={projectId} subject={{ type: 'verdict', id: verdict.id }} />
        </>
      ) : (
        own.some((item) => item.fate !== 'accepted') && (
          <Button size="small" onPress={onContest} className="self-start">
            {t('contest.action')}
          </Button>
        )
      )}
    </article>
  )
}

const nothingChosen: ReviewChoice = { roundId: null, documentIds: [], coderIds: [] }

function ContestDialog({ projectId, verdict, onClose }: { projectId: string; verdict: Verdict; onClose: () => void }) {
  const t = useTranslations('review')
  const commands = useReviewCommands(projectId, nothingChosen)
  const [reason, setReason] = useState('')
  const [fault, setFault] = useState<string>()
  const [isPending, setPending] = useState(false)
  const send = async () => {
    setPending(true)
    try {
      await commands.contest(verdict.id, reason)
      showToast({ title: t('contest.done'), tone: 'success' })
      onClose()
    } catch (error) {
      setFault(error instanceof Error ? error.message : String(error))
      setPending(false)
    }
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return
    event.preventDefault()
    if (reason.trim() !== '' && !isPending) void send()
  }
  return (
    <Dialog isOpen onOpenChange={(isOpen) => !isOpen && onClose()} title={t('contest.title')} lede={t('contest.lede')}>
      {/* eslint-disable-next-line jsx-a11y/no-static-element-interactions -- what the field does not answer itself */}
      <div onKeyDown={onKeyDown}>
        <TextArea isRequired label={t('contest.reason')} rows={4} value={reason} onChange={setReason} error={fault} />
      </div>
      <DialogActions>
        <Button onPress={onClose}>{t('cancel')}</Button>
        <Button tone="primary" isDisabled={reason.trim() === ''} isPending={isPending} onPress={() => void send()}>
          {t('contest.action')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
