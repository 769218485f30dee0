import { tagLimits } from './import-lines'

/** Something that stands under another by its key, or at the top. */
export interface TreeNode {
  key: string
  parentKey: string | null
}

/**
 * Puts nodes in an order in which each comes after the one above it, those beside one another as they were given. What stands under nothing that there is, in a
 * circle, or deeper than the codebook goes, stands at the top or where it still may; `moved` is told of each such.
 */
export function boundedTree<Node extends TreeNode>(
  nodes: readonly Node[],
  moved: (node: Node) => void,
): { node: Node; parentKey: string | null; position: number }[] {
  const below = new Map<string, Node[]>()
  const keys = new Set(nodes.map(({ key }) => key))
  const tops: Node[] = []
  for (const node of nodes) {
    if (node.parentKey === null || !keys.has(node.parentKey)) tops.push(node)
    else {
      const beside = below.get(node.parentKey)
      if (beside) beside.push(node)
      else below.set(node.parentKey, [node])
    }
  }
  for (const node of tops) if (node.parentKey !== null) moved(node)
  const placed: { node: Node; parentKey: string | null; position: number }[] = []
  const seen = new Set<string>()
  const children = new Map<string | null, number>()
  const walk = (top: Node) => {
    const open: { node: Node; above: readonly string[] }[] = [{ node: top, above: [] }]
    for (let next = open.shift(); next; next = open.shift()) {
      const { node, above } = next
      if (seen.has(node.key)) continue
      seen.add(node.key)
      const parentKey = above.at(-1) ?? null
      const position = children.get(parentKey) ?? 0
      children.set(parentKey, position + 1)
      placed.push({ node, parentKey, position })
      const isDeep = above.length + 1 >= tagLimits.depth
      for (const child of below.get(node.key) ?? []) {
        if (isDeep && !seen.has(child.key)) moved(child)
        open.push({ node: child, above: isDeep ? above : [...above, node.key] })
      }
    }
  }
  for (const top of tops) walk(top)
  for (const node of nodes) {
    if (seen.has(node.key)) continue
    moved(node)
    walk(node)
  }
  return placed
}
