'use client'

import { useTranslations } from 'use-intl'
import { Badge, type BadgeTone } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import type { CodebookImport, Tag } from '@/lib/schemas/tag'
import { ImportConflict } from './import-conflict'

type Row = CodebookImport['rows'][number]

const tones: Record<Row['outcome'], BadgeTone> = { new: 'success', exists: 'plain', conflict: 'warning', refused: 'danger' }
const words = { new: 'csv.outcomeNew', exists: 'csv.outcomeExists', conflict: 'csv.outcomeConflict', refused: 'csv.outcomeRefused' } as const
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
  const lines = plan.rows.filter((row) => !row.isImplied).length
  const conflicts = plan.rows.filter((row) => row.stored !== null)
  const take = (line: number, isTaken: boolean) => onTake(new Set(isTaken ? [...taken, line] : [...taken].filter((other) => other !== line)))
  return (
    <div className="flex flex-col gap-3">
      <p className="text-sm text-ink">{t('csv.found', { name, rows: lines, encoding: plan.encoding, delimiter: plan.delimiter })}</p>
      <p role="status" className="flex flex-wrap gap-2">
        {outcomes.map((outcome) => {
          const count = plan.rows.filter((row) => row.outcome === outcome).length
          return count > 0 && <Badge key={outcome} tone={tones[outcome]}>{t(`csv.${outcome}`, { count })}</Badge>
        })}
      </p>
      {conflicts.length > 0 && (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2 text-sm">
          <p className="text-ink">{t('csv.conflictsAsk', { count: conflicts.length })}</p>
          <Button size="small" onPress={() => onTake(new Set(conflicts.map((row) => row.line)))}>{t('csv.takeAll')}</Button>
          <Button size="small" onPress={() => onTake(new Set())}>{t('csv.keepAll')}</Button>
        </div>
      )}
      {plan.ignored.length > 0 && <p className="text-[0.8125rem] text-ink-muted">{t('csv.ignored', { columns: plan.ignored.join(', ') })}</p>}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reached by key */}
      <div role="region" aria-label={t('csv.outcome')} tabIndex={0} className="max-h-80 overflow-auto rounded-md border border-rule focus-ring">
        <table className="w-full text-sm">
          <thead className="sticky top-0 bg-paper-raised">
            <tr className="text-start label-caps">
              <th scope="col" className="border-b border-rule px-3 py-2 text-end font-[550]">{t('csv.line')}</th>
              <th scope="col" className="border-b border-rule px-3 py-2 text-start font-[550]">{t('csv.tag')}</th>
              <th scope="col" className="border-b border-rule px-3 py-2 text-start font-[550]">{t('csv.outcome')}</th>
            </tr>
          </thead>
          <tbody>
            {plan.rows.map((row, i) => (
              <tr key={i} className="border-b border-rule align-baseline last:border-b-0">
                <td className="px-3 py-1.5 text-end text-ink-muted">{row.isImplied ? '' : row.line}</td>
                <td dir="auto" className="px-3 py-1.5">
                  {row.path.length > 1 && <span className="text-ink-muted">{row.path.slice(0, -1).join(' › ')} › </span>}
                  {row.path.at(-1)}
                </td>
                <td className="px-3 py-1.5">
                  <span className="flex flex-wrap items-baseline gap-x-2 gap-y-1">
                    <Badge tone={tones[row.outcome]}>{t(row.stored && taken.has(row.line) ? 'csv.outcomeTaken' : words[row.outcome])}</Badge>
                    <Reason row={row} />
                    {row.stored && <ImportConflict row={row} tag={tags.find((tag) => tag.id === row.stored?.id)} isTaken={taken.has(row.line)} onTake={(isTaken) => take(row.line, isTaken)} />}
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}

function Reason({ row }: { row: Row }) {
  const t = useTranslations('codebook')
  const text = row.reason ? t(`refusal.${row.reason}`) : row.isImplied ? t('csv.implied') : ''
  return text && <span className="text-[0.8125rem] text-ink-muted">{text}</span>
}
