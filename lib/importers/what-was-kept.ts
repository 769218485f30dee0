import type { NodeJson } from '../editor/document-json'

const counted: readonly [type: string, one: string, many: string][] = [
  ['heading', 'heading', 'headings'],
  ['orderedList', 'numbered list', 'numbered lists'],
  ['bulletList', 'bulleted list', 'bulleted lists'],
  ['table', 'table', 'tables'],
  ['blockquote', 'block quotation', 'block quotations'],
  ['codeBlock', 'code block', 'code blocks'],
  ['footnote', 'note', 'notes'],
  ['link', 'link', 'links'],
]

/** What a document still has of its source's structure, as short phrases for the report. */
export function whatWasKept(doc: NodeJson, pages: number): string[] {
  const counts = new Map<string, number>()
  const add = (type: string) => counts.set(type, (counts.get(type) ?? 0) + 1)
  const stack = [doc]
  for (let node = stack.pop(); node; node = stack.pop()) {
    add(node.type)
    for (const mark of node.marks ?? []) add(mark.type)
    for (const child of node.content ?? []) stack.push(child)
  }
  const kept = counted.flatMap(([type, one, many]) => {
    const count = counts.get(type) ?? 0
    return count === 0 ? [] : [`${count} ${count === 1 ? one : many}`]
  })
  const emphasis = ['bold', 'italic', 'underline', 'strike', 'superscript', 'subscript', 'smallCaps'].some((mark) =>
    counts.has(mark),
  )
  return [
    ...(pages > 0 ? [`${pages} ${pages === 1 ? 'page number' : 'page numbers'}`] : []),
    ...kept,
    ...(emphasis ? ['Emphasis (bold, italic and the like)'] : []),
  ]
}
