/** How long colleagues' work on a round's documents does not exist for its coders. */
export const roundVisibilities = ['open', 'until-own-submit', 'until-all-submit'] as const
export type RoundVisibility = (typeof roundVisibilities)[number]

/** Whether a round hides somebody's work from somebody while tasks of it are open: it is meant to, and was neither opened early nor closed. */
export const isBlindRound = (round: {
  visibility: string
  openedAt: Date | string | null
  closedAt: Date | string | null
}): boolean => round.visibility !== 'open' && round.openedAt === null && round.closedAt === null

/** What a round is for: first coding, agreeing on the use of tags, or another pair of eyes on a sample. */
export const roundKinds = ['coding', 'norming', 'second-look'] as const
export type RoundKind = (typeof roundKinds)[number]

export const taskStates = ['not-started', 'coding', 'submitted', 'reopened'] as const
export type TaskState = (typeof taskStates)[number]

/** Where one coder stands on one document of a round. `hasWork`: at least one live annotation of the round there is theirs. */
export function taskState(
  task: { submittedAt: Date | string | null; reopenedAt: Date | string | null },
  hasWork: boolean,
): TaskState {
  if (task.submittedAt !== null) return 'submitted'
  if (task.reopenedAt !== null) return 'reopened'
  return hasWork ? 'coding' : 'not-started'
}
