import { EventStreamParser } from '@/lib/domain/live/event-stream-parser'

/** An event as the stream carries it. */
export interface StreamedEvent {
  seq: number
  type: string
  actor: { id: string; name: string }
  subjectId: string
  documentId: string | null
  before: unknown
  after: unknown
  cut?: true
}

/** A live stream being read as fast as it comes. */
export interface OpenStream {
  status: number
  events: StreamedEvent[]
  /** Every telling of who is where, the newest last. */
  presences: { people: { id: string; name: string; documentId: string; offset: number }[] }[]
  /** Every telling of on which documents the reader is blind. */
  veils: string[][]
  lastEventId: () => string
  /** Resolves when `holds` does; fails after some seconds, with what was there. */
  until: (holds: () => boolean, what?: string) => Promise<void>
  /** Resolves when the server has ended the stream. */
  closed: Promise<void>
  isClosed: () => boolean
  close: () => Promise<void>
}

/** Reads a live stream until it is closed; `onEvent` hears each event as it arrives. */
export function readStream(response: Response, onEvent?: (event: StreamedEvent) => void): OpenStream {
  const parser = new EventStreamParser()
  const decoder = new TextDecoder()
  const reader = response.body?.getReader()
  const stream: Pick<OpenStream, 'events' | 'presences' | 'veils'> = { events: [], presences: [], veils: [] }
  const waiting = new Set<() => void>()
  let last = ''
  let over = false
  const changed = () => [...waiting].forEach((look) => look())
  const read = async () => {
    for (;;) {
      const { done, value } = (await reader?.read()) ?? { done: true, value: undefined }
      if (done || value === undefined) return
      for (const message of parser.push(decoder.decode(value, { stream: true }))) {
        last = message.lastEventId
        if (message.event === 'event') {
          const event = JSON.parse(message.data) as StreamedEvent
          stream.events.push(event)
          onEvent?.(event)
        } else if (message.event === 'veil')
          stream.veils.push((JSON.parse(message.data) as { documentIds: string[] }).documentIds)
        else if (message.event === 'presence')
          stream.presences.push(JSON.parse(message.data) as OpenStream['presences'][number])
      }
      changed()
    }
  }
  const closed = read()
    .catch(() => undefined)
    .then(() => {
      over = true
      changed()
    })
  return {
    ...stream,
    status: response.status,
    lastEventId: () => last,
    closed,
    isClosed: () => over,
    until: (holds, what = 'what was waited for') =>
      new Promise((resolve, reject) => {
        const late = setTimeout(
          () =>
            settle(
              new Error(
                `The stream did not bring ${what} in time; it brought ${stream.events
                  .map(({ type }) => type)
                  .join(', ')
                  .slice(-600)}`,
              ),
            ),
          8000,
        )
        const look = () => holds() && settle()
        function settle(error?: Error) {
          clearTimeout(late)
          waiting.delete(look)
          if (error) reject(error)
          else resolve()
        }
        waiting.add(look)
        look()
      }),
    close: async () => {
      await reader?.cancel()
    },
  }
}
