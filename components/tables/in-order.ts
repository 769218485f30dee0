import type { TableChoice } from '@/lib/browser/analysis/table-choice'

/** The ids of the heads of a grid that are no column of the table: what is sorted by is one of these, or `columnKey`. */
export const heads = { asInCodebook: '', name: 'name', all: 'all' } as const

/** A column as a head of the grid, whatever its id is. */
export const columnKey = (id: string): string => `is:${id}`

/** How the rows of a table are in order, and the way to change it. */
export interface Sorting {
  sort: { by: string; isAscending: boolean }
  onSort: (by: string) => void
}

/** Rows as the choice has them in order: as they are, by name, or by a figure, the largest first or last; what is alike stays as it is. */
export function inOrder<T extends { id: string; name: string }>(
  rows: readonly T[],
  { sort, isAscending }: Pick<TableChoice, 'sort' | 'isAscending'>,
  figureOf: (id: string) => number,
): readonly T[] {
  if (sort === heads.asInCodebook) return rows
  if (sort === heads.name) return rows.toSorted((a, b) => a.name.localeCompare(b.name))
  const sign = isAscending ? 1 : -1
  return rows.toSorted((a, b) => sign * (figureOf(a.id) - figureOf(b.id)))
}
