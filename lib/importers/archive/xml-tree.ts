import iconv from 'iconv-lite'
import { SaxesParser, type SaxesTagNS } from 'saxes'
import { ImportRefused } from '@/lib/importers/import-refused'
import { say } from '@/lib/i18n/say'

export type XmlNode = XmlElement | string

/** An element whose name and attributes carry the prefixes of `Prefixes`, whatever the file calls its namespaces. */
export interface XmlElement {
  name: string
  attributes: Record<string, string>
  children: XmlNode[]
}

/** The prefix under which each namespace is known here; several namespaces may share one. The first of each is the one that is written. */
export type Prefixes = readonly (readonly [prefix: string, ...namespaces: string[]])[]

export interface XmlTree {
  root: XmlElement
  /** Whether the text is XML to the last letter. Where it is not, what could be read is there. */
  isWellFormed: boolean
  /** Namespaces without a prefix of ours, by the prefix they were given. */
  others: ReadonlyMap<string, string>
}

/** No program nests so deep; who walks the tree does so by calling itself. */
const maxDepth = 1_000

/** Reads the XML of a part. Comments, declarations and instructions are left out. Throws ImportRefused where elements nest too deep. */
export function readXml(part: Uint8Array, prefixes: Prefixes): XmlTree {
  const known = new Map(
    prefixes.flatMap(([prefix, ...namespaces]) => namespaces.map((namespace) => [namespace, prefix] as const)),
  )
  const others = new Map<string, string>()
  const prefixOf = (namespace: string): string => {
    const prefix = known.get(namespace) ?? `ns${others.size + 1}`
    if (!known.has(namespace)) {
      known.set(namespace, prefix)
      others.set(prefix, namespace)
    }
    return prefix
  }
  const nameOf = ({ uri, local, prefix: written }: { uri: string; local: string; prefix: string }): string => {
    // A prefix that the file does not explain is taken for the usual one.
    const prefix = uri === '' || uri === written ? written : prefixOf(uri)
    return prefix === '' ? local : `${prefix}:${local}`
  }
  const top: XmlElement = { name: '', attributes: {}, children: [] }
  const open = [top]
  let isWellFormed = true
  const parser = new SaxesParser({ xmlns: true })
  const text = (value: string) => {
    const children = open.at(-1)?.children
    if (children && open.length > 1) children.push(value)
  }
  parser.on('error', ({ message }) => (isWellFormed &&= message.includes('unbound namespace prefix')))
  parser.on('text', text)
  parser.on('cdata', text)
  parser.on('opentag', (tag: SaxesTagNS) => {
    const attributes: Record<string, string> = {}
    for (const attribute of Object.values(tag.attributes)) {
      if (attribute.prefix !== 'xmlns' && attribute.name !== 'xmlns')
        attributes[
          attribute.prefix === '' ? attribute.local : attribute.prefix === 'xml' ? attribute.name : nameOf(attribute)
        ] = attribute.value
    }
    const element = { name: nameOf(tag), attributes, children: [] }
    open.at(-1)?.children.push(element)
    open.push(element)
    if (open.length > maxDepth) throw new ImportRefused('corrupt-file', say('refusals.files.tooDeep'))
  })
  parser.on('closetag', () => {
    if (open.length > 1) open.pop()
  })
  parser.write(decodeXml(part)).close()
  const root = top.children.find((child) => typeof child !== 'string')
  return {
    root: root ?? { name: '', attributes: {}, children: [] },
    isWellFormed: isWellFormed && root !== undefined,
    others,
  }
}

/** The tree as XML in UTF-8. */
export function writeXml({ root, others }: Pick<XmlTree, 'root' | 'others'>, prefixes: Prefixes): string {
  const out: string[] = []
  const declared = [...prefixes.map(([prefix, namespace]) => [prefix, namespace] as const), ...others]
  write(
    {
      ...root,
      attributes: {
        ...Object.fromEntries(
          declared.map(([prefix, namespace]) => [prefix === '' ? 'xmlns' : `xmlns:${prefix}`, namespace ?? '']),
        ),
        ...root.attributes,
      },
    },
    out,
  )
  return `<?xml version="1.0" encoding="UTF-8"?>\n${out.join('')}`
}

function write({ name, attributes, children }: XmlElement, out: string[]): void {
  out.push('<', name)
  for (const key in attributes)
    out.push(
      ' ',
      key,
      '="',
      escaped(attributes[key] ?? '')
        .replace(/"/g, '&quot;')
        .replace(/[\t\n\r]/g, (space) => `&#${space.charCodeAt(0)};`),
      '"',
    )
  if (children.length === 0) return void out.push('/>')
  out.push('>')
  for (const child of children) {
    if (typeof child === 'string') out.push(escaped(child))
    else write(child, out)
  }
  out.push('</', name, '>')
}

const escaped = (text: string): string =>
  text.replace(/[&<>\r]/g, (sign) => (sign === '&' ? '&amp;' : sign === '<' ? '&lt;' : sign === '>' ? '&gt;' : '&#13;'))

/** The text of a part. XML is UTF-8 unless a mark or its own first line says otherwise. */
export function decodeXml(part: Uint8Array): string {
  const buffer = Buffer.from(part.buffer, part.byteOffset, part.byteLength)
  const [a, b] = buffer
  if (a === 0xff && b === 0xfe) return iconv.decode(buffer, 'UTF-16LE')
  if (a === 0xfe && b === 0xff) return iconv.decode(buffer, 'UTF-16BE')
  const declared = /^[^>]*encoding\s*=\s*["']([\w.:-]+)/.exec(buffer.toString('latin1', 0, 200))?.[1]
  return declared && !/^utf-?8$/i.test(declared) && iconv.encodingExists(declared)
    ? iconv.decode(buffer, declared)
    : buffer.toString().replace(/^\uFEFF/, '')
}

export const element = (
  name: string,
  attributes: Record<string, string> = {},
  children: XmlNode[] = [],
): XmlElement => ({ name, attributes, children })

/** The elements right below, all or those of a name. */
export const childrenOf = (parent: XmlElement | undefined, name?: string): XmlElement[] =>
  (parent?.children ?? []).filter(
    (child): child is XmlElement => typeof child !== 'string' && (name === undefined || child.name === name),
  )

/** The first element right below with a name. */
export const childOf = (parent: XmlElement | undefined, name: string): XmlElement | undefined =>
  childrenOf(parent, name)[0]

/** Every element below with a name, in order, not looking inside those found. */
export function* below(parent: XmlElement, name: string): Generator<XmlElement> {
  for (const child of childrenOf(parent)) {
    if (child.name === name) yield child
    else yield* below(child, name)
  }
}

/** All text below. */
export const textOf = (parent: XmlElement): string =>
  parent.children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('')
