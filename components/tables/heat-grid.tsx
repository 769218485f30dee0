'use client'

import { ArrowDown, ArrowUp } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { scrollEdges } from '@/components/ui/scroll-edges'
import { standing } from '@/components/ui/standing'
import { TagDot } from '@/components/ui/tag-chip'
import { pressed, useGridCells, type GridPlace } from '@/components/ui/use-grid-cells'
import { heads } from './in-order'

/** What stands at the head of a row or a column. */
export interface GridHead {
  id: string
  name: string
  /** The name whole, where it has more to it: the path of a tag. */
  title?: string
  colour?: string
  /** How far in it stands: of a tree. */
  depth?: number
  /** It is no tag, document or coder by name: what is not given, and the sums. */
  isPlain?: boolean
}

/** What a cell says. */
export interface GridCell {
  text: string
  /** The same as it is read aloud, with its row and column. */
  spoken: string
  /** How strong it is among the others, between 0 and 1. */
  heat: number
  onOpen?: () => void
}

interface HeatGridProps {
  /** Spoken name of the table. */
  label: string
  corner: string
  rows: readonly GridHead[]
  columns: readonly GridHead[]
  cell: (row: string, column: string) => GridCell
  /** The id of a last row and column for the sums. */
  sums?: GridHead
  /** By which head rows are in order. */
  sort: { by: string; isAscending: boolean }
  onSort: (by: string) => void
}

/** So many are shown at first; a table of a thousand documents would be a page of a million boxes. */
const atFirst = { rows: 80, columns: 24 }

/** A table of figures as a grid: one stop for Tab, arrows from cell to cell, Enter to read what a cell counts or to sort by a column. Shade and number say the same. */
export function HeatGrid({ label, corner, sums, sort, onSort, ...all }: HeatGridProps) {
  const [most, setMost] = useState(atFirst)
  const rows = withSums(all.rows.slice(0, most.rows), sums)
  const columns = withSums(all.columns.slice(0, most.columns), sums)
  const { grid, focus, setAt, onKeyDown } = useGridCells(rows.length + 1, columns.length + 1)
  const isFlat = columns.every(({ name }) => name.length <= 9)
  const placed = (row: number, column: number) => ({
    'data-cell': `${row},${column}`,
    tabIndex: focus[0] === row && focus[1] === column ? 0 : -1,
    onFocus: () => setAt([row, column] satisfies GridPlace),
  })
  return (
    <>
      <div
        style={scrollEdges}
        className="max-h-[min(56rem,85dvh)] overflow-auto print:max-h-none print:overflow-visible"
      >
        <table
          ref={grid}
          // eslint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- a table to move about in is a grid (WAI-ARIA APG)
          role="grid"
          aria-label={label}
          aria-rowcount={all.rows.length + 1 + (sums ? 1 : 0)}
          aria-colcount={all.columns.length + 1 + (sums ? 1 : 0)}
          onKeyDown={onKeyDown}
          className="border-separate border-spacing-0 text-[0.8125rem]"
        >
          <thead>
            <tr>
              <ColumnHead
                head={{ id: sort.by === heads.name ? heads.name : heads.asInCodebook, name: corner }}
                sort={sort}
                onSort={() => onSort(sort.by === heads.asInCodebook ? heads.name : heads.asInCodebook)}
                isFirst
                isFlat
                placed={placed(0, 0)}
              />
              {columns.map((head, at) => (
                <ColumnHead
                  key={head.id}
                  head={head}
                  sort={sort}
                  onSort={onSort}
                  isFlat={isFlat}
                  placed={placed(0, at + 1)}
                />
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => (
              <tr key={row.id}>
                <RowHead
                  head={row}
                  isIndented={sort.by === heads.asInCodebook}
                  isSum={row === sums}
                  placed={placed(at + 1, 0)}
                />
                {columns.map((column, across) => (
                  <Cell
                    key={column.id}
                    cell={all.cell(row.id, column.id)}
                    sums={row === sums ? 'row' : column === sums ? 'column' : null}
                    placed={placed(at + 1, across + 1)}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <MoreOf all={all} shown={most} onMore={setMost} />
    </>
  )
}

const withSums = (heads: readonly GridHead[], sums: GridHead | undefined) => (sums ? [...heads, sums] : heads)

interface Placed {
  'data-cell': string
  tabIndex: number
  onFocus: () => void
}

/** Says how much of the table is shown where that is not all, and shows more. */
function MoreOf({
  all,
  shown,
  onMore,
}: {
  all: { rows: readonly unknown[]; columns: readonly unknown[] }
  shown: typeof atFirst
  onMore: (shown: typeof atFirst) => void
}) {
  const t = useTranslations('tables')
  return (
    <div className="flex flex-wrap gap-x-6 gap-y-2 empty:hidden">
      {(['rows', 'columns'] as const).map(
        (side) =>
          all[side].length > shown[side] && (
            <p key={side} className="mt-3 flex items-center gap-3 text-[0.8125rem] text-ink-muted">
              {t(`shown.${side}`, { shown: shown[side], all: all[side].length })}
              <Button size="small" onPress={() => onMore({ ...shown, [side]: shown[side] + atFirst[side] })}>
                {t('shown.more')}
              </Button>
            </p>
          ),
      )}
    </div>
  )
}

function ColumnHead({
  head,
  sort,
  onSort,
  isFirst = false,
  isFlat,
  placed,
}: {
  head: GridHead
  sort: HeatGridProps['sort']
  onSort: (by: string) => void
  isFirst?: boolean
  isFlat: boolean
  placed: Placed
}) {
  const isSorted = sort.by === head.id && head.id !== heads.asInCodebook
  const isUp = sort.isAscending || sort.by === heads.name
  const Arrow = isUp ? ArrowUp : ArrowDown
  return (
    <th
      scope="col"
      aria-sort={isSorted ? (isUp ? 'ascending' : 'descending') : undefined}
      title={head.title}
      className={classNames(
        'sticky top-0 border-b border-rule-strong bg-paper p-0 align-bottom font-normal',
        isFirst ? 'start-0 z-30 text-start' : 'z-20',
        !isFlat && 'h-44',
      )}
    >
      <button
        type="button"
        {...placed}
        {...pressed(() => onSort(head.id))}
        className={classNames(
          'inline-flex min-h-8 cursor-pointer items-center gap-1 rounded-sm px-1.5 text-ink focus-ring-inset hover:bg-paper-sunken pointer-coarse:min-h-11 pointer-coarse:min-w-11',
          isFirst ? 'label-caps' : 'w-full justify-center',
          head.isPlain === true && 'text-ink-muted italic',
          isSorted && 'font-medium',
        )}
      >
        <span
          dir="auto"
          className={classNames('truncate text-start leading-tight', isFlat ? 'max-w-40' : 'max-h-40 py-1')}
          style={isFlat || isFirst ? undefined : standing(head.name)}
        >
          {head.name}
        </span>
        {isSorted && <Arrow aria-hidden className="size-3 shrink-0" />}
      </button>
    </th>
  )
}

function RowHead({
  head,
  isIndented,
  isSum,
  placed,
}: {
  head: GridHead
  isIndented: boolean
  isSum: boolean
  placed: Placed
}) {
  return (
    <th
      scope="row"
      title={head.title}
      className={classNames(
        'sticky start-0 bg-paper py-0 pe-2.5 text-start font-normal focus-ring-inset',
        isSum ? 'bottom-0 z-20 border-t border-rule-strong' : 'z-10',
      )}
      {...placed}
    >
      <span
        className="flex max-w-32 items-center gap-1.5 sm:max-w-64"
        style={isIndented && head.depth ? { paddingInlineStart: `${head.depth * 0.75}rem` } : undefined}
      >
        {head.colour !== undefined && <TagDot colour={head.colour} />}
        <Name head={head} />
      </span>
    </th>
  )
}

function Name({ head }: { head: GridHead }): ReactNode {
  return (
    <span
      dir="auto"
      className={classNames('truncate', head.isPlain === true ? 'pe-0.5 text-ink-muted italic' : 'text-ink')}
    >
      {head.name}
    </span>
  )
}

function Cell({ cell, sums, placed }: { cell: GridCell; sums: 'row' | 'column' | null; placed: Placed }) {
  const { text, spoken, heat, onOpen } = cell
  return (
    <td className={classNames('p-px', sums === 'row' && 'sticky bottom-0 border-t border-rule-strong bg-paper')}>
      <button
        type="button"
        {...placed}
        aria-disabled={onOpen === undefined || undefined}
        aria-label={spoken}
        {...pressed(onOpen)}
        className={classNames(
          'relative grid h-8 w-full min-w-12 place-items-center rounded-sm px-1.5 tabular-nums focus-ring-inset pointer-coarse:h-11',
          onOpen
            ? 'cursor-pointer text-ink hover:outline-1 hover:outline-rule-strong'
            : 'cursor-default text-ink-muted',
          sums !== null && 'font-medium',
        )}
      >
        {/* With the system's colours there are no shades: a bar as long as the shade is strong. */}
        <span
          aria-hidden
          className="absolute inset-0 rounded-sm bg-accent forced-colors:top-auto forced-colors:h-0.5 forced-colors:w-(--length) forced-colors:bg-[CanvasText] forced-colors:opacity-100! forced-colors:[forced-color-adjust:none]"
          style={{ opacity: shade(heat), ['--length' as string]: `${Math.round(heat * 100)}%` }}
        />
        <span className="relative">{text}</span>
      </button>
    </td>
  )
}

/** Never so weak that it would not be seen on dark paper, nor so strong that the number on it would lose its contrast. */
const shade = (heat: number): number => (heat <= 0 ? 0 : 0.06 + 0.26 * Math.min(1, heat))
