'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { Dialog, DialogActions } from '@/components/ui/dialog'
import { FileDropZone } from '@/components/ui/file-drop-zone'
import { ProgressBar } from '@/components/ui/progress-bar'
import type { CodebookImport } from '@/lib/schemas/tag'
import { ImportPreview } from './import-preview'

export interface ImportDialogProps {
  preview: (file: File) => Promise<CodebookImport>
  onImport: (file: File) => Promise<boolean>
  onClose: () => void
}

/** A csv is chosen, shown line by line as what it would become, and only then stored. */
export function ImportDialog({ preview, onImport, onClose }: ImportDialogProps) {
  const t = useTranslations('codebook')
  const [file, setFile] = useState<File | null>(null)
  const [plan, setPlan] = useState<CodebookImport | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const [isPending, setPending] = useState(false)
  const read = async (chosen: File) => {
    setFile(chosen)
    setPlan(null)
    setFailure(null)
    try {
      setPlan(await preview(chosen))
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error))
    }
  }
  const store = async () => {
    if (!file) return
    setPending(true)
    const done = await onImport(file)
    setPending(false)
    if (done) onClose()
  }
  return (
    <Dialog isOpen onOpenChange={(isOpen) => !isOpen && onClose()} title={t('csv.title')} lede={t('csv.lede')} size="wide">
      {(!file || failure) && <FileDropZone accept={['.csv', '.tsv', '.txt', 'text/csv']} hint={t('csv.hint')} onFiles={(files) => files[0] && void read(files[0])} />}
      {failure && (
        <p role="alert" className="text-sm text-danger">
          {file?.name}: {failure}
        </p>
      )}
      {file && !plan && !failure && <ProgressBar label={t('csv.reading', { name: file.name })} />}
      {file && plan && <ImportPreview name={file.name} plan={plan} />}
      <DialogActions>
        <Button onPress={onClose}>{t('cancel')}</Button>
        {plan && <Button onPress={() => setFile(null)}>{t('csv.another')}</Button>}
        {plan && (
          <Button tone="primary" isDisabled={plan.added === 0} isPending={isPending} onPress={() => void store()}>
            {t('csv.action', { count: plan.added })}
          </Button>
        )}
      </DialogActions>
    </Dialog>
  )
}
