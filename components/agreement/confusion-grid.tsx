'use client'

import { useFormatter, useTranslations } from 'use-intl'
import { classNames } from '@/components/ui/class-names'
import { scrollEdges } from '@/components/ui/scroll-edges'
import { standing } from '@/components/ui/standing'
import { TagDot } from '@/components/ui/tag-chip'
import { useFigures } from '@/components/ui/use-figures'
import { pressed, useGridCells, type GridPlace } from '@/components/ui/use-grid-cells'
import type { ChosenCell } from '@/lib/browser/agreement/use-agreement'
import type { ConfusionAnswer } from '@/lib/schemas/agreement'

interface ConfusionGridProps {
  table: Pick<ConfusionAnswer, 'tags' | 'units' | 'settings'>
  /** The indices of the tags shown; no further tag is always the last. */
  shown: readonly number[]
  onOpen: (cell: ChosenCell) => void
}

/** A tag as it stands at a row or a column; no further tag has neither colour nor id of its own. */
interface Side {
  id: string
  name: string
  colour?: string
  path: readonly string[]
}

/** The confusion table as a grid: one stop for Tab, arrows from cell to cell, Enter to read the passages. Shade and number say the same. */
export function ConfusionGrid({ table, shown, onOpen }: ConfusionGridProps) {
  const t = useTranslations('agreement.confusion')
  const places = [...shown, table.tags.length]
  const sides: Side[] = places.map(
    (place) => table.tags[place] ?? { id: 'none', name: t('further'), path: [t('further')] },
  )
  const { grid, focus, setAt, onKeyDown } = useGridCells(places.length, places.length)
  return (
    <>
      <div
        style={scrollEdges}
        className="max-h-[min(48rem,85dvh)] overflow-auto print:max-h-none print:overflow-visible"
      >
        <table
          ref={grid}
          // eslint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- a table to move about in is a grid (WAI-ARIA APG)
          role="grid"
          aria-label={t('label', { unit: table.settings.unit })}
          onKeyDown={onKeyDown}
          className="border-separate border-spacing-0 text-[0.8125rem]"
        >
          <Head sides={sides} />
          <tbody>
            {sides.map((side, row) => {
              const units = table.units[places[row] ?? 0] ?? []
              const ofRow = units.reduce(
                (sum, count, column) => sum + (column === table.tags.length && places[row] === column ? 0 : count),
                0,
              )
              return (
                <tr key={side.id}>
                  <RowHead side={side} />
                  {sides.map((other, column) => (
                    <Cell
                      key={other.id}
                      at={[row, column]}
                      sides={[side, other]}
                      isCorner={row === sides.length - 1 && column === sides.length - 1}
                      isTabStop={focus[0] === row && focus[1] === column}
                      count={units[places[column] ?? 0] ?? 0}
                      ofRow={ofRow}
                      unit={table.settings.unit}
                      onFocus={setAt}
                      onOpen={onOpen}
                    />
                  ))}
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
      <p className="mt-3 text-[0.8125rem] text-ink-muted">{t('shade')}</p>
    </>
  )
}

function Head({ sides }: { sides: readonly Side[] }) {
  return (
    <thead>
      <tr>
        <td className="sticky start-0 top-0 z-30 bg-paper" />
        {sides.map((side) => (
          <th
            key={side.id}
            scope="col"
            title={side.path.join(' › ')}
            className="sticky top-0 z-20 h-44 bg-paper p-0 align-bottom font-normal"
          >
            <span className="flex justify-center">
              <span
                dir="auto"
                className="max-h-42 truncate pt-2 text-start leading-tight text-ink"
                style={standing(side.name)}
              >
                {side.name}
              </span>
            </span>
          </th>
        ))}
      </tr>
    </thead>
  )
}

function RowHead({ side }: { side: Side }) {
  return (
    <th
      scope="row"
      title={side.path.join(' › ')}
      className="sticky start-0 z-10 bg-paper py-0 pe-2.5 text-start font-normal"
    >
      <span className="flex max-w-28 items-center gap-1.5 sm:max-w-48">
        {side.colour !== undefined && <TagDot colour={side.colour} />}
        <span
          dir="auto"
          className={classNames('truncate', side.colour === undefined ? 'text-ink-muted italic' : 'text-ink')}
        >
          {side.name}
        </span>
      </span>
    </th>
  )
}

interface CellProps {
  at: GridPlace
  /** The tag of its row and that of its column. */
  sides: readonly [Side, Side]
  /** Whether it counts what nobody tagged. */
  isCorner: boolean
  isTabStop: boolean
  count: number
  ofRow: number
  unit: ConfusionAnswer['settings']['unit']
  onFocus: (at: GridPlace) => void
  onOpen: (cell: ChosenCell) => void
}

function Cell({ at, sides: [side, other], isCorner, isTabStop, count, ofRow, unit, onFocus, onOpen }: CellProps) {
  const t = useTranslations('agreement.confusion')
  const format = useFormatter()
  const { count: whole } = useFigures()
  const isSame = at[0] === at[1]
  const isLarge = count >= 10_000
  const cell = isCorner ? t('corner') : t('against', { row: side.name, column: other.name })
  const figure = format.number(count, {
    notation: isLarge ? 'compact' : 'standard',
    maximumFractionDigits: isLarge ? 1 : 0,
  })
  return (
    <td className="p-px">
      <button
        type="button"
        data-cell={at.join(',')}
        tabIndex={isTabStop ? 0 : -1}
        aria-disabled={count === 0 || undefined}
        aria-label={t('cell', { cell, unit, count, shown: whole(count) })}
        onFocus={() => onFocus(at)}
        {...pressed(count > 0 ? () => onOpen({ row: side.id, column: other.id }) : undefined)}
        className={classNames(
          'relative grid h-8 w-12 place-items-center rounded-sm tabular-nums focus-ring pointer-coarse:h-11',
          count > 0
            ? 'cursor-pointer text-ink hover:outline-1 hover:outline-rule-strong'
            : 'cursor-default text-ink-muted',
          isSame && 'ring-1 ring-rule ring-inset',
        )}
      >
        <span
          aria-hidden
          className={classNames('absolute inset-0 rounded-sm', isSame ? 'bg-success' : 'bg-danger')}
          style={{ opacity: shade(count, ofRow) }}
        />
        <span className="relative">{count === 0 ? '·' : figure}</span>
      </button>
    </td>
  )
}

/** Never so weak that it would not be seen on dark paper, nor so strong that the number on it would lose its contrast. */
const shade = (count: number, whole: number): number =>
  whole === 0 || count === 0 ? 0 : 0.1 + 0.18 * Math.min(1, count / whole)
