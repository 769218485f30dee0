'use client'

import { useFormatter, useTranslations } from 'use-intl'
import { Badge, type BadgeTone } from '@/components/ui/badge'
import { ConflictsAsk, PlanTable, withLine } from '@/components/ui/plan-table'
import type { CodebookImport, Tag } from '@/lib/schemas/tag'
import { ImportConflict } from './import-conflict'

type Row = CodebookImport['rows'][number]

const tones: Record<Row['outcome'], BadgeTone> = {
  new: 'success',
  exists: 'plain',
  conflict: 'warning',
  refused: 'danger',
}
const words = {
  new: 'csv.outcomeNew',
  exists: 'csv.outcomeExists',
  conflict: 'csv.outcomeConflict',
  refused: 'csv.outcomeRefused',
} as const
const outcomes = ['new', 'exists', 'conflict', 'refused'] as const

export interface ImportPreviewProps {
  name: string
  plan: CodebookImport
  tags: readonly Tag[]
  /** Lines whose stored tag shall become as the file has it. */
  taken: ReadonlySet<number>
  onTake: (taken: ReadonlySet<number>) => void
}

/** What each line of a file would become, with the reason where it is left out, and a choice where a stored tag says something else. */
export function ImportPreview({ name, plan, tags, taken, onTake }: ImportPreviewProps) {
  const t = useTranslations('codebook')
  const format = useFormatter()
  const lines = plan.rows.filter((row) => !row.isImplied).length
  const conflicts = plan.rows.filter((row) => row.stored !== null)
  return (
    <div className="flex flex-col gap-3">
      <p className="text-sm text-ink">
        {t('csv.found', { name, rows: lines, encoding: plan.encoding, delimiter: plan.delimiter })}
      </p>
      <p role="status" className="flex flex-wrap gap-2">
        {outcomes.map((outcome) => {
          const count = plan.rows.filter((row) => row.outcome === outcome).length
          return (
            count > 0 && (
              <Badge key={outcome} tone={tones[outcome]}>
                {t(`csv.${outcome}`, { count })}
              </Badge>
            )
          )
        })}
      </p>
      <ConflictsAsk
        lines={conflicts.map((row) => row.line)}
        words={{
          ask: t('csv.conflictsAsk', { count: conflicts.length }),
          takeAll: t('csv.takeAll'),
          keepAll: t('csv.keepAll'),
        }}
        onTake={onTake}
      />
      {plan.ignored.length > 0 && (
        <p className="text-[0.8125rem] text-ink-muted">{t('csv.ignored', { columns: format.list(plan.ignored) })}</p>
      )}
      <PlanTable
        heads={{ line: t('csv.line'), subject: t('csv.tag'), outcome: t('csv.outcome') }}
        rows={plan.rows.map((row, i) => ({
          key: i,
          line: row.isImplied ? '' : row.line,
          subject: (
            <>
              {row.path.length > 1 && <span className="text-ink-muted">{row.path.slice(0, -1).join(' › ')} › </span>}
              {row.path.at(-1)}
            </>
          ),
          outcome: (
            <span className="flex flex-wrap items-baseline gap-x-2 gap-y-1">
              <Badge tone={tones[row.outcome]}>
                {t(row.stored && taken.has(row.line) ? 'csv.outcomeTaken' : words[row.outcome])}
              </Badge>
              <Reason row={row} />
              {row.stored && (
                <ImportConflict
                  row={row}
                  tag={tags.find((tag) => tag.id === row.stored?.id)}
                  isTaken={taken.has(row.line)}
                  onTake={(isTaken) => onTake(withLine(taken, row.line, isTaken))}
                />
              )}
            </span>
          ),
        }))}
      />
    </div>
  )
}

function Reason({ row }: { row: Row }) {
  const t = useTranslations('codebook')
  const text = row.reason ? t(`refusal.${row.reason}`) : row.isImplied ? t('csv.implied') : ''
  return text && <span className="text-[0.8125rem] text-ink-muted">{text}</span>
}
