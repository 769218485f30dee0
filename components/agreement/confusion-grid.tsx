'use client'

import { useRef, useState, type KeyboardEvent } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { classNames } from '@/components/ui/class-names'
import { scrollEdges } from '@/components/ui/scroll-edges'
import { TagDot } from '@/components/ui/tag-chip'
import { useFigures } from '@/components/ui/use-figures'
import type { ChosenCell } from '@/lib/browser/agreement/use-agreement'
import type { ConfusionAnswer } from '@/lib/schemas/agreement'

interface ConfusionGridProps {
  table: Pick<ConfusionAnswer, 'tags' | 'units' | 'settings'>
  /** The indices of the tags shown; no further tag is always the last. */
  shown: readonly number[]
  onOpen: (cell: ChosenCell) => void
}

const steps: Record<string, [rows: number, columns: number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

/** The confusion table as a grid: one stop for Tab, arrows from cell to cell, Enter to read the passages. Shade and number say the same. */
export function ConfusionGrid({ table, shown, onOpen }: ConfusionGridProps) {
  const t = useTranslations('agreement.confusion')
  const format = useFormatter()
  const { count: whole } = useFigures()
  const { unit } = table.settings
  const grid = useRef<HTMLTableElement>(null)
  const [[atRow, atColumn], setAt] = useState<[number, number]>([0, 0])
  const places = [...shown, table.tags.length]
  const sides = places.map(
    (place) => table.tags[place] ?? { id: 'none', name: t('further'), colour: undefined, path: [t('further')] },
  )
  const last = places.length - 1
  const focus: [number, number] = [Math.min(atRow, last), Math.min(atColumn, last)]
  const move = (event: KeyboardEvent) => {
    const isRight = getComputedStyle(event.currentTarget).direction === 'rtl'
    const step = event.key === 'Home' ? [0, -focus[1]] : event.key === 'End' ? [0, last - focus[1]] : steps[event.key]
    if (!step) return
    event.preventDefault()
    const sideways = event.key.startsWith('Arrow') && isRight ? -(step[1] ?? 0) : (step[1] ?? 0)
    const to: [number, number] = [
      Math.max(0, Math.min(last, focus[0] + (step[0] ?? 0))),
      Math.max(0, Math.min(last, focus[1] + sideways)),
    ]
    setAt(to)
    grid.current?.querySelector<HTMLElement>(`[data-cell="${to.join(',')}"]`)?.focus()
  }
  return (
    <>
      <div style={scrollEdges} className="max-h-[min(48rem,85dvh)] overflow-auto">
        <table
          ref={grid}
          // eslint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- a table to move about in is a grid (WAI-ARIA APG)
          role="grid"
          aria-label={t('label', { unit })}
          onKeyDown={move}
          className="border-separate border-spacing-0 text-[0.8125rem]"
        >
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
                      style={{ writingMode: 'vertical-rl', transform: 'rotate(180deg)' }}
                    >
                      {side.name}
                    </span>
                  </span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sides.map((side, row) => {
              const units = table.units[places[row] ?? 0] ?? []
              const ofRow = units.reduce(
                (sum, count, column) => sum + (column === table.tags.length && places[row] === column ? 0 : count),
                0,
              )
              return (
                <tr key={side.id}>
                  <th
                    scope="row"
                    title={side.path.join(' › ')}
                    className="sticky start-0 z-10 bg-paper py-0 pe-2.5 text-start font-normal"
                  >
                    <span className="flex max-w-28 items-center gap-1.5 sm:max-w-48">
                      {side.colour !== undefined && <TagDot colour={side.colour} />}
                      <span
                        dir="auto"
                        className={classNames(
                          'truncate',
                          side.colour === undefined ? 'text-ink-muted italic' : 'text-ink',
                        )}
                      >
                        {side.name}
                      </span>
                    </span>
                  </th>
                  {sides.map((other, column) => {
                    const count = units[places[column] ?? 0] ?? 0
                    const shown = format.number(count, {
                      notation: count >= 10_000 ? 'compact' : 'standard',
                      maximumFractionDigits: count >= 10_000 ? 1 : 0,
                    })
                    return (
                      <td key={other.id} className="p-px">
                        <button
                          type="button"
                          data-cell={`${row},${column}`}
                          tabIndex={focus[0] === row && focus[1] === column ? 0 : -1}
                          aria-disabled={count === 0 || undefined}
                          aria-label={t('cell', {
                            cell:
                              row === last && column === last
                                ? t('corner')
                                : t('against', { row: side.name, column: other.name }),
                            unit,
                            count,
                            shown: whole(count),
                          })}
                          onFocus={() => setAt([row, column])}
                          onClick={() => count > 0 && onOpen({ row: side.id, column: other.id })}
                          className={classNames(
                            'relative grid h-8 w-12 place-items-center rounded-sm tabular-nums focus-ring pointer-coarse:h-11',
                            count > 0
                              ? 'cursor-pointer text-ink hover:outline-1 hover:outline-rule-strong'
                              : 'cursor-default text-ink-muted',
                            row === column && 'ring-1 ring-rule ring-inset',
                          )}
                        >
                          <span
                            aria-hidden
                            className={classNames(
                              'absolute inset-0 rounded-sm',
                              row === column ? 'bg-success' : 'bg-danger',
                            )}
                            style={{ opacity: shade(count, ofRow) }}
                          />
                          <span className="relative">{count === 0 ? '·' : shown}</span>
                        </button>
                      </td>
                    )
                  })}
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

/** Never so weak that it would not be seen on dark paper, nor so strong that the number on it would lose its contrast. */
const shade = (count: number, whole: number): number =>
  whole === 0 || count === 0 ? 0 : 0.1 + 0.18 * Math.min(1, count / whole)
