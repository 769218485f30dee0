'use client'

import { useVirtualizer } from '@tanstack/react-virtual'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { useRef } from 'react'
import { useTranslations } from 'use-intl'
import { classNames } from '@/components/ui/class-names'
import type { DocumentActs } from '@/lib/browser/documents/use-document-acts'
import type { Arrangement } from '@/lib/domain/documents/arrange-documents'
import type { Document } from '@/lib/schemas/document'
import { DocumentRow } from './document-row'
import type { TableColumn } from './table-columns'

export interface DocumentsGridProps {
  projectId: string
  mayWrite: boolean
  rows: readonly Document[]
  columns: readonly TableColumn[]
  acts: DocumentActs
  sort: Arrangement['sort']
  onSort: (sort: Arrangement['sort']) => void
}

/** The table itself. Only the rows in sight are in the page, so that a thousand scroll like ten; the others are told of by aria-rowcount. */
export function DocumentsGrid({ rows, columns, sort, onSort, ...props }: DocumentsGridProps) {
  const t = useTranslations('documents.table')
  const scroller = useRef<HTMLDivElement>(null)
  // eslint-disable-next-line react-hooks/incompatible-library -- it hands out new functions on every scroll; nothing here is memoised on them
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 49,
    overscan: 12,
    getItemKey: (index) => rows[index]?.id ?? index,
    initialRect: { width: 1000, height: 800 },
  })
  const items = virtual.getVirtualItems()
  const [before, after] = [items[0]?.start ?? 0, virtual.getTotalSize() - (items.at(-1)?.end ?? 0)]
  return (
    <div ref={scroller} className="max-h-[max(24rem,calc(100dvh-9rem))] overflow-auto max-sm:hidden">
      <table aria-label={t('label')} aria-rowcount={rows.length + 1} className="w-full border-separate border-spacing-0 text-sm">
        <thead className="sticky top-0 z-10 bg-paper">
          <tr aria-rowindex={1}>
            {columns.map((column) => (
              <ColumnHead key={column.id} column={column} sort={sort} onSort={onSort} />
            ))}
            <th className="w-12 border-b border-rule-strong">
              <span className="sr-only">{t('actions', { title: '' })}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          <Gap height={before} columns={columns.length + 1} />
          {items.map(({ key, index }) => {
            const document = rows[index]
            return document && <DocumentRow key={key} ref={virtual.measureElement} index={index} document={document} columns={columns} {...props} />
          })}
          <Gap height={after} columns={columns.length + 1} />
        </tbody>
      </table>
    </div>
  )
}

/** Stands for the rows that are out of sight. */
function Gap({ height, columns }: { height: number; columns: number }) {
  if (height <= 0) return null
  return (
    <tr aria-hidden>
      <td colSpan={columns} style={{ height, padding: 0 }} />
    </tr>
  )
}

function ColumnHead({ column, sort, onSort }: { column: TableColumn } & Pick<DocumentsGridProps, 'sort' | 'onSort'>) {
  const isSorted = sort.column === column.id
  const Arrow = sort.descending ? ArrowDown : ArrowUp
  return (
    <th
      scope="col"
      aria-sort={isSorted ? (sort.descending ? 'descending' : 'ascending') : 'none'}
      className={classNames('border-b border-rule-strong px-3 py-2', column.isFigure ? 'text-end' : 'text-start', column.id === 'title' ? 'w-2/5 min-w-72' : 'min-w-24')}
    >
      <button
        type="button"
        onClick={() => onSort({ column: column.id, descending: isSorted && !sort.descending })}
        className="-my-1 inline-flex min-h-6 items-center gap-1 rounded-sm text-start label-caps focus-ring hover:text-ink"
      >
        {column.label}
        <Arrow aria-hidden className={classNames('size-3', !isSorted && 'hidden')} />
      </button>
    </th>
  )
}
