'use client'

import { Plus } from 'lucide-react'
import { FileTrigger } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { FileDropZone } from '@/components/ui/file-drop-zone'
import { PageHeader } from '@/components/ui/page-header'
import { useDocuments } from '@/lib/browser/documents/use-documents'
import { useUploadQueue } from '@/lib/browser/documents/use-upload-queue'
import { useMedia } from '@/lib/browser/use-media'
import type { Attribute, Document } from '@/lib/schemas/document'
import { ContinueReading } from './continue-reading'
import { DocumentsTable } from './documents-table'
import { ImportPanel } from './importing/import-panel'

export interface DocumentsPageProps {
  projectId: string
  viewerId: string
  /** Whether this person may add, describe and remove documents. */
  mayWrite: boolean
  /** Whether this person may code, and so has a state of their own on each document. */
  mayCode: boolean
  /** Megabytes a file may have. */
  limitMb: number
  /** What the server rendered with; undefined where there are too many to send twice. */
  initialDocuments: Document[] | undefined
  initialAttributes: Attribute[]
}

/** The documents of a project: a place to drop more, the files on their way in, and the table. */
export function DocumentsPage({
  projectId,
  viewerId,
  mayWrite,
  mayCode,
  limitMb,
  initialDocuments,
  initialAttributes,
}: DocumentsPageProps) {
  const t = useTranslations('documents')
  const { documents, attributes } = useDocuments(projectId, initialDocuments, initialAttributes)
  const { queue, files } = useUploadQueue(
    { viewerId, projectId },
    { bytes: limitMb * 1024 * 1024, refusal: t('tooLarge', { limit: limitMb }) },
  )
  const isEmpty = documents.data?.length === 0
  const isBare = isEmpty && files.length === 0
  const isNarrow = useMedia('(max-width: 639px)')
  const zone = mayWrite && (isBare || !isNarrow) && (
    <FileDropZone
      onFiles={(chosen) => queue.add(chosen)}
      hint={t('dropHint', { limit: limitMb })}
      accept={accepted}
      className={
        isBare
          ? 'mb-8 py-16!'
          : 'mb-8 flex-wrap justify-center gap-x-5! gap-y-2! px-4! py-3! max-sm:hidden sm:flex-row!'
      }
    />
  )
  return (
    <>
      <PageHeader
        title={t('title')}
        lede={documents.data && !isEmpty && <Totals documents={documents.data} />}
        actionsAt="beside"
        actions={
          mayWrite &&
          !isBare &&
          isNarrow && (
            <FileTrigger acceptedFileTypes={accepted} allowsMultiple onSelect={(list) => list && queue.add([...list])}>
              <Button icon={<Plus aria-hidden />}>{t('add')}</Button>
            </FileTrigger>
          )
        }
      />
      {isBare && (
        <EmptyState title={t('empty.title')} className="pt-4! pb-8!">
          {t(mayWrite ? 'empty.body' : 'empty.bodyReadOnly')}
        </EmptyState>
      )}
      {zone}
      {files.length > 0 && <ImportPanel projectId={projectId} files={files} queue={queue} />}
      {documents.data && <ContinueReading projectId={projectId} viewerId={viewerId} documents={documents.data} />}
      {!isEmpty && (
        <DocumentsTable
          projectId={projectId}
          mayWrite={mayWrite}
          mayCode={mayCode}
          documents={documents}
          attributes={attributes}
        />
      )}
    </>
  )
}

const accepted = ['.txt', '.md', '.markdown', '.html', '.htm', '.docx', '.odt', '.rtf', '.epub', '.pdf']

function Totals({ documents }: { documents: readonly Document[] }) {
  const t = useTranslations('documents')
  const sum = (of: (document: Document) => number) => documents.reduce((total, document) => total + of(document), 0)
  return t('countWords', {
    count: documents.length,
    words: sum(({ wordCount }) => wordCount),
    annotations: sum(({ annotationCount }) => annotationCount),
    hides: documents.some(({ hidden }) => hidden !== null) ? 'yes' : 'no',
  })
}
