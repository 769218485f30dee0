/** As much of a document's layer as is watched. */
interface Watched {
  readonly isRead: boolean
  readonly store: {
    conflictsNow: () => readonly { theirs: { id: string } }[]
    subscribe: (watcher: () => void) => () => void
  }
}

/**
 * Calls `tell` when a change has met a newer one: once for each, however much else the store announces meanwhile. What a reader of the document sees is not told.
 * Answers what ends that.
 */
export function newConflicts(layer: Watched, tell: () => void): () => void {
  let known = new Set<string>()
  const look = () => {
    const ids = layer.store.conflictsNow().map(({ theirs }) => theirs.id)
    const isNew = ids.some((id) => !known.has(id))
    known = new Set(ids)
    if (isNew && !layer.isRead) tell()
  }
  look()
  return layer.store.subscribe(look)
}
