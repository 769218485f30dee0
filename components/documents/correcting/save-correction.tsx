'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { Dialog, DialogActions } from '@/components/ui/dialog'
import { Skeleton } from '@/components/ui/skeleton'
import { TextField } from '@/components/ui/text-field'
import { ProblemError } from '@/lib/browser/api'
import type { CorrectionPreview, Revised } from '@/lib/schemas/revision'
import type { Tag } from '@/lib/schemas/tag'
import { TouchedPassages } from './touched-passages'

interface SaveCorrectionProps {
  onPreview: (signal: AbortSignal) => Promise<CorrectionPreview>
  onSave: (reason: string) => Promise<Revised>
  onSaved: (done: Revised) => void
  onClose: () => void
  viewerId: string
  tags: ReadonlyMap<string, Tag>
  language: string
}

/** Says what saving would do to what is marked, as the server sees it, and saves. Mount it to ask. */
export function SaveCorrection({ onPreview, onSave, onSaved, onClose, viewerId, tags, language }: SaveCorrectionProps) {
  const t = useTranslations('documents.correct')
  // Asked anew whenever the dialog opens: colleagues may have marked more.
  const { data: told, error } = useQuery({
    queryKey: ['correction-preview'],
    queryFn: ({ signal }) => onPreview(signal),
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  })
  const [failure, setFailure] = useState<unknown>(null)
  const [reason, setReason] = useState('')
  const [isPending, setPending] = useState(false)
  const fault = failure ?? error
  const refused =
    fault === null
      ? null
      : fault instanceof ProblemError && fault.code === 'version-conflict'
        ? t('stale')
        : t('refused', { reason: fault instanceof Error ? fault.message : '' })
  const save = async () => {
    setPending(true)
    setFailure(null)
    try {
      onSaved(await onSave(reason))
    } catch (refusal) {
      setFailure(refusal)
    } finally {
      setPending(false)
    }
  }
  const shared = { viewerId, tags, language }
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t('saveTitle')}
      lede={t('saveLede')}
      size="wide"
    >
      {told ? (
        <>
          <p role="status" className="text-[0.9375rem] text-ink">
            {t('wouldBe', { ...told.anchors })}
          </p>
          <TouchedPassages {...shared} title={t('changedTitle')} passages={told.changed} count={told.anchors.changed} />
          <TouchedPassages
            {...shared}
            title={t('orphanedTitle')}
            passages={told.orphaned}
            count={told.anchors.orphaned}
          />
          <TextField label={t('reason')} help={t('reasonHelp')} value={reason} onChange={setReason} maxLength={1000} />
        </>
      ) : (
        refused === null && <Skeleton lines={4} />
      )}
      {refused !== null && (
        <p role="alert" className="rounded-md border border-danger bg-danger-soft p-3 text-sm text-ink">
          {refused}
        </p>
      )}
      <DialogActions>
        <Button onPress={onClose}>{t('goOn')}</Button>
        <Button tone="primary" isDisabled={told === undefined} isPending={isPending} onPress={() => void save()}>
          {t('save')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
