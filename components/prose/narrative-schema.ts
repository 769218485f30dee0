import { getSchema, type JSONContent } from '@tiptap/core'
import { Node } from '@tiptap/pm/model'
import StarterKit from '@tiptap/starter-kit'

export type Narrative = JSONContent

/** The few things a narrative may hold: paragraphs, one size of heading, quotations, lists, bold and italic. */
export const narrativeExtensions = [
  StarterKit.configure({
    code: false,
    codeBlock: false,
    horizontalRule: false,
    link: false,
    strike: false,
    underline: false,
    heading: { levels: [3] },
  }),
]

/** A stored narrative as the editor takes it; one that does not fit its schema is shown as its text, so that nothing is lost from sight. */
export function asNarrative(stored: unknown): Narrative | null {
  if (typeof stored !== 'object' || stored === null) return null
  try {
    Node.fromJSON(getSchema(narrativeExtensions), stored).check()
    return stored
  } catch {
    return {
      type: 'doc',
      content: narrativeText(stored)
        .split('\n')
        .filter(Boolean)
        .map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] })),
    }
  }
}

/** The words of a narrative, a paragraph a line. */
export function narrativeText(stored: unknown): string {
  const { type, text, content } = (stored ?? {}) as JSONContent
  if (typeof text === 'string') return text
  const parts = Array.isArray(content) ? content.map(narrativeText) : []
  const isBlock =
    type === 'doc' || type === 'blockquote' || type === 'bulletList' || type === 'orderedList' || type === 'listItem'
  return parts.join(isBlock ? '\n' : '')
}
