'use client'

import { useRouter } from 'next/navigation'
import { useState, type ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { v7 } from 'uuid'
import { ImportReport } from '@/components/jobs/import-report'
import { JobProgress } from '@/components/jobs/job-progress'
import { Button, ButtonLink } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Dialog, DialogActions } from '@/components/ui/dialog'
import { FileDropZone } from '@/components/ui/file-drop-zone'
import { FormFailure } from '@/components/ui/form-failure'
import { ProgressBar } from '@/components/ui/progress-bar'
import { isUnderWay, useJob } from '@/lib/browser/jobs/use-jobs'
import { importProject, type ProjectFile } from '@/lib/browser/projects/import-project'
import { spoken } from '@/lib/browser/spoken'
import { useSubmission } from '@/lib/browser/use-submission'
import type { ProjectImported } from '@/lib/schemas/archive'
import type { Job } from '@/lib/schemas/job'

export interface ImportProjectProps {
  viewerId: string
  /** Whether this person may say that people of the archive are accounts of this server. */
  isAdmin: boolean
  maxUploadMb: number
}

/** Takes a project's archive, or a project of another program, and makes a project of it; what takes long goes on among the jobs. */
export function ImportProjectDialog({ trigger, ...props }: ImportProjectProps & { trigger: ReactNode }) {
  const t = useTranslations('projects')
  const router = useRouter()
  // The list below shows what was imported once one has read the report: whoever had no project yet stands on another page then.
  const refresh = (isOpen: boolean) => {
    if (!isOpen) router.refresh()
  }
  return (
    <Dialog title={t('import')} lede={t('importLede')} trigger={trigger} onOpenChange={refresh}>
      {(close) => <ImportSteps {...props} close={close} />}
    </Dialog>
  )
}

function ImportSteps({ viewerId, isAdmin, maxUploadMb, close }: ImportProjectProps & { close: () => void }) {
  const t = useTranslations('projects')
  const ui = useTranslations('ui')
  const [takesAccounts, setTakesAccounts] = useState(false)
  const [chosen, setChosen] = useState<ProjectFile | null>(null)
  const [sent, setSent] = useState(0)
  const [imported, setImported] = useState<ProjectImported | null>(null)
  const [jobId, setJobId] = useState<string | null>(null)
  const job = useJob(jobId)
  const { isPending, failure, submit } = useSubmission(async (file: ProjectFile) => {
    setChosen(file)
    setSent(0)
    setJobId(null)
    const answer = await importProject(viewerId, file, takesAccounts, setSent)
    if ('job' in answer) return setJobId(answer.job.id)
    setImported(answer.imported)
  })
  if (imported) return <Imported imported={imported} />
  if (job?.state === 'done') return <Imported imported={job.result as ProjectImported} />
  if (isPending && chosen) return <Sending name={chosen.file.name} share={sent} />
  if (jobId !== null && (!job || isUnderWay(job))) return <UnderWay job={job} close={close} />
  return (
    <div className="flex flex-col gap-5">
      <FormFailure failure={failure} />
      {job?.problem && (
        <p role="alert" className="rounded-md border border-danger bg-danger-soft px-4 py-3 text-sm text-ink">
          {spoken(job.problem.said, job.problem.detail)}
        </p>
      )}
      {isAdmin && (
        <Checkbox isSelected={takesAccounts} onChange={setTakesAccounts}>
          {t('importAccounts')}
        </Checkbox>
      )}
      <FileDropZone
        accept={['.zip', '.qdpx', '.sqlite3', '.qda', '.rqda', 'application/zip']}
        allowsMany={false}
        hint={t('importHint', { limit: maxUploadMb })}
        onFiles={([file]) => file && void submit({ id: v7(), file })}
      />
      <DialogActions>
        <Button onPress={close}>{ui('cancel')}</Button>
        {failure?.code === 'offline' && chosen && (
          <Button tone="primary" onPress={() => void submit(chosen)}>
            {t('importAgain')}
          </Button>
        )}
      </DialogActions>
    </div>
  )
}

/** It takes longer than one waits for an answer: how far it is, and that it needs nobody. */
function UnderWay({ job, close }: { job: Job | undefined; close: () => void }) {
  const t = useTranslations('projects')
  const ui = useTranslations('ui')
  return (
    <>
      {job ? <JobProgress job={job} /> : <ProgressBar label={t('import')} />}
      <p className="text-sm text-ink-muted">{t('importGoesOn')}</p>
      <DialogActions>
        <Button onPress={close}>{ui('close')}</Button>
        <ButtonLink href="/jobs">{t('importJobs')}</ButtonLink>
      </DialogActions>
    </>
  )
}

function Sending({ name, share }: { name: string; share: number }) {
  const t = useTranslations('projects')
  const isSent = share >= 1
  return (
    <ProgressBar
      label={t(isSent ? 'importWorking' : 'importSending', { name })}
      {...(!isSent && { done: Math.round(share * 100), total: 100, valueLabel: t('importShare', { share }) })}
    />
  )
}

function Imported({ imported }: { imported: ProjectImported }) {
  const t = useTranslations('jobs')
  return (
    <>
      <div role="status">
        <ImportReport imported={imported} />
      </div>
      <DialogActions>
        <ButtonLink
          tone="primary"
          href={`/projects/${imported.project.id}/documents`}
          aria-label={t('openNamed', { name: imported.project.name })}
        >
          {t('open')}
        </ButtonLink>
      </DialogActions>
    </>
  )
}
