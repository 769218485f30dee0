'use client'

import { useTranslations } from 'use-intl'
import { EmptyState } from '@/components/ui/empty-state'
import { FileDropZone } from '@/components/ui/file-drop-zone'
import { PageHeader } from '@/components/ui/page-header'
import { useDocuments } from '@/lib/browser/documents/use-documents'
import { useUploadQueue } from '@/lib/browser/documents/use-upload-queue'
import type { Attribute, Document } from '@/lib/schemas/document'
import { DocumentsTable } from './documents-table'
import { ImportPanel } from './import-panel'

export interface DocumentsPageProps {
  projectId: string
  viewerId: string
  /** Whether this person may add, describe and remove documents. */
  mayWrite: boolean
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
  const zone = mayWrite && (
    <FileDropZone
      onFiles={(chosen) => queue.add(chosen)}
      hint={t('dropHint', { limit: limitMb })}
      accept={accepted}
      className={
        isEmpty && files.length === 0
          ? 'mb-8 py-16!'
          : 'mb-8 flex-wrap justify-center gap-x-5! gap-y-2! px-4! py-3! sm:flex-row! [&>svg]:max-sm:hidden'
      }
    />
  )
  return (
    <>
      <PageHeader title={t('title')} lede={documents.data && !isEmpty && <Totals documents={documents.data} />} />
      {isEmpty && files.length === 0 && (
        <EmptyState title={t('empty.title')} className="pt-4! pb-8!">
          {t(mayWrite ? 'empty.body' : 'empty.bodyReadOnly')}
        </EmptyState>
      )}
      {zone}
      {files.length > 0 && <ImportPanel projectId={projectId} files={files} queue={queue} />}
      {!isEmpty && (
        <DocumentsTable projectId={projectId} mayWrite={mayWrite} documents={documents} attributes={attributes} />
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
  })
}
