'use client'

import { useMemo } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { useFigures } from '@/components/ui/use-figures'
import type { OpenedCell, TableChoice } from '@/lib/browser/analysis/table-choice'
import type { CooccurrenceTable } from '@/lib/schemas/analysis'
import { tagHead } from './count-grid'
import { HeatGrid, type GridCell } from './heat-grid'
import { columnKey, heads, inOrder, type Sorting } from './in-order'

interface CooccurrenceGridProps {
  table: CooccurrenceTable
  choice: TableChoice
  sorting: Sorting
  onOpen: (cell: OpenedCell, title: string) => void
}

/** Tags against tags: in how many places both stand, or the coefficient. The same from either side; where a tag meets itself are all its places. */
export function CooccurrenceGrid({ table, choice, sorting, onOpen }: CooccurrenceGridProps) {
  const t = useTranslations('tables')
  const format = useFormatter()
  const figures = useFigures()
  const pairs = useMemo(
    () =>
      new Map(
        table.cells.flatMap((cell) => [
          [`${cell.row} ${cell.column}`, cell],
          [`${cell.column} ${cell.row}`, cell],
        ]),
      ),
    [table],
  )
  const byId = useMemo(() => new Map(table.rows.map((row) => [row.id, row])), [table])
  const used = table.rows.filter(({ places }) => choice.withUnused || places > 0)
  const idOf = (key: string) => used.find(({ id }) => columnKey(id) === key)?.id ?? ''
  const valueOf = (row: string, column: string): number => {
    if (row === column) return choice.coefficient ? 1 : (byId.get(row)?.places ?? 0)
    const pair = pairs.get(`${row} ${column}`)
    return (choice.coefficient ? pair?.coefficient : pair?.both) ?? 0
  }
  const sortedBy = choice.sort === heads.all ? '' : idOf(choice.sort)
  const rows = inOrder(used, choice, (id) => (sortedBy === '' ? (byId.get(id)?.places ?? 0) : valueOf(id, sortedBy)))
  const most = table.cells.reduce(
    (largest, { row, column }) => Math.max(largest, valueOf(row, column)),
    Number.MIN_VALUE,
  )
  const cell = (row: string, key: string): GridCell => {
    const column = idOf(key)
    const names = { row: byId.get(row)?.name ?? '', column: byId.get(column)?.name ?? '' }
    if (row === column) {
      const places = byId.get(row)?.places ?? 0
      return {
        text: choice.coefficient ? '–' : format.number(places),
        spoken: t('places', { tag: names.row, within: table.within, count: places }),
        heat: 0,
        onOpen: places === 0 ? undefined : () => onOpen({ row }, names.row),
      }
    }
    const pair = pairs.get(`${row} ${column}`)
    if (!pair) {
      const isBranch = choice.withBelow && isOneBranch(byId.get(row)?.path ?? [], byId.get(column)?.path ?? [])
      return isBranch
        ? { text: '–', spoken: t('ofOneBranch', names), heat: 0 }
        : { text: '·', spoken: t('apart', names), heat: 0 }
    }
    const { both, either } = pair
    const coefficient = figures.coefficient(pair.coefficient)
    return {
      text: choice.coefficient ? coefficient : format.number(both),
      spoken: t('together', { ...names, within: table.within, both, either, coefficient }),
      heat: valueOf(row, column) / most,
      onOpen: () => onOpen({ row, column: { id: column } }, t('cellTitle', names)),
    }
  }
  return (
    <HeatGrid
      label={t('kind.cooccurrence')}
      corner={t('tag')}
      rows={rows.map(tagHead)}
      columns={used.map((row) => ({ ...tagHead(row), id: columnKey(row.id) }))}
      cell={cell}
      {...sorting}
    />
  )
}

/** Whether one of two tags is below the other, by the names that lead to them. */
const isOneBranch = (one: readonly string[], other: readonly string[]): boolean => {
  const [upper, lower] = one.length < other.length ? [one, other] : [other, one]
  return upper.every((name, at) => name === lower[at])
}
