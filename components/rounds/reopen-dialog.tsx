'use client'

import { useTranslations } from 'use-intl'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { showToast } from '@/components/ui/toast'
import { useRoundCommands } from '@/lib/browser/rounds/use-rounds'
import type { RoundDetail, RoundTask } from '@/lib/schemas/round'

/** Asks before a submitted document is given back to its coder. */
export function ReopenDialog({
  projectId,
  round,
  task,
  onClose,
}: {
  projectId: string
  round: RoundDetail
  task: RoundTask
  onClose: () => void
}) {
  const t = useTranslations('rounds.page')
  const commands = useRoundCommands(projectId)
  const names = {
    document: round.documents.find((row) => row.id === task.documentId)?.title ?? '',
    coder: round.coders.find((row) => row.id === task.coderId)?.name ?? '',
  }
  const reopen = async () => {
    await commands.reopen(round.id, { documentId: task.documentId, coderId: task.coderId })
    showToast({ title: t('reopened', names), tone: 'success' })
  }
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t('reopenTitle', names)}
      consequence={t('reopenBody', names)}
      action={t('reopen')}
      tone="primary"
      onConfirm={reopen}
    />
  )
}
