import { buffer } from 'node:stream/consumers'
import { fromBufferPromise, type Entry } from 'yauzl'
import { ImportRefused } from '@/lib/importers/import-refused'
import { say } from '@/lib/i18n/say'

/** A database at most; pictures and recordings beside it are not read. */
const most = { database: 256 * 1_048_576, entries: 100_000 }

/** The database of a project of QualCoder, which is a folder `NAME.qda` with it in it. */
export interface QualcoderFile {
  name: string
  bytes: Uint8Array
}

/** Finds the database in a zip of the folder of a project; null where there is none. Throws ImportRefused where there are several, and for a damaged archive. */
export async function qualcoderFile(file: Buffer): Promise<QualcoderFile | null> {
  const zip = await fromBufferPromise(file, { lazyEntries: true, strictFileNames: false, autoClose: false }).catch(
    () => null,
  )
  if (!zip) return null
  try {
    const found: Entry[] = []
    let entries = 0
    for await (const entry of zip.eachEntry()) {
      if (++entries > most.entries) throw new ImportRefused('expands-too-much', say('refusals.archive.swollen'))
      if (/(^|[\\/])data\.qda$/i.test(entry.fileName)) found.push(entry)
    }
    const [entry, ...more] = found
    if (!entry) return null
    const names = found.map(nameOf)
    if (more.length > 0)
      throw new ImportRefused(
        'unsupported-format',
        say('refusals.sqlite.severalFolders', { count: found.length, names: names.slice(0, 10).join(', ') }),
      )
    if (entry.isEncrypted() || entry.uncompressedSize > most.database) throw damaged()
    return { name: nameOf(entry), bytes: await buffer(await zip.openReadStreamPromise(entry)) }
  } catch (error) {
    throw error instanceof ImportRefused ? error : damaged()
  } finally {
    zip.close()
  }
}

const damaged = () => new ImportRefused('corrupt-file', say('refusals.archive.noZip'))

/** The name of the folder that a database lies in. */
const nameOf = ({ fileName }: Entry): string =>
  fileName
    .split(/[\\/]/)
    .at(-2)
    ?.replace(/\.qda$/i, '') ?? ''
