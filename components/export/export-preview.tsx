'use client'

import { useTranslations } from 'use-intl'
import { HistoryDays } from '@/components/history/history-days'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorState } from '@/components/ui/error-state'
import { Skeleton } from '@/components/ui/skeleton'
import { Table, type TableColumn } from '@/components/ui/table'
import type { ExportChoice } from '@/lib/browser/export/export-choice'
import type { PreviewRow, usePreview } from '@/lib/browser/export/use-preview'
import { useNames } from '@/lib/browser/history/use-history'
import { useRounds } from '@/lib/browser/rounds/use-rounds'
import { useHides } from '@/lib/browser/rounds/use-hides'
import type { HistoryEvent } from '@/lib/schemas/history'
import type { Tag } from '@/lib/schemas/tag'

interface ExportPreviewProps {
  projectId: string
  choice: ExportChoice
  preview: ReturnType<typeof usePreview>
  tags: readonly Tag[]
  documents: readonly { id: string; title: string }[]
}

/** The first rows, and how many there will be. */
export function ExportPreview({ projectId, choice, preview, tags, documents }: ExportPreviewProps) {
  const t = useTranslations('export.preview')
  const hides = useHides()
  if (preview.isError)
    return (
      <ErrorState title={t('failed')} onRetry={() => void preview.refetch()}>
        {preview.error.message}
      </ErrorState>
    )
  if (!preview.data) return <Skeleton lines={5} />
  const { items, events, total } = preview.data
  if (total === 0) return <EmptyState title={t('nothing')}>{t('nothingNote')}</EmptyState>
  if (choice.what === 'history') return <HistoryPreview projectId={projectId} events={events} total={total} />
  return (
    <div className="flex flex-col gap-3" aria-busy={preview.isPlaceholderData}>
      <p role="status" className="text-[0.9375rem]">
        {t('rows', { shown: items.length, total: total ?? items.length, hides })}
      </p>
      <Table
        label={t('label')}
        columns={columnsOf(choice, t, tags, documents)}
        rows={items}
        rowKey={(row) => row.id}
        isDense
      />
    </div>
  )
}

/** The first events, in the words of the history page. */
function HistoryPreview({
  projectId,
  events,
  total,
}: {
  projectId: string
  events: readonly HistoryEvent[]
  total: number | null
}) {
  const t = useTranslations('export.preview')
  const hides = useHides()
  const names = useNames(projectId)
  const { data: rounds = [] } = useRounds(projectId)
  // Here they are looked at and not reverted.
  const shown = events.map(({ revert: _, ...event }) => event)
  if (names.isPending) return <Skeleton lines={5} />
  return (
    <div className="flex flex-col gap-3">
      <p role="status" className="text-[0.9375rem]">
        {total === null ? t('acts', { shown: events.length }) : t('rows', { shown: events.length, total, hides })}
      </p>
      <HistoryDays
        projectId={projectId}
        events={shown}
        names={names}
        rounds={new Map(rounds.map(({ id, name }) => [id, name]))}
      />
    </div>
  )
}

type Words = ReturnType<typeof useTranslations<'export.preview'>>

function columnsOf(
  choice: ExportChoice,
  t: Words,
  tags: readonly Tag[],
  documents: readonly { id: string; title: string }[],
): TableColumn<PreviewRow>[] {
  const text = (value: string, long = false) => (
    <span dir="auto" className={long ? 'line-clamp-3 font-serif' : undefined}>
      {value}
    </span>
  )
  const column = (
    id:
      | 'document'
      | 'quote'
      | 'tags'
      | 'coder'
      | 'path'
      | 'definition'
      | 'count'
      | 'language'
      | 'words'
      | 'memo'
      | 'kind'
      | 'author',
    cell: TableColumn<PreviewRow>['cell'],
    more: Partial<TableColumn<PreviewRow>> = {},
  ): TableColumn<PreviewRow> => ({ id, label: t(id), cell, ...more })
  const path = (id: string) => tags.find((tag) => tag.id === id)?.path.join(' › ') ?? ''
  if (choice.what === 'codebook')
    return [
      column('path', (row) => 'path' in row && text(row.path.join(' › ')), { isRowHeader: true }),
      column('definition', (row) => 'definition' in row && text(row.definition, true)),
      column('count', (row) => 'path' in row && row.annotationCount, { align: 'end' }),
    ]
  if (choice.what === 'memos')
    return [
      column('memo', (row) => 'kind' in row && text(row.title), { isRowHeader: true, className: 'min-w-48' }),
      column('kind', (row) => 'kind' in row && text(row.kind ?? ''), { className: 'max-sm:hidden' }),
      column('author', (row) => 'kind' in row && text(row.author.name)),
    ]
  if (choice.what === 'documents' || choice.what === 'project')
    return [
      column('document', (row) => 'title' in row && text(row.title), { isRowHeader: true }),
      column('language', (row) => 'wordCount' in row && row.language, { className: 'max-sm:hidden' }),
      column('words', (row) => 'wordCount' in row && row.wordCount, { align: 'end' }),
      column('count', (row) => 'wordCount' in row && row.annotationCount, { align: 'end' }),
    ]
  return [
    column('quote', (row) => 'quote' in row && text(row.quote, true), { isRowHeader: true, className: 'min-w-48' }),
    column(
      'document',
      (row) => 'quote' in row && text(documents.find((document) => document.id === row.documentId)?.title ?? ''),
    ),
    column('tags', (row) => 'quote' in row && text(row.tagIds.map(path).join('; ')), { className: 'max-sm:hidden' }),
    column('coder', (row) => 'quote' in row && (row.layer === 'consensus' ? t('consensus') : row.author.name), {
      className: 'max-sm:hidden',
    }),
  ]
}
