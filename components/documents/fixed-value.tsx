'use client'

import { useFormatter, useLocale } from 'use-intl'
import { HiddenNote } from '@/components/ui/hidden-note'
import type { ColumnId } from '@/lib/domain/documents/arrange-documents'
import type { Document } from '@/lib/schemas/document'
import { Coders } from './coders'
import { formatName, languageName } from './importing/names'
import { OwnState } from './own-state'

/** What is known of a text without anybody having said it: who works on it, its length, language, format, and who added it when. */
export function FixedValue({ document, column }: { document: Document; column: ColumnId }) {
  const format = useFormatter()
  const locale = useLocale()
  if (column === 'mine') return <OwnState mine={document.mine} />
  if (column === 'coders') return <Coders coders={document.coders} />
  if (column === 'words') return format.number(document.wordCount)
  if (column === 'pages')
    return document.pageCount === 0 ? <span className="text-ink-muted">–</span> : format.number(document.pageCount)
  if (column === 'annotations') return <Annotations document={document} />
  if (column === 'language') return languageName(document.language, locale)
  if (column === 'format') return formatName(document.format)
  if (column === 'addedBy') return document.createdBy.name
  return format.dateTime(new Date(document.createdAt), { dateStyle: 'medium' })
}

/** Where something may be hidden none is no number. */
function Annotations({ document: { annotationCount, hidden } }: { document: Document }) {
  const format = useFormatter()
  return (
    <>
      {(annotationCount > 0 || !hidden) && format.number(annotationCount)}
      {hidden && <HiddenNote until={hidden} className="ms-auto max-w-28" />}
    </>
  )
}
