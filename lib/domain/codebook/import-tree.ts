import { nameKey } from './name-key'
import { indexed, type Steps } from '../steps'
import type { AddedTag, ImportRow, StoredTag } from './import-lines'

/** A tag of the codebook as it will be: stored, or to be added. */
export interface ImportNode {
  parent: ImportNode | null
  name: string
  /** 1 at the top. */
  depth: number
  stored: StoredTag | null
  /** Its place in `added`; -1 for a stored one. */
  at: number
  /** Whether a line of the file is about it. */
  isDescribed: boolean
  /** What is said of a tag to add. */
  row: ImportRow | null
  below: Map<string, ImportNode>
}

/** The codebook that an import makes of the stored one; it grows as lines ask for tags. Names are compared without regard to case. */
export class ImportTree {
  readonly added: AddedTag[] = []
  /** One for each tag that is added. */
  readonly rows: ImportRow[] = []
  readonly #top = new Map<string, ImportNode>()
  readonly #byId = new Map<string, ImportNode>()

  private constructor(
    private readonly storedById: ReadonlyMap<string, StoredTag[]>,
    private readonly storedBelow: ReadonlyMap<string, StoredTag[]>,
    private readonly storedNamed: ReadonlyMap<string, StoredTag[]>,
  ) {}

  static *of(tags: readonly StoredTag[]): Steps<ImportTree> {
    return new ImportTree(
      yield* indexed(tags, (tag) => tag.id),
      yield* indexed(tags, (tag) => keyOf(tag.parentId, tag.name)),
      yield* indexed(tags, (tag) => nameKey(tag.name)),
    )
  }

  /** The stored tags of a name, wherever they stand. */
  named(name: string): readonly StoredTag[] {
    return this.storedNamed.get(nameKey(name)) ?? []
  }

  /** The tag of a name below another, added where there is none; `line` is that of the file that asks for it. */
  child(parent: ImportNode | null, name: string, line: number): ImportNode {
    const siblings = parent?.below ?? this.#top
    const known = siblings.get(nameKey(name))
    if (known) return known
    const stored =
      parent === null || parent.stored
        ? (this.storedBelow.get(keyOf(parent?.stored?.id ?? null, name))?.[0] ?? null)
        : null
    const node: ImportNode = {
      parent,
      name: stored?.name ?? name,
      depth: (parent?.depth ?? 0) + 1,
      stored,
      at: stored ? -1 : this.added.length,
      isDescribed: false,
      row: null,
      below: new Map(),
    }
    siblings.set(nameKey(name), node)
    if (!stored) this.#add(node, line)
    return node
  }

  /** The place of a stored tag. */
  placeOf(tag: StoredTag): ImportNode {
    const path: StoredTag[] = []
    let at: StoredTag | undefined = tag
    while (at && !this.#byId.has(at.id)) {
      path.push(at)
      at = at.parentId === null ? undefined : this.storedById.get(at.parentId)?.[0]
    }
    let node = at ? (this.#byId.get(at.id) ?? null) : null
    for (const one of path.reverse()) {
      node = this.child(node, one.name, 0)
      this.#byId.set(one.id, node)
    }
    return node ?? this.child(null, tag.name, 0)
  }

  #add(node: ImportNode, line: number): void {
    this.added.push({
      name: node.name,
      parent: node.parent === null ? null : (node.parent.stored?.id ?? node.parent.at),
      colour: '',
      definition: '',
      useWhen: '',
      avoidWhen: '',
      isArchived: false,
    })
    node.row = { line, path: pathOf(node), outcome: 'new', isImplied: true, reason: null, differs: [], stored: null }
    this.rows.push(node.row)
  }
}

/** Names from the root down to a tag. */
export function pathOf(node: ImportNode): string[] {
  const names: string[] = []
  for (let at: ImportNode | null = node; at; at = at.parent) names.push(at.name)
  return names.reverse()
}

const keyOf = (parentId: string | null, name: string) => `${parentId ?? ''}\n${nameKey(name)}`
