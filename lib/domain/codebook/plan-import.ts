import { isHexColour } from './colour-space'
import { nextColour, tagPalette } from './colours'
import type { Branch } from './tree'

const guidanceFields = ['colour', 'definition', 'useWhen', 'avoidWhen'] as const
type Guidance = Record<(typeof guidanceFields)[number], string>

/** A tag as it is stored. */
export type StoredTag = Branch & Guidance & { archivedAt: string | null }

/** In what a line of a file and the stored tag can differ. */
export const importDifferences = [...guidanceFields, 'archived'] as const
type ImportDifference = (typeof importDifferences)[number]

/** A line of a file: a name, what stands above it, and guidance where the file has some ('' where not). */
export interface ImportLine extends Guidance {
  line: number
  name: string
  /** Null where the file does not say. */
  isArchived: boolean | null
  above: readonly string[]
  /** Whether `above` leads down from the root; otherwise its one name may stand for a tag anywhere. */
  isPath: boolean
}

export const importRefusals = [
  'no-name',
  'name-too-long',
  'name-unprintable',
  'text-too-long',
  'too-deep',
  'named-twice',
  'ambiguous-parent',
  'circular',
  'parent-refused',
] as const
type ImportRefusal = (typeof importRefusals)[number]

/** What becomes of one line, or of a tag that only stands above others in the file (`isImplied`; its line is that of the first of them). */
export interface ImportRow {
  line: number
  path: string[]
  outcome: 'new' | 'exists' | 'conflict' | 'refused'
  isImplied: boolean
  reason: ImportRefusal | null
  /** For a conflict: in what the stored tag differs. It is left as it is unless somebody takes the line. */
  differs: ImportDifference[]
  /** For a conflict: the stored tag, and what the file has in those fields. */
  stored: { id: string; given: GivenFields } | null
}

/** What a file gives for a stored tag, in the fields that differ. */
type GivenFields = Partial<Guidance & { archived: boolean }>

/** A tag to add. `parent` is a stored tag's id or the place in `added` of one that comes before it. */
export interface AddedTag extends Guidance {
  name: string
  parent: string | number | null
  isArchived: boolean
}

interface Node {
  path: string[]
  stored: StoredTag | null
  /** Its place in `added`; -1 for a stored one. */
  at: number
  isDescribed: boolean
  /** What is said of a tag to add. */
  row: ImportRow | null
}

const limits = { name: 200, text: 5000, depth: 20 }

/**
 * What importing `lines` into a codebook would add and what it would leave alone. Nothing stored is changed by an import: what differs is reported.
 * Lines may come in any order; names are compared without regard to case, as among siblings everywhere.
 */
export function planImport(
  tags: readonly StoredTag[],
  lines: readonly ImportLine[],
): { rows: ImportRow[]; added: AddedTag[] } {
  const rows: ImportRow[] = []
  const added: AddedTag[] = []
  const nodes = new Map<string, Node>()
  const giveColour = colourGiver(tags.map((tag) => tag.colour))
  const storedBelow = indexed(tags, (tag) => keyOf(tag.parentId, tag.name))
  const storedNamed = indexed(tags, (tag) => tag.name.toLowerCase())
  const linesNamed = indexed(lines, (line) => line.name.toLowerCase())
  const storedById = new Map(tags.map((tag) => [tag.id, tag]))
  const settled = new Map<ImportLine, Node | ImportRefusal | 'busy'>()

  const child = (parent: Node | null, name: string, line: ImportLine): Node => {
    const path = [...(parent?.path ?? []), name]
    const key = JSON.stringify(path.map((part) => part.toLowerCase()))
    const known = nodes.get(key)
    if (known) return known
    const stored =
      parent === null || parent.stored ? (storedBelow.get(keyOf(parent?.stored?.id ?? null, name))?.[0] ?? null) : null
    const node: Node = {
      path: stored ? [...(parent?.path ?? []), stored.name] : path,
      stored,
      at: stored ? -1 : added.length,
      isDescribed: false,
      row: null,
    }
    nodes.set(key, node)
    if (!stored) {
      added.push({
        name,
        parent: parent === null ? null : (parent.stored?.id ?? parent.at),
        colour: '',
        definition: '',
        useWhen: '',
        avoidWhen: '',
        isArchived: false,
      })
      node.row = { line: line.line, path, outcome: 'new', isImplied: true, reason: null, differs: [], stored: null }
      rows.push(node.row)
    }
    return node
  }
  const storedNode = (tag: StoredTag): Node => {
    const parent = tag.parentId === null ? undefined : storedById.get(tag.parentId)
    return child(parent ? storedNode(parent) : null, tag.name, {
      line: 0,
      name: tag.name,
      above: [],
      isPath: true,
      colour: '',
      definition: '',
      useWhen: '',
      avoidWhen: '',
      isArchived: null,
    })
  }
  const parentOf = (line: ImportLine): Node | null | ImportRefusal => {
    if (line.isPath || line.above.length !== 1)
      return line.above.reduce<Node | null>((node, name) => child(node, name, line), null)
    const name = line.above[0] ?? ''
    const inFile = (linesNamed.get(name.toLowerCase()) ?? []).filter((other) => other !== line)
    if (inFile.length > 1) return 'ambiguous-parent'
    if (inFile[0]) {
      const parent = settle(inFile[0])
      return parent === 'busy' ? 'circular' : typeof parent === 'string' ? 'parent-refused' : parent
    }
    const inCodebook = storedNamed.get(name.toLowerCase()) ?? []
    if (inCodebook.length > 1) return 'ambiguous-parent'
    return inCodebook[0] ? storedNode(inCodebook[0]) : child(null, name, line)
  }
  const settle = (line: ImportLine): Node | ImportRefusal | 'busy' => {
    const known = settled.get(line)
    if (known !== undefined) return known
    settled.set(line, 'busy')
    const fault = faultOf(line)
    const parent = fault ?? parentOf(line)
    const node =
      typeof parent === 'string'
        ? parent
        : (parent?.path.length ?? 0) >= limits.depth
          ? ('too-deep' as const)
          : child(parent, line.name, line)
    settled.set(line, node)
    return node
  }
  const described = (node: Node, line: ImportLine) => {
    node.isDescribed = true
    const given = { ...line, colour: hexColour(line.colour) }
    if (node.stored) {
      const differing = differencesFrom(node.stored, given)
      const differs = importDifferences.filter((field) => field in differing)
      rows.push({
        line: line.line,
        path: node.path,
        outcome: differs.length > 0 ? 'conflict' : 'exists',
        isImplied: false,
        reason: null,
        differs,
        stored: differs.length > 0 ? { id: node.stored.id, given: differing } : null,
      })
      return
    }
    const tag = added[node.at]
    if (tag) {
      for (const field of guidanceFields) tag[field] = given[field]
      tag.isArchived = line.isArchived === true
    }
    if (node.row) Object.assign(node.row, { line: line.line, isImplied: false })
  }

  for (const line of lines) {
    const node = settle(line)
    if (typeof node === 'string') rows.push(refused(line, node === 'busy' ? 'circular' : node))
    else if (node.isDescribed) rows.push(refused(line, 'named-twice'))
    else described(node, line)
  }
  for (const tag of added) tag.colour ||= giveColour()
  return {
    rows: rows.filter((row) => row.line > 0).sort((a, b) => a.line - b.line || a.path.length - b.path.length),
    added,
  }
}

function faultOf({ name, above, definition, useWhen, avoidWhen }: ImportLine): ImportRefusal | null {
  const names = [...above, name]
  if (name === '') return 'no-name'
  if (names.some((part) => part.length > limits.name)) return 'name-too-long'
  if (names.some((part) => /[\u0000-\u001f]/.test(part))) return 'name-unprintable'
  if ([definition, useWhen, avoidWhen].some((text) => text.length > limits.text)) return 'text-too-long'
  return names.length > limits.depth ? 'too-deep' : null
}

const refused = (line: ImportLine, reason: ImportRefusal): ImportRow => ({
  line: line.line,
  path: [...line.above, line.name],
  outcome: 'refused',
  isImplied: false,
  reason,
  differs: [],
  stored: null,
})

/** The fields in which a line says something else than what is stored. A line that says nothing in a field leaves it. */
function differencesFrom(stored: StoredTag, given: ImportLine): GivenFields {
  const words = guidanceFields
    .filter((field) => given[field] !== '' && given[field] !== stored[field])
    .map((field) => [field, given[field]] as const)
  const isArchived = stored.archivedAt !== null
  return {
    ...Object.fromEntries(words),
    ...(given.isArchived !== null && given.isArchived !== isArchived && { archived: given.isArchived }),
  }
}

const keyOf = (parentId: string | null, name: string) => `${parentId ?? ''}\n${name.toLowerCase()}`

function indexed<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
  const index = new Map<string, T[]>()
  for (const row of rows) {
    const key = keyOf(row)
    const others = index.get(key)
    if (others) others.push(row)
    else index.set(key, [row])
  }
  return index
}

/** #rrggbb from the ways people write it; '' where it is none, and then the palette gives one. */
function hexColour(text: string): string {
  const digits = text.trim().toLowerCase().replace(/^#/, '')
  const long = /^[0-9a-f]{3}$/.test(digits) ? [...digits].map((digit) => digit + digit).join('') : digits
  return isHexColour(`#${long}`) ? `#${long}` : ''
}

/** Gives out the palette as nextColour does, without counting thousands of tags for every one. */
function colourGiver(existing: readonly string[]): () => string {
  const uses = new Map(tagPalette.map((colour) => [colour, existing.filter((other) => other === colour).length]))
  const others = [...new Set(existing)].slice(0, 50)
  return () => {
    const fewest = Math.min(...uses.values())
    const used = [...uses].filter(([, count]) => count > 0).map(([colour]) => colour)
    const colour =
      fewest === 0
        ? nextColour([...new Set([...others, ...used])])
        : ([...uses].find(([, count]) => count === fewest)?.[0] ?? nextColour(existing))
    uses.set(colour, (uses.get(colour) ?? 0) + 1)
    return colour
  }
}
