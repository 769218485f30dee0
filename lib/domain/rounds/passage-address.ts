import type { Span } from '../anchoring/span'

/** Reads `document:start-end`, as the address of the form carries passages; what is malformed is left aside. */
export function passagesInAddress(values: readonly string[]): (Span & { documentId: string })[] {
  return values.flatMap((value) => {
    const found = /^([0-9a-f-]{36}):(\d{1,9})-(\d{1,9})$/i.exec(value)
    return found ? [{ documentId: found[1] ?? '', start: Number(found[2]), end: Number(found[3]) }] : []
  })
}

/** What a sample is drawn from, as the address of the form carries it. */
export interface SampleAddress {
  kind: 'norming' | 'second-look'
  documentIds?: readonly string[]
  tagIds?: readonly string[]
  authorId?: string
  secondOpinion?: boolean
}

/** The address of the form for a round whose passages are drawn at random. */
export function samplingHref(
  projectId: string,
  { kind, documentIds = [], tagIds = [], authorId, secondOpinion = false }: SampleAddress,
): string {
  const query = new URLSearchParams({ kind })
  for (const id of documentIds) query.append('documentId', id)
  for (const id of tagIds) query.append('tagId', id)
  if (authorId !== undefined) query.set('authorId', authorId)
  if (secondOpinion) query.set('secondOpinion', 'true')
  return `/projects/${projectId}/rounds/new?${query.toString()}`
}

/** The address of the form for norming these passages. */
export function normingHref(projectId: string, passages: readonly (Span & { documentId: string })[]): string {
  const query = new URLSearchParams({ kind: 'norming' })
  for (const { documentId, start, end } of passages) query.append('passage', `${documentId}:${start}-${end}`)
  return `/projects/${projectId}/rounds/new?${query.toString()}`
}
