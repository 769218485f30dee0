'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { Dialog, DialogActions } from '@/components/ui/dialog'
import { ErrorState } from '@/components/ui/error-state'
import { Skeleton } from '@/components/ui/skeleton'
import { showToast } from '@/components/ui/toast'
import { useRevertPreview, useRevert } from '@/lib/browser/history/use-revert'
import { inOneLine } from '@/lib/browser/spoken'

/** An event that somebody is about to revert, with what it says. */
export interface Reverting {
  seq: number
  said: string
}

interface RevertDialogProps {
  projectId: string
  reverting: Reverting | null
  onClose: () => void
}

/** Reverts an event, once it has said what that would do and what later work keeps as it is. */
export function RevertDialog({ projectId, reverting, onClose }: RevertDialogProps) {
  const t = useTranslations('history')
  return (
    <Dialog
      size="narrow"
      title={t('revert.title')}
      isOpen={reverting !== null}
      onOpenChange={(isOpen) => !isOpen && onClose()}
    >
      {(close) => reverting && <Preview key={reverting.seq} projectId={projectId} {...reverting} close={close} />}
    </Dialog>
  )
}

function Preview({ projectId, seq, said, close }: { projectId: string; seq: number; said: string; close: () => void }) {
  const t = useTranslations('history')
  const preview = useRevertPreview(projectId, seq)
  const revert = useRevert(projectId)
  const [isPending, setPending] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const work = async () => {
    setPending(true)
    try {
      const done = await revert(seq)
      close()
      showToast({
        title: t('revert.done'),
        description: inOneLine([
          ...done.effects,
          ...done.keeps.map((keep) => t('revert.kept', { count: keep.count, detail: keep.detail })),
        ]),
        tone: 'success',
      })
    } catch (error) {
      setFailure(error instanceof Error ? error.message : t('revert.failed'))
    } finally {
      setPending(false)
    }
  }
  const { data } = preview
  return (
    <>
      <p className="text-[0.9375rem] text-ink-muted">{said}</p>
      {preview.isPending && <Skeleton lines={3} />}
      {preview.isError && <ErrorState onRetry={() => void preview.refetch()}>{preview.error.message}</ErrorState>}
      {data?.canRevert === false && (
        <p role="status" className="text-[0.9375rem] text-ink">
          {t('revert.cannot')} {data.reason}
        </p>
      )}
      {data?.canRevert && (
        <>
          <h3 className="label-caps">{t('revert.effects')}</h3>
          <ul className="flex list-disc flex-col gap-1 ps-5 text-[0.9375rem] text-ink">
            {data.effects.map((effect) => (
              <li key={effect}>{effect}</li>
            ))}
          </ul>
          {data.keeps.length > 0 && (
            <>
              <h3 className="label-caps">{t('revert.keeps')}</h3>
              <ul className="flex list-disc flex-col gap-1 ps-5 text-[0.9375rem] text-ink">
                {data.keeps.map((keep) => (
                  <li key={keep.reason}>{t('revert.kept', { count: keep.count, detail: keep.detail })}</li>
                ))}
              </ul>
            </>
          )}
        </>
      )}
      {failure && (
        <p role="alert" className="text-sm text-danger">
          {failure}
        </p>
      )}
      <DialogActions>
        <Button onPress={close}>{t('revert.leave')}</Button>
        {data?.canRevert && (
          <Button tone="primary" isPending={isPending} onPress={() => void work()}>
            {t('revert.button')}
          </Button>
        )}
      </DialogActions>
    </>
  )
}
