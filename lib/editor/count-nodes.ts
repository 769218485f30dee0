import type { NodeJson } from './document-json'

/** How many nodes a document may have: blocks, and the stretches of their text that are set alike. What walks a document takes its time for each. A book of a thousand pages has some thirty thousand. */
export const mostNodes = 300_000

/** How many lines a text may have, each of which is a block and its words. */
export const mostLines = mostNodes / 2

/** Whether a document has more than `most` nodes; looks at no more of it than that. */
export function hasMoreNodes(root: NodeJson, most = mostNodes): boolean {
  let count = 0
  const waiting: NodeJson[] = [root]
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if ((count += 1) > most) return true
    for (const child of Array.isArray(node.content) ? node.content : []) if (isNode(child)) waiting.push(child)
  }
  return false
}

// What comes in a request may be anything.
const isNode = (value: unknown): value is NodeJson => typeof value === 'object' && value !== null
