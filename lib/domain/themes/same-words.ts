interface Marked {
  documentId: string
  revisionId: string
  start: number
  end: number
  group: { key: string } | null
}

/**
 * Excerpts in the order of the list, those of the very same words under the same heading gathered where the first of them stands. Lists go by place and then by id, so that among those which
 * begin together others can stand between two of the same words; what a later page brings joins the first.
 */
export function ofSameWords<T extends Marked>(excerpts: readonly T[]): T[][] {
  const gathered = new Map<string, T[]>()
  for (const excerpt of excerpts) {
    const { group, documentId, revisionId, start, end } = excerpt
    const key = JSON.stringify([group?.key ?? null, documentId, revisionId, start, end])
    const same = gathered.get(key)
    if (same) same.push(excerpt)
    else gathered.set(key, [excerpt])
  }
  return [...gathered.values()]
}
