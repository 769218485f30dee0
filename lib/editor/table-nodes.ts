import { Node, mergeAttributes } from '@tiptap/core'

/**
 * Tables without an editing plugin: the one that comes with the table package turns a drag across cells into a cell selection, and a
 * reader must be able to select text from one cell into the next.
 */
const Table = Node.create({
  name: 'table',
  group: 'block',
  content: 'tableRow+',
  isolating: true,
  extendNodeSchema: (extension) => (extension.name === 'table' ? { tableRole: 'table' } : {}),
  parseHTML: () => [{ tag: 'table' }],
  renderHTML: () => ['table', ['tbody', 0]],
})

const TableRow = Node.create({
  name: 'tableRow',
  content: '(tableCell | tableHeader)*',
  extendNodeSchema: (extension) => (extension.name === 'tableRow' ? { tableRole: 'row' } : {}),
  parseHTML: () => [{ tag: 'tr' }],
  renderHTML: () => ['tr', 0],
})

const cell = (name: 'tableCell' | 'tableHeader', tag: 'td' | 'th') =>
  Node.create({
    name,
    content: 'block+',
    isolating: true,
    addAttributes: () => ({ colspan: span('colspan'), rowspan: span('rowspan') }),
    parseHTML: () => [{ tag }],
    renderHTML: ({ HTMLAttributes }) => [tag, mergeAttributes(HTMLAttributes), 0],
  })

/** What HTML allows: a browser lays out every column and row that a cell says it covers. */
export const largestSpan = { colspan: 1000, rowspan: 65_534 } as const

const span = (name: 'colspan' | 'rowspan') => ({
  default: 1,
  validate: (value: unknown) => {
    if (!Number.isInteger(value) || (value as number) < 1 || (value as number) > largestSpan[name])
      throw new RangeError(`a cell cannot have the ${name} ${String(value)}`)
  },
  parseHTML: (element: HTMLElement) =>
    Math.min(largestSpan[name], Math.max(1, Number(element.getAttribute(name)) || 1)),
  renderHTML: (attributes: Record<string, unknown>) =>
    Number(attributes[name] ?? 1) > 1 ? { [name]: attributes[name] } : {},
})

export const tableNodes = [Table, TableRow, cell('tableCell', 'td'), cell('tableHeader', 'th')]
