import { isBlindRound } from './round'

/** A round as far as it decides who is compared in it. */
interface ComparedRound {
  visibility: string
  openedAt: Date | string | null
  closedAt: Date | string | null
}

interface ComparedTask {
  coderId: string
  submittedAt: Date | string | null
}

/** Whether nobody is compared on a document yet: until all have submitted it where the round is blind for so long, nor for somebody who has yet to submit it. */
export const isComparingHidden = (round: ComparedRound, tasks: readonly ComparedTask[], viewerId: string): boolean => {
  const open = tasks.filter(({ submittedAt }) => submittedAt === null)
  return (
    isBlindRound(round) &&
    open.length > 0 &&
    (round.visibility === 'until-all-submit' || open.some(({ coderId }) => coderId === viewerId))
  )
}

/**
 * Whose work on one document of a round is there to be compared, of everybody who has it to code. Whoever submitted it, with or without marking anything, said
 * something about all of it; once nothing is hidden any more so did who has shared work on it (`hasWork`), and who has not said nothing.
 */
export function comparedCoders(
  round: ComparedRound,
  tasks: readonly ComparedTask[],
  viewerId: string,
  hasWork: (coderId: string) => boolean,
): string[] {
  if (isComparingHidden(round, tasks, viewerId)) return []
  const isBlind = isBlindRound(round)
  return tasks.flatMap(({ coderId, submittedAt }) =>
    submittedAt !== null || (!isBlind && hasWork(coderId)) ? [coderId] : [],
  )
}
