'use client'

import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { showToast } from '@/components/ui/toast'
import type { Reading } from '@/lib/browser/reader/use-reading'
import { useRoundCommands } from '@/lib/browser/rounds/use-rounds'
import type { OwnTask } from '@/lib/schemas/round'

export interface SubmitDialogProps {
  projectId: string
  task: OwnTask
  reading: Reading
  viewerId: string
  onClose: () => void
}

/** Asks before a document is handed in: says what freezes, who then sees what, and offers to share what would otherwise not be compared. */
export function SubmitDialog({ projectId, task, reading, viewerId, onClose }: SubmitDialogProps) {
  const t = useTranslations('rounds.reader')
  const commands = useRoundCommands(projectId)
  const { round, document } = task
  const mine = reading.items.filter(
    (item) => item.authorId === viewerId && item.roundId === round.id && item.layer === 'coder',
  )
  const hidden = mine.filter((item) => item.visibility === 'private')
  const shareAll = () => {
    for (const item of hidden) reading.passages.share(item)
  }
  const submit = async () => {
    if (!(await reading.store.settled(settleTime))) throw new Error(t('unsaved'))
    await commands.submit(round.id, document.id)
    showToast({ title: t('submitted', { document: document.title }), tone: 'success' })
  }
  const consequence = (
    <div className="flex flex-col gap-3">
      <p>{t('submitBody', { count: mine.length })}</p>
      <p>{t(`submitSees.${task.isBlind ? round.visibility : 'open'}`)}</p>
      {hidden.length > 0 && (
        <div className="flex flex-col items-start gap-2 rounded-md bg-warning-soft px-3.5 py-3 text-sm">
          <p>{t('private', { count: hidden.length })}</p>
          <Button size="small" onPress={shareAll}>
            {t('shareFirst', { count: hidden.length })}
          </Button>
        </div>
      )}
    </div>
  )
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t('submitTitle', { document: document.title })}
      consequence={consequence}
      action={t('submitAct')}
      tone="primary"
      onConfirm={submit}
    />
  )
}

/** How long handing in waits for what was done just before it. */
const settleTime = 8000
