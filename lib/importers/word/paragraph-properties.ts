import { childOf, element, type XmlElement } from '../archive/xml-tree'
import type { WordDocument } from './word-document'
import type { NumberedParagraph, ParagraphNumber } from './word-numbering'
import { numberingOf, valueOf } from './word-styles'

/** The style that stands for Title, which pandoc would take out of the text: a heading. */
export const titleStyle = 'CommonplaceTitle'

/** Styles whose paragraphs pandoc takes out of the text, or puts elsewhere in it. */
const taken = new Set([
  'subtitle',
  'author',
  'date',
  'abstract',
  'abstract title',
  'table caption',
  'image caption',
  'captioned figure',
  'caption',
])

export type ParagraphNumbers = (paragraph: NumberedParagraph) => ParagraphNumber | undefined

/** How a paragraph is numbered, if it is. */
export function numberedParagraph(paragraph: XmlElement, document: WordDocument): NumberedParagraph | undefined {
  const properties = childOf(paragraph, 'w:pPr')
  const style = valueOf(childOf(properties, 'w:pStyle'))
  const reference = numberingOf(properties, document.styleOf(style)?.numbering)
  return reference && { reference, style }
}

/** What pandoc is told of a paragraph, and the number that is written before it as text because no list of the reader would show it. */
export function paragraphProperties(
  paragraph: XmlElement,
  document: WordDocument,
  numbers: ParagraphNumbers,
): { properties: XmlElement | undefined; label: string; style: string | undefined; isCode: boolean } {
  const given = childOf(paragraph, 'w:pPr')
  const id = valueOf(childOf(given, 'w:pStyle'))
  const style = document.styleOf(id)
  const numbered = numberedParagraph(paragraph, document)
  const number = numbered && numbers(numbered)
  const isInList = number?.isShownByList === true && style?.isHeading !== true && style?.name !== 'title'
  const label = isInList ? '' : (number?.label ?? '')
  if (!given) return { properties: undefined, label, style: id, isCode: false }
  const kept = given.children.filter(
    (child) =>
      typeof child !== 'string' &&
      child.name !== 'w:pStyle' &&
      child.name !== 'w:pPrChange' &&
      (isInList || child.name !== 'w:numPr'),
  )
  const shown = style?.name === 'title' ? titleStyle : taken.has(style?.name ?? '') ? undefined : id
  // A style may number its paragraphs; the number that no list has takes the paragraph out of it.
  if (!isInList && numbered)
    kept.unshift(element('w:numPr', {}, [element('w:ilvl', { 'w:val': '0' }), element('w:numId', { 'w:val': '0' })]))
  else if (isInList && numbered && childOf(given, 'w:numPr') === undefined)
    kept.unshift(
      element('w:numPr', {}, [
        element('w:ilvl', { 'w:val': String(numbered.reference.level ?? 0) }),
        element('w:numId', { 'w:val': numbered.reference.numId }),
      ]),
    )
  if (shown !== undefined) kept.unshift(element('w:pStyle', { 'w:val': shown }))
  return { properties: element('w:pPr', {}, kept), label, style: id, isCode: style?.name === 'source code' }
}
