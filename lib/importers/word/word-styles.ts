import { childOf, childrenOf, type XmlElement } from '../archive/xml-tree'

/** What is asked of a style: its name in small letters, and what it inherits. */
export interface WordStyle {
  name: string
  /** Whether it is a heading, or based on one. */
  isHeading: boolean
  /** Whether text in it is hidden, where it says so or not. */
  hides: boolean | undefined
  numbering: NumberingReference | undefined
}

export interface NumberingReference {
  numId: string
  /** Undefined where the numbering itself says which of its levels the style has. */
  level: number | undefined
}

/** The styles of a document by id. A style that is based on itself inherits nothing. */
export function wordStyles(root: XmlElement | undefined): (id: string | undefined) => WordStyle | undefined {
  const elements = new Map(childrenOf(root, 'w:style').map((style) => [style.attributes['w:styleId'] ?? '', style]))
  const known = new Map<string, WordStyle>()
  const find = (id: string | undefined, depth = 0): WordStyle | undefined => {
    const style = id === undefined ? undefined : elements.get(id)
    if (id === undefined || !style || depth > 50) return undefined
    const before = known.get(id)
    if (before) return before
    const parent = find(valueOf(childOf(style, 'w:basedOn')), depth + 1)
    const name = (valueOf(childOf(style, 'w:name')) ?? '').toLowerCase()
    const found = {
      name,
      isHeading: /^heading [1-9]$/.test(name) || (parent?.isHeading ?? false),
      hides: toggle(childOf(style, 'w:rPr'), 'w:vanish') ?? parent?.hides,
      numbering: numberingOf(childOf(style, 'w:pPr'), parent?.numbering),
    }
    known.set(id, found)
    return found
  }
  return (id) => find(id)
}

/** The numbering that paragraph properties ask for; what they leave out is inherited. */
export function numberingOf(
  properties: XmlElement | undefined,
  inherited: NumberingReference | undefined,
): NumberingReference | undefined {
  const own = childOf(properties, 'w:numPr')
  if (!own) return inherited
  const numId = valueOf(childOf(own, 'w:numId')) ?? inherited?.numId
  const level = valueOf(childOf(own, 'w:ilvl'))
  if (numId === undefined) return undefined
  return { numId, level: level === undefined ? inherited?.level : Number(level) }
}

/** A property that is on, off, or not mentioned. */
export function toggle(properties: XmlElement | undefined, name: string): boolean | undefined {
  const found = childOf(properties, name)
  return found && isOn(found)
}

export const isOn = (property: XmlElement): boolean => !/^(0|false|off)$/.test(valueOf(property) ?? '1')

export const valueOf = (element: XmlElement | undefined): string | undefined => element?.attributes['w:val']
