import type { NodeJson } from '../editor/document-json'
import { say } from '@/lib/i18n/say'
import type { Said } from '@/lib/i18n/said'

const counted = [
  ['heading', 'headings'],
  ['orderedList', 'numberedLists'],
  ['bulletList', 'bulletedLists'],
  ['table', 'tables'],
  ['blockquote', 'quotations'],
  ['codeBlock', 'codeBlocks'],
  ['footnote', 'notes'],
  ['link', 'links'],
] as const

/** What a document still has of its source's structure, as short phrases for the report. */
export function whatWasKept(doc: NodeJson, pages: number): Said[] {
  const counts = new Map<string, number>()
  const add = (type: string) => counts.set(type, (counts.get(type) ?? 0) + 1)
  const stack = [doc]
  for (let node = stack.pop(); node; node = stack.pop()) {
    add(node.type)
    for (const mark of node.marks ?? []) add(mark.type)
    for (const child of node.content ?? []) stack.push(child)
  }
  const kept = counted.flatMap(([type, what]) => {
    const count = counts.get(type) ?? 0
    return count === 0 ? [] : [say(`reports.kept.${what}`, { count })]
  })
  const emphasis = ['bold', 'italic', 'underline', 'strike', 'superscript', 'subscript', 'smallCaps'].some((mark) =>
    counts.has(mark),
  )
  return [
    ...(pages > 0 ? [say('reports.kept.pages', { count: pages })] : []),
    ...kept,
    ...(emphasis ? [say('reports.kept.emphasis')] : []),
  ]
}
