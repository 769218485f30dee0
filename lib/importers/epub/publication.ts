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
  /** Parts that the reading order names and the file does not have. */
  absent: string[]
  meta: PandocTree['meta']
}

/** What the package of an e-book says: its pages in reading order (those off the main path too), and its title, authors and language. Throws ImportRefused where it says nothing. */
export function publication({ parts, names }: ArchiveContents): Publication {
  const container = parts.get('META-INF/container.xml')
  const rootfile =
    container &&
    [...below(readXml(container, prefixes).root, 'ocf:rootfile')]
      .map(({ attributes }) => attributes['full-path'] ?? '')
      .find((path) => parts.has(path))
  const path = rootfile ?? names.find((name) => name.endsWith('.opf')) ?? ''
  const part = parts.get(path)
  if (!part) throw new ImportRefused('corrupt-file', say('refusals.files.noBook'))
  const { root } = readXml(part, prefixes)
  const items = new Map([...below(root, 'opf:item')].map((item) => [item.attributes.id ?? '', item]))
  const inOrder = [...below(root, 'opf:itemref')].flatMap(({ attributes }) => items.get(attributes.idref ?? '') ?? [])
  const found = [...new Set(inOrder.map((item) => nameOf(path, item)))]
  return {
    pages: found.filter((name) => parts.has(name)),
    absent: found.filter((name) => !names.includes(name)),
    meta: metaOf(root),
  }
}

const nameOf = (from: string, item: XmlElement): string => resolved(from, item.attributes.href ?? '').replace(/#$/, '')

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
