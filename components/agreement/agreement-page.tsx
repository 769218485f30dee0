'use client'

import { FileDown, RefreshCw, Snowflake } from 'lucide-react'
import { useSearchParams } from 'next/navigation'
import { useCallback, useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { ErrorState } from '@/components/ui/error-state'
import { FoldedFields } from '@/components/ui/folded-fields'
import { Menu, MenuItem } from '@/components/ui/menu'
import { PageHeader } from '@/components/ui/page-header'
import { Skeleton } from '@/components/ui/skeleton'
import { showToast } from '@/components/ui/toast'
import { figuresQueryOf, firstAgreement, type AgreementChoice } from '@/lib/browser/agreement/agreement-choice'
import { useAgreement, useFreeze } from '@/lib/browser/agreement/use-agreement'
import type { AgreementAnswer } from '@/lib/schemas/agreement'
import { AgreementEmpty } from './agreement-empty'
import { ComparedSentence } from './compared-sentence'
import { ChoiceFields, type Offered } from './choice-fields'
import { ConfusionSection } from './confusion-section'
import { FigureTable } from './figure-table'
import { FrozenFigures } from './frozen-figures'
import { HeadlineFigures } from './headline-figures'
import { PooledFigures } from './pooled-figures'

export interface AgreementPageProps {
  projectId: string
  offered: Offered
  /** The newest round in which there is something to compare. */
  firstRoundId: string | null
  mayFreeze: boolean
}

/** Chooses what is compared and shows how far coders agree: pooled, by tag and by document, each figure with its counts and rules beside it. */
export function AgreementPage({ projectId, offered, firstRoundId, mayFreeze }: AgreementPageProps) {
  const t = useTranslations('agreement')
  const query = useSearchParams()
  const [choice, setChoice] = useState(() => firstAgreement(new URLSearchParams(query), firstRoundId))
  const change = useCallback((part: Partial<AgreementChoice>) => {
    setChoice((before) => {
      const after = { ...before, ...part }
      window.history.replaceState(null, '', `?${figuresQueryOf(after)}`)
      return after
    })
  }, [])
  const {
    data: answer,
    error,
    isPending,
    isFetching,
    isStale,
    isPlaceholderData,
    refetch,
  } = useAgreement(projectId, choice)
  const hasFigures = answer !== undefined && answer.documents.length > 0
  return (
    <>
      <PageHeader
        title={t('title')}
        actions={
          hasFigures && (
            <>
              {mayFreeze && choice.roundId !== '' && <FreezeButton projectId={projectId} choice={choice} />}
              <DownloadMenu projectId={projectId} choice={choice} />
            </>
          )
        }
      />
      <FoldedFields
        label={t('compared')}
        sentence={<ComparedSentence choice={choice} offered={offered} answer={hasFigures ? answer : undefined} />}
      >
        <ChoiceFields choice={choice} change={change} offered={offered} />
      </FoldedFields>
      {answer && isStale && !isFetching && (
        <div
          role="status"
          className="mb-6 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-md bg-warning-soft px-4 py-2.5 text-sm text-ink"
        >
          <p className="min-w-0 flex-1">{t('stale')}</p>
          <Button size="small" icon={<RefreshCw aria-hidden />} onPress={() => void refetch()}>
            {t('again')}
          </Button>
        </div>
      )}
      {error && !isFetching ? (
        <ErrorState onRetry={() => void refetch()}>{error.message}</ErrorState>
      ) : isPending ? (
        <Skeleton lines={8} />
      ) : answer && !hasFigures ? (
        <AgreementEmpty projectId={projectId} answer={answer} />
      ) : (
        answer && (
          <div
            aria-busy={isPlaceholderData}
            className={isPlaceholderData ? 'opacity-60 transition-opacity' : undefined}
          >
            <HeadlineFigures answer={answer} />
            <Compared answer={answer} />
            <PooledFigures answer={answer} />
            <FigureTable answer={answer} kind="tag" />
            <ConfusionSection projectId={projectId} choice={choice} answer={answer} />
            {answer.documents.length > 1 && <FigureTable answer={answer} kind="document" />}
          </div>
        )
      )}
      {choice.roundId !== '' && <FrozenFigures projectId={projectId} roundId={choice.roundId} />}
    </>
  )
}

interface ChosenFigures {
  projectId: string
  choice: AgreementChoice
}

/** Keeps the figures of a round as they are now. */
function FreezeButton({ projectId, choice }: ChosenFigures) {
  const t = useTranslations('agreement')
  const freeze = useFreeze(projectId)
  const keep = () =>
    freeze.mutate(choice, {
      onSuccess: () => showToast({ title: t('frozenNow') }),
      onError: (failure) => showToast({ tone: 'danger', title: failure.message }),
    })
  return (
    <Button icon={<Snowflake aria-hidden />} isPending={freeze.isPending} onPress={keep}>
      {t('freeze')}
    </Button>
  )
}

function DownloadMenu({ projectId, choice }: ChosenFigures) {
  const t = useTranslations('agreement')
  return (
    <Menu label={t('download')} trigger={<Button icon={<FileDown aria-hidden />}>{t('download')}</Button>}>
      {(['csv', 'xlsx'] as const).map((format) => (
        <MenuItem
          key={format}
          href={`/api/v1/projects/${projectId}/agreement/export?${figuresQueryOf(choice)}&format=${format}${format === 'csv' ? '&bom=true' : ''}`}
          download
        >
          {t('downloadAs', { format })}
        </MenuItem>
      ))}
    </Menu>
  )
}

/** What went into the figures, and what did not. */
function Compared({ answer }: { answer: AgreementAnswer }) {
  const t = useTranslations('agreement')
  const format = useFormatter()
  return (
    <div className="mb-8 flex max-w-3xl flex-col gap-1.5 text-sm text-ink-muted">
      <p className="text-ink">
        {t('summary', {
          coders: answer.coders.filter(({ documents }) => documents > 0).length,
          documents: answer.documents.length,
          tags: answer.tags.length,
          spans: answer.spans,
        })}
      </p>
      <p>{t(`coded.${answer.rules.coded}`)}</p>
      {answer.leftOut.length > 0 && (
        <p>
          {t('leftOut', {
            count: answer.leftOut.length,
            titles: format.list(
              answer.leftOut
                .slice(0, 8)
                .map(({ title }) => title)
                .concat(answer.leftOut.length > 8 ? ['…'] : []),
            ),
          })}
        </p>
      )}
      {(['own-submit', 'all-submit'] as const).map((until) => {
        const count = answer.hidden.filter((one) => one.until === until).length
        return count > 0 && <p key={until}>{t(`hidden.${until}`, { count })}</p>
      })}
    </div>
  )
}
