import { attribute, elementsBelow, textBelow, type HtmlElement, type HtmlParent } from './html-tree'

/** What is never text: code, what browsers show only when something fails, and what is drawn from elsewhere. */
const notText = new Set(
  'script style template noscript iframe object embed applet audio video canvas head datalist noframes noembed frameset'.split(
    ' ',
  ),
)
/** Of what is no text, what a page may well have without anybody missing it. */
const unremarkable = new Set(['head', 'datalist'])

/** Whether an element is there to be read, is there and hidden, or is no text at all. */
export type Seen = 'seen' | 'hidden' | 'not-text'

/** Says of the elements of a page which are seen, by their own attributes and by the plainest rules of the page's own style sheets. */
export function seenIn(page: HtmlParent): (element: HtmlElement) => Seen {
  const hiding = hidingSelectors(page)
  return (element) => {
    if (notText.has(element.tagName)) return 'not-text'
    const style = attribute(element, 'style')
    if (style !== undefined && hides(style)) return 'hidden'
    if (
      attribute(element, 'hidden') !== undefined ||
      (element.tagName === 'dialog' && attribute(element, 'open') === undefined)
    )
      return 'hidden'
    if (hiding.size === 0) return 'seen'
    const id = attribute(element, 'id')
    const classes = (attribute(element, 'class') ?? '').split(/\s+/)
    return (id !== undefined && hiding.has(`#${id}`)) || classes.some((name) => hiding.has(`.${name}`))
      ? 'hidden'
      : 'seen'
  }
}

/** The code of a page, and what stands in frames and the like, where there is any. */
export function codeIn(page: HtmlParent): string[] {
  return [...elementsBelow(page)]
    .filter(({ tagName }) => notText.has(tagName) && !unremarkable.has(tagName))
    .map(textBelow)
}

const hides = (declarations: string): boolean =>
  /(^|[;{\s])(display\s*:\s*none|visibility\s*:\s*(hidden|collapse)|mso-hide\s*:\s*all)/i.test(declarations)

/** Classes and ids of the page's own rules that hide what has them on every screen; a rule that only some media have is not one. */
function hidingSelectors(page: HtmlParent): Set<string> {
  const found = new Set<string>()
  for (const style of elementsBelow(page)) {
    if (style.tagName !== 'style' || (attribute(style, 'media') ?? 'all') !== 'all') continue
    let depth = 0
    let selectors = ''
    for (const [part] of textBelow(style)
      .replace(/\/\*[^]*?\*\/|<!--|-->/g, '')
      .matchAll(/[{}]|[^{}]+/g)) {
      if (part === '{') depth += 1
      else if (part === '}') depth = Math.max(0, depth - 1)
      else if (depth === 0) selectors = part.slice(part.lastIndexOf(';') + 1)
      else if (depth === 1 && !selectors.includes('@') && hides(part))
        for (const selector of selectors.split(','))
          if (/^[.#][\w-]+$/.test(selector.trim())) found.add(selector.trim())
    }
  }
  return found
}
