import { callApi, ProblemError } from '@/lib/browser/api'
import type { SeenEvent } from '@/lib/schemas/document'
import type { PresenceShown, VeilShown } from '@/lib/schemas/presence'
import { readEventStream } from './read-event-stream'

/** Answers after which there is nothing more to follow. */
const lost = new Set([401, 403, 404])
/** Milliseconds. */
const shortest = 500
const longest = 15_000

export interface Follower {
  /** Events in the order in which they count, as many as came together; a page that was away long gets them in pages. */
  events: (events: SeenEvent[]) => void
  presence: (people: PresenceShown['people']) => void
  /** What is hidden from one now, as a sign: told when a stream opens and when it changes. */
  veil: (sign: VeilShown['sign']) => void
  /** One has lost one's place in the project, or one's session. */
  lost: () => void
  /** Whether the stream is open. */
  live: (isLive: boolean) => void
  /** Resolves when the page is seen; at once if it is. */
  untilSeen: () => Promise<void>
  /** Aborts some time after the page is no longer seen; looks until `over` does. */
  whileSeen: (over: AbortSignal) => AbortSignal
}

/**
 * Follows a project from the event numbered `after` on, for as long as `signal` lets it: by its live stream, taken up again where it broke off, and where
 * no stream can be had by asking for the list. Rests while nobody looks. Ends by itself when one has lost one's place in the project.
 */
export async function followProject(
  projectId: string,
  after: number,
  signal: AbortSignal,
  follower: Follower,
): Promise<void> {
  const path = `/projects/${projectId}/events`
  let position = after
  let pause = shortest
  const advance = (events: SeenEvent[]) => {
    position = events.at(-1)?.seq ?? position
    if (events.length > 0) follower.events(events)
  }
  while (!signal.aborted) {
    await follower.untilSeen()
    const over = new AbortController()
    const seen = AbortSignal.any([signal, follower.whileSeen(over.signal)])
    try {
      await readEventStream(`/api/v1${path}`, position, seen, (messages) => {
        pause = shortest
        follower.live(true)
        advance(messages.flatMap(({ event, data }) => (event === 'event' ? [JSON.parse(data) as SeenEvent] : [])))
        const veil = messages.findLast(({ event }) => event === 'veil')
        if (veil) follower.veil((JSON.parse(veil.data) as VeilShown).sign)
        const presence = messages.findLast(({ event }) => event === 'presence')
        if (presence) follower.presence((JSON.parse(presence.data) as PresenceShown).people)
      })
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      if (lost.has(error.status)) return follower.lost()
      await poll()
    } finally {
      over.abort()
      follower.live(false)
      follower.presence([])
    }
    if (!seen.aborted) {
      await rest(pause * (0.75 + Math.random() / 2), signal) // Not all at once, after a restart.
      pause = Math.min(longest, pause * 2)
    }
  }

  /** What a stream would have told; it fails where the server cannot be reached at all, and then the next round tries again. */
  async function poll(): Promise<void> {
    try {
      for (let more = true; more && !signal.aborted;) {
        const answer = await callApi<{ items: SeenEvent[]; more: boolean }>(
          'GET',
          `${path}?after=${position}&limit=500`,
          undefined,
          signal,
        )
        advance(answer.items)
        more = answer.more
      }
    } catch (error) {
      if (!(error instanceof ProblemError) && !signal.aborted) throw error
    }
  }
}

function rest(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, milliseconds)
    signal.addEventListener('abort', done, { once: true })
    window.addEventListener('online', done, { once: true })
    function done() {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      window.removeEventListener('online', done)
      resolve()
    }
  })
}
