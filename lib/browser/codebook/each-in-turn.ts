import { ProblemError } from '@/lib/browser/api'

/** What became of several commands: the numbers of those that were done, for undo, and why each of the others was not. */
export interface DoneInTurn {
  done: number
  events: number[]
  refused: { id: string; reason: string }[]
}

/**
 * Does a command for each id, one after another in the order given. One that is refused keeps none of the others from being done; where the server cannot be
 * reached, or fails, nobody is asked again, and what was left is refused for the same reason. Rejects with anything but an answer of the API.
 */
export async function eachInTurn(
  ids: readonly string[],
  work: (id: string) => Promise<number | null>,
): Promise<DoneInTurn> {
  const outcome: DoneInTurn = { done: 0, events: [], refused: [] }
  for (const [at, id] of ids.entries()) {
    try {
      const event = await work(id)
      outcome.done += 1
      if (event !== null) outcome.events.push(event)
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      const left = hasNoAnswer(error) ? ids.slice(at) : [id]
      outcome.refused.push(...left.map((other) => ({ id: other, reason: error.message })))
      if (left.length > 1) break
    }
  }
  return outcome
}

const hasNoAnswer = ({ code, status }: ProblemError): boolean => code === 'offline' || status >= 500
