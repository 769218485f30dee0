'use client'

import { useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { Badge, type BadgeTone } from '@/components/ui/badge'
import { Button, ButtonLink } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { isUnderWay, useStopJob } from '@/lib/browser/jobs/use-jobs'
import { spoken } from '@/lib/browser/spoken'
import type { ProjectImported } from '@/lib/schemas/archive'
import type { Job } from '@/lib/schemas/job'
import { ImportReport } from './import-report'
import { JobProgress } from './job-progress'

type ShownState = Job['state'] | 'stopping'

const tones: Record<ShownState, BadgeTone> = {
  queued: 'plain',
  running: 'accent',
  stopping: 'warning',
  done: 'success',
  failed: 'danger',
  cancelled: 'plain',
}

/** A job: what it is, who asked for it, how far it is or how it ended. */
export function JobItem({ job }: { job: Job }) {
  const t = useTranslations('jobs')
  const format = useFormatter()
  const [isAsking, setAsking] = useState(false)
  const stop = useStopJob()
  const when = format.dateTime(new Date(job.createdAt), { dateStyle: 'medium', timeStyle: 'short' })
  const kind = t(`kind.${job.kind}`)
  const state: ShownState = job.isCancelling ? 'stopping' : job.state
  return (
    <li className="flex flex-col gap-3 border-b border-rule py-5">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-64">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <h2 className="font-serif text-lg font-normal text-ink">{kind}</h2>
            <Badge tone={tones[state]}>{t(`state.${state}`)}</Badge>
          </div>
          <p className="mt-0.5 text-[0.8125rem] text-ink-muted">{t('begun', { name: job.requestedBy.name, when })}</p>
        </div>
        {isUnderWay(job) && !job.isCancelling && (
          <Button size="small" onPress={() => setAsking(true)} aria-label={t('stopNamed', { name: kind, when })}>
            {t('stop')}
          </Button>
        )}
      </div>
      <JobBody job={job} />
      <ConfirmDialog
        isOpen={isAsking && isUnderWay(job)}
        onOpenChange={setAsking}
        title={t('stopTitle')}
        consequence={t('stopConsequence')}
        action={t('stop')}
        onConfirm={() => stop(job.id)}
      />
    </li>
  )
}

function JobBody({ job }: { job: Job }) {
  const t = useTranslations('jobs')
  if (isUnderWay(job)) return <JobProgress job={job} />
  if (job.problem)
    return <p className="max-w-2xl text-[0.9375rem] text-ink">{spoken(job.problem.said, job.problem.detail)}</p>
  if (job.state === 'cancelled') return <p className="text-[0.9375rem] text-ink-muted">{t('stopped')}</p>
  const imported = job.result as ProjectImported
  return (
    <>
      <ImportReport imported={imported} />
      <ButtonLink
        size="small"
        className="self-start"
        href={`/projects/${imported.project.id}/documents`}
        aria-label={t('openNamed', { name: imported.project.name })}
      >
        {t('open')}
      </ButtonLink>
    </>
  )
}
