import { Extension, Mark, Node, getSchema, mergeAttributes, type Extensions } from '@tiptap/core'
import StarterKit from '@tiptap/starter-kit'
import { safeImageSource, safeLinkAddress } from './link-address'
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
  renderHTML: ({ HTMLAttributes }) => ['section', mergeAttributes(HTMLAttributes, { 'data-footnote': '', role: 'doc-footnote' }), 0],
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
  parseHTML: () => [{ tag: 'a[href]', getAttrs: (element) => (safeLinkAddress(element.getAttribute('href')) ? null : false) }],
  // The address is checked again here: content may come from a revision somebody sent through the API.
  renderHTML({ mark }) {
    const href = safeLinkAddress(mark.attrs.href)
    return href ? ['a', { href, rel: 'noopener noreferrer nofollow', target: '_blank' }, 0] : ['span', 0]
  },
})

const plainMark = (name: string, tag: string, style?: string) =>
  Mark.create({ name, parseHTML: () => [{ tag: style ? `${tag}[data-${style}]` : tag }], renderHTML: () => [tag, style ? { [`data-${style}`]: '' } : {}, 0] })

/** What a document may consist of; the same list gives the reader its view and the server its schema. */
export const documentExtensions: Extensions = [
  StarterKit.configure({
    document: false,
    listItem: false,
    code: false,
    link: false,
    dropcursor: false,
    gapcursor: false,
    listKeymap: false,
    trailingNode: false,
    undoRedo: false,
  }),
  Node.create({ name: 'doc', topNode: true, content: 'block+ footnote*' }),
  Node.create({ name: 'listItem', content: 'block+', defining: true, parseHTML: () => [{ tag: 'li' }], renderHTML: () => ['li', 0] }),
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
