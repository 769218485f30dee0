'use client'

import { useTranslations } from 'use-intl'
import { Badge, type BadgeTone } from '@/components/ui/badge'
import type { CodebookImport } from '@/lib/schemas/tag'

type Row = CodebookImport['rows'][number]

const tones: Record<Row['outcome'], BadgeTone> = { new: 'success', exists: 'plain', conflict: 'warning', refused: 'danger' }
const words = { new: 'csv.outcomeNew', exists: 'csv.outcomeExists', conflict: 'csv.outcomeConflict', refused: 'csv.outcomeRefused' } as const
const outcomes = ['new', 'exists', 'conflict', 'refused'] as const

/** What each line of a csv would become, with the reason where it is left out. */
export function ImportPreview({ name, plan }: { name: string; plan: CodebookImport }) {
  const t = useTranslations('codebook')
  const lines = plan.rows.filter((row) => !row.isImplied).length
  return (
    <div className="flex flex-col gap-3">
      <p className="text-sm text-ink">{t('csv.found', { name, rows: lines, encoding: plan.encoding, delimiter: plan.delimiter })}</p>
      <p role="status" className="flex flex-wrap gap-2">
        {outcomes.map((outcome) => {
          const count = plan.rows.filter((row) => row.outcome === outcome).length
          return count > 0 && <Badge key={outcome} tone={tones[outcome]}>{t(`csv.${outcome}`, { count })}</Badge>
        })}
      </p>
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
                    <Badge tone={tones[row.outcome]}>{t(words[row.outcome])}</Badge>
                    <Reason row={row} />
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
  const text = row.reason ? t(`refusal.${row.reason}`) : row.isImplied ? t('csv.implied') : row.differs.length > 0 ? t('csv.differs', { fields: row.differs.map((field) => t('csv.field', { field })).join(', ') }) : ''
  return text && <span className="text-[0.8125rem] text-ink-muted">{text}</span>
}
