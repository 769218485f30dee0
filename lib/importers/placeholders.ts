import type { Cell, Element, Row, Table, TableBody } from './pandoc-ast'
import { plainTextOf } from './pandoc-ast'

/** Pandoc's blocks in which each paragraph that consists of a placeholder is replaced by what belongs there, at any depth. `find` gives undefined for any other text. */
export function withPlaceholdersReplaced(blocks: readonly Element[], find: (text: string) => Element[] | undefined): Element[] {
  const inside = (children: Element[]) => withPlaceholdersReplaced(children, find)
  return blocks.flatMap((block): Element[] => {
    switch (block.t) {
      case 'Para':
      case 'Plain':
        return find(plainTextOf(block)) ?? [block]
      case 'BlockQuote':
        return [{ t: block.t, c: inside(block.c as Element[]) }]
      case 'BulletList':
        return [{ t: block.t, c: (block.c as Element[][]).map(inside) }]
      case 'OrderedList':
      case 'Div': {
        const [attributes, content] = block.c as [unknown, (Element | Element[])[]]
        return [{ t: block.t, c: [attributes, block.t === 'Div' ? inside(content as Element[]) : (content as Element[][]).map(inside)] }]
      }
      case 'Table': {
        const [attributes, caption, columns, [headAttributes, head], bodies, [footAttributes, foot]] = block.c as Table
        const rows = (all: Row[]): Row[] => all.map(([attribute, cells]) => [attribute, cells.map(([a, align, down, across, content]): Cell => [a, align, down, across, inside(content)])])
        return [{ t: block.t, c: [attributes, caption, columns, [headAttributes, rows(head)], bodies.map(([a, n, heads, body]): TableBody => [a, n, rows(heads), rows(body)]), [footAttributes, rows(foot)]] }]
      }
      default:
        return [block]
    }
  })
}
