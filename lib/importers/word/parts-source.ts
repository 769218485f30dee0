import { childrenOf, type XmlElement } from '../archive/xml-tree'
import type { WordPackage } from './word-package'

/** What is no word in a chart or a diagram: its numbers, where words and numbers come from, and how they are written. */
const wordless =
  /^(c:(numCache|numLit|f|formatCode|ptCount|externalData)|cx:(numDim|f|nf)|c15:f|\w+:(spPr|bodyPr|style))$/
const field = /^(CELLRANGE|SERIESNAME|CATEGORYNAME|[XY]?VALUE|BUBBLESIZE|PERCENTAGE)$/

/**
 * All letters in the parts that an element refers to, and in those that these refer to: for the account of a document, by another way than its reader's. What is
 * no paragraph is said once for a part, as names of categories are kept with every series.
 */
export function wordsOfParts(reference: XmlElement, from: WordPackage): string {
  const out: string[] = []
  const visited = new Set<string>()
  const follow = (by: XmlElement, at: string) => {
    const { byId } = at === from.main ? from.relations : from.relationsOf(at)
    for (const key of ['r:id', 'r:dm']) {
      const name = byId.get(by.attributes[key] ?? '')
      const part = name === undefined || visited.has(name) ? undefined : from.tree(name)
      if (name === undefined || !part) continue
      visited.add(name)
      readPart(part.root, name)
    }
  }
  const readPart = (root: XmlElement, name: string) => {
    const said = new Set<string>()
    const read = (parent: XmlElement) => {
      for (const child of childrenOf(parent)) {
        // A title that is set has its words twice.
        if (
          child.name === 'cx:txData' &&
          parent.children.some((one) => typeof one !== 'string' && one.name === 'cx:rich')
        )
          continue
        if (wordless.test(child.name) || (child.name === 'a:fld' && field.test(child.attributes.type ?? ''))) continue
        follow(child, name)
        const text = child.children.filter((one) => typeof one === 'string').join('')
        if (child.name === 'a:t') out.push(text)
        else if (text.trim() !== '' && !said.has(text)) out.push(`\n${text}\n`)
        said.add(text)
        read(child)
        if (child.name === 'a:p' || child.name === 'a:br') out.push('\n')
      }
    }
    read(root)
    out.push('\n')
  }
  follow(reference, from.main)
  return `\n${out.join('')}`
}
