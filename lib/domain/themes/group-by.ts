/** Under what excerpts stand together in a view or an export. */
export type GroupBy = { by: 'document' | 'tag' | 'author' } | { by: 'attribute'; key: string }

/** Reads document, tag, author, or attribute:KEY, as an address has it; anything else is by document. */
export function groupFrom(text: string): GroupBy {
  if (text.startsWith('attribute:')) return { by: 'attribute', key: text.slice('attribute:'.length) }
  return { by: text === 'tag' || text === 'author' ? text : 'document' }
}

/** The attribute whose values the groups are; '' where they are something else. */
export const keyOf = (group: GroupBy): string => (group.by === 'attribute' ? group.key : '')
