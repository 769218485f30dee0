'use client'

import { ImageDown } from 'lucide-react'
import { useRef } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { Menu, MenuItem } from '@/components/ui/menu'
import { showToast } from '@/components/ui/toast'
import { useFigures } from '@/components/ui/use-figures'
import { inDots, standalone } from '@/lib/browser/analysis/chart-file'
import type { TableChoice } from '@/lib/browser/analysis/table-choice'
import { saveFile } from '@/lib/browser/save-file'
import { useMedia } from '@/lib/browser/use-media'
import { shareOf, type Count } from '@/lib/domain/analysis/shares'
import type { CountTable, SaturationCurve } from '@/lib/schemas/analysis'
import { LineChart, mostLines, type ChartLine } from './line-chart'

interface ChartFigureProps {
  title: string
  /** What is counted, and what is not drawn. */
  caption: string
  places: readonly string[]
  lines: readonly ChartLine[]
  columns?: { name: string; values: readonly number[] }
  figure: (value: number) => string
}

/** A chart with its caption, and the ways to take it along. Its table stands below it. */
function ChartFigure({ title, caption, ...drawn }: ChartFigureProps) {
  const t = useTranslations('tables.chart')
  const isNarrow = useMedia('(width < 40rem)')
  const chart = useRef<SVGSVGElement>(null)
  const save = async (kind: 'svg' | 'png') => {
    if (!chart.current) return
    const picture = standalone(chart.current)
    const content =
      kind === 'svg'
        ? new Blob([picture], { type: 'image/svg+xml' })
        : await inDots(picture, chart.current.viewBox.baseVal)
    saveFile(content, `${title}.${kind}`)
  }
  const take = (kind: 'svg' | 'png') => () =>
    void save(kind).catch(() => showToast({ tone: 'danger', title: t('failed') }))
  return (
    <figure className="mb-8 flex flex-col gap-3 break-inside-avoid">
      <figcaption className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
        <span className="max-w-2xl text-[0.9375rem] text-ink-muted text-pretty">{caption}</span>
        <Menu
          label={t('take')}
          trigger={
            <Button size="small" icon={<ImageDown aria-hidden />}>
              {t('take')}
            </Button>
          }
        >
          {(['svg', 'png'] as const).map((kind) => (
            <MenuItem key={kind} onAction={take(kind)}>
              {t(`as.${kind}`)}
            </MenuItem>
          ))}
        </Menu>
      </figcaption>
      <LineChart
        ref={chart}
        spoken={t('spoken', { title, lines: drawn.lines.length, places: drawn.places.length })}
        isNarrow={isNarrow}
        {...drawn}
      />
    </figure>
  )
}

const none: Count = { annotations: 0, documents: 0 }

/** The tags with the most over time, beside all that is counted. What has no exact date is in the table alone. */
export function TimelineChart({ table, choice }: { table: CountTable; choice: TableChoice }) {
  const t = useTranslations('tables')
  const format = useFormatter()
  const figures = useFigures()
  const { counted, share } = choice
  const columns = table.columns.filter(({ id, isCoarse }) => id !== '' && isCoarse !== true)
  if (columns.length < 2) return null
  const counts = new Map(table.cells.map((cell) => [`${cell.row} ${cell.column}`, cell]))
  const used = table.rows.filter(({ annotations }) => annotations > 0)
  const drawn = used.toSorted((a, b) => b[counted] - a[counted]).slice(0, mostLines)
  const undrawn = table.columns
    .filter((column) => !columns.includes(column))
    .reduce((sum, column) => sum + column[counted], 0)
  const lines = drawn.map((row) => ({
    id: row.id,
    name: row.name,
    colour: row.colour,
    values: columns.map((column) => {
      const count = counts.get(`${row.id} ${column.id}`) ?? none
      return share === 'none' ? count[counted] : shareOf(count, counted, share, { row, column, total: table.total })
    }),
  }))
  return (
    <ChartFigure
      title={t('kind.timeline')}
      caption={t('chart.timeline', {
        counted,
        share,
        lines: lines.length,
        rows: used.length,
        isEvery: lines.length === used.length ? 'yes' : 'no',
        undrawn,
      })}
      places={columns.map(({ name }) => name)}
      lines={lines}
      columns={share === 'none' ? { name: t('all'), values: columns.map((column) => column[counted]) } : undefined}
      figure={(value) => (share === 'none' ? format.number(value) : figures.share(value))}
    />
  )
}

/** Tags known so far, document by document, and beside them how many each brought. */
export function SaturationChart({ steps }: { steps: SaturationCurve['steps'] }) {
  const t = useTranslations('tables')
  const format = useFormatter()
  if (steps.length < 2) return null
  return (
    <ChartFigure
      title={t('kind.saturation')}
      caption={t('chart.saturation', { documents: steps.length })}
      places={steps.map((_, at) => format.number(at + 1))}
      lines={[{ id: 'known', name: t('step.known'), values: steps.map(({ known }) => known) }]}
      columns={{ name: t('step.added'), values: steps.map(({ added }) => added) }}
      figure={(value) => format.number(value)}
    />
  )
}
