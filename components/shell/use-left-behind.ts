'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'use-intl'
import { showToast, type Toast } from '@/components/ui/toast'
import { useSendingLeft } from '@/lib/browser/outbox/use-sending-left'
import { inOneLine } from '@/lib/browser/spoken'

/** One message for each document and kind of news, with all the reasons there are: each of them stays until it is read, and many would hide one another. */
class StandingToasts {
  private readonly shown = new Map<string, { close: () => void; reasons: Set<string> }>()

  show(about: string, reason: string, made: (reasons: string[]) => Toast): void {
    const before = this.shown.get(about)
    before?.close()
    const reasons = new Set([...(before?.reasons ?? []), reason])
    this.shown.set(about, { reasons, close: showToast(made([...reasons])) })
  }
}

const standing = new StandingToasts()

/** Sends what was done without a connection on pages that are gone, and says of what cannot be stored as it is. */
export function useLeftBehind(viewerId: string): void {
  const t = useTranslations('shell.offline')
  const router = useRouter()
  useSendingLeft(viewerId, {
    refused: ({ documentId }, _write, error) =>
      standing.show(`refused ${documentId}`, error.message, (reasons) => ({
        tone: 'danger',
        title: t('notTaken'),
        description: reasons.length === 1 ? error.message : inOneLine(reasons),
      })),
    conflict: ({ projectId, documentId }) =>
      standing.show(`conflict ${documentId}`, '', () => ({
        title: t('conflict.title'),
        description: t('conflict.body'),
        action: {
          label: t('conflict.action'),
          onPress: () => router.push(`/projects/${projectId}/documents/${documentId}`),
        },
      })),
  })
}
