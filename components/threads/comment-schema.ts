import { mergeAttributes, Node, type JSONContent } from '@tiptap/core'
import StarterKit from '@tiptap/starter-kit'
import type { CommentBlock, CommentBody, CommentInline } from '@/lib/domain/threads/comment-body'

/** Somebody's name within the text, one piece for the caret. */
const Mention = Node.create({
  name: 'mention',
  group: 'inline',
  inline: true,
  atom: true,
  addAttributes: () => ({ id: { default: null }, label: { default: '' } }),
  renderHTML: ({ node, HTMLAttributes }) => [
    'span',
    mergeAttributes(HTMLAttributes, { class: 'mention' }),
    `@${String(node.attrs['label'])}`,
  ],
  renderText: ({ node }) => `@${String(node.attrs['label'])}`,
})

/** A quoted passage between paragraphs. Its words are only for the eye of whoever writes: what is stored is which it is. */
const Excerpt = Node.create({
  name: 'excerpt',
  group: 'block',
  atom: true,
  addAttributes: () => ({ annotationId: { default: null }, quote: { default: '', rendered: false } }),
  renderHTML: ({ node }) => ['blockquote', { dir: 'auto' }, String(node.attrs['quote'])],
})

/** All that a comment may hold: paragraphs, line breaks, mentions and quoted passages; the schema of the API says the same. */
export const commentExtensions = [
  StarterKit.configure({
    blockquote: false,
    bold: false,
    bulletList: false,
    code: false,
    codeBlock: false,
    heading: false,
    horizontalRule: false,
    italic: false,
    link: false,
    listItem: false,
    listKeymap: false,
    orderedList: false,
    strike: false,
    trailingNode: false,
    underline: false,
  }),
  Mention,
  Excerpt,
]

/** What the editor holds, as it is sent. */
export function bodyOf(content: JSONContent): CommentBody {
  const blocks = (content.content ?? []).map((block): CommentBlock => {
    if (block.type === 'excerpt')
      return { type: 'excerpt', attrs: { annotationId: String(block.attrs?.['annotationId']) } }
    const inlines = (block.content ?? []).flatMap(inlineOf)
    return inlines.length > 0 ? { type: 'paragraph', content: inlines } : { type: 'paragraph' }
  })
  return { type: 'doc', content: blocks.length > 0 ? blocks : [{ type: 'paragraph' }] }
}

function inlineOf({ type, text, attrs }: JSONContent): CommentInline[] {
  if (type === 'mention')
    return [{ type: 'mention', attrs: { id: String(attrs?.['id']), label: String(attrs?.['label']) } }]
  if (type === 'hardBreak') return [{ type: 'hardBreak' }]
  return text ? [{ type: 'text', text }] : []
}

/** A stored body for the editor, each quoted passage with its words; one that its writer cannot see any more is left out. */
export function contentOf(body: CommentBody, quotes: ReadonlyMap<string, string>): JSONContent {
  return {
    type: 'doc',
    content: body.content.flatMap((block): JSONContent[] => {
      if (block.type === 'paragraph') return [block]
      return block.attrs.annotationId === null
        ? []
        : [
            {
              type: 'excerpt',
              attrs: { annotationId: block.attrs.annotationId, quote: quotes.get(block.attrs.annotationId) ?? '' },
            },
          ]
    }),
  }
}
