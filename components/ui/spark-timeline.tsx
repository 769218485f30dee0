'use client'

import { useId, useState } from 'react'
import { Button, Link } from 'react-aria-components'
import { useFormatter, useTranslations } from 'use-intl'
import { classNames } from './class-names'

export interface SparkTimelineProps {
  /** What is counted over time: "Excerpts by month". */
  label: string
  /** One point per period in order, gaps included as 0: `when` is how the period is written ("Mar 2024"), `href` leads to the passages behind it. */
  points: readonly { when: string; value: number; href?: string }[]
  /** Small, and without the button to the table, where the figure is a mere hint beside its number, as on a card. */
  isBare?: boolean
  className?: string
}

/** Small columns over time, drawn as SVG with a spoken summary, and as a table on request. */
export function SparkTimeline({ label, points, isBare, className }: SparkTimelineProps) {
  const t = useTranslations('ui')
  const [asTable, setAsTable] = useState(false)
  const labelId = useId()
  const ends = [points[0]?.when, points.at(-1)?.when]
  return (
    <figure className={classNames('flex flex-col gap-2', className)}>
      <figcaption className={classNames('flex items-baseline justify-between gap-4', isBare && 'order-last')}>
        <span id={labelId} className={isBare ? 'text-xs text-ink-muted' : 'label-caps'}>
          {label}
        </span>
        {!isBare && (
          <Button
            className="-my-1 min-h-6 pointer-coarse:min-h-11 rounded-sm text-xs text-ink-muted underline underline-offset-4 focus-ring data-hovered:text-ink"
            onPress={() => setAsTable(!asTable)}
          >
            {t(asTable ? 'showAsChart' : 'showAsTable')}
          </Button>
        )}
      </figcaption>
      {asTable ? (
        <PointsTable labelId={labelId} points={points} />
      ) : (
        <>
          <div className="relative">
            <Columns label={label} points={points} isBare={isBare} />
            {points.some((point) => point.href) && <ColumnLinks points={points} />}
          </div>
          {!isBare && (
            <div aria-hidden className="flex justify-between text-xs text-ink-muted tabular-nums">
              <span>{ends[0]}</span>
              <span>{ends[1]}</span>
            </div>
          )}
        </>
      )}
    </figure>
  )
}

function PointsTable({ labelId, points }: { labelId: string } & Pick<SparkTimelineProps, 'points'>) {
  const t = useTranslations('ui')
  const format = useFormatter()
  return (
    <table aria-labelledby={labelId} className="w-full text-sm">
      <thead>
        <tr className="text-start label-caps">
          <th scope="col" className="border-b border-rule py-1 text-start font-[550]">
            {t('when')}
          </th>
          <th scope="col" className="border-b border-rule py-1 text-end font-[550]">
            {t('count')}
          </th>
        </tr>
      </thead>
      <tbody>
        {points.map((point) => (
          <tr key={point.when}>
            <td className="py-0.5">
              {point.href ? (
                <Link href={point.href} className="rounded-sm underline-offset-4 focus-ring data-hovered:underline">
                  {point.when}
                </Link>
              ) : (
                point.when
              )}
            </td>
            <td className="py-0.5 text-end tabular-nums">{format.number(point.value)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** A column for each point, the highest as high as the chart. */
function Columns({ label, points, isBare }: Pick<SparkTimelineProps, 'label' | 'points' | 'isBare'>) {
  const format = useFormatter()
  const most = Math.max(1, ...points.map((point) => point.value))
  const step = 100 / Math.max(1, points.length)
  return (
    <svg
      role="img"
      aria-label={`${label}: ${points.map((point) => `${point.when} ${format.number(point.value)}`).join(', ')}`}
      viewBox="0 0 100 24"
      preserveAspectRatio="none"
      className={classNames('w-full', isBare ? 'h-7' : 'h-14')}
    >
      <line
        x1="0"
        y1="23.75"
        x2="100"
        y2="23.75"
        className="stroke-rule-strong"
        strokeWidth="0.5"
        vectorEffect="non-scaling-stroke"
      />
      {points.map((point, index) => (
        <rect
          key={point.when}
          x={index * step + step * 0.14}
          width={step * 0.72}
          y={23.5 - (23 * point.value) / most}
          height={(23 * point.value) / most}
          className="fill-accent"
        />
      ))}
    </svg>
  )
}

/** A link over each column that leads somewhere, as high as the chart so that a small column can be hit too. */
function ColumnLinks({ points }: Pick<SparkTimelineProps, 'points'>) {
  const format = useFormatter()
  return (
    <div className="absolute inset-0 flex">
      {points.map((point) => {
        const name = `${point.when}: ${format.number(point.value)}`
        return point.href ? (
          <Link
            key={point.when}
            href={point.href}
            aria-label={name}
            className="flex-1 rounded-sm focus-ring data-hovered:bg-accent/15"
          >
            <span title={name} className="block size-full" />
          </Link>
        ) : (
          <span key={point.when} className="flex-1" />
        )
      })}
    </div>
  )
}
