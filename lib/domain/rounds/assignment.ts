import { ranked } from './seeded-rank'

/** One document that one coder gets. */
export interface Assigned {
  documentId: string
  coderId: string
}

export interface AssignmentPlan {
  documentIds: readonly string[]
  coderIds: readonly string[]
  /** How many documents in a hundred every coder gets, rounded up, for agreement: 100 all, 0 none. */
  overlap: number
  /** Any text. The same seed hands out the same documents, in whatever order they and the coders come. */
  seed: string
}

/** How many of so many documents every coder gets. */
export const overlapOf = (documents: number, overlap: number): number =>
  Math.min(documents, Math.ceil((documents * overlap) / 100))

/**
 * Hands documents out to coders: a share of them, drawn at random, to everybody, and each of the others to one. Every document has a coder, and no coder has
 * two documents more than another. In the order of the documents and then the coders as they came.
 */
export function planAssignment({ documentIds, coderIds, overlap, seed }: AssignmentPlan): Assigned[] {
  const [documents, coders] = [ranked(seed, documentIds), ranked(`${seed}/coders`, coderIds)]
  const shared = overlapOf(documents.length, overlap)
  const holders = new Map(documents.map((id, i) => [id, i < shared ? coders : [coders[(i - shared) % coders.length]]]))
  return [...new Set(documentIds)].flatMap((documentId) =>
    [...new Set(coderIds)]
      .filter((coderId) => holders.get(documentId)?.includes(coderId))
      .map((coderId) => ({ documentId, coderId })),
  )
}

/** Every document to every coder. */
export const everythingToAll = (documentIds: readonly string[], coderIds: readonly string[]): Assigned[] =>
  [...new Set(documentIds)].flatMap((documentId) => [...new Set(coderIds)].map((coderId) => ({ documentId, coderId })))

/**
 * Who has what once a round has these documents and coders: what stays is as it was; a document that is added goes to everybody, and somebody who is added
 * gets everything.
 */
export function reassigned(
  tasks: readonly Assigned[],
  documentIds: readonly string[],
  coderIds: readonly string[],
): Assigned[] {
  const has = new Set(tasks.map(keyOf))
  const known = {
    documents: new Set(tasks.map((task) => task.documentId)),
    coders: new Set(tasks.map((task) => task.coderId)),
  }
  return everythingToAll(documentIds, coderIds).filter(
    (task) => !known.documents.has(task.documentId) || !known.coders.has(task.coderId) || has.has(keyOf(task)),
  )
}

/** A table with these documents given to these coders, each to all of them, or taken from them; the others stay in their order. */
export function handedTo(
  tasks: readonly Assigned[],
  documentIds: readonly string[],
  coderIds: readonly string[],
  isGiven: boolean,
): Assigned[] {
  const meant = new Set(everythingToAll(documentIds, coderIds).map(keyOf))
  const others = tasks.filter((task) => !meant.has(keyOf(task)))
  if (!isGiven) return others
  const has = new Set(tasks.map(keyOf))
  return [...tasks, ...everythingToAll(documentIds, coderIds).filter((task) => !has.has(keyOf(task)))]
}

/** What one table gives that another did not, and what it takes away. */
export function handedOver(
  before: readonly Assigned[],
  after: readonly Assigned[],
): { given: Assigned[]; taken: Assigned[] } {
  const [had, has] = [new Set(before.map(keyOf)), new Set(after.map(keyOf))]
  return { given: after.filter((task) => !had.has(keyOf(task))), taken: before.filter((task) => !has.has(keyOf(task))) }
}

const keyOf = ({ documentId, coderId }: Assigned): string => `${documentId}/${coderId}`

/** What is wrong with a table of who gets what; null where nothing is. Of several faults the first. */
export function faultOf(
  tasks: readonly Assigned[],
  documentIds: readonly string[],
  coderIds: readonly string[],
): {
  fault: 'foreign-document' | 'foreign-coder' | 'document-without-coder' | 'coder-without-document'
  id: string
} | null {
  const [documents, coders] = [new Set(documentIds), new Set(coderIds)]
  for (const { documentId, coderId } of tasks) {
    if (!documents.has(documentId)) return { fault: 'foreign-document', id: documentId }
    if (!coders.has(coderId)) return { fault: 'foreign-coder', id: coderId }
  }
  const [given, giving] = [new Set(tasks.map((task) => task.documentId)), new Set(tasks.map((task) => task.coderId))]
  const bare = documentIds.find((id) => !given.has(id))
  if (bare !== undefined) return { fault: 'document-without-coder', id: bare }
  const idle = coderIds.find((id) => !giving.has(id))
  return idle === undefined ? null : { fault: 'coder-without-document', id: idle }
}
