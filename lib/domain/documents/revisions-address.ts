/** Where two revisions of a document are compared. */
export const revisionsHref = (projectId: string, documentId: string, from: string, to: string): string =>
  `/projects/${projectId}/documents/${documentId}/revisions?from=${from}&to=${to}`

/** The two revisions that a correction on record leads between; null for every other act. */
export function correctedRevisions(act: {
  type: string
  before: unknown
  after: unknown
}): { from: string; to: string } | null {
  if (act.type !== 'document.revised') return null
  const [from, to] = [revisionOf(act.before), revisionOf(act.after)]
  return from !== null && to !== null && from !== to ? { from, to } : null
}

const revisionOf = (side: unknown): string | null =>
  typeof side === 'object' && side !== null && 'revisionId' in side && typeof side.revisionId === 'string'
    ? side.revisionId
    : null
