'use client'

import { useDeferredValue, useMemo, useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { ErrorState } from '@/components/ui/error-state'
import { Skeleton } from '@/components/ui/skeleton'
import type { DocumentsQuery } from '@/lib/browser/documents/use-documents'
import { useDocumentCommands } from '@/lib/browser/documents/use-document-commands'
import { useKept } from '@/lib/browser/use-kept'
import { useGrouping } from '@/lib/browser/documents/use-grouping'
import { useMedia } from '@/lib/browser/use-media'
import { arrangeDocuments, type Arrangement } from '@/lib/domain/documents/arrange-documents'
import type { Attribute } from '@/lib/schemas/document'
import { DocumentCards } from './document-cards'
import { DocumentsGrid } from './documents-grid'
import { DocumentsToolbar } from './documents-toolbar'
import { allColumns, hiddenByDefault, parseHidden } from './table-columns'

export interface DocumentsTableProps {
  projectId: string
  mayWrite: boolean
  mayCode: boolean
  documents: DocumentsQuery
  attributes: readonly Attribute[]
}

const everything: Arrangement = { text: '', conditions: {}, sort: { column: 'title', descending: false } }

/** The documents with their attributes: filtered, sorted, edited in place. A table where there is room, cards on a phone. */
export function DocumentsTable({ projectId, mayWrite, mayCode, documents, attributes }: DocumentsTableProps) {
  const t = useTranslations('documents.table')
  const locale = useLocale()
  const [arrangement, setArrangement] = useState(everything)
  const [hidden, setHidden] = useKept(`cp-columns-${projectId}`, parseHidden, hiddenByDefault)
  const isNarrow = useMedia('(max-width: 639px)')
  const commands = useDocumentCommands(projectId)
  const settled = useDeferredValue(arrangement)
  const rows = useMemo(
    () => arrangeDocuments(documents.data ?? [], attributes, settled, locale),
    [documents.data, attributes, settled, locale],
  )
  const grouping = useGrouping(attributes, rows)
  const columns = useMemo(
    () => allColumns(attributes, mayCode, (column) => t(`column.${column}`)),
    [attributes, mayCode, t],
  )
  if (documents.isPending) return <Skeleton lines={8} />
  if (documents.isError && !documents.data)
    return <ErrorState onRetry={() => void documents.refetch()}>{documents.error.message}</ErrorState>
  const shown = columns.filter(({ id }) => id === 'title' || !hidden.includes(id))
  const props = { projectId, mayWrite, rows, columns: shown, commands, grouping }
  return (
    <div className="flex flex-col gap-3 max-sm:gap-2">
      <DocumentsToolbar
        documents={documents.data}
        attributes={attributes}
        shownCount={rows.length}
        arrangement={arrangement}
        onArrange={setArrangement}
        columns={columns}
        hidden={hidden}
        onHide={setHidden}
        grouping={grouping}
        commands={mayWrite ? commands : null}
      />
      {rows.length === 0 ? (
        <p className="py-12 text-center text-ink-muted">{t('none')}</p>
      ) : isNarrow ? (
        <DocumentCards {...props} />
      ) : (
        <DocumentsGrid {...props} sort={arrangement.sort} onSort={(sort) => setArrangement({ ...arrangement, sort })} />
      )}
    </div>
  )
}
