import { below, childOf, readXml, textOf, type XmlElement } from '../archive/xml-tree'
import { formulaWords } from '../pandoc/formula-words'
import { odtPrefixes } from './odt-prefixes'

/** A chart, a sheet or another document in a text. A formula is read by pandoc, and has only its words here. */
export interface OdtObject {
  paragraphs: string[]
  /** What a chart draws as bars and lines. */
  numbers: string[]
  formula: string | null
}

/** The objects that a text holds, by their folders. */
export function embeddedObjects(parts: ReadonlyMap<string, Buffer>): ReadonlyMap<string, OdtObject> {
  const found = new Map<string, OdtObject>()
  for (const [name, part] of parts) {
    const folder = /^(?!META-INF)(.+)\/content\.xml$/.exec(name)?.[1]
    if (folder !== undefined) found.set(folder, objectOf(readXml(part, odtPrefixes).root))
  }
  return found
}

/** The object that a `draw:object` shows. */
export const objectShown = (
  objects: ReadonlyMap<string, OdtObject>,
  { attributes }: XmlElement,
): OdtObject | undefined => objects.get((attributes['xlink:href'] ?? '').replace(/^\.\//, '').replace(/\/$/, ''))

function objectOf(root: XmlElement): OdtObject {
  if (root.name === 'math:math') return { paragraphs: [], numbers: [], formula: formulaWords([...mathTexts(root)]) }
  const isChart = childOf(childOf(root, 'office:body'), 'office:chart') !== undefined
  const numbers = isChart
    ? [...below(root, 'table:table-cell')].filter(isNumber).map((cell) => textOf(cell).trim())
    : []
  const inNumbers = new Set(
    isChart ? [...below(root, 'table:table-cell')].filter(isNumber).flatMap((cell) => [...below(cell, 'text:p')]) : [],
  )
  const texts = ['text:p', 'text:h']
    .flatMap((kind) => [...below(root, kind)])
    .filter((paragraph) => !inNumbers.has(paragraph))
    .map((paragraph) => textOf(paragraph).trim())
  return {
    paragraphs: isChart ? [...new Set(texts)].filter(Boolean) : texts.filter(Boolean),
    numbers: numbers.filter(Boolean),
    formula: null,
  }
}

const isNumber = ({ attributes }: XmlElement): boolean =>
  attributes['office:value-type'] === 'float' || attributes['office:value-type'] === 'percentage'

function* mathTexts(element: XmlElement): Generator<string> {
  for (const child of element.children) {
    if (typeof child === 'string' || child.name.startsWith('math:annotation')) continue
    if (/^math:m(i|n|text|s)$/.test(child.name)) yield textOf(child)
    yield* mathTexts(child)
  }
}
