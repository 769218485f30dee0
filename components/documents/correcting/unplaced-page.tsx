'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorState } from '@/components/ui/error-state'
import { PageHeader } from '@/components/ui/page-header'
import { Skeleton } from '@/components/ui/skeleton'
import { showToast } from '@/components/ui/toast'
import { useUnplaced } from '@/lib/browser/documents/use-unplaced'
import { useProjectEvents } from '@/lib/browser/use-project-events'
import type { Span } from '@/lib/domain/anchoring/span'
import { keysWith, type OwnKeys } from '@/lib/domain/reading/reader-keys'
import type { Annotation } from '@/lib/schemas/annotation'
import type { Tag } from '@/lib/schemas/tag'
import { PlacePassage } from './place-passage'
import { UnplacedPassage } from './unplaced-passage'

export interface UnplacedPageProps {
  projectId: string
  lastEvent: number
  document: { id: string; title: string; language: string; direction: 'ltr' | 'rtl' }
  viewer: { id: string; keys: OwnKeys }
  tags: readonly Tag[]
}

/** What corrections of a document left nothing of: nothing is lost, and whoever marked a passage puts it back, where its words stand now or where they choose, or away. */
export function UnplacedPage({ projectId, lastEvent, document, viewer, tags }: UnplacedPageProps) {
  const t = useTranslations('documents.unplaced')
  useProjectEvents(lastEvent)
  const { list, putBack, discard, revert } = useUnplaced(projectId, document.id)
  const [place, setPlace] = useState<{ id: string; isOpen: boolean } | null>(null)
  const placing = place?.isOpen ? list.data?.find((passage) => passage.id === place.id) : undefined
  const reader = `/projects/${projectId}/documents/${document.id}`
  const refused = (title: string) => (error: unknown) =>
    void showToast({ title, description: error instanceof Error ? error.message : undefined, tone: 'danger' })
  const offerUndo = (title: string, event: number | null) =>
    void showToast({
      title,
      tone: 'success',
      ...(event !== null && {
        action: { label: t('undo'), onPress: () => void revert([event]).catch(refused(t('notUndone'))) },
      }),
    })
  const put = async (passage: Annotation, chosen: Span & { revisionId: string; quote: string }) => {
    try {
      offerUndo(t('putBack'), await putBack(passage, chosen))
      setPlace(null)
    } catch (error) {
      refused(t('notPutBack'))(error)
    }
  }
  const away = async (passage: Annotation) => {
    try {
      offerUndo(t('discarded'), await discard(passage))
    } catch (error) {
      refused(t('notDiscarded'))(error)
    }
  }
  return (
    <>
      <PageHeader
        title={t('title')}
        eyebrow={<bdi>{document.title}</bdi>}
        lede={t('lede')}
        actions={<ButtonLink href={reader}>{t('read')}</ButtonLink>}
      />
      {list.isPending && <Skeleton lines={6} />}
      {list.error && <ErrorState onRetry={() => void list.refetch()}>{list.error.message}</ErrorState>}
      {list.data?.length === 0 && (
        <EmptyState title={t('empty')} action={<ButtonLink href={reader}>{t('read')}</ButtonLink>}>
          {t('emptyBody')}
        </EmptyState>
      )}
      {placing && (
        <PlacePassage
          key={placing.id}
          projectId={projectId}
          document={document}
          passage={placing}
          keys={keysWith(viewer.keys)}
          onPut={(chosen) => void put(placing, chosen)}
          onLeave={() => setPlace({ id: placing.id, isOpen: false })}
        />
      )}
      {list.data && list.data.length > 0 && !placing && (
        <ul aria-label={t('title')} className="flex max-w-3xl flex-col gap-6">
          {list.data.map((passage) => (
            <UnplacedPassage
              key={passage.id}
              projectId={projectId}
              passage={passage}
              viewerId={viewer.id}
              language={document.language}
              tags={tags}
              onPut={(found) => put(passage, found)}
              onPlace={() => setPlace({ id: passage.id, isOpen: true })}
              onDiscard={() => away(passage)}
              takesFocus={passage.id === place?.id}
            />
          ))}
        </ul>
      )}
    </>
  )
}
