import { once } from 'node:events'
import { Readable } from 'node:stream'
import { ZipFile } from 'yazl'

export interface ZipEntry {
  path: string
  /** Called once, when the archive has got this far. */
  chunks: () => AsyncIterable<string | Uint8Array> | Iterable<string>
  /** Stored as it is, for what others must be able to read without unpacking. */
  isStored?: boolean
}

/**
 * A zip archive, compressed as it is read and never held whole; the entries are read one after the other. Stopping early
 * (`return()`) stops the entry being read as well. What an entry throws, the archive throws.
 */
export async function* zipped(entries: ZipEntry[], modified: Date): AsyncGenerator<Buffer> {
  const zip = new ZipFile()
  const open: Readable[] = []
  const output = zip.outputStream as Readable
  for (const { path, chunks, isStored = false } of entries)
    zip.addReadStreamLazy(
      path,
      isStored ? { mtime: modified, compress: false } : { mtime: modified, compressionLevel: 4 },
      (callback) => {
        const stream = Readable.from(chunks(), { highWaterMark: 1 })
        // The archive does not listen to what it reads: unheard, the failure would end the process, and the output would never end.
        stream.on('error', (error) => output.destroy(error))
        open.push(stream)
        callback(null, stream)
      },
    )
  zip.on('error', (error) => output.destroy(error instanceof Error ? error : new Error(String(error))))
  zip.end()
  try {
    for await (const chunk of output) yield chunk as Buffer
  } finally {
    for (const stream of open) {
      stream.destroy()
      if (!stream.closed) await once(stream, 'close') // Its source may still be reading from the database.
    }
  }
}
