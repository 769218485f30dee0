'use client'

import { nice, ticks } from 'd3-array'
import { line, symbol, symbolCircle, symbolDiamond, symbolSquare, symbolTriangle, symbolWye } from 'd3-shape'
import type { Ref } from 'react'
import { tagColourVariables } from '@/lib/domain/codebook/colours'

export interface ChartLine {
  id: string
  name: string
  /** A tag's stored colour; without it the line has the accent. */
  colour?: string
  values: readonly number[]
}

interface LineChartProps {
  ref: Ref<SVGSVGElement>
  /** All that it shows, for those who do not see it; the table below says it in full. */
  spoken: string
  /** What the places along it are called, in order. */
  places: readonly string[]
  lines: readonly ChartLine[]
  /** Columns behind the lines, of the same places. */
  columns?: { name: string; values: readonly number[] }
  figure: (value: number) => string
  isNarrow: boolean
}

/** Lines are told apart by their dashes and marks; the colour only says it again. */
const dashes = ['none', '7 3', '2 3', '9 3 2 3', '14 4']
const marks = [symbolCircle, symbolSquare, symbolTriangle, symbolDiamond, symbolWye].map(
  (type) => symbol(type, 42)() ?? '',
)

const margin = { top: 12, end: 14, foot: 24, start: 46 }
const rowHeight = 18

/** Lines over time or order, with their names below. Drawn whole by the server too; texts have the size of the page's notes whatever the width. */
export function LineChart({ ref, spoken, places, lines, columns, figure, isNarrow }: LineChartProps) {
  const [width, plot] = isNarrow ? [340, 200] : [860, 240]
  const named = lines.length + (columns ? 1 : 0)
  const height = margin.top + plot + margin.foot + rowHeight * named + 6
  const most = Math.max(...lines.flatMap(({ values }) => values), ...(columns?.values ?? []), Number.MIN_VALUE)
  const [, top] = nice(0, most, 4)
  const marksUp = ticks(0, top, 4)
  const step = (width - margin.start - margin.end) / Math.max(1, places.length)
  const x = (at: number) => margin.start + step * (at + 0.5)
  const y = (value: number) => margin.top + plot * (1 - value / top)
  const path = line<number>((_, at) => x(at), y)
  const everyNth = Math.ceil(places.length / (isNarrow ? 4 : 12))
  return (
    <svg
      ref={ref}
      role="img"
      aria-label={spoken}
      viewBox={`0 0 ${width} ${height}`}
      className="h-auto w-full max-w-[860px] font-sans text-[12px]"
    >
      {marksUp.map((value) => (
        <g key={value}>
          <line x1={margin.start} x2={width - margin.end} y1={y(value)} y2={y(value)} className="stroke-rule" />
          <text x={margin.start - 8} y={y(value) + 4} textAnchor="end" className="fill-ink-muted">
            {figure(value)}
          </text>
        </g>
      ))}
      {places.map(
        (place, at) =>
          at % everyNth === 0 && (
            <text key={place} x={x(at)} y={margin.top + plot + 17} textAnchor="middle" className="fill-ink-muted">
              {place}
            </text>
          ),
      )}
      {columns?.values.map((value, at) => (
        <rect
          // A place is its index: nothing moves.
          key={places[at] ?? at}
          x={x(at) - step * 0.36}
          width={step * 0.72}
          y={y(value)}
          height={Math.max(0, margin.top + plot - y(value))}
          className="fill-rule-strong"
          fillOpacity={0.35}
        />
      ))}
      {lines.map(({ id, colour, values }, at) => (
        <g key={id} {...coloured(colour)}>
          <path
            d={path([...values]) ?? ''}
            fill="none"
            strokeDasharray={dashes[at]}
            className={strokeOf(colour)}
            strokeWidth={2}
          />
          {places.length <= 60 &&
            values.map((value, place) => (
              <path
                key={places[place] ?? place}
                d={marks[at]}
                transform={`translate(${x(place)} ${y(value)})`}
                className={fillOf(colour)}
              />
            ))}
        </g>
      ))}
      <Names lines={lines} columns={columns?.name} top={margin.top + plot + margin.foot + 14} />
    </svg>
  )
}

/** A row for each line, with its dashes and its mark, and one for the columns. */
function Names({ lines, columns, top }: { lines: readonly ChartLine[]; columns: string | undefined; top: number }) {
  const at = (row: number) => top + rowHeight * row
  return (
    <>
      {lines.map(({ id, name, colour }, row) => (
        <g key={id} transform={`translate(${margin.start} ${at(row)})`} {...coloured(colour)}>
          <line x2={34} strokeDasharray={dashes[row]} className={strokeOf(colour)} strokeWidth={2} />
          <path d={marks[row]} transform="translate(17 0)" className={fillOf(colour)} />
          <text x={42} y={4} className="fill-ink">
            {name}
          </text>
        </g>
      ))}
      {columns !== undefined && (
        <g transform={`translate(${margin.start} ${at(lines.length)})`}>
          <rect x={8} y={-6} width={18} height={12} className="fill-rule-strong" fillOpacity={0.35} />
          <text x={42} y={4} className="fill-ink">
            {columns}
          </text>
        </g>
      )}
    </>
  )
}

const coloured = (colour: string | undefined) =>
  colour === undefined ? {} : { className: 'tag-coloured', style: tagColourVariables(colour) }
const strokeOf = (colour: string | undefined) => (colour === undefined ? 'stroke-accent' : 'stroke-tag-chip')
const fillOf = (colour: string | undefined) => (colour === undefined ? 'fill-accent' : 'fill-tag-chip')

/** So many lines can be told apart. */
export const mostLines = dashes.length
