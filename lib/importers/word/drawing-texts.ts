import { below, childOf, textOf, type XmlElement } from '../archive/xml-tree'
import { chosenAlternative } from './alternate-content'
import type { Relations, WordPackage } from './word-package'

/** The paragraphs that a drawing shows besides those of its text boxes: shapes, the nodes of a diagram, titles and names of a chart, letters drawn along a path. */
export function drawingTexts(drawing: XmlElement, from: WordPackage): string[] {
  const texts: string[] = []
  const visit = (element: XmlElement) => {
    for (const child of element.children) {
      if (typeof child === 'string' || child.name === 'w:txbxContent') continue
      if (child.name === 'a:p') texts.push(shapeText(child))
      else if (child.name === 'v:textpath') texts.push(child.attributes.string ?? '')
      else if (child.name === 'dgm:relIds')
        texts.push(...partTexts(from, from.relations, child.attributes['r:dm'], (root) => below(root, 'a:p')))
      else if ((child.name === 'c:chart' || child.name === 'cx:chart') && child.attributes['r:id'] !== undefined)
        texts.push(...chartTexts(from, child.attributes['r:id']))
      else if (child.name === 'mc:AlternateContent') visit(chosenAlternative(child) ?? child)
      else visit(child)
    }
  }
  visit(drawing)
  return texts.filter((text) => text.trim() !== '')
}

function partTexts(
  from: WordPackage,
  relations: Relations,
  id: string | undefined,
  find: (root: XmlElement) => Iterable<XmlElement>,
): string[] {
  const tree = from.tree(relations.byId.get(id ?? ''))
  return tree ? [...find(tree.root)].map(shapeText) : []
}

/** What a chart says, and what somebody has written over it, which is a part of its own. */
function chartTexts(from: WordPackage, id: string): string[] {
  const name = from.relations.byId.get(id)
  const chart = from.tree(name)?.root
  if (name === undefined || !chart) return []
  const over = [...below(chart, 'c:userShapes')].flatMap(({ attributes }) =>
    partTexts(from, from.relationsOf(name), attributes['r:id'], (root) => below(root, 'a:p')),
  )
  return [...chartNames(chart), ...over]
}

/** What holds the numbers of a chart, in its two forms. */
export const chartNumbers = ['c:numCache', 'c:numLit', 'cx:numDim'] as const
const numbers = new Set<string>(chartNumbers)
/** What a chart has besides its words: where they come from, and how numbers are written. */
const formulas = new Set(['c:f', 'c15:f', 'cx:f', 'c:formatCode', 'c15:formulaRef'])

/** Titles, and the names of series, categories and points, which a chart keeps with its numbers; each name once, however often it is kept. */
function chartNames(root: XmlElement): string[] {
  const texts: string[] = []
  const seen = new Set<string>()
  const visit = (element: XmlElement) => {
    for (const child of element.children) {
      if (typeof child === 'string' || numbers.has(child.name) || formulas.has(child.name)) continue
      if (child.name === 'a:p') texts.push(shapeText(child))
      else if (child.name === 'c:v' || child.name === 'cx:v' || child.name === 'cx:pt') {
        const text = textOf(child)
        if (!seen.has(text)) texts.push(text)
        seen.add(text)
      }
      // A title that is set has its words twice.
      else if (child.name === 'cx:tx' && childOf(child, 'cx:rich')) visit(childOf(child, 'cx:rich') ?? child)
      else visit(child)
    }
  }
  visit(root)
  return texts
}

/** What a label of a chart is to show, which stands there as a word in brackets. */
const labelFields = /^(CELLRANGE|SERIESNAME|CATEGORYNAME|[XY]?VALUE|BUBBLESIZE|PERCENTAGE)$/

/** The letters of a paragraph of a shape; its line breaks are elements. */
function shapeText(paragraph: XmlElement): string {
  return paragraph.children
    .map((child) => {
      if (typeof child === 'string') return ''
      if (child.name === 'a:br') return ' '
      const isText = child.name === 'a:r' || (child.name === 'a:fld' && !labelFields.test(child.attributes.type ?? ''))
      return isText ? textOf(childOf(child, 'a:t') ?? { ...child, children: [] }) : ''
    })
    .join('')
}
