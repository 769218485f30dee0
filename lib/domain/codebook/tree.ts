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
  const open = (children.get(null) ?? []).map((tag) => ({ tag, above: [] as string[] })).toReversed()
  for (let next = open.pop(); next; next = open.pop()) {
    const { tag, above } = next
    const path = [...above, tag.name]
    ordered.push({ tag, depth: above.length, path })
    open.push(...(children.get(tag.id) ?? []).map((child) => ({ tag: child, above: path })).toReversed())
  }
  return ordered
}

/** The ids given and those of all tags below them. Unknown ids are kept, so that filtering by one finds nothing rather than everything. */
export function withDescendants(tags: readonly Branch[], ids: readonly string[]): string[] {
  return reachedFrom(childrenOf(tags), ids)
}

/** The same, of a tree whose children are known: for whoever asks it of many tags. */
export function reachedFrom(children: ReadonlyMap<string | null, readonly Branch[]>, ids: readonly string[]): string[] {
  const reached = new Set<string>()
  const open = [...ids]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (reached.has(id)) continue
    reached.add(id)
    for (const child of children.get(id) ?? []) open.push(child.id)
  }
  return [...reached]
}

/** How many levels a tree has from the top down to the lowest tag below `id`, were that to stand under `parentId`; an id that is not there has nothing below. */
export function levelsWith(tags: readonly Branch[], id: string | null, parentId: string | null): number {
  const byId = new Map(tags.map((tag) => [tag.id, tag]))
  let above = 0
  for (let at = parentId; at !== null && above <= tags.length; at = byId.get(at)?.parentId ?? null) above += 1
  const below = new Map<string | null, Branch[]>()
  for (const tag of tags) {
    const siblings = below.get(tag.parentId)
    if (siblings) siblings.push(tag)
    else below.set(tag.parentId, [tag])
  }
  let levels = 0
  for (let level: readonly (string | null)[] = [id]; level.length > 0 && levels <= tags.length; levels += 1)
    level = level.flatMap((one) => (one === null ? [] : (below.get(one) ?? []).map((tag) => tag.id)))
  return above + levels
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

/** The sibling ids in order once `joining`, which stand in the order of their places, have joined them, each at its place as long as the list reaches so far. */
export function placedAll(siblings: readonly string[], joining: readonly { id: string; position: number }[]): string[] {
  const ids: string[] = []
  let next = 0
  for (const { id, position } of joining) {
    while (ids.length < position && next < siblings.length) ids.push(siblings[next++] ?? '')
    ids.push(id)
  }
  return [...ids, ...siblings.slice(next)]
}

/** How many levels those tags of the tree reach down that are among `ids` or stand below one of them; 0 where there are none. */
export function levelsOf(tree: readonly Branch[], ids: ReadonlySet<string>): number {
  const reached = new Set(ids)
  let levels = 0
  for (const { tag, depth } of inTreeOrder(tree)) {
    if (tag.parentId !== null && reached.has(tag.parentId)) reached.add(tag.id)
    if (reached.has(tag.id)) levels = Math.max(levels, depth + 1)
  }
  return levels
}
