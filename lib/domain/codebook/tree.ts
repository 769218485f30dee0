/** A tag as the tree functions need it. */
export interface Branch {
  id: string
  parentId: string | null
  name: string
  position: number
}

/** Children by parent id (null for the roots), each list in order of position, then name. */
export function childrenOf<T extends Branch>(tags: readonly T[]): Map<string | null, T[]> {
  const known = new Set(tags.map((tag) => tag.id))
  const children = new Map<string | null, T[]>()
  for (const tag of tags) {
    // A tag whose parent is not among these (it is in the bin) stands at the top rather than vanish.
    const parent = tag.parentId !== null && known.has(tag.parentId) ? tag.parentId : null
    const siblings = children.get(parent)
    if (siblings) siblings.push(tag)
    else children.set(parent, [tag])
  }
  for (const siblings of children.values())
    siblings.sort((a, b) => a.position - b.position || (a.name < b.name ? -1 : 1))
  return children
}

/** Every tag in reading order of the tree, with its depth (0 at the top) and the names from the root to it. */
export function inTreeOrder<T extends Branch>(tags: readonly T[]): { tag: T; depth: number; path: string[] }[] {
  const children = childrenOf(tags)
  const ordered: { tag: T; depth: number; path: string[] }[] = []
  const visit = (parent: string | null, above: string[]) => {
    for (const tag of children.get(parent) ?? []) {
      const path = [...above, tag.name]
      ordered.push({ tag, depth: above.length, path })
      visit(tag.id, path)
    }
  }
  visit(null, [])
  return ordered
}

/** The ids given and those of all tags below them. Unknown ids are kept, so that filtering by one finds nothing rather than everything. */
export function withDescendants(tags: readonly Branch[], ids: readonly string[]): string[] {
  const children = childrenOf(tags)
  const reached = new Set<string>()
  const visit = (id: string) => {
    if (reached.has(id)) return
    reached.add(id)
    for (const child of children.get(id) ?? []) visit(child.id)
  }
  ids.forEach(visit)
  return [...reached]
}

/** Whether hanging `id` under `parentId` would make it its own ancestor. */
export function wouldCycle(tags: readonly Branch[], id: string, parentId: string | null): boolean {
  return parentId !== null && withDescendants(tags, [id]).includes(parentId)
}

/** The sibling ids in order once `id` stands at `index` among them (clamped to the list). */
export function placed(siblings: readonly string[], id: string, index: number): string[] {
  const others = siblings.filter((sibling) => sibling !== id)
  const at = Math.max(0, Math.min(index, others.length))
  return [...others.slice(0, at), id, ...others.slice(at)]
}
