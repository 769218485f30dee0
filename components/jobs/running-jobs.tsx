'use client'

import { Hourglass } from 'lucide-react'
import { Link } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { useJobsUnderWay } from '@/lib/browser/jobs/use-jobs'

/** The way to one's jobs, while any is under way, with how many are. */
export function RunningJobs() {
  const t = useTranslations('jobs')
  const count = useJobsUnderWay()
  if (count === 0) return null
  return (
    <Link
      href="/jobs"
      aria-label={t('underWay', { count })}
      className="relative grid size-9 place-items-center rounded-md text-ink-muted focus-ring data-hovered:bg-paper-sunken data-hovered:text-ink pointer-coarse:size-11"
    >
      <Hourglass aria-hidden className="size-[1.125rem]" />
      {/* Drawn by the style sheet, as the bell's count is. */}
      <span
        aria-hidden
        data-count={count > 99 ? '99+' : count}
        className="absolute end-0 top-0 grid before:content-[attr(data-count)] min-w-4.5 place-items-center rounded-full bg-accent px-1 text-[0.6875rem] leading-4.5 font-medium text-accent-ink tabular-nums"
      />
    </Link>
  )
}
