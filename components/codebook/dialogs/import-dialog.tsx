'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { Dialog, DialogActions } from '@/components/ui/dialog'
import { FileDropZone } from '@/components/ui/file-drop-zone'
import { ProgressBar } from '@/components/ui/progress-bar'
import type { CodebookImport, Tag } from '@/lib/schemas/tag'
import { ImportPreview } from './import-preview'

export interface ImportDialogProps {
  tags: readonly Tag[]
  preview: (file: File) => Promise<CodebookImport>
  /** Stores what the file adds and what its lines `taken` say of stored tags. */
  onImport: (file: File, taken: ReadonlySet<number>) => Promise<boolean>
  onClose: () => void
}

/** A csv or xlsx is chosen, shown line by line as what it would become, and only then stored. */
export function ImportDialog({ tags, preview, onImport, onClose }: ImportDialogProps) {
  const t = useTranslations('codebook')
  const [file, setFile] = useState<File | null>(null)
  const [plan, setPlan] = useState<CodebookImport | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const [isPending, setPending] = useState(false)
  const [taken, setTaken] = useState<ReadonlySet<number>>(new Set())
  const read = async (chosen: File) => {
    setFile(chosen)
    setPlan(null)
    setFailure(null)
    setTaken(new Set())
    try {
      setPlan(await preview(chosen))
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error))
    }
  }
  const store = async () => {
    if (!file) return
    setPending(true)
    const done = await onImport(file, taken)
    setPending(false)
    if (done) onClose()
  }
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t('csv.title')}
      lede={t('csv.lede')}
      size="wide"
    >
      {(!file || failure) && (
        <FileDropZone
          accept={[
            '.csv',
            '.tsv',
            '.txt',
            '.xlsx',
            'text/csv',
            'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
          ]}
          hint={t('csv.hint')}
          onFiles={(files) => files[0] && void read(files[0])}
        />
      )}
      {failure && (
        <p role="alert" className="text-sm text-danger">
          {file?.name}: {failure}
        </p>
      )}
      {file && !plan && !failure && <ProgressBar label={t('csv.reading', { name: file.name })} />}
      {file && plan && <ImportPreview name={file.name} plan={plan} tags={tags} taken={taken} onTake={setTaken} />}
      <DialogActions>
        <Button onPress={onClose}>{t('cancel')}</Button>
        {plan && <Button onPress={() => setFile(null)}>{t('csv.another')}</Button>}
        {plan && (
          <Button
            tone="primary"
            isDisabled={plan.added + taken.size === 0}
            isPending={isPending}
            onPress={() => void store()}
          >
            {t(taken.size > 0 ? 'csv.actionTaking' : 'csv.action', { count: plan.added, changed: taken.size })}
          </Button>
        )}
      </DialogActions>
    </Dialog>
  )
}
