import { callApi } from '@/lib/browser/api'
import type { EventReverted } from '@/lib/schemas/history'
import { effectsSpoken } from './effects-spoken'

/** Reverts one event on the server, and answers what that did in the language of the page. Throws the server's ProblemError, with its reason. */
export async function revertEvent(projectId: string, seq: number): Promise<EventReverted> {
  return effectsSpoken(await callApi<EventReverted>('POST', `/projects/${projectId}/events/${seq}/revert`))
}

/** Reverts the events of one step and answers the numbers of the events that did so. */
export type RevertStep = (events: readonly number[]) => Promise<number[]>

/**
 * How a page reverts its steps: the last event first, until one is refused, which rejects with the server's ProblemError. What was reverted before stays
 * so, hence the page is read anew by `refresh` either way.
 */
export const revertingStep =
  (projectId: string, refresh: () => Promise<unknown>): RevertStep =>
  async (events) => {
    const done: number[] = []
    try {
      for (const event of events.toReversed()) done.push((await revertEvent(projectId, event)).seq)
      return done
    } finally {
      await refresh()
    }
  }
