/** The tasks of a round, as far as they decide who has coded what. */
export interface CodingRound {
  /** Whether unsubmitted work counts too. */
  isOpen: boolean
  tasks: readonly { documentId: string; coder: { id: string }; isSubmitted: boolean }[]
}

export interface WhoCoded {
  /** The coders to compare: those chosen, or everybody who coded a document that somebody else coded too. */
  coderIds: string[]
  /** Who of them coded each document. */
  byDocument: ReadonlyMap<string, string[]>
}

/**
 * Who coded which document. Without a round that is whoever has work on it. In a round it is whoever submitted it, with or without having found
 * anything; in one that is open, also whoever has work of the round on it.
 */
export function whoCoded(
  documentIds: readonly string[],
  work: readonly { documentId: string; coderId: string }[],
  round: CodingRound | null,
  chosen?: readonly string[],
): WhoCoded {
  const withWork = new Set(work.map(({ documentId, coderId }) => `${documentId} ${coderId}`))
  const coded = round
    ? round.tasks
        .filter(
          ({ documentId, coder, isSubmitted }) =>
            isSubmitted || (round.isOpen && withWork.has(`${documentId} ${coder.id}`)),
        )
        .map(({ documentId, coder }) => ({ documentId, coderId: coder.id }))
    : work
  const byDocument = new Map(documentIds.map((id): [string, string[]] => [id, []]))
  for (const { documentId, coderId } of coded)
    if (!chosen || chosen.includes(coderId)) byDocument.get(documentId)?.push(coderId)
  return {
    coderIds: chosen
      ? [...chosen]
      : [...new Set([...byDocument.values()].filter((coders) => coders.length > 1).flat())],
    byDocument,
  }
}
