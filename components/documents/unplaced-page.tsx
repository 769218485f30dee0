'use client'

import { useTranslations } from 'use-intl'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorState } from '@/components/ui/error-state'
import { PageHeader } from '@/components/ui/page-header'
import { Skeleton } from '@/components/ui/skeleton'
import { showToast } from '@/components/ui/toast'
import { useUnplaced } from '@/lib/browser/documents/use-unplaced'
import { useProjectEvents } from '@/lib/browser/use-project-events'
import type { AnchorCandidates, Annotation } from '@/lib/schemas/annotation'
import type { Tag } from '@/lib/schemas/tag'
import { UnplacedPassage } from './unplaced-passage'

export interface UnplacedPageProps {
  projectId: string
  lastEvent: number
  document: { id: string; title: string; language: string }
  viewerId: string
  tags: readonly Tag[]
}

/** What corrections of a document left nothing of: nothing is lost, and each passage can be put back by whoever marked it. */
export function UnplacedPage({ projectId, lastEvent, document, viewerId, tags }: UnplacedPageProps) {
  const t = useTranslations('documents.unplaced')
  useProjectEvents(lastEvent)
  const { list, putBack } = useUnplaced(projectId, document.id)
  const reader = `/projects/${projectId}/documents/${document.id}`
  const put = async (passage: Annotation, place: AnchorCandidates['items'][number]) => {
    try {
      await putBack(passage, place)
      showToast({ title: t('putBack'), tone: 'success' })
    } catch (error) {
      showToast({ title: t('notPutBack'), description: error instanceof Error ? error.message : undefined, tone: 'danger' })
    }
  }
  return (
    <>
      <PageHeader title={t('title')} eyebrow={document.title} lede={t('lede')} actions={<ButtonLink href={reader}>{t('read')}</ButtonLink>} />
      {list.isPending && <Skeleton lines={6} />}
      {list.error && <ErrorState onRetry={() => void list.refetch()}>{list.error.message}</ErrorState>}
      {list.data?.length === 0 && <EmptyState title={t('empty')} action={<ButtonLink href={reader}>{t('read')}</ButtonLink>}>{t('emptyBody')}</EmptyState>}
      {list.data && list.data.length > 0 && (
        <ul className="flex max-w-3xl flex-col gap-6">
          {list.data.map((passage) => (
            <UnplacedPassage key={passage.id} projectId={projectId} passage={passage} isOwn={passage.author.id === viewerId} language={document.language} tags={tags} onPut={(place) => put(passage, place)} />
          ))}
        </ul>
      )}
    </>
  )
}
