import { childrenOf } from '@/lib/domain/codebook/tree'
import { wordsIn } from '@/lib/domain/search/has-words'
import type { Tag } from '@/lib/schemas/tag'

/** A row of the tree: a stored tag, or the place where a new one is being named. */
export interface TagNode {
  id: string
  tag: Tag | null
  children: TagNode[]
  /** Whether it is only there because a tag below it matches the search. */
  isContext: boolean
}

export const draftId = 'draft'

/** Where a new tag is being named: as the last child of `parentId`, or after the sibling `afterId`. */
export interface Draft {
  parentId: string | null
  afterId?: string
}

export interface TagNodesOptions {
  /** What is searched for; every word must stand in the name, definition or guidance. */
  query: string
  showArchived: boolean
  draft: Draft | null
}

/** The tags as a tree, narrowed to what matches together with what stands above it. */
export function tagNodes(tags: readonly Tag[], { query, showArchived, draft }: TagNodesOptions): TagNode[] {
  const hasWords = wordsIn(query)
  const matches = (tag: Tag) => hasWords([tag.name, tag.definition, tag.useWhen, tag.avoidWhen].join('\n'))
  const children = childrenOf(tags)
  const level = (parentId: string | null): TagNode[] => {
    const nodes = (children.get(parentId) ?? []).flatMap((tag): TagNode[] => {
      const below = level(tag.id)
      if (tag.archivedAt !== null && !showArchived && below.length === 0) return []
      const isMatch = matches(tag) && (tag.archivedAt === null || showArchived)
      return isMatch || below.length > 0 ? [{ id: tag.id, tag, children: below, isContext: !isMatch }] : []
    })
    return draft?.parentId === parentId ? withDraft(nodes, draft) : nodes
  }
  return level(null)
}

function withDraft(nodes: TagNode[], { afterId }: Draft): TagNode[] {
  const at = afterId === undefined ? nodes.length : nodes.findIndex((node) => node.id === afterId) + 1
  return [...nodes.slice(0, at), { id: draftId, tag: null, children: [], isContext: false }, ...nodes.slice(at)]
}

/** The ids in the order in which they are shown when every branch is open. */
export function shownIds(nodes: readonly TagNode[]): string[] {
  return nodes.flatMap((node) => [node.id, ...shownIds(node.children)])
}
