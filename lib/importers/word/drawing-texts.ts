import { below, childOf, textOf, type XmlElement } from '../archive/xml-tree'
import { chosenAlternative } from './alternate-content'
import type { WordPackage } from './word-package'

/** The paragraphs that a drawing shows besides those of its text boxes: shapes, the nodes of a diagram, titles and names of a chart, letters drawn along a path. */
export function drawingTexts(drawing: XmlElement, from: WordPackage): string[] {
  const texts: string[] = []
  const visit = (element: XmlElement) => {
    for (const child of element.children) {
      if (typeof child === 'string' || child.name === 'w:txbxContent') continue
      if (child.name === 'a:p') texts.push(shapeText(child))
      else if (child.name === 'v:textpath') texts.push(child.attributes.string ?? '')
      else if (child.name === 'dgm:relIds')
        texts.push(...partTexts(from, child.attributes['r:dm'], (root) => below(root, 'a:p')))
      else if (child.name === 'c:chart' && child.attributes['r:id'] !== undefined)
        texts.push(...partTexts(from, child.attributes['r:id'], chartNames))
      else if (child.name === 'mc:AlternateContent') visit(chosenAlternative(child) ?? child)
      else visit(child)
    }
  }
  visit(drawing)
  return texts.filter((text) => text.trim() !== '')
}

function partTexts(
  from: WordPackage,
  id: string | undefined,
  find: (root: XmlElement) => Iterable<XmlElement>,
): string[] {
  const tree = from.tree(from.relations.byId.get(id ?? ''))
  return tree ? [...find(tree.root)].map(shapeText) : []
}

/** Titles, and the names of series and categories, which a chart keeps with its numbers. */
function* chartNames(root: XmlElement): Generator<XmlElement> {
  yield* below(root, 'a:p')
  const seen = new Set<string>()
  for (const cache of below(root, 'c:strCache')) {
    for (const point of below(cache, 'c:v')) {
      const name = textOf(point)
      if (!seen.has(name)) yield point
      seen.add(name)
    }
  }
}

/** The letters of a paragraph of a shape; its line breaks are elements. */
function shapeText(paragraph: XmlElement): string {
  if (childOf(paragraph, 'a:r') === undefined && childOf(paragraph, 'a:fld') === undefined)
    return paragraph.name === 'a:p' ? '' : textOf(paragraph)
  return paragraph.children
    .map((child) =>
      typeof child === 'string'
        ? ''
        : child.name === 'a:br'
          ? ' '
          : child.name === 'a:r' || child.name === 'a:fld'
            ? textOf(childOf(child, 'a:t') ?? { ...child, children: [] })
            : '',
    )
    .join('')
}
