'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'use-intl'
import { showToast } from '@/components/ui/toast'
import { useSendingLeft } from '@/lib/browser/outbox/use-sending-left'

/** Sends what was done without a connection on pages that are gone, and says of what cannot be stored as it is. */
export function useLeftBehind(viewerId: string): void {
  const t = useTranslations('shell.offline')
  const router = useRouter()
  useSendingLeft(viewerId, {
    refused: (_place, _write, error) => showToast({ tone: 'danger', title: t('notTaken'), description: error.message }),
    conflict: ({ projectId, documentId }) =>
      showToast({
        title: t('conflict.title'),
        description: t('conflict.body'),
        action: {
          label: t('conflict.action'),
          onPress: () => router.push(`/projects/${projectId}/documents/${documentId}`),
        },
      }),
  })
}
