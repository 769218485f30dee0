/** An element of a parsed XML text. */
export interface XmlElement {
  name: string
  attributes: Record<string, string>
  children: (XmlElement | string)[]
  /** Every descendant with this name, in document order. */
  all: (name: string) => XmlElement[]
  /** All text below, put together. */
  text: () => string
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const token = /<\?[^>]*\?>|<(\/?)([\w:.-]+)((?:\s+[\w:.-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/gy
const forbidden = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/

/** Parses the XML that exporters write (elements, attributes, entities; no comments or CDATA) and throws at the first thing that is not well formed. */
export function parseXml(xml: string): XmlElement {
  const root = element('', '')
  const open = [root]
  if (forbidden.test(xml)) throw new Error('A character that XML cannot hold')
  let end = 0
  for (const match of xml.matchAll(token)) {
    end = match.index + match[0].length
    const [, closing, name, attributes = '', empty, text] = match
    const parent = open.at(-1)
    if (!parent) throw new Error(`Text after the root at ${match.index}`)
    if (text !== undefined) parent.children.push(unescaped(text))
    else if (closing) {
      if (open.pop()?.name !== name) throw new Error(`</${name}> closes nothing at ${match.index}`)
    } else if (name !== undefined) {
      const made = element(name, attributes)
      parent.children.push(made)
      if (!empty) open.push(made)
    }
  }
  const only = root.children.filter((child): child is XmlElement => typeof child !== 'string')
  if (end !== xml.length || open.length !== 1 || only.length !== 1 || !only[0])
    throw new Error(`Not well formed near ${end}`)
  return only[0]
}

function element(name: string, attributes: string): XmlElement {
  const made: XmlElement = {
    name,
    attributes: Object.fromEntries(
      [...attributes.matchAll(/([\w:.-]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, unescaped(value)]),
    ),
    children: [],
    all: (wanted) =>
      made.children.flatMap((child) =>
        typeof child === 'string' ? [] : [...(child.name === wanted ? [child] : []), ...child.all(wanted)],
      ),
    text: () => made.children.map((child) => (typeof child === 'string' ? child : child.text())).join(''),
  }
  return made
}

function unescaped(text: string): string {
  if (/&(?!(amp|lt|gt|quot|apos|#\d+|#x[\da-fA-F]+);)/.test(text)) throw new Error(`A bare & in ${text.slice(0, 40)}`)
  return text.replace(/&(?:#x([\da-fA-F]+)|#(\d+)|(\w+));/g, (_, hex?: string, decimal?: string, name?: string) =>
    hex
      ? String.fromCodePoint(parseInt(hex, 16))
      : decimal
        ? String.fromCodePoint(Number(decimal))
        : (entities[name ?? ''] ?? ''),
  )
}
