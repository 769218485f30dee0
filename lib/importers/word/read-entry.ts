import { fromBuffer, type Entry, type ZipFile } from 'yauzl'
import { buffer } from 'node:stream/consumers'
import { promisify } from 'node:util'

const open = promisify<Buffer, { lazyEntries: boolean; strictFileNames: boolean }, ZipFile>(fromBuffer)

/** One file of an archive that was looked through before; undefined where there is none by that name, or a larger one than `maxBytes`. */
export async function readEntry(archive: Uint8Array, name: string, maxBytes: number): Promise<Buffer | undefined> {
  const zip = await open(Buffer.from(archive.buffer, archive.byteOffset, archive.byteLength), {
    lazyEntries: true,
    strictFileNames: false,
  })
  try {
    const entry = await new Promise<Entry | undefined>((resolve, reject) => {
      zip.on('entry', (found: Entry) => (found.fileName === name ? resolve(found) : zip.readEntry()))
      zip.on('end', () => resolve(undefined))
      zip.on('error', reject)
      zip.readEntry()
    })
    if (!entry || entry.uncompressedSize > maxBytes) return undefined
    return await new Promise((resolve, reject) =>
      zip.openReadStream(entry, (error, stream) =>
        stream ? resolve(buffer(stream)) : reject(error ?? new Error('No stream')),
      ),
    )
  } finally {
    zip.close()
  }
}
