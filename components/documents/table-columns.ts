import { fixedColumns, type ColumnId, type FixedColumn } from '@/lib/domain/documents/arrange-documents'
import type { Attribute } from '@/lib/schemas/document'

/** A column of the documents table. */
export interface TableColumn {
  id: ColumnId
  label: string
  /** Given where the column shows an attribute. */
  attribute?: Attribute
  isFigure: boolean
}

/** Figures first matter to everybody; the others are shown when asked for. */
const hiddenAtFirst: readonly FixedColumn[] = ['pages', 'language', 'format', 'addedBy', 'added']
const figures: readonly FixedColumn[] = ['words', 'pages', 'annotations']

/** Every column there can be: the title, the project's attributes, then what is known of each text. */
export function allColumns(attributes: readonly Attribute[], label: (column: FixedColumn) => string): TableColumn[] {
  const fixed = fixedColumns.map((id): TableColumn => ({ id, label: label(id), isFigure: figures.includes(id) }))
  const own = attributes.map((attribute): TableColumn => ({
    id: `attribute:${attribute.key}`,
    label: attribute.label,
    attribute,
    isFigure: attribute.type === 'number',
  }))
  return [...fixed.slice(0, 1), ...own, ...fixed.slice(1)]
}

/** The columns a person hid, as it is kept in the browser: what is new in the project shows by itself. */
export function parseHidden(stored: unknown): string[] | null {
  return Array.isArray(stored) && stored.every((one) => typeof one === 'string') ? stored : null
}

export const hiddenByDefault: string[] = [...hiddenAtFirst]
