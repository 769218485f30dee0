'use client'

import { useMemo, useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { BarChart, type Bar } from '@/components/ui/bar-chart'
import { Button } from '@/components/ui/button'
import { SparkTimeline } from '@/components/ui/spark-timeline'
import { TagChip } from '@/components/ui/tag-chip'
import { toggled, type ThemeView } from '@/lib/browser/themes/theme-view'
import { timeline } from '@/lib/domain/themes/timeline'
import type { Tag } from '@/lib/schemas/tag'
import type { ThemeSummary } from '@/lib/schemas/theme'

export interface ThemeFiguresProps {
  summary: ThemeSummary | undefined
  view: ThemeView
  hrefWith: (part: Partial<ThemeView>) => string
  onTag: (id: string) => void
  tagsById: ReadonlyMap<string, Tag>
}

/** The figures of a view; every bar opens the excerpts it counts, and every chart is a table too. */
export function ThemeFigures({ summary, view, hrefWith, onTag, tagsById }: ThemeFiguresProps) {
  const t = useTranslations('themes')
  const format = useFormatter()
  const months = useMemo(() => timeline(summary?.byMonth ?? []), [summary])
  if (!summary || summary.excerpts === 0) return <aside aria-label={t('figures.title')} />
  const periodName = (period: string) =>
    period.length === 4
      ? period
      : format.dateTime(new Date(`${period}-15T12:00:00Z`), { year: 'numeric', month: 'short', timeZone: 'UTC' })
  const points = months.map(({ period, value }) => ({
    when: periodName(period),
    value,
    href: value > 0 ? hrefWith({ dated: period }) : undefined,
  }))
  return (
    <aside
      aria-label={t('figures.title')}
      className="flex flex-col gap-8 lg:sticky lg:top-[calc(var(--shell-top)+1.5rem)] lg:max-h-[calc(100dvh-var(--shell-top)-2.5rem)] lg:overflow-y-auto lg:pe-1 lg:pb-4"
    >
      <LongChart
        label={t('figures.documents')}
        nameLabel={t('figures.document')}
        bars={summary.byDocument.map(({ id, title, count }) => ({
          id,
          label: title,
          value: count,
          href: hrefWith({ documentIds: toggled(view.documentIds, id) }),
        }))}
      />
      {points.length > 0 && (
        <div className="flex flex-col gap-1.5">
          <SparkTimeline label={t('figures.time')} points={points} />
          {summary.undated > 0 && (
            <p className="text-xs text-ink-muted">{t('figures.undated', { count: summary.undated })}</p>
          )}
        </div>
      )}
      <LongChart
        label={t('figures.tags')}
        nameLabel={t('figures.tag')}
        bars={summary.byTag.map(({ id, name, colour, count }) => ({
          id,
          label: name,
          value: count,
          colour,
          href: hrefWith({ tagIds: toggled(view.tagIds, id) }),
        }))}
      />
      {summary.byAuthor.length > 1 && (
        <LongChart
          label={t('figures.authors')}
          nameLabel={t('figures.author')}
          bars={summary.byAuthor.map(({ id, name, count }) => ({
            id,
            label: name,
            value: count,
            href: hrefWith({ authorIds: toggled(view.authorIds, id) }),
          }))}
        />
      )}
      {summary.cooccurring.length > 0 && (
        <section aria-labelledby="cooccurring" className="flex flex-col gap-2">
          <h2 id="cooccurring" className="label-caps font-sans">
            {t('figures.cooccurring')}
          </h2>
          <p className="text-[0.8125rem] text-ink-muted">{t('figures.cooccurringNote')}</p>
          <ul className="flex flex-wrap gap-x-3 gap-y-1.5">
            {summary.cooccurring.slice(0, 20).map(({ id, name, colour, count }) => (
              <li key={id} className="inline-flex max-w-full items-center gap-1">
                <TagChip name={name} colour={colour} path={tagsById.get(id)?.path} onPress={() => onTag(id)} />
                <span className="text-xs text-ink-muted tabular-nums">{format.number(count)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </aside>
  )
}

const short = 8

/** The largest bars, and the others on request. */
function LongChart({ label, nameLabel, bars }: { label: string; nameLabel: string; bars: readonly Bar[] }) {
  const t = useTranslations('themes')
  const [isWhole, setWhole] = useState(false)
  return (
    <div className="flex flex-col items-start gap-1.5">
      <BarChart label={label} nameLabel={nameLabel} bars={isWhole ? bars : bars.slice(0, short)} />
      {bars.length > short && (
        <Button size="small" tone="plain" className="-ms-2.5" onPress={() => setWhole(!isWhole)}>
          {isWhole ? t('figures.fewer') : t('figures.more', { count: bars.length - short })}
        </Button>
      )}
    </div>
  )
}
