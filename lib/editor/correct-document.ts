import { canonicalText, eachLeafBlock, leafText } from './canonical-text'
import { blockAtomTypes, inlineAtomText, type NodeJson } from './document-json'
import type { TextEdit } from './text-edits'

interface Leaf {
  node: NodeJson
  start: number
  end: number
}

/** A stretch of a region's text: letters with their marks, an inline atom, or the line feed between two blocks. `leaf` is where it stood before; typed letters stood nowhere. */
interface Run {
  text: string
  node?: NodeJson
  leaf: Leaf | null
  separates?: true
}

interface Line {
  runs: Run[]
  owner: Leaf | null
}

/**
 * The document whose canonical text is that of `doc` after `edits` (ascending, apart, in offsets of the old text). Letters carry their marks and blocks with
 * them: what is not touched is the very same node; a block that is parted leaves paragraphs behind it; blocks that are joined take the kind of the first;
 * a list, table or note that becomes empty goes. The given tree is not changed. Null where the tree cannot hold that text.
 */
export function correctDocument(doc: NodeJson, edits: readonly TextEdit[], expected: string): NodeJson | null {
  const leaves = leavesOf(doc)
  const replaced = new Map<NodeJson, NodeJson[]>()
  for (const { touched, changes } of regions(leaves, edits)) place(touched, linesOf(touched, changes), replaced)
  const corrected = rebuilt(doc, replaced) ?? { ...doc, content: [{ type: 'paragraph' }] }
  return canonicalText(corrected) === expected ? corrected : null
}

function leavesOf(doc: NodeJson): Leaf[] {
  const leaves: Leaf[] = []
  let start = 0
  eachLeafBlock(doc, (node) => {
    const end = start + leafText(node).length
    leaves.push({ node, start, end })
    start = end + 1
  })
  return leaves
}

/** The runs of blocks that edits touch; edits that touch one block in common are of one region. */
function regions(leaves: Leaf[], edits: readonly TextEdit[]): { touched: Leaf[]; changes: TextEdit[] }[] {
  const found: { from: number; to: number; changes: TextEdit[] }[] = []
  let at = 0
  for (const edit of edits) {
    while (at < leaves.length - 1 && (leaves[at]?.end ?? 0) < edit.start) at += 1
    let to = at
    while (to < leaves.length - 1 && (leaves[to + 1]?.start ?? 0) <= edit.end) to += 1
    const last = found.at(-1)
    if (last && last.to >= at) {
      last.to = Math.max(last.to, to)
      last.changes.push(edit)
    } else found.push({ from: at, to, changes: [edit] })
  }
  return found.map(({ from, to, changes }) => ({ touched: leaves.slice(from, to + 1), changes }))
}

function runsOf(touched: Leaf[]): Run[] {
  return touched.flatMap((leaf, i): Run[] => {
    const inner = (leaf.node.content ?? []).map((node): Run => ({
      text: node.text ?? inlineAtomText[node.type] ?? '',
      node,
      leaf,
    }))
    return i === 0 ? inner : [{ text: '\n', leaf, separates: true }, ...inner]
  })
}

function linesOf(touched: Leaf[], changes: readonly TextEdit[]): Line[] {
  const lines: Line[] = [{ runs: [], owner: touched[0] ?? null }]
  const surviving = new Set<Line>()
  const open = (owner: Leaf | null) => void lines.push({ runs: [], owner })
  const put = (run: Run) => {
    const line = lines.at(-1)
    if (!line || run.text === '') return
    if (run.leaf && !surviving.has(line)) {
      line.owner = run.leaf
      surviving.add(line)
    }
    line.runs.push(run)
  }
  const type = (text: string, like: NodeJson | undefined) => {
    text.split('\n').forEach((part, i) => {
      if (i > 0) open(null)
      put({
        text: part,
        leaf: null,
        ...(like?.text !== undefined && like.marks && { node: { type: 'text', marks: like.marks } }),
      })
    })
  }
  let at = touched[0]?.start ?? 0
  let next = 0
  let left: NodeJson | undefined
  for (const run of runsOf(touched)) {
    const end = at + run.text.length
    let reached = at
    for (let edit = changes[next]; edit && edit.start < end; edit = changes[next]) {
      if (edit.start >= at) {
        if (edit.start > reached) put({ ...run, text: run.text.slice(reached - at, edit.start - at) })
        // Typed within a stretch it looks like it; between two it looks like the one before, but is no link.
        type(edit.text, edit.start > at ? run.node : withoutLink(left))
      }
      reached = Math.min(end, Math.max(reached, edit.end))
      if (edit.end > end) break
      next += 1
    }
    if (reached < end) {
      if (run.separates) open(run.leaf)
      else put({ ...run, text: run.text.slice(reached - at) })
    }
    left = run.separates ? undefined : run.node
    at = end
  }
  for (const edit of changes.slice(next)) if (edit.start >= at) type(edit.text, withoutLink(left))
  return lines
}

/** Says for each touched block what stands in its place: the line that is its own, then the lines that belong to none; nothing where no line is its own. */
function place(touched: Leaf[], lines: Line[], replaced: Map<NodeJson, NodeJson[]>): void {
  for (const leaf of touched) replaced.set(leaf.node, [])
  const waiting: NodeJson[] = []
  let here: Leaf | undefined
  for (const { runs, owner } of lines) {
    const isFirst =
      owner !== null && replaced.get(owner.node)?.length === 0 && (here === undefined || owner.start > here.start)
    if (isFirst) {
      here = owner
      replaced.set(owner.node, [...waiting.splice(0), blockOf(owner.node, runs)])
    } else {
      const made = blockOf(paragraphAfter(here?.node), runs)
      if (here) replaced.get(here.node)?.push(made)
      else waiting.push(made)
    }
  }
  const first = here ?? touched[0]
  if (first) replaced.get(first.node)?.push(...waiting)
}

/** What is parted from a block is a paragraph on the same page in the same script. */
function paragraphAfter(node: NodeJson | undefined): NodeJson {
  const kept = Object.fromEntries(
    ['page', 'dir', 'lang'].flatMap((name) => (node?.attrs?.[name] == null ? [] : [[name, node.attrs[name]]])),
  )
  return { type: 'paragraph', ...(Object.keys(kept).length > 0 && { attrs: kept }) }
}

function blockOf(like: NodeJson, runs: Run[]): NodeJson {
  if (blockAtomTypes.has(like.type)) return runs.length === 0 ? like : contentOf({ type: 'paragraph' }, runs, false)
  const isCode = like.type === 'codeBlock' && runs.every((run) => run.node === undefined || run.node.type === 'text')
  return contentOf(like.type === 'codeBlock' && !isCode ? paragraphAfter(like) : like, runs, isCode)
}

function contentOf({ content: _, ...shell }: NodeJson, runs: Run[], isCode: boolean): NodeJson {
  const content: NodeJson[] = []
  const write = (text: string, marks: NodeJson['marks']) => {
    const last = content.at(-1)
    if (text === '') return
    if (last?.text !== undefined && JSON.stringify(last.marks ?? []) === JSON.stringify(marks ?? [])) last.text += text
    else content.push({ type: 'text', ...(marks && marks.length > 0 && { marks }), text })
  }
  for (const { text, node } of runs) {
    if (node && node.type !== 'text') content.push(node)
    else if (isCode) write(text, undefined)
    else
      text.split('\n').forEach((part, i) => {
        // A line feed of a code block that became a paragraph.
        if (i > 0) content.push({ type: 'hardBreak' })
        write(part, node?.marks)
      })
  }
  return { ...shell, ...(content.length > 0 && { content }) }
}

const withoutLink = (node: NodeJson | undefined): NodeJson | undefined =>
  node && { ...node, marks: (node.marks ?? []).filter((mark) => mark.type !== 'link') }

/** The node with its blocks replaced; null where nothing is left of it. Nodes without a replaced block below them are the same objects. */
function rebuilt(node: NodeJson, replaced: ReadonlyMap<NodeJson, NodeJson[]>): NodeJson | null {
  if (!node.content) return node
  let isSame = true
  const content = node.content.flatMap((child): NodeJson[] => {
    const made =
      replaced.get(child) ??
      (child.text === undefined ? [rebuilt(child, replaced)].filter((one) => one !== null) : [child])
    if (made.length !== 1 || made[0] !== child) isSame = false
    return made
  })
  if (isSame) return node
  return content.length === 0 ? null : { ...node, content }
}
