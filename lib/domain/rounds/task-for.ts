import type { Span } from '../anchoring/span'

/** What has to be known of a person's task to say what their next highlight does. Spans are half-open, in UTF-16 code units. */
export interface CodingTask {
  round: { id: string; name: string; closedAt: string | null }
  submittedAt: string | null
  /** Empty: the whole document is asked for. */
  passages: readonly Span[]
}

/**
 * The task of one document that a passage marked now would belong to, null for none: of a round that is not closed and asks for it; one that is not submitted
 * goes first. The statement that stores annotations decides the same (lib/data/annotations/write); a submitted one means that it would be refused.
 */
export function taskFor<T extends CodingTask>(tasks: readonly T[], { start, end }: Span): T | null {
  const asking = tasks.filter(
    (task) =>
      task.round.closedAt === null &&
      (task.passages.length === 0 || task.passages.some((passage) => passage.start <= start && end <= passage.end)),
  )
  return asking.find((task) => task.submittedAt === null) ?? asking[0] ?? null
}

/** The round with which one's own passage was submitted, so that it cannot be changed; closed rounds keep theirs frozen. */
export function frozenBy<T extends CodingTask>(
  tasks: readonly T[],
  annotation: { roundId: string | null },
): T['round'] | null {
  return tasks.find((task) => task.round.id === annotation.roundId && task.submittedAt !== null)?.round ?? null
}

/** The next passage asked for after a place in the text, or the one before it; null where there is none. */
export function neighbourPassage<T extends Span>(passages: readonly T[], at: number, step: 1 | -1): T | null {
  const inOrder = [...passages].sort((a, b) => a.start - b.start || a.end - b.end)
  return (
    (step === 1 ? inOrder.find((passage) => passage.start > at) : inOrder.findLast((passage) => passage.start < at)) ??
    null
  )
}
