import { childrenOf, type XmlElement, type XmlNode } from '../archive/xml-tree'

/** Prefixes of the extensions that are read; those of charts have numbers. */
const readable = /^(wps|wpg|wpc|w14|w15|wp14|a14|c14|cx\d*)$/
/** What stands for another part that has words. */
const leadsToWords = new Set(['c:chart', 'cx:chart', 'dgm:relIds'])

/**
 * What to read of something that is written twice, for programs that know an extension and for those that do not: the first form if we know its extension
 * and it has words, or else the one that has some.
 */
export function chosenAlternative(alternate: XmlElement): XmlElement | undefined {
  const choices = childrenOf(alternate, 'mc:Choice')
  const fallback = childrenOf(alternate, 'mc:Fallback')
  const known = choices.filter(({ attributes }) =>
    (attributes.Requires ?? '').split(/\s+/).every((prefix) => readable.test(prefix)),
  )
  const inOrder = [...known, ...fallback, ...choices]
  return inOrder.find(hasWords) ?? inOrder[0]
}

/** An element in which all that is written twice stands once. What lies in it and changes nothing stays the same object: marks of fields are known by it. */
export function withoutAlternatives(from: XmlElement): XmlElement {
  const once = (child: XmlNode): XmlNode[] => {
    if (typeof child === 'string') return [child]
    return child.name === 'mc:AlternateContent'
      ? (chosenAlternative(child)?.children ?? []).flatMap(once)
      : [withoutAlternatives(child)]
  }
  const children = from.children.flatMap(once)
  return children.length === from.children.length && children.every((child, at) => child === from.children[at])
    ? from
    : { ...from, children }
}

function hasWords({ children }: XmlElement): boolean {
  return children.some(
    (child) =>
      typeof child !== 'string' &&
      (leadsToWords.has(child.name) ||
        ((child.name === 'w:t' || child.name === 'a:t') &&
          child.children.some((text) => typeof text === 'string' && text.trim() !== '')) ||
        hasWords(child)),
  )
}
