'use client'

import { useVirtualizer } from '@tanstack/react-virtual'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { useMemo, useRef, type Ref } from 'react'
import { useTranslations } from 'use-intl'
import { classNames } from '@/components/ui/class-names'
import type { DocumentCommands } from '@/lib/browser/documents/use-document-commands'
import { groupKey, type Grouping } from '@/lib/browser/documents/use-grouping'
import type { Arrangement } from '@/lib/domain/documents/arrange-documents'
import type { DocumentGroup } from '@/lib/domain/documents/group-documents'
import type { Attribute, Document } from '@/lib/schemas/document'
import { DocumentRow } from './document-row'
import { GroupHeading } from './group-heading'
import type { TableColumn } from './table-columns'

export interface DocumentsGridProps {
  projectId: string
  mayWrite: boolean
  rows: readonly Document[]
  columns: readonly TableColumn[]
  commands: DocumentCommands
  grouping: Grouping
  sort: Arrangement['sort']
  onSort: (sort: Arrangement['sort']) => void
}

/** The table itself. Only the rows in sight are in the page, so that a thousand scroll like ten; the others are told of by aria-rowcount. */
export function DocumentsGrid({ rows, columns, grouping, sort, onSort, ...props }: DocumentsGridProps) {
  const t = useTranslations('documents.table')
  const scroller = useRef<HTMLDivElement>(null)
  const lines = useMemo(() => linesOf(rows, grouping), [rows, grouping])
  // eslint-disable-next-line react-hooks/incompatible-library -- it hands out new functions on every scroll; nothing here is memoised on them
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 49,
    overscan: 12,
    getItemKey: (index) => lines[index]?.key ?? index,
    initialRect: { width: 1000, height: 800 },
  })
  const items = virtual.getVirtualItems()
  const [before, after] = [items[0]?.start ?? 0, virtual.getTotalSize() - (items.at(-1)?.end ?? 0)]
  return (
    <div ref={scroller} className="max-h-[max(24rem,calc(100dvh-9rem))] overflow-auto max-sm:hidden">
      <table
        aria-label={t('label')}
        aria-rowcount={lines.length + 1}
        className="w-full border-separate border-spacing-0 text-sm"
      >
        <thead className="sticky top-0 z-10 bg-paper">
          <tr aria-rowindex={1}>
            {columns.map((column) => (
              <ColumnHead key={column.id} column={column} sort={sort} onSort={onSort} />
            ))}
            <th className="w-12 border-b border-rule-strong">
              <span className="sr-only">{t('actionsColumn')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          <Gap height={before} columns={columns.length + 1} />
          {items.map(({ key, index }) => {
            const line = lines[index]
            if (!line) return null
            if (line.document)
              return (
                <DocumentRow
                  key={key}
                  ref={virtual.measureElement}
                  index={index}
                  document={line.document}
                  columns={columns}
                  {...props}
                />
              )
            return (
              <GroupLine
                key={key}
                ref={virtual.measureElement}
                index={index}
                columns={columns.length + 1}
                attribute={line.attribute}
                group={line.group}
                isClosed={grouping.closed.has(groupKey(line.group))}
                onToggle={() => grouping.toggle(line.group)}
              />
            )
          })}
          <Gap height={after} columns={columns.length + 1} />
        </tbody>
      </table>
    </div>
  )
}

/** A row of the table: a document, or the heading of a group. */
type Line =
  | { key: string; document: Document }
  | { key: string; document?: undefined; attribute: Attribute; group: DocumentGroup<Document> }

function linesOf(rows: readonly Document[], { attribute, groups, closed }: Grouping): Line[] {
  const lineOf = (document: Document): Line => ({ key: document.id, document })
  if (!attribute) return rows.map(lineOf)
  return groups.flatMap((group): Line[] => [
    { key: `group ${groupKey(group)}`, attribute, group },
    ...(closed.has(groupKey(group)) ? [] : group.documents.map(lineOf)),
  ])
}

interface GroupLineProps {
  ref: Ref<HTMLTableRowElement>
  index: number
  columns: number
  attribute: Attribute
  group: DocumentGroup<Document>
  isClosed: boolean
  onToggle: () => void
}

function GroupLine({ ref, index, columns, ...heading }: GroupLineProps) {
  return (
    <tr ref={ref} data-index={index} aria-rowindex={index + 2}>
      <th
        colSpan={columns}
        scope="rowgroup"
        className="border-b border-rule bg-paper-sunken/60 px-2 py-1 text-start font-normal"
      >
        <GroupHeading {...heading} />
      </th>
    </tr>
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
      className={classNames(
        'border-b border-rule-strong px-3 py-2',
        column.isFigure ? 'text-end' : 'text-start',
        column.id === 'title' ? 'w-2/5 min-w-64' : 'min-w-24',
      )}
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
