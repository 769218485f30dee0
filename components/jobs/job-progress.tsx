'use client'

import { useTranslations } from 'use-intl'
import { ProgressBar } from '@/components/ui/progress-bar'
import type { Job } from '@/lib/schemas/job'

const phases = ['checking', 'people', 'writing', 'verifying', 'removing'] as const

/** What is being done for a job, and how much of it is done. */
export function JobProgress({ job: { state, progress } }: { job: Job }) {
  const t = useTranslations('jobs')
  const phase = state === 'queued' ? 'waiting' : (phases.find((known) => known === progress.phase) ?? 'working')
  const counts = progress.of > 0 && { done: progress.done, total: progress.of }
  return <ProgressBar className="max-w-2xl" label={t(`phase.${phase}`)} {...counts} />
}
