'use client'

import { ArrowLeftRight } from 'lucide-react'
import { useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { Badge } from '@/components/ui/badge'
import { Button, ButtonLink } from '@/components/ui/button'
import { ErrorState } from '@/components/ui/error-state'
import { ListItem } from '@/components/ui/list-item'
import { PageHeader } from '@/components/ui/page-header'
import { Section } from '@/components/ui/section'
import { Select } from '@/components/ui/select'
import { Skeleton } from '@/components/ui/skeleton'
import { useRevisions } from '@/lib/browser/documents/use-revisions'
import { useProjectEvents } from '@/lib/browser/use-project-events'
import type { Revision } from '@/lib/schemas/revision'
import { RevisionComparison } from './revision-comparison'

export interface RevisionsPageProps {
  projectId: string
  lastEvent: number
  document: { id: string; title: string; language: string; direction: 'ltr' | 'rtl'; revisionId: string }
  /** The two that the address names. */
  asked: { from?: string; to?: string }
}

/** The texts that a document had, who made each and why, and two of them compared. */
export function RevisionsPage({ projectId, lastEvent, document, asked }: RevisionsPageProps) {
  const t = useTranslations('documents.compare')
  useProjectEvents(lastEvent)
  const { data: revisions, error, refetch } = useRevisions(projectId, document.id)
  const [chosen, setChosen] = useState(asked)
  const newest = revisions?.[0]
  const known = (id: string | undefined) => revisions?.find((row) => row.id === id)
  const to = known(chosen.to) ?? newest
  const from = known(chosen.from) ?? (to && before(revisions ?? [], to))
  const choose = (pair: { from?: string; to?: string }) => {
    const next = { from: from?.id, to: to?.id, ...pair }
    setChosen(next)
    if (next.from && next.to) window.history.replaceState(null, '', `?from=${next.from}&to=${next.to}`)
  }
  return (
    <>
      <PageHeader
        title={t('title')}
        eyebrow={<bdi>{document.title}</bdi>}
        lede={t('lede')}
        actions={<ButtonLink href={`/projects/${projectId}/documents/${document.id}`}>{t('read')}</ButtonLink>}
      />
      {error && <ErrorState onRetry={() => void refetch()}>{error.message}</ErrorState>}
      {!revisions && !error && <Skeleton lines={8} />}
      {revisions && to && (
        <>
          <ol aria-label={t('title')} className="mb-10 flex max-w-3xl flex-col">
            {revisions.map((row) => (
              <Entry
                key={row.id}
                revision={row}
                isCurrent={row.id === document.revisionId}
                isShown={row.id === to.id}
                onCompare={row.number > 1 ? () => choose({ from: before(revisions, row)?.id, to: row.id }) : undefined}
              />
            ))}
          </ol>
          {from && revisions.length > 1 ? (
            <Section title={t('difference')}>
              <div className="mb-5 flex flex-wrap items-end gap-3">
                <Choice
                  label={t('from')}
                  revisions={revisions}
                  value={from.id}
                  onChange={(id) => choose({ from: id })}
                />
                <Button onPress={() => choose({ from: to.id, to: from.id })}>
                  <ArrowLeftRight aria-hidden className="size-4" /> {t('swap')}
                </Button>
                <Choice label={t('to')} revisions={revisions} value={to.id} onChange={(id) => choose({ to: id })} />
              </div>
              <RevisionComparison projectId={projectId} document={document} from={from} to={to} />
            </Section>
          ) : (
            <p className="max-w-prose text-[0.9375rem] text-ink-muted">{t('onlyOne')}</p>
          )}
        </>
      )}
    </>
  )
}

const before = (revisions: readonly Revision[], { number }: Revision): Revision | undefined =>
  revisions.find((row) => row.number < number)

function Choice({
  label,
  revisions,
  value,
  onChange,
}: {
  label: string
  revisions: readonly Revision[]
  value: string
  onChange: (id: string) => void
}) {
  const t = useTranslations('documents.compare')
  const format = useFormatter()
  return (
    <Select label={label} className="w-64" value={value} onChange={(key) => onChange(String(key))}>
      {revisions.map((row) => (
        <ListItem key={row.id} id={row.id}>
          {t('named', { number: row.number, day: format.dateTime(new Date(row.createdAt), { dateStyle: 'medium' }) })}
        </ListItem>
      ))}
    </Select>
  )
}

function Entry({
  revision,
  isCurrent,
  isShown,
  onCompare,
}: {
  revision: Revision
  isCurrent: boolean
  isShown: boolean
  onCompare?: () => void
}) {
  const t = useTranslations('documents.compare')
  const format = useFormatter()
  const { number, createdBy, createdAt, reason, restores, wordCount, format: kind } = revision
  const made =
    restores !== null
      ? t('restores', { number: restores })
      : number === 1
        ? t('imported', { format: kind })
        : t('corrected')
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 border-b border-rule py-3">
      <span
        aria-hidden
        className="w-8 shrink-0 pt-0.5 text-end font-serif text-[1.0625rem] text-ink-muted tabular-nums"
      >
        {number}
      </span>
      <div className="min-w-0 flex-1 basis-64">
        <p className="flex flex-wrap items-center gap-2 text-[0.9375rem] text-ink">
          <span className="sr-only">{t('number', { number })} </span>
          {made}
          {isCurrent && <Badge tone="accent">{t('current')}</Badge>}
        </p>
        {reason !== null && (
          <p dir="auto" className="text-[0.9375rem] text-ink">
            “{reason}”
          </p>
        )}
        <p className="text-[0.8125rem] text-ink-muted">
          <bdi>{createdBy.name}</bdi> ·{' '}
          <time dateTime={createdAt}>
            {format.dateTime(new Date(createdAt), { dateStyle: 'medium', timeStyle: 'short' })}
          </time>{' '}
          · {t('words', { count: wordCount })}
        </p>
      </div>
      {onCompare && (
        <Button
          size="small"
          tone={isShown ? 'plain' : 'quiet'}
          onPress={onCompare}
          aria-label={t('withBeforeNamed', { number })}
          className="max-sm:ms-12"
        >
          {t('withBefore')}
        </Button>
      )}
    </li>
  )
}
