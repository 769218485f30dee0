'use client'

import type { ReactNode } from 'react'
import { Link } from 'react-aria-components'
import { useFormatter, useTranslations } from 'use-intl'
import { tagColourVariables } from '@/lib/domain/codebook/colours'
import { classNames } from './class-names'

export interface Bar {
  id: string
  label: string
  value: number
  /** Where the bar leads: the passages behind the figure. */
  href?: string
  /** A tag's stored colour; without it the bar has the accent. */
  colour?: string
}

export interface BarChartProps {
  /** What is counted: "Excerpts by document". */
  label: string
  bars: readonly Bar[]
  /** Heading of the names, for those who hear the table: "Document". */
  nameLabel: string
  /** Heading of the figures; by default "Count". */
  valueLabel?: string
  className?: string
}

/** Horizontal bars, each under its name, so that long titles can be read. The chart *is* a table (name, bar with its figure), so that it needs no other form to be read aloud or copied. */
export function BarChart({ label, bars, nameLabel, valueLabel, className }: BarChartProps) {
  const t = useTranslations('ui')
  const format = useFormatter()
  const most = Math.max(1, ...bars.map((bar) => bar.value))
  const name = (bar: Bar): ReactNode =>
    bar.href ? (
      <Link
        href={bar.href}
        // For a finger, the whole cell.
        className="rounded-sm underline-offset-4 focus-ring data-hovered:underline pointer-coarse:before:absolute pointer-coarse:before:inset-0"
      >
        {bar.label}
      </Link>
    ) : (
      bar.label
    )
  return (
    <table className={classNames('w-full table-fixed text-sm', className)}>
      <caption className="pb-2 text-start label-caps">{label}</caption>
      <colgroup>
        <col />
        <col className="w-14" />
      </colgroup>
      <thead className="sr-only">
        <tr>
          <th scope="col">{nameLabel}</th>
          <th scope="col">{valueLabel ?? t('count')}</th>
        </tr>
      </thead>
      <tbody>
        {bars.map((bar) => (
          <tr key={bar.id}>
            <th scope="row" className="relative py-1.5 text-start font-normal text-ink pointer-coarse:py-2.5">
              <bdi className="line-clamp-2 leading-snug">{name(bar)}</bdi>
              <svg aria-hidden className="mt-1 block h-1.5 w-full overflow-visible rtl:-scale-x-100">
                <line x1="0" y1="0" x2="0" y2="6" className="stroke-rule-strong" />
                <rect
                  width={`${(100 * bar.value) / most}%`}
                  height="6"
                  rx="1"
                  style={bar.colour ? tagColourVariables(bar.colour) : undefined}
                  className={bar.colour ? 'tag-coloured fill-tag-chip' : 'fill-accent'}
                />
              </svg>
            </th>
            <td className="py-1.5 text-end align-bottom pointer-coarse:py-2.5 leading-none text-ink-muted tabular-nums">
              {format.number(bar.value)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
