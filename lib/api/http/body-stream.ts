import { log } from '@/lib/log'

/** A reader that takes nothing for a minute has gone, whatever its connection says. */
const patience = 60_000

/**
 * What `chunks` yields as the body of a response. The next chunk is asked for when the last was taken, so a slow reader slows its maker down; a reader that
 * leaves, or stalls for a minute, ends it. `gone` says that a reader left who has not begun to read: a server lets the body of such an answer lie. Resolves
 * once the first chunk is there, so that what fails before it fails as an ordinary answer.
 */
export async function bodyStream(
  chunks: AsyncGenerator<string | Uint8Array, void>,
  gone?: AbortSignal,
): Promise<ReadableStream<Uint8Array>> {
  const encoder = new TextEncoder()
  const leave = () => void chunks.return(undefined).catch((error: unknown) => log().error(error))
  // Begun before it is left: a generator that is returned before its first step runs no `finally`, and gives nothing back.
  const first = chunks.next()
  gone?.addEventListener('abort', leave, { once: true })
  if (gone?.aborted) leave()
  let next: IteratorResult<string | Uint8Array, void> | undefined = await first
  let stalled: NodeJS.Timeout | undefined
  const wait = (controller: ReadableStreamDefaultController<Uint8Array>) => {
    stalled = setTimeout(() => {
      controller.error(new Error('The reader of this answer stalled'))
      leave()
    }, patience).unref()
  }
  return new ReadableStream<Uint8Array>(
    {
      start: wait,
      async pull(controller) {
        clearTimeout(stalled)
        const { done, value } = next ?? (await chunks.next())
        next = undefined
        if (done) return controller.close()
        controller.enqueue(typeof value === 'string' ? encoder.encode(value) : value)
        wait(controller)
      },
      async cancel() {
        clearTimeout(stalled)
        await chunks.return(undefined)
      },
    },
    { highWaterMark: 0 },
  )
}
