'use client'

import { useTranslations } from 'use-intl'
import type { DocumentActs } from '@/lib/browser/documents/use-document-acts'
import type { Document } from '@/lib/schemas/document'
import { DocumentMenu } from './document-menu'
import { DocumentTitle } from './document-title'
import { EditableValue } from './editable-value'
import type { TableColumn } from './table-columns'

export interface DocumentCardsProps {
  projectId: string
  mayWrite: boolean
  rows: readonly Document[]
  columns: readonly TableColumn[]
  acts: DocumentActs
}

/** The documents on a phone: a card each. Cards out of sight cost nothing (content-visibility). */
export function DocumentCards({ rows, columns, projectId, mayWrite, acts }: DocumentCardsProps) {
  const t = useTranslations('documents.table')
  return (
    <ul aria-label={t('label')} className="flex flex-col border-t border-rule">
      {rows.map((document) => (
        <li key={document.id} className="group flex items-start gap-2 border-b border-rule py-3 [contain-intrinsic-size:auto_8rem] [content-visibility:auto]">
          <div className="min-w-0 flex-1">
            <DocumentTitle projectId={projectId} document={document} onChange={mayWrite ? (title) => acts.change(document, { title }) : null} />
            <dl className="mt-1.5 grid grid-cols-[auto_minmax(0,1fr)] items-baseline gap-x-3 text-[0.8125rem]">
              {columns.map(
                ({ attribute, label }) =>
                  attribute && (
                    <div key={attribute.key} className="contents">
                      <dt className="text-ink-muted">{label}</dt>
                      <dd className="min-w-0">
                        <EditableValue document={document} attribute={attribute} onChange={mayWrite ? (value) => acts.change(document, { attributes: { [attribute.key]: value } }) : null} />
                      </dd>
                    </div>
                  ),
              )}
            </dl>
            <p className="mt-1 text-[0.8125rem] text-ink-muted tabular-nums">
              {t('wordCount', { count: document.wordCount })} · {t('annotationCount', { count: document.annotationCount })}
            </p>
          </div>
          <DocumentMenu projectId={projectId} mayWrite={mayWrite} document={document} onRemove={() => acts.remove(document)} />
        </li>
      ))}
    </ul>
  )
}
