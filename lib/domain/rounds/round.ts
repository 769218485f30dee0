/** How long colleagues' work on a round's documents does not exist for its coders. */
export const roundVisibilities = ['open', 'until-own-submit', 'until-all-submit'] as const
export type RoundVisibility = (typeof roundVisibilities)[number]

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
