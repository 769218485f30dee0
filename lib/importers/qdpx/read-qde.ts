import { SaxesParser } from 'saxes'
import { ImportRefused } from '@/lib/importers/import-refused'
import { say } from '@/lib/i18n/say'

/** An element by its local name: programs give the namespace several spellings. */
export interface QdeElement {
  name: string
  attributes: Readonly<Record<string, string>>
  children: QdeElement[]
  text: string
}

const limits = { depth: 1000, elements: 5_000_000, chunk: 65_536 }

/**
 * Reads project.qde, a chunk at a time, so that nobody waits for it. Throws ImportRefused for what is no XML to its end, has a document type (which could name
 * files and grow without bound), or nests beyond measure.
 */
export async function readQde(bytes: Uint8Array): Promise<QdeElement> {
  const top: QdeElement = { name: '', attributes: {}, children: [], text: '' }
  const open = [top]
  let count = 0
  const parser = new SaxesParser({ xmlns: false })
  parser.on('error', ({ message }) => {
    throw new ImportRefused('corrupt-file', say('refusals.qda.noXml', { reason: message.slice(0, 200) }))
  })
  parser.on('doctype', () => {
    throw new ImportRefused('corrupt-file', say('refusals.qda.doctype'))
  })
  const text = (value: string) => {
    const within = open.at(-1)
    if (within && open.length > 1) within.text += value
  }
  parser.on('text', text)
  parser.on('cdata', text)
  parser.on('opentag', ({ name, attributes }) => {
    count += 1
    if (open.length > limits.depth || count > limits.elements)
      throw new ImportRefused('corrupt-file', say('refusals.files.tooDeep'))
    const element: QdeElement = { name: localName(name), attributes, children: [], text: '' }
    open.at(-1)?.children.push(element)
    open.push(element)
  })
  parser.on('closetag', () => open.pop())
  const xml = new TextDecoder(encodingOf(bytes)).decode(bytes)
  for (let at = 0; at < xml.length; at += limits.chunk) {
    parser.write(xml.slice(at, at + limits.chunk))
    await new Promise((resolve) => setImmediate(resolve))
  }
  parser.close()
  const [root] = top.children
  if (root?.name !== 'Project') throw new ImportRefused('unsupported-format', say('refusals.qda.noProject'))
  return root
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1)

/** UTF-8 unless a byte order mark says otherwise; the decoder takes the mark away. */
function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
}

/** The children of that name. */
export const childrenOf = (element: QdeElement | undefined, name: string): QdeElement[] =>
  element?.children.filter((child) => child.name === name) ?? []

/** The first child of that name. */
export const childOf = (element: QdeElement | undefined, name: string): QdeElement | undefined =>
  element?.children.find((child) => child.name === name)

/** A GUID as an id: lower case, without braces; undefined where it is none. */
export function guidOf(value: string | undefined): string | undefined {
  const plain = value
    ?.trim()
    .replace(/^\{|\}$/g, '')
    .toLowerCase()
  return plain !== undefined && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(plain) ? plain : undefined
}
