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

/** Who works on a text and how much matters to everybody; the others are shown when asked for, and so are attributes that imports propose and few compare by. */
const hiddenAtFirst: readonly ColumnId[] = [
  'pages',
  'language',
  'format',
  'addedBy',
  'added',
  'attribute:source',
  'attribute:place',
]
const figures: readonly FixedColumn[] = ['words', 'pages', 'annotations']

/** Every column there can be: the title, how far the work is, the project's attributes, then what is known of each text. Whoever cannot code has no work of their own. */
export function allColumns(
  attributes: readonly Attribute[],
  mayCode: boolean,
  label: (column: FixedColumn) => string,
): TableColumn[] {
  const columns = fixedColumns.filter((id) => id !== 'mine' || mayCode)
  const fixed = columns.map((id): TableColumn => ({ id, label: label(id), isFigure: figures.includes(id) }))
  const own = attributes.map((attribute): TableColumn => ({
    id: `attribute:${attribute.key}`,
    label: attribute.label,
    attribute,
    isFigure: attribute.type === 'number',
  }))
  const first = fixed.findIndex(({ id }) => id === 'words')
  return [...fixed.slice(0, first), ...own, ...fixed.slice(first)]
}

/** The columns a person hid, as it is kept in the browser: what is new in the project shows by itself. */
export function parseHidden(stored: unknown): string[] | null {
  return Array.isArray(stored) && stored.every((one) => typeof one === 'string') ? stored : null
}

export const hiddenByDefault: string[] = [...hiddenAtFirst]
