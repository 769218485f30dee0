'use client'

import { useTranslations } from 'use-intl'
import { ErrorState } from '@/components/ui/error-state'
import { Skeleton } from '@/components/ui/skeleton'
import { Table } from '@/components/ui/table'
import type { DocumentsQuery } from '@/lib/browser/documents/use-documents'
import type { Attribute } from '@/lib/schemas/document'

export interface DocumentsTableProps {
  projectId: string
  mayWrite: boolean
  documents: DocumentsQuery
  attributes: readonly Attribute[]
}

/** The documents, one to a row. */
export function DocumentsTable({ projectId, documents }: DocumentsTableProps) {
  const t = useTranslations('documents')
  if (documents.isPending) return <Skeleton lines={8} />
  if (documents.isError) return <ErrorState onRetry={() => void documents.refetch()}>{documents.error.message}</ErrorState>
  return (
    <Table
      label={t('title')}
      rows={documents.data}
      rowKey={(row) => row.id}
      rowHref={(row) => `/projects/${projectId}/documents/${row.id}`}
      columns={[{ id: 'title', label: t('queue.field.title'), isRowHeader: true, cell: (row) => row.title }]}
    />
  )
}
