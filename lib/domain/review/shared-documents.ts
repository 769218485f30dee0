/** A document and who has work on it. */
export interface CodedDocument {
  documentId: string
  coderIds: readonly string[]
}

/** The documents that two or more have work on, each with all who do, whatever round they did it in. */
export function codedTogether(places: readonly { documentId: string; coderId: string }[]): CodedDocument[] {
  const coders = new Map<string, Set<string>>()
  for (const { documentId, coderId } of places)
    coders.set(documentId, (coders.get(documentId) ?? new Set()).add(coderId))
  return [...coders].flatMap(([documentId, ids]) => (ids.size > 1 ? [{ documentId, coderIds: [...ids] }] : []))
}

/** The documents that all of these have work on. */
export const sharedBy = (coded: readonly CodedDocument[], coderIds: readonly string[]): string[] =>
  coded.flatMap((document) => (coderIds.every((id) => document.coderIds.includes(id)) ? [document.documentId] : []))

/** How many documents are compared at once where no round says which: their ids stand in an address. */
export const mostDocuments = 100
