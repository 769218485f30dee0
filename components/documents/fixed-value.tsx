'use client'

import { useFormatter, useLocale } from 'use-intl'
import type { ColumnId } from '@/lib/domain/documents/arrange-documents'
import type { Document } from '@/lib/schemas/document'
import { formatName, languageName } from './names'

/** What is known of a text without anybody having said it: its length, language, format, and who added it when. */
export function FixedValue({ document, column }: { document: Document; column: ColumnId }) {
  const format = useFormatter()
  const locale = useLocale()
  if (column === 'words') return format.number(document.wordCount)
  if (column === 'pages')
    return document.pageCount === 0 ? <span className="text-ink-muted">–</span> : format.number(document.pageCount)
  if (column === 'annotations') return format.number(document.annotationCount)
  if (column === 'language') return languageName(document.language, locale)
  if (column === 'format') return formatName(document.format)
  if (column === 'addedBy') return document.createdBy.name
  return format.dateTime(new Date(document.createdAt), { dateStyle: 'medium' })
}
