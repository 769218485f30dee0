import { problemFrom, ProblemError } from '@/lib/browser/api'
import { unreached } from '@/lib/browser/spoken'
import { EventStreamParser, type StreamMessage } from '@/lib/domain/live/event-stream-parser'

/** Milliseconds in which a stream must bring its first bytes: something between that holds them back makes it useless. */
const firstBytes = 6000
/** Milliseconds without anything, the server's signs of life included, after which the connection is taken for dead. */
const silence = 40_000

/**
 * Reads a live stream and hands over what came at once in one call; no messages are a sign of life. Resolves when the server ends it; throws ProblemError where it is
 * refused, cannot be reached, or falls silent; stops quietly when `signal` aborts.
 */
export async function readEventStream(
  url: string,
  lastEventId: number,
  signal: AbortSignal,
  told: (messages: StreamMessage[]) => void,
): Promise<void> {
  const stop = new AbortController()
  const onAbort = () => stop.abort()
  signal.addEventListener('abort', onAbort)
  let timer = setTimeout(onAbort, firstBytes)
  try {
    const response = await fetch(url, {
      credentials: 'same-origin',
      cache: 'no-store',
      headers: { accept: 'text/event-stream', 'last-event-id': String(lastEventId) },
      signal: stop.signal,
    })
    if (!response.ok || !response.body)
      throw problemFrom(
        response.status,
        response.headers.get('content-type')?.includes('json') ? await response.json() : {},
      )
    const parser = new EventStreamParser()
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      clearTimeout(timer)
      timer = setTimeout(onAbort, silence)
      told(parser.push(value))
    }
  } catch (error) {
    if (signal.aborted) return
    if (error instanceof ProblemError) throw error
    throw new ProblemError('offline', unreached('live'), 0)
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', onAbort)
    stop.abort()
  }
}
