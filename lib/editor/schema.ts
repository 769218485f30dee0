import { Extension, Mark, Node, getSchema, mergeAttributes, type Extensions } from '@tiptap/core'
import { Blockquote } from '@tiptap/extension-blockquote'
import { Bold } from '@tiptap/extension-bold'
import { BulletList } from '@tiptap/extension-bullet-list'
import { CodeBlock } from '@tiptap/extension-code-block'
import { HardBreak } from '@tiptap/extension-hard-break'
import { Heading } from '@tiptap/extension-heading'
import { HorizontalRule } from '@tiptap/extension-horizontal-rule'
import { Italic } from '@tiptap/extension-italic'
import { OrderedList } from '@tiptap/extension-ordered-list'
import { Paragraph } from '@tiptap/extension-paragraph'
import { Strike } from '@tiptap/extension-strike'
import { Text } from '@tiptap/extension-text'
import { Underline } from '@tiptap/extension-underline'
import { safeImageSource, safeLinkAddress } from '@/lib/domain/documents/link-address'
import { tableNodes } from './table-nodes'

/** What the source says about a block and people cite: page, speaker, time, and how its script runs. */
const SourceAttributes = Extension.create({
  name: 'sourceAttributes',
  addGlobalAttributes() {
    return [
      {
        types: ['paragraph', 'heading', 'codeBlock'],
        attributes: {
          page: carried('data-page', (value) => Number(value)),
          speaker: carried('data-speaker'),
          time: carried('data-time'),
          dir: carried('dir', (value) => (value === 'rtl' || value === 'ltr' ? value : null)),
          lang: carried('lang'),
        },
      },
    ]
  },
})

/** A note of the source, kept at the end of the document; the label is what its mark in the text shows. */
const Footnote = Node.create({
  name: 'footnote',
  content: 'block+',
  defining: true,
  addAttributes: () => ({ label: carried('data-label') }),
  parseHTML: () => [{ tag: 'section[data-footnote]' }],
  renderHTML: ({ HTMLAttributes }) => [
    'section',
    mergeAttributes(HTMLAttributes, { 'data-footnote': '', role: 'doc-footnote' }),
    0,
  ],
})

const Image = Node.create({
  name: 'image',
  group: 'inline',
  inline: true,
  atom: true,
  addAttributes: () => ({ alt: { default: '' }, src: { default: null } }),
  parseHTML: () => [{ tag: 'img' }],
  renderHTML({ node }) {
    const alt = String(node.attrs.alt ?? '')
    const src = safeImageSource(node.attrs.src)
    return src ? ['img', { src, alt }] : ['span', { role: 'img', 'aria-label': alt, 'data-image': alt }]
  },
})

const Link = Mark.create({
  name: 'link',
  inclusive: false,
  addAttributes: () => ({ href: { default: null } }),
  parseHTML: () => [
    { tag: 'a[href]', getAttrs: (element) => (safeLinkAddress(element.getAttribute('href')) ? null : false) },
  ],
  // The address is checked again here: content may come from a revision somebody sent through the API.
  renderHTML({ mark }) {
    const href = safeLinkAddress(mark.attrs.href)
    return href ? ['a', { href, rel: 'noopener noreferrer nofollow', target: '_blank' }, 0] : ['span', 0]
  },
})

const plainMark = (name: string, tag: string, style?: string) =>
  Mark.create({
    name,
    parseHTML: () => [{ tag: style ? `${tag}[data-${style}]` : tag }],
    renderHTML: () => [tag, style ? { [`data-${style}`]: '' } : {}, 0],
  })

const headingLevels = [1, 2, 3, 4, 5, 6] as const

// The heading of a page is the document's title, so its text's headings are shown one below. What level they have in the text is said beside, for whoever reads the page's elements again: an editor, a paste.
const LowerHeading = Heading.extend({
  parseHTML: () =>
    headingLevels.map((level) => ({
      tag: `h${level}`,
      getAttrs: (element: HTMLElement) => ({
        level: headingLevels.find((one) => String(one) === element.getAttribute('data-level')) ?? level,
      }),
    })),
  renderHTML({ node, HTMLAttributes }) {
    const level = Number(node.attrs.level)
    return [
      `h${Math.min(level + 1, 6)}`,
      { ...HTMLAttributes, 'data-level': String(level), ...(level > 5 && { 'aria-level': String(level + 1) }) },
      0,
    ]
  },
})

// One by one and not as the starter kit: that brings an editor's undoing, cursors and recognition of links, which every reader would download for nothing.
/** What a document may consist of; the same list gives the reader its view and the server its schema. */
export const documentExtensions: Extensions = [
  Bold,
  Blockquote,
  BulletList,
  CodeBlock,
  HardBreak,
  LowerHeading,
  HorizontalRule,
  Italic,
  OrderedList,
  Paragraph,
  Strike,
  Text,
  Underline,
  // How many pages the source has, which its last ones may show nothing of.
  Node.create({
    name: 'doc',
    topNode: true,
    content: 'block+ footnote*',
    addAttributes: () => ({ pages: { default: null } }),
  }),
  Node.create({
    name: 'listItem',
    content: 'block+',
    defining: true,
    parseHTML: () => [{ tag: 'li' }],
    renderHTML: () => ['li', 0],
  }),
  Footnote,
  Image,
  ...tableNodes,
  plainMark('code', 'code'),
  Link,
  plainMark('smallCaps', 'span', 'small-caps'),
  plainMark('subscript', 'sub'),
  plainMark('superscript', 'sup'),
  SourceAttributes,
]

/** The ProseMirror schema of documents; needs no browser. */
export function documentSchema() {
  return getSchema(documentExtensions)
}

function carried(attribute: string, read: (value: string) => unknown = (value) => value) {
  return {
    default: null,
    parseHTML: (element: HTMLElement) => {
      const value = element.getAttribute(attribute)
      return value === null ? null : read(value)
    },
    renderHTML: (attributes: Record<string, unknown>) => {
      const name = attribute.replace(/^data-/, '')
      return attributes[name] == null ? {} : { [attribute]: attributes[name] }
    },
  }
}
