/** A reader that takes nothing for a minute has gone, whatever its connection says. */
const patience = 60_000

/**
 * What `chunks` yields as the body of a response. The next chunk is asked for when the last was taken, so a slow reader slows its maker down; a reader that
 * leaves, or stalls for a minute, ends it. Resolves once the first chunk is there, so that what fails before it fails as an ordinary answer.
 */
export async function bodyStream(
  chunks: AsyncGenerator<string | Uint8Array, void>,
  encoder = new TextEncoder(),
): Promise<ReadableStream<Uint8Array>> {
  let next: IteratorResult<string | Uint8Array, void> | undefined = await chunks.next()
  let stalled: NodeJS.Timeout | undefined
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        clearTimeout(stalled)
        const { done, value } = next ?? (await chunks.next())
        next = undefined
        if (done) return controller.close()
        controller.enqueue(typeof value === 'string' ? encoder.encode(value) : value)
        stalled = setTimeout(() => {
          controller.error(new Error('The reader of this answer stalled'))
          void chunks.return(undefined)
        }, patience).unref()
      },
      async cancel() {
        clearTimeout(stalled)
        await chunks.return(undefined)
      },
    },
    { highWaterMark: 0 },
  )
}
