'use client'

import { useTranslations } from 'use-intl'
import type { SideRow } from '@/lib/domain/history/tell-sides'

/** Before and after of an event, side by side, a row to each field. */
export function Sides({ rows }: { rows: readonly SideRow[] }) {
  const t = useTranslations('history')
  return (
    <table aria-label={t('sides.title')} className="mt-2 w-full table-fixed border-collapse text-[0.8125rem]">
      <thead>
        <tr className="label-caps text-start">
          <th scope="col" className="w-28 py-1 pe-3 text-start font-normal">
            {t('sides.field')}
          </th>
          <th scope="col" className="py-1 pe-3 text-start font-normal">
            {t('sides.before')}
          </th>
          <th scope="col" className="py-1 text-start font-normal">
            {t('sides.after')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.label} className="border-t border-rule align-top">
            {/* Every field of tellSides has a message. */}
            <th scope="row" className="py-1 pe-3 text-start font-normal break-words text-ink-muted">
              {row.field === null ? row.label : t(`field.${row.field}` as 'field.name')}
            </th>
            <td className="py-1 pe-3 break-words whitespace-pre-wrap text-ink">{row.before ?? '–'}</td>
            <td className="py-1 break-words whitespace-pre-wrap text-ink">{row.after ?? '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
