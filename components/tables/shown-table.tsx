'use client'

import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { fewWords, type OpenedCell, type TableChoice } from '@/lib/browser/analysis/table-choice'
import type { Analysis } from '@/lib/browser/analysis/use-analysis'
import { useHides } from '@/lib/browser/rounds/use-hides'
import { SaturationChart, TimelineChart } from './chart-figure'
import { CooccurrenceGrid } from './cooccurrence-grid'
import { CountGrid } from './count-grid'
import type { Sorting } from './in-order'
import { SaturationTable } from './saturation-table'
import { WordsTable } from './words-table'

interface ShownTableProps {
  projectId: string
  analysis: Analysis
  choice: TableChoice
  change: (part: Partial<TableChoice>) => void
  onOpen: (cell: OpenedCell, title: string) => void
}

/** What was counted, as a table, with what its figures mean below it. */
export function ShownTable({ projectId, analysis, choice, change, onOpen }: ShownTableProps): ReactNode {
  const t = useTranslations('tables')
  const hides = useHides()
  const sorting: Sorting = {
    sort: { by: choice.sort, isAscending: choice.isAscending },
    onSort: (by) => change({ sort: by, isAscending: by === choice.sort && !choice.isAscending }),
  }
  if (analysis.kind === 'words') {
    const { waiting, total, different } = analysis.table
    return (
      <>
        <p role="status" className="mb-3 text-[0.9375rem] text-ink-muted">
          {t('words.total', { total, different })}
        </p>
        <WordsTable
          projectId={projectId}
          table={analysis.table}
          onMore={() => change({ words: choice.words + fewWords })}
        />
        <Notes>
          <p>{t('words.note')}</p>
          {!choice.stopWords && <p>{t('words.stopNote', { version: analysis.table.stopWordsVersion })}</p>}
          {waiting > 0 && <p>{t('words.waiting', { count: waiting })}</p>}
        </Notes>
      </>
    )
  }
  if (analysis.kind === 'saturation')
    return (
      <>
        <SaturationChart steps={analysis.table.steps} />
        <SaturationTable steps={analysis.table.steps} onOpen={onOpen} />
        <Notes>
          <p>{t('note.saturation')}</p>
        </Notes>
      </>
    )
  if (analysis.kind === 'cooccurrence') {
    const { within, leftOut, formula } = analysis.table
    return (
      <>
        <CooccurrenceGrid table={analysis.table} choice={choice} sorting={sorting} onOpen={onOpen} />
        <Notes>
          <p>{t('note.cooccurrence', { within })}</p>
          <p>{t('note.coefficient', { formula })}</p>
          {leftOut > 0 && <p>{t('note.leftOut', { count: leftOut })}</p>}
          <p>{t('note.shade')}</p>
        </Notes>
      </>
    )
  }
  const { total } = analysis.table
  return (
    <>
      <p role="status" className="mb-3 text-[0.9375rem] text-ink-muted">
        {t('total', { ...total, hides })}
      </p>
      {analysis.kind === 'timeline' && <TimelineChart table={analysis.table} choice={choice} />}
      <CountGrid table={analysis.table} choice={{ ...choice, kind: analysis.kind }} sorting={sorting} onOpen={onOpen} />
      <Notes>
        <p>{t('note.counted', { counted: choice.counted })}</p>
        {choice.share !== 'none' && <p>{t('note.share', { share: choice.share })}</p>}
        {analysis.kind === 'timeline' && analysis.table.columns.some(({ isCoarse }) => isCoarse) && (
          <p>{t('note.coarse')}</p>
        )}
        <p>{t('note.shade')}</p>
      </Notes>
    </>
  )
}

const Notes = ({ children }: { children: ReactNode }) => (
  <div className="mt-4 flex max-w-3xl flex-col gap-1.5 text-[0.8125rem] text-ink-muted text-pretty">{children}</div>
)
