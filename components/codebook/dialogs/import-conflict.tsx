'use client'

import { useTranslations } from 'use-intl'
import { Checkbox } from '@/components/ui/checkbox'
import type { CodebookImport, Tag } from '@/lib/schemas/tag'

export interface ImportConflictProps {
  row: CodebookImport['rows'][number]
  /** The stored tag, where it is still there. */
  tag: Tag | undefined
  isTaken: boolean
  onTake: (isTaken: boolean) => void
}

/** In what a line and the stored tag differ, both sides in full, and whether the tag shall take the file's. */
export function ImportConflict({ row, tag, isTaken, onTake }: ImportConflictProps) {
  const t = useTranslations('codebook')
  const given = row.stored?.given ?? {}
  const shown = (value: string | boolean | undefined) =>
    typeof value === 'boolean' ? t(value ? 'csv.yes' : 'csv.no') : value || t('csv.nothing')
  const stored = (field: (typeof row.differs)[number]) =>
    field === 'archived' ? tag?.archivedAt != null : tag?.[field]
  return (
    <div className="flex w-full flex-col gap-1.5">
      <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-1 text-[0.8125rem]">
        {row.differs.map((field) => (
          <div key={field} className="contents">
            <dt className="text-ink-muted">{t('csv.field', { field })}</dt>
            <dd className="min-w-0 break-words whitespace-pre-line">
              <span dir="auto" className={isTaken ? 'text-ink-muted line-through' : 'text-ink'}>
                {shown(stored(field))}
              </span>
              <span aria-hidden className="mx-1.5 text-ink-muted">
                →
              </span>
              <span className="sr-only">{t('csv.inFile')}</span>
              <span dir="auto" className={isTaken ? 'text-ink' : 'text-ink-muted'}>
                {shown(given[field])}
              </span>
            </dd>
          </div>
        ))}
      </dl>
      <Checkbox isSelected={isTaken} onChange={onTake} aria-label={t('csv.takeLine', { name: row.path.at(-1) ?? '' })}>
        {t('csv.take')}
      </Checkbox>
    </div>
  )
}
