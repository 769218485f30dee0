'use client'

import { useMemo } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { useFigures } from '@/components/ui/use-figures'
import type { OpenedCell, TableChoice } from '@/lib/browser/analysis/table-choice'
import { shareOf, type Count } from '@/lib/domain/analysis/shares'
import type { CountTable } from '@/lib/schemas/analysis'
import { HeatGrid, type GridCell, type GridHead } from './heat-grid'
import { columnKey, heads, inOrder, type Sorting } from './in-order'

interface CountGridProps {
  table: CountTable
  choice: TableChoice
  sorting: Sorting
  onOpen: (cell: OpenedCell, title: string) => void
}

const none: Count = { annotations: 0, documents: 0 }
const { all } = heads

/** Tags against documents, coders, values or time. Every cell that is not empty opens its excerpts, those of the sums too. */
export function CountGrid({ table, choice, sorting, onOpen }: CountGridProps) {
  const t = useTranslations('tables')
  const format = useFormatter()
  const figures = useFigures()
  const { counted, share, withUnused } = choice
  const found = useMemo(
    () => new Map(table.cells.map((cell) => [`${cell.row} ${columnKey(cell.column)}`, cell])),
    [table],
  )
  const [rowOf, columnOf] = useMemo(() => [byKey(table.rows, (id) => id), byKey(table.columns, columnKey)], [table])
  const countOf = (row: string, column: string): Count => {
    if (row === all) return column === all ? table.total : (columnOf.get(column) ?? none)
    return (column === all ? rowOf.get(row) : found.get(`${row} ${column}`)) ?? none
  }
  const valueOf = (row: string, column: string): number => {
    const count = countOf(row, column)
    if (share === 'none') return count[counted]
    return shareOf(count, counted, share, {
      row: row === all ? table.total : rowOf.get(row),
      column: column === all ? table.total : columnOf.get(column),
      total: table.total,
    })
  }
  const used = table.rows.filter(({ annotations }) => withUnused || annotations > 0)
  const rows = inOrder(used, choice, (id) => valueOf(id, choice.sort))
  const columns = table.columns.map((column): GridHead => headOf(column, choice.kind, t))
  const sums: GridHead = { id: all, name: t('all'), isPlain: true }
  const most = table.cells.reduce(
    (largest, { row, column }) => Math.max(largest, valueOf(row, columnKey(column))),
    Number.MIN_VALUE,
  )
  const nameOf = (id: string, heads: readonly { id: string; name: string }[]) =>
    id === all ? t('all') : (heads.find((head) => head.id === id)?.name ?? '')
  const cell = (row: string, column: string): GridCell => {
    const count = countOf(row, column)
    const value = valueOf(row, column)
    const names = { row: nameOf(row, table.rows), column: nameOf(column, columns) }
    const figure = share === 'none' ? format.number(value) : figures.share(value, 1)
    const isEmpty = count.annotations === 0
    return {
      text: isEmpty ? '·' : figure,
      spoken: t('cell', { ...count, ...names, figure }),
      heat: row === all || column === all ? 0 : value / most,
      onOpen: isEmpty
        ? undefined
        : () => {
            const { id = '', isCoarse } = columnOf.get(column) ?? {}
            onOpen(
              { ...(row !== all && { row }), ...(column !== all && { column: { id, isCoarse } }) },
              t('cellTitle', names),
            )
          },
    }
  }
  return (
    <HeatGrid
      label={t(`kind.${choice.kind}`)}
      corner={t('tag')}
      rows={rows.map(tagHead)}
      columns={columns}
      cell={cell}
      sums={sums}
      {...sorting}
    />
  )
}

const byKey = <T extends { id: string }>(items: readonly T[], keyOf: (id: string) => string): ReadonlyMap<string, T> =>
  new Map(items.map((item) => [keyOf(item.id), item]))

/** A tag at the head of a row. */
export const tagHead = ({
  id,
  name,
  path,
  colour,
  depth,
}: Pick<CountTable['rows'][number], 'id' | 'name' | 'path' | 'colour' | 'depth'>): GridHead => ({
  id,
  name,
  title: path.join(' › '),
  colour,
  depth,
})

function headOf(
  { id, name, isCoarse }: CountTable['columns'][number],
  kind: TableChoice['kind'],
  t: ReturnType<typeof useTranslations<'tables'>>,
): GridHead {
  const key = columnKey(id)
  if (id === '') return { id: key, name: t('notGiven'), isPlain: true }
  if (kind === 'tag-author' && id === 'consensus') return { id: key, name: t('consensus'), isPlain: true }
  return { id: key, name, title: isCoarse === true ? t('coarse', { year: name }) : name, isPlain: isCoarse }
}
