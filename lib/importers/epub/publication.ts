import type { ArchiveContents } from '../archive/check-archive'
import { ImportRefused } from '../import-refused'
import type { PandocTree } from '../pandoc/pandoc-ast'
import { resolved } from '../html/html-notes'
import { below, readXml, textOf, type Prefixes, type XmlElement } from '../archive/xml-tree'
import { say } from '@/lib/i18n/say'

const prefixes: Prefixes = [
  ['ocf', 'urn:oasis:names:tc:opendocument:xmlns:container'],
  ['opf', 'http://www.idpf.org/2007/opf', 'http://openebook.org/namespaces/oeb-package/1.0/'],
  ['dc', 'http://purl.org/dc/elements/1.1/', 'http://purl.org/dc/elements/1.0/'],
]

export interface Publication {
  /** Names of the parts to read, in reading order. */
  pages: string[]
  /** What the reading order names and nobody reads: parts that the file does not have, or that are no pages. */
  unread: string[]
  meta: PandocTree['meta']
}

/** Media types of the parts that are read as pages, whatever their names: of the standard, and of books older than it. */
const pageTypes =
  /^(application\/(xhtml\+xml|html|xml|x-dtbook\+xml)|image\/svg\+xml|text\/(html|xml|x-oeb1-document|x-oeb-document))\s*(;|$)/i

/** What the package of an e-book says: its pages in reading order (those off the main path too), and its title, authors and language. Throws ImportRefused where it says nothing. */
export function publication(contents: ArchiveContents): Publication {
  const { parts } = contents
  const path = packageName(contents)
  const part = parts.get(path)
  if (!part) throw new ImportRefused('corrupt-file', say('refusals.files.noBook'))
  const { root } = readXml(part, prefixes)
  const named = namedInOrder(path, root)
  return {
    pages: named.filter((name) => parts.has(name)),
    unread: named.filter((name) => !parts.has(name)),
    meta: metaOf(root),
  }
}

/** Names of parts that the book is read from and that are not in `parts`: its package, and then its pages. */
export function partsBesides(contents: ArchiveContents): string[] {
  const { names, parts } = contents
  const path = packageName(contents)
  const part = parts.get(path)
  if (!part) return names.includes(path) ? [path] : []
  const { root } = readXml(part, prefixes)
  const pages = new Set(
    [...below(root, 'opf:item')].filter(isPage).map((item) => nameOf(path, item.attributes.href ?? '')),
  )
  return namedInOrder(path, root).filter((name) => pages.has(name) && names.includes(name) && !parts.has(name))
}

function packageName({ parts, names }: ArchiveContents): string {
  const container = parts.get('META-INF/container.xml')
  const rootfile =
    container &&
    [...below(readXml(container, prefixes).root, 'ocf:rootfile')]
      .filter(({ attributes }) => /^(application\/oebps-package\+xml)?$/i.test(attributes['media-type'] ?? ''))
      .map(({ attributes }) => attributes['full-path'] ?? '')
      .find((path) => names.includes(path))
  return rootfile ?? names.find((name) => name.endsWith('.opf')) ?? ''
}

/** The parts that the reading order names, each once; one that the book does not list, by what it is called there. */
function namedInOrder(path: string, root: XmlElement): string[] {
  const items = new Map([...below(root, 'opf:item')].map((item) => [item.attributes.id ?? '', item]))
  return [
    ...new Set(
      [...below(root, 'opf:itemref')].map(({ attributes: { idref = '' } }) => {
        const item = readable(items, idref)
        return item ? nameOf(path, item.attributes.href ?? '') : idref
      }),
    ),
  ]
}

/** An item, or the page that stands for it where it is none, such as a picture. */
function readable(items: ReadonlyMap<string, XmlElement>, id: string): XmlElement | undefined {
  const item = items.get(id)
  const seen = new Set<XmlElement>()
  for (let one = item; one && !seen.has(one); one = items.get(one.attributes.fallback ?? '')) {
    if (isPage(one)) return one
    seen.add(one)
  }
  return item
}

const isPage = ({ attributes }: XmlElement): boolean => pageTypes.test(attributes['media-type'] ?? '')

const nameOf = (from: string, href: string): string => resolved(from, href).replace(/#.*$/, '')

function metaOf(root: XmlElement): PandocTree['meta'] {
  const values = (name: string) =>
    [...below(root, name)].map((one) => textOf(one).replace(/\s+/g, ' ').trim()).filter((text) => text !== '')
  const meta: PandocTree['meta'] = {}
  const [title] = values('dc:title')
  if (title !== undefined) meta.title = { t: 'MetaString', c: title }
  const authors = values('dc:creator')
  if (authors.length > 0) meta.author = { t: 'MetaList', c: authors.map((author) => ({ t: 'MetaString', c: author })) }
  for (const key of ['language', 'date', 'publisher', 'source'] as const) {
    const [value] = values(`dc:${key}`)
    if (value !== undefined) meta[key] = { t: 'MetaString', c: value }
  }
  return meta
}
