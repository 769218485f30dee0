/** A document in the order of coding, with the tags on it. */
export interface CodedDocument {
  tagIds: readonly string[]
}

/** How many tags a document has, how many of them no earlier one had, and how many there are up to here. */
export interface SaturationStep {
  tags: number
  added: number
  known: number
}

/** How many tags each document brought that those before it did not have. */
export function saturation(documents: readonly CodedDocument[]): SaturationStep[] {
  const known = new Set<string>()
  return documents.map(({ tagIds }) => {
    const before = known.size
    for (const id of tagIds) known.add(id)
    return { tags: new Set(tagIds).size, added: known.size - before, known: known.size }
  })
}
