import { childOf, childrenOf, type XmlElement } from '../archive/xml-tree'
import { valueOf } from './word-styles'

/**
 * A table in which a cell is merged with the one above only where there is one that begins the merge, and it says nothing itself: else its words, or those
 * of the cells below it, would be gone.
 */
export function withoutFalseMerges(table: XmlElement): XmlElement {
  const open = new Set<number>()
  const rows = table.children.map((row) => {
    if (typeof row === 'string' || row.name !== 'w:tr') return row
    let column = Number(valueOf(childOf(childOf(row, 'w:trPr'), 'w:gridBefore')) ?? 0)
    const cells = row.children.map((cell) => {
      if (typeof cell === 'string' || cell.name !== 'w:tc') return cell
      const properties = childOf(cell, 'w:tcPr')
      const merge = childOf(properties, 'w:vMerge')
      const begins = valueOf(merge) === 'restart'
      const own = column
      column += Number(valueOf(childOf(properties, 'w:gridSpan')) ?? 1) || 1
      const goesOn = merge !== undefined && !begins && open.has(own) && !saysSomething(cell)
      if (begins) open.add(own)
      else if (!goesOn) open.delete(own)
      return merge === undefined || begins || goesOn
        ? cell
        : {
            ...cell,
            children: [
              {
                ...properties,
                name: 'w:tcPr',
                attributes: {},
                children: childrenOf(properties).filter((one) => one !== merge),
              },
              ...childrenOf(cell).filter((one) => one !== properties),
            ],
          }
    })
    return { ...row, children: cells }
  })
  return { ...table, children: rows }
}

const silent = new Set(['w:p', 'w:pPr', 'w:tcPr', 'w:rPr', 'w:r'])

function saysSomething(element: XmlElement): boolean {
  return childrenOf(element).some(
    (child) => !silent.has(child.name) || ((child.name === 'w:p' || child.name === 'w:r') && saysSomething(child)),
  )
}
