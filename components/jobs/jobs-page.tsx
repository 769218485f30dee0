'use client'

import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorState } from '@/components/ui/error-state'
import { PageHeader } from '@/components/ui/page-header'
import { Skeleton } from '@/components/ui/skeleton'
import { jobsIn, useJobs } from '@/lib/browser/jobs/use-jobs'
import { JobItem } from './job-item'

/** Long work and how far it is: of a project, or without one all that one asked for. */
export function JobsPage({ projectId }: { projectId?: string }) {
  const t = useTranslations('jobs')
  const jobs = useJobs(projectId)
  const items = jobs.data ? jobsIn(jobs.data) : []
  const title = t(projectId === undefined ? 'own' : 'title')
  return (
    <>
      <PageHeader title={title} lede={t(projectId === undefined ? 'ownLede' : 'lede')} />
      {jobs.isError && items.length === 0 ? (
        <ErrorState onRetry={() => void jobs.refetch()}>{jobs.error.message}</ErrorState>
      ) : jobs.isPending ? (
        <Skeleton lines={8} />
      ) : items.length === 0 ? (
        <EmptyState title={t('none')}>{t('noneBody')}</EmptyState>
      ) : (
        <ul aria-label={title} className="-mt-5 flex flex-col">
          {items.map((job) => (
            <JobItem key={job.id} job={job} />
          ))}
        </ul>
      )}
      {jobs.hasNextPage && (
        <div className="mt-6 flex justify-center">
          <Button isPending={jobs.isFetchingNextPage} onPress={() => void jobs.fetchNextPage()}>
            {t('more')}
          </Button>
        </div>
      )}
    </>
  )
}
