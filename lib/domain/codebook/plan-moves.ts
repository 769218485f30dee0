import { childrenOf, inTreeOrder, placed, withDescendants, type Branch } from './tree'

/** Where something was let go: inside `target` as its last child, or before or after it among its siblings. */
export interface Drop {
  target: string
  position: 'before' | 'after' | 'on'
}

/** One step of a move, as the API takes it: `position` is the index among the new siblings. */
export interface Move {
  id: string
  parentId: string | null
  position: number
}

/**
 * The steps that bring the tags `ids` to where they were dropped, in the order of the tree and side by side. A tag that goes along with one above
 * it is not moved by itself. Empty where nothing would change, null where a tag would come to stand below itself.
 */
export function planMoves(tags: readonly Branch[], ids: readonly string[], { target, position }: Drop): Move[] | null {
  const goal = tags.find((tag) => tag.id === target)
  const moving = topmost(tags, ids)
  if (!goal || moving.length === 0) return []
  if (withDescendants(tags, moving).includes(target))
    return position !== 'on' && moving.length === 1 && moving[0] === target ? [] : null
  const parentId = position === 'on' ? goal.id : liveParent(tags, goal)
  let siblings = (childrenOf(tags).get(parentId) ?? []).map((tag) => tag.id)
  const before = siblings
  const others = siblings.filter((id) => !moving.includes(id))
  const at = position === 'on' ? others.length : others.indexOf(target) + (position === 'after' ? 1 : 0)
  const wanted = [...others.slice(0, at), ...moving, ...others.slice(at)]
  if (wanted.join() === before.join()) return []
  return moving.map((id) => {
    // Each step is carried out on what the steps before it have left: tags still to be moved may stand in between.
    const next = siblings.find(
      (sibling) => sibling !== id && !moving.includes(sibling) && others.indexOf(sibling) >= at,
    )
    const free = siblings.filter((sibling) => sibling !== id)
    const index = next === undefined ? free.length : free.indexOf(next)
    siblings = placed(siblings, id, index)
    return { id, parentId, position: index }
  })
}

/** One step among its siblings (up, down), out to its parent's level, or in below the sibling before it; null where there is no such place. */
export function planStep(tags: readonly Branch[], id: string, step: 'up' | 'down' | 'out' | 'in'): Move | null {
  const tag = tags.find((other) => other.id === id)
  if (!tag) return null
  const children = childrenOf(tags)
  const parentId = liveParent(tags, tag)
  const siblings = children.get(parentId) ?? []
  const index = siblings.findIndex((sibling) => sibling.id === id)
  if (step === 'up') return index > 0 ? { id, parentId, position: index - 1 } : null
  if (step === 'down') return index < siblings.length - 1 ? { id, parentId, position: index + 1 } : null
  if (step === 'in') {
    const above = siblings[index - 1]
    return above ? { id, parentId: above.id, position: (children.get(above.id) ?? []).length } : null
  }
  const parent = tags.find((other) => other.id === parentId)
  if (!parent) return null
  const grandparentId = liveParent(tags, parent)
  return {
    id,
    parentId: grandparentId,
    position: (children.get(grandparentId) ?? []).findIndex((other) => other.id === parent.id) + 1,
  }
}

/** The tags as they stand once `moves` have been carried out. */
export function afterMoves<T extends Branch>(tags: readonly T[], moves: readonly Move[]): T[] {
  let result = [...tags]
  for (const { id, parentId, position } of moves) {
    const order = placed(
      (childrenOf(result).get(parentId) ?? []).map((tag) => tag.id),
      id,
      position,
    )
    result = result.map((tag) => {
      const at = order.indexOf(tag.id)
      return at < 0 ? tag : { ...tag, position: at, parentId: tag.id === id ? parentId : tag.parentId }
    })
  }
  return result
}

/** Those of `ids` that have none of the others above them, in tree order. */
export function topmost(tags: readonly Branch[], ids: readonly string[]): string[] {
  const chosen = inTreeOrder(tags)
    .map(({ tag }) => tag.id)
    .filter((id) => ids.includes(id))
  return chosen.filter((id) => !chosen.some((other) => other !== id && withDescendants(tags, [other]).includes(id)))
}

function liveParent(tags: readonly Branch[], tag: Branch): string | null {
  return tags.some((other) => other.id === tag.parentId) ? tag.parentId : null
}
