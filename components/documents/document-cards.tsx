'use client'

import { useTranslations } from 'use-intl'
import { HiddenNote } from '@/components/ui/hidden-note'
import type { DocumentCommands } from '@/lib/browser/documents/use-document-commands'
import { groupKey, type Grouping } from '@/lib/browser/documents/use-grouping'
import type { Document } from '@/lib/schemas/document'
import { Coders } from './coders'
import { CaseLinks } from '@/components/reader/card/case-links'
import { DocumentMenu } from './document-menu'
import { DocumentTitle } from './document-title'
import { EditableValue } from './editable-value'
import { GroupHeading } from './group-heading'
import { OwnState } from './own-state'
import type { TableColumn } from './table-columns'

export interface DocumentCardsProps {
  projectId: string
  mayWrite: boolean
  rows: readonly Document[]
  columns: readonly TableColumn[]
  commands: DocumentCommands
  grouping: Grouping
}

/** The documents on a phone: a card each, under the heading of their group where they are grouped. */
export function DocumentCards({ grouping, ...props }: DocumentCardsProps) {
  const { attribute, groups, closed, toggle } = grouping
  if (!attribute) return <Cards {...props} />
  return groups.map((group) => (
    <section key={groupKey(group)}>
      <h2>
        <GroupHeading
          attribute={attribute}
          group={group}
          isClosed={closed.has(groupKey(group))}
          onToggle={() => toggle(group)}
        />
      </h2>
      {!closed.has(groupKey(group)) && <Cards {...props} rows={group.documents} />}
    </section>
  ))
}

/** Cards out of sight cost nothing (content-visibility). */
function Cards({ rows, columns, projectId, mayWrite, commands }: Omit<DocumentCardsProps, 'grouping'>) {
  const t = useTranslations('documents.table')
  return (
    <ul aria-label={t('label')} className="flex flex-col border-t border-rule">
      {rows.map((document) => (
        <li
          key={document.id}
          className="group flex items-start gap-2 border-b border-rule py-3 [contain-intrinsic-size:auto_8rem] [content-visibility:auto]"
        >
          <div className="min-w-0 flex-1">
            <DocumentTitle
              projectId={projectId}
              document={document}
              onChange={mayWrite ? (title) => commands.change(document, { title }) : null}
            />
            <CaseLinks projectId={projectId} cases={document.cases} />
            <dl className="mt-1.5 grid grid-cols-[auto_minmax(0,1fr)] items-baseline gap-x-3 text-[0.8125rem]">
              {columns.map(
                ({ attribute, label }) =>
                  attribute && (
                    <div key={attribute.key} className="contents">
                      <dt className="text-ink-muted">{label}</dt>
                      <dd className="min-w-0">
                        <EditableValue
                          document={document}
                          attribute={attribute}
                          onChange={
                            mayWrite
                              ? (value) => commands.change(document, { attributes: { [attribute.key]: value } })
                              : null
                          }
                        />
                      </dd>
                    </div>
                  ),
              )}
            </dl>
            <CardFoot document={document} columns={columns} />
          </div>
          <DocumentMenu
            projectId={projectId}
            mayWrite={mayWrite}
            document={document}
            onRemove={() => commands.remove(document)}
          />
        </li>
      ))}
    </ul>
  )
}

/** How much there is on a document, how far one is, and who codes it. */
function CardFoot({ document, columns }: { document: Document; columns: readonly TableColumn[] }) {
  const t = useTranslations('documents.table')
  const { wordCount, annotationCount, coders, mine, hidden } = document
  const shows = (id: TableColumn['id']) => columns.some((column) => column.id === id)
  return (
    <>
      <p className="mt-1 flex flex-wrap items-center gap-x-1.5 text-[0.8125rem] text-ink-muted tabular-nums">
        <span>
          {t('wordCount', { count: wordCount })}
          {(annotationCount > 0 || !hidden) && <> · {t('annotationCount', { count: annotationCount })}</>}
        </span>
        {hidden && <HiddenNote until={hidden} />}
      </p>
      {(shows('mine') || (shows('coders') && coders.length > 0)) && (
        <div className="mt-1.5 flex flex-wrap items-center gap-x-3 gap-y-1">
          {shows('mine') && <OwnState mine={mine} />}
          {shows('coders') && coders.length > 0 && <Coders coders={coders} />}
        </div>
      )}
    </>
  )
}
