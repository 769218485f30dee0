'use client'

import { useRouter } from 'next/navigation'
import { useState, type ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { v7 } from 'uuid'
import { ImportReport } from '@/components/jobs/import-report'
import { Button, ButtonLink } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Dialog, DialogActions } from '@/components/ui/dialog'
import { FileDropZone } from '@/components/ui/file-drop-zone'
import { FormFailure } from '@/components/ui/form-failure'
import { ProgressBar } from '@/components/ui/progress-bar'
import { importProject, type ProjectFile } from '@/lib/browser/projects/import-project'
import { useSubmission } from '@/lib/browser/use-submission'
import type { ProjectImported } from '@/lib/schemas/archive'

export interface ImportProjectProps {
  viewerId: string
  /** Whether this person may say that people of the archive are accounts of this server. */
  isAdmin: boolean
  maxUploadMb: number
}

/** Takes a project's archive and makes a project of it; what takes long goes on among the jobs. */
export function ImportProjectDialog({ trigger, ...props }: ImportProjectProps & { trigger: ReactNode }) {
  const t = useTranslations('projects')
  return (
    <Dialog title={t('import')} lede={t('importLede')} trigger={trigger}>
      {(close) => <ImportSteps {...props} close={close} />}
    </Dialog>
  )
}

function ImportSteps({ viewerId, isAdmin, maxUploadMb, close }: ImportProjectProps & { close: () => void }) {
  const t = useTranslations('projects')
  const ui = useTranslations('ui')
  const router = useRouter()
  const [takesAccounts, setTakesAccounts] = useState(false)
  const [chosen, setChosen] = useState<ProjectFile | null>(null)
  const [sent, setSent] = useState(0)
  const [imported, setImported] = useState<ProjectImported | null>(null)
  const { isPending, failure, submit } = useSubmission(async (file: ProjectFile) => {
    setChosen(file)
    setSent(0)
    const answer = await importProject(viewerId, file, takesAccounts, setSent)
    if ('job' in answer) return router.push('/jobs')
    setImported(answer.imported)
    router.refresh()
  })
  if (imported) return <Imported imported={imported} />
  if (isPending && chosen) return <Sending name={chosen.file.name} share={sent} />
  return (
    <div className="flex flex-col gap-5">
      <FormFailure failure={failure} />
      {isAdmin && (
        <Checkbox isSelected={takesAccounts} onChange={setTakesAccounts}>
          {t('importAccounts')}
        </Checkbox>
      )}
      <FileDropZone
        accept={['.zip', 'application/zip']}
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
