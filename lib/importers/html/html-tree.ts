import { parse, type DefaultTreeAdapterTypes } from 'parse5'

export type HtmlNode = DefaultTreeAdapterTypes.ChildNode
export type HtmlElement = DefaultTreeAdapterTypes.Element
export type HtmlParent = DefaultTreeAdapterTypes.ParentNode

/** No page for people nests so deep: elements below it are opened up, so that who walks the tree by calling itself comes to an end. */
const maxDepth = 300

/** Elements that HTML writes without an end. */
const endless = new Set(
  'area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr'.split(' '),
)
/** Elements whose content is no markup: one that is closed in its own tag would swallow the rest of the page. */
const raw = new Set('script style title textarea iframe noembed noframes xmp'.split(' '))

/** The tree of a page as browsers build it; a page that is XHTML as its own syntax means it. Nothing is run or fetched. */
export function readHtml(source: string, isXml = isXhtml(source)): HtmlParent {
  const tree = parse(closed(isXml ? withoutCdata(source) : source, isXml), { scriptingEnabled: true })
  flatten(tree)
  return tree
}

function isXhtml(source: string): boolean {
  return (
    /^\s*<\?xml\b/.test(source.slice(0, 200)) ||
    /<html\b[^<>]*\bxmlns\s*=\s*["']http:\/\/www\.w3\.org\/1999\/xhtml/i.test(source.slice(0, 4000))
  )
}

/** `<a id="x"/>` with an end of its own. In HTML the slash means nothing, and is heeded only where a script or the like would else have no end. */
function closed(source: string, isXml: boolean): string {
  const lower = source.toLowerCase()
  const lastEnd = new Map([...raw].map((name) => [name, lower.lastIndexOf(`</${name}`)]))
  return source.replace(
    /<([A-Za-z][\w:.-]*)([^<>]*)\/>/g,
    (tag: string, name: string, attributes: string, at: number) => {
      const own = name.toLowerCase()
      if (endless.has(own)) return tag
      return isXml || (raw.has(own) && (lastEnd.get(own) ?? -1) < at) ? `<${name}${attributes}></${name}>` : tag
    },
  )
}

function withoutCdata(source: string): string {
  return source.replace(/<!\[CDATA\[([\s\S]*?)\]\]>/g, (_, text: string) =>
    text.replace(/&/g, '&amp;').replace(/</g, '&lt;'),
  )
}

/** Opens up what lies too deep: its content takes its place. */
function flatten(tree: HtmlParent): void {
  const stack: { node: HtmlParent; depth: number }[] = [{ node: tree, depth: 0 }]
  for (let frame = stack.pop(); frame; frame = stack.pop()) {
    const { node, depth } = frame
    if (depth >= maxDepth) node.childNodes = leavesOf(node)
    for (const child of node.childNodes) {
      if ('childNodes' in child) {
        child.parentNode = node
        stack.push({ node: child, depth: depth + 1 })
      }
    }
  }
}

function leavesOf(node: HtmlParent): HtmlNode[] {
  const leaves: HtmlNode[] = []
  const stack: HtmlNode[] = [...node.childNodes].reverse()
  for (let child = stack.pop(); child; child = stack.pop()) {
    if ('childNodes' in child && child.childNodes.length > 0)
      for (let at = child.childNodes.length - 1; at >= 0; at -= 1) stack.push(child.childNodes[at] as HtmlNode)
    else leaves.push(child)
  }
  return leaves
}

export const isElement = (node: HtmlNode | HtmlParent): node is HtmlElement => 'tagName' in node
export const isText = (node: HtmlNode): node is DefaultTreeAdapterTypes.TextNode => node.nodeName === '#text'

/** An attribute's value. */
export const attribute = (element: HtmlElement, name: string): string | undefined =>
  element.attrs.find((one) => one.name === name)?.value

/** Whether an attribute that lists words has one of these. */
export const hasWord = (element: HtmlElement, name: string, words: RegExp): boolean =>
  (attribute(element, name) ?? '').split(/\s+/).some((word) => words.test(word))

/** Every element below, in order. */
export function* elementsBelow(parent: HtmlParent): Generator<HtmlElement> {
  for (const child of parent.childNodes) {
    if (!isElement(child)) continue
    yield child
    yield* elementsBelow(child)
  }
}

/** All text below, as it is written. */
export const textBelow = (parent: HtmlParent): string =>
  parent.childNodes.map((child) => (isText(child) ? child.value : isElement(child) ? textBelow(child) : '')).join('')
