'use client'

import type { Ref } from 'react'
import { classNames } from '@/components/ui/class-names'
import type { DocumentCommands } from '@/lib/browser/documents/use-document-commands'
import type { Document } from '@/lib/schemas/document'
import { CaseLinks } from '@/components/reader/card/case-links'
import { DocumentMenu } from './document-menu'
import { DocumentTitle } from './document-title'
import { EditableValue } from './editable-value'
import { FixedValue } from './fixed-value'
import type { TableColumn } from './table-columns'

export interface DocumentRowProps {
  ref: Ref<HTMLTableRowElement>
  /** Place among all rows, from 0. */
  index: number
  projectId: string
  mayWrite: boolean
  document: Document
  columns: readonly TableColumn[]
  commands: DocumentCommands
}

/** One document as a row. */
export function DocumentRow({ ref, index, projectId, mayWrite, document, columns, commands }: DocumentRowProps) {
  return (
    <tr ref={ref} data-index={index} aria-rowindex={index + 2} className="group hover:bg-paper-sunken/60">
      {columns.map(({ id, attribute, isFigure }) =>
        id === 'title' ? (
          <th key={id} scope="row" className="border-b border-rule px-3 py-2 text-start align-baseline font-normal">
            <DocumentTitle
              projectId={projectId}
              document={document}
              onChange={mayWrite ? (title) => commands.change(document, { title }) : null}
            />
            <CaseLinks projectId={projectId} cases={document.cases} />
          </th>
        ) : (
          <td
            key={id}
            className={classNames(
              'max-w-64 border-b border-rule px-3 py-2 align-baseline tabular-nums',
              isFigure && 'text-end',
              attribute?.type === 'date' && 'whitespace-nowrap',
            )}
          >
            {attribute ? (
              <EditableValue
                document={document}
                attribute={attribute}
                onChange={
                  mayWrite ? (value) => commands.change(document, { attributes: { [attribute.key]: value } }) : null
                }
              />
            ) : (
              <FixedValue document={document} column={id} />
            )}
          </td>
        ),
      )}
      <td className="border-b border-rule py-1 text-end align-middle">
        <DocumentMenu
          projectId={projectId}
          mayWrite={mayWrite}
          document={document}
          onRemove={() => commands.remove(document)}
        />
      </td>
    </tr>
  )
}
