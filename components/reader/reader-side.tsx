'use client'

import { useQuery } from '@tanstack/react-query'
import { callAllPages } from '@/lib/browser/api'
import { queryKeys } from '@/lib/browser/query-keys'
import type { Reading } from '@/lib/browser/reader/use-reading'
import { useReadingOffset } from '@/lib/browser/reader/use-viewport'
import type { Document } from '@/lib/schemas/document'
import { MemosButton } from '@/components/memos/memos-button'
import { useMemoCounts } from '@/lib/browser/memos/use-memos'
import { DocumentTalk } from './document-talk'
import { SidePanel, type SideTab } from './side-panel'
import type { Talk } from './use-talk'

export interface ReaderSideProps {
  reading: Reading
  projectId: string
  documentId: string
  viewerId: string
  authors: readonly { id: string; name: string }[]
  /** Told when the person went somewhere, so that a sheet can make way. */
  onGone: () => void
  talk: Talk
  tab: SideTab
  onTab: (tab: SideTab) => void
}

const none: Document[] = []

/** The side panel with its data. */
export function ReaderSide({
  reading,
  projectId,
  documentId,
  viewerId,
  authors,
  onGone,
  talk,
  tab,
  onTab,
}: ReaderSideProps) {
  const { view, filtering, cursor } = reading
  const at = useReadingOffset(view)
  const documents = useQuery({
    queryKey: queryKeys.documents(projectId),
    queryFn: ({ signal }) => callAllPages<Document>(`/projects/${projectId}/documents`, signal),
  })
  const memos = useMemoCounts(projectId, { documentId })
  // The list was right when it was asked for; this document's own number is known to the moment.
  const here = reading.items.filter(({ layer }) => layer !== 'consensus').length
  const goTo = (offset: number) => {
    view?.scrollTo(offset)
    const heading = view?.sentenceAt(offset)
    if (heading) cursor.setCursor(heading)
    onGone()
  }
  return (
    <SidePanel
      projectId={projectId}
      documentId={documentId}
      documents={documents.data ?? none}
      passagesHere={here}
      outline={reading.headings}
      at={at}
      onGoTo={goTo}
      tags={reading.tags}
      authors={authors}
      viewerId={viewerId}
      filter={filtering.filter}
      counts={filtering.counts}
      hasConsensus={filtering.hasConsensus}
      onShowLayer={filtering.showLayer}
      onToggleTag={filtering.toggleTag}
      onToggleAuthor={filtering.toggleAuthor}
      onClear={filtering.clear}
      tab={tab}
      onTab={onTab}
      talk={{
        content: (
          <div className="flex flex-col items-start gap-6 *:last:w-full">
            <MemosButton
              size="small"
              projectId={projectId}
              about={{
                type: 'document',
                id: documentId,
                name: documents.data?.find(({ id }) => id === documentId)?.title ?? '',
              }}
              count={memos?.total}
            />
            <DocumentTalk projectId={projectId} documentId={documentId} talk={talk} onGone={onGone} />
          </div>
        ),
        open: talk.all.threads?.filter((thread) => thread.root.resolvedAt === null).length ?? 0,
      }}
    />
  )
}
