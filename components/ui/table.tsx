'use client'

import { ArrowDown, ArrowUp } from 'lucide-react'
import type { ReactNode } from 'react'
import {
  Cell,
  Column,
  Row,
  Table as AriaTable,
  TableBody,
  TableHeader,
  type Key,
  type Selection,
  type SortDescriptor,
} from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { Checkbox } from './checkbox'
import { classNames } from './class-names'
import { scrollEdges } from './scroll-edges'

export interface TableColumn<T> {
  id: string
  label: ReactNode
  /** What a cell shows. */
  cell: (row: T) => ReactNode
  isSortable?: boolean
  /** `end` for figures. */
  align?: 'start' | 'end'
  /** The cell that names the row; at least one column must be it. */
  isRowHeader?: boolean
  /** Tailwind classes for header and cells, e.g. `w-32 max-sm:hidden`. */
  className?: string
}

export interface TableProps<T> {
  /** Spoken name of the table. */
  label: string
  columns: readonly TableColumn<T>[]
  rows: readonly T[]
  rowKey: (row: T) => Key
  /** The present order; sorting itself is the caller's (server or memory). */
  sort?: SortDescriptor
  onSort?: (sort: SortDescriptor) => void
  /** Given: a column of boxes to select rows by. */
  selected?: Selection
  onSelect?: (keys: Selection) => void
  /** Press or Enter on a row. */
  onOpen?: (key: Key) => void
  rowHref?: (row: T) => string
  isDense?: boolean
  /** Where there are no rows: an EmptyState. */
  empty?: ReactNode
  className?: string
}

/** A table with sortable, sticky headers, keyboard movement and row selection. Figures are tabular; rules are hairlines. */
export function Table<T extends object>(props: TableProps<T>) {
  const { label, columns, rows, rowKey, sort, onSort, selected, onSelect, onOpen, rowHref, isDense, empty, className } =
    props
  const t = useTranslations('ui')
  const padding = isDense ? 'px-3 py-1.5' : 'px-3 py-3'
  const boxes = onSelect !== undefined
  return (
    <div style={scrollEdges} className={classNames('relative overflow-auto', className)}>
      <AriaTable
        aria-label={label}
        sortDescriptor={sort}
        onSortChange={onSort}
        selectionMode={boxes ? 'multiple' : 'none'}
        selectedKeys={selected}
        onSelectionChange={onSelect}
        onRowAction={onOpen}
        className="w-full border-separate border-spacing-0 text-sm outline-none"
      >
        <TableHeader className="sticky top-0 z-10 bg-paper">
          {boxes && (
            <Column className="w-10 border-b border-rule-strong px-3 text-start">
              <Checkbox slot="selection" aria-label={t('selectAll')} />
            </Column>
          )}
          {columns.map((column) => (
            <Column
              key={column.id}
              id={column.id}
              isRowHeader={column.isRowHeader}
              allowsSorting={column.isSortable}
              className={classNames(
                'border-b border-rule-strong px-3 py-2 align-bottom label-caps focus-ring-inset',
                column.align === 'end' ? 'text-end' : 'text-start',
                column.isSortable && 'cursor-default data-hovered:text-ink',
                column.className,
              )}
            >
              {({ sortDirection }) => <SortedLabel label={column.label} direction={sortDirection} />}
            </Column>
          ))}
        </TableHeader>
        <TableBody
          renderEmptyState={() => empty ?? <p className="px-3 py-8 text-center text-ink-muted">{t('nothingFound')}</p>}
        >
          {rows.map((row) => (
            <Row
              key={rowKey(row)}
              id={rowKey(row)}
              href={rowHref?.(row)}
              className="group cursor-default focus-ring-inset data-hovered:bg-paper-sunken data-selected:bg-accent-soft data-href:cursor-pointer"
            >
              {boxes && (
                <Cell className="border-b border-rule px-3">
                  <Checkbox slot="selection" aria-label={t('selectRow')} />
                </Cell>
              )}
              {columns.map((column) => (
                <Cell
                  key={column.id}
                  className={classNames(
                    'border-b border-rule align-baseline focus-ring-inset',
                    padding,
                    column.align === 'end' && 'text-end',
                    column.className,
                  )}
                >
                  {column.cell(row)}
                </Cell>
              ))}
            </Row>
          ))}
        </TableBody>
      </AriaTable>
    </div>
  )
}

/** The name of a column, with an arrow where the rows are in its order. */
function SortedLabel({ label, direction }: { label: ReactNode; direction: SortDescriptor['direction'] | undefined }) {
  return (
    <span className="inline-flex items-center gap-1">
      {label}
      {direction &&
        (direction === 'ascending' ? (
          <ArrowUp aria-hidden className="size-3" />
        ) : (
          <ArrowDown aria-hidden className="size-3" />
        ))}
    </span>
  )
}
