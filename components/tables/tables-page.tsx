'use client'

import { FileDown, RefreshCw } from 'lucide-react'
import { useSearchParams } from 'next/navigation'
import { useCallback, useMemo, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button, ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorState } from '@/components/ui/error-state'
import { Menu, MenuItem } from '@/components/ui/menu'
import { PageHeader } from '@/components/ui/page-header'
import { Skeleton } from '@/components/ui/skeleton'
import {
  askedOf,
  filtersOf,
  lacksAttribute,
  readTable,
  writeTable,
  type OpenedCell,
  type TableChoice,
} from '@/lib/browser/analysis/table-choice'
import { useAnalysis } from '@/lib/browser/analysis/use-analysis'
import { isNarrowed, plainView } from '@/lib/browser/themes/theme-view'
import { useReaderZone } from '@/lib/browser/use-reader-zone'
import type { Attribute } from '@/lib/schemas/document'
import { CellDialog } from './cell-dialog'
import { ShownTable } from './shown-table'
import { TableFields, type TableSources } from './table-fields'

/** Chooses what is counted against what, shows it as a table whose cells open their excerpts, and hands it over as a file. */
export function TablesPage(props: TableSources & { mayExport: boolean }) {
  const { projectId, tags, attributes, mayExport } = props
  const t = useTranslations('tables')
  const { choice, change } = useTableChoice()
  const asked = useMemo(() => withAttribute(choice, attributes), [choice, attributes])
  const timeZone = useReaderZone()
  const analysis = useAnalysis(projectId, asked)
  const tagsById = useMemo(() => new Map(tags.map((tag) => [tag.id, tag])), [tags])
  const [opened, setOpened] = useState<{ cell: OpenedCell; title: string } | null>(null)
  const isEmpty = analysis.data !== undefined && isNothing(analysis.data)
  return (
    <>
      <PageHeader
        title={t('title')}
        lede={t('lede')}
        actions={
          mayExport &&
          analysis.data && (
            <Menu label={t('download')} trigger={<Button icon={<FileDown aria-hidden />}>{t('download')}</Button>}>
              {(['csv', 'xlsx'] as const).map((format) => (
                <MenuItem key={format} href={`/api/v1${askedOf(projectId, asked, timeZone, format)}`} download>
                  {t('downloadAs', { format })}
                </MenuItem>
              ))}
            </Menu>
          )
        }
      />
      <TableFields {...props} choice={asked} change={change} tagsById={tagsById} />
      {analysis.data && analysis.isStale && !analysis.isFetching && (
        <Overtaken onAgain={() => void analysis.refetch()} />
      )}
      {lacksAttribute(asked) ? (
        <EmptyState
          title={t('noAttribute.title')}
          action={<ButtonLink href={`/projects/${projectId}/documents`}>{t('noAttribute.action')}</ButtonLink>}
        >
          {t('noAttribute.body', { kind: asked.kind })}
        </EmptyState>
      ) : analysis.error && !analysis.isFetching ? (
        <ErrorState title={t('failed')} onRetry={() => void analysis.refetch()}>
          {analysis.error.message}
        </ErrorState>
      ) : !analysis.data ? (
        <Skeleton lines={10} />
      ) : isEmpty ? (
        <Nothing projectId={projectId} choice={choice} change={change} />
      ) : (
        <div aria-busy={analysis.isPlaceholderData} className={analysis.isPlaceholderData ? 'opacity-60' : undefined}>
          <ShownTable
            projectId={projectId}
            // What is shown stays what was counted until the next is there.
            analysis={analysis.data}
            choice={asked}
            change={change}
            onOpen={(cell, title) => setOpened({ cell, title })}
          />
        </div>
      )}
      {opened && (
        <CellDialog
          projectId={projectId}
          choice={asked}
          {...opened}
          tagsById={tagsById}
          onClose={() => setOpened(null)}
        />
      )}
    </>
  )
}

/** The choice that the address says; the address changes with it, so that a table can be kept and sent. */
function useTableChoice() {
  const query = useSearchParams()
  const [choice, setChoice] = useState(() => readTable(new URLSearchParams(query)))
  const change = useCallback((part: Partial<TableChoice>) => {
    setChoice((before) => {
      const after = { ...before, ...part }
      window.history.replaceState(null, '', `?${writeTable(after)}`)
      return after
    })
  }, [])
  return { choice, change }
}

/** Of which attribute, where none is chosen: the first, and of dates that of the document. */
function withAttribute(choice: TableChoice, attributes: readonly Attribute[]): TableChoice {
  if (choice.attributeKey !== '') return choice
  const dates = attributes.filter(({ type }) => type === 'date')
  const [first] = choice.kind === 'timeline' ? [dates.find(({ key }) => key === 'date') ?? dates[0]] : attributes
  return { ...choice, attributeKey: first?.key ?? '' }
}

function isNothing(analysis: NonNullable<ReturnType<typeof useAnalysis>['data']>): boolean {
  if (analysis.kind === 'cooccurrence') return analysis.table.rows.every(({ places }) => places === 0)
  if (analysis.kind === 'words') return analysis.table.words.length === 0
  return analysis.kind === 'saturation' ? analysis.table.steps.length === 0 : analysis.table.total.annotations === 0
}

/** Something happened since these figures were counted; they do not move while somebody reads them. */
function Overtaken({ onAgain }: { onAgain: () => void }) {
  const t = useTranslations('tables')
  return (
    <div
      role="status"
      className="mb-6 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-md bg-warning-soft px-4 py-2.5 text-sm text-ink"
    >
      <p className="min-w-0 flex-1">{t('stale')}</p>
      <Button size="small" icon={<RefreshCw aria-hidden />} onPress={onAgain}>
        {t('again')}
      </Button>
    </div>
  )
}

/** Nothing to count: because nobody coded, or because of the filters. */
function Nothing({
  projectId,
  choice,
  change,
}: {
  projectId: string
  choice: TableChoice
  change: (part: Partial<TableChoice>) => void
}) {
  const t = useTranslations('tables')
  return isNarrowed(filtersOf(choice)) ? (
    <EmptyState
      title={t('empty.filtered')}
      action={<Button onPress={() => change({ view: plainView })}>{t('empty.clear')}</Button>}
    >
      {t('empty.filteredBody')}
    </EmptyState>
  ) : (
    <EmptyState
      title={t(choice.kind === 'words' ? 'empty.noWords' : 'empty.title')}
      action={<ButtonLink href={`/projects/${projectId}/documents`}>{t('empty.action')}</ButtonLink>}
    >
      {t(choice.kind === 'words' ? 'empty.noWordsBody' : 'empty.body')}
    </EmptyState>
  )
}
