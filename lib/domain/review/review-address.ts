/** What is compared: a round, or documents and at least two coders. */
export interface ReviewChoice {
  roundId: string | null
  documentIds: readonly string[]
  coderIds: readonly string[]
}

/** Whether there is enough to compare. */
export const isComparable = ({ roundId, documentIds, coderIds }: ReviewChoice): boolean =>
  roundId !== null || (documentIds.length > 0 && coderIds.length > 1)

/** The choice that the address of the page about review names, of a round that is there (`roundIds`); null where it names none. */
export function choiceInAddress(query: URLSearchParams, roundIds: readonly string[]): ReviewChoice | null {
  const roundId = roundIds.find((id) => id === query.get('round')) ?? null
  const choice = { roundId, documentIds: query.getAll('documentId'), coderIds: query.getAll('coderId') }
  return isComparable(choice) ? choice : null
}

/** The query that names a choice. */
export function addressOfChoice({ roundId, documentIds, coderIds }: ReviewChoice): URLSearchParams {
  return new URLSearchParams([
    ...(roundId === null ? [] : [['round', roundId]]),
    ...documentIds.map((id) => ['documentId', id]),
    ...coderIds.map((id) => ['coderId', id]),
  ])
}
