import { isDeepStrictEqual } from 'node:util'
import type { ShownEvent } from '@/lib/domain/history/shown-event'

/** A server-sent event ready to be written, the same bytes for everybody who is shown the same. */
export interface Frame {
  /** Tells frames apart, so that streams with the same ones can share one write. */
  n: number
  bytes: Uint8Array
}

let made = 0

/**
 * One server-sent event with JSON text in it. `id` is what a client sends back as Last-Event-ID to go on after it; without one its position stays.
 * https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export function frame(event: string, json: string, id?: number): Frame {
  return { n: ++made, bytes: Buffer.from(`${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${json}\n\n`) }
}

/** The lines that only keep a connection from looking idle. */
export const heartbeat: Uint8Array = Buffer.from(': still here\n\n')

/** The characters of JSON beyond which the stream leaves an event's two sides out; `GET /events` has them. Far below a stream's room. */
const longestEvent = 24_000

/** The frames of one event: one for each form in which somebody is shown it, made when it is first asked for. */
export class EventFrames {
  private readonly forms: { shown: ShownEvent; frame: Frame }[] = []

  of(shown: ShownEvent): Frame {
    const known = this.forms.find(
      (form) => isSameSide(form.shown.before, shown.before) && isSameSide(form.shown.after, shown.after),
    )
    if (known) return known.frame
    const json = JSON.stringify(shown)
    const made = frame(
      'event',
      json.length > longestEvent ? JSON.stringify({ ...shown, before: null, after: null, cut: true }) : json,
      shown.seq,
    )
    this.forms.push({ shown, frame: made })
    return made
  }
}

// What is shown whole is the recorded object itself; only what was filtered has to be compared.
const isSameSide = (a: unknown, b: unknown) => a === b || isDeepStrictEqual(a, b)
