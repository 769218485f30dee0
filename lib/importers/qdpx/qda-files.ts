import { buffer } from 'node:stream/consumers'
import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl'
import { ImportRefused } from '@/lib/importers/import-refused'
import { say } from '@/lib/i18n/say'

const megabyte = 1_048_576
/** A part at most, and all of them together: texts, that is, for pictures and recordings are not read. */
const most = { part: 256 * megabyte, all: 1024 * megabyte, entries: 100_000 }

/** The parts of a .qdpx by their name without folder and in lower case: programs spell both as they like. */
export interface QdaFiles {
  /** project.qde, or whatever lies in the root and ends so. */
  project: () => Promise<Uint8Array>
  has: (name: string) => boolean
  read: (name: string) => Promise<Uint8Array | null>
  close: () => void
}

/** Opens a .qdpx; null where the archive has no project of REFI-QDA in it. Throws ImportRefused for one that is damaged or expands beyond measure. */
export async function openQdpx(file: Buffer): Promise<QdaFiles | null> {
  const zip = await fromBufferPromise(file, { lazyEntries: true, strictFileNames: false, autoClose: false }).catch(
    () => null,
  )
  if (!zip) return null
  const entries = new Map<string, Entry>()
  let project: Entry | undefined
  let all = 0
  try {
    for await (const entry of zip.eachEntry()) {
      const path = entry.fileName.replaceAll('\\', '/')
      if (/^[^/]+\.qde$/i.test(path)) project ??= entry
      entries.set(baseName(path), entry)
      all += isText(path) ? entry.uncompressedSize : 0
      if (entries.size > most.entries || all > most.all)
        throw new ImportRefused('expands-too-much', say('refusals.archive.swollen'))
    }
  } catch (error) {
    zip.close()
    throw error instanceof ImportRefused ? error : damaged()
  }
  if (!project) {
    zip.close()
    return null
  }
  const qde = project
  return {
    project: () => bytesOf(zip, qde),
    has: (name) => entries.has(baseName(name)),
    read: async (name) => {
      const entry = entries.get(baseName(name))
      return entry ? bytesOf(zip, entry) : null
    },
    close: () => zip.close(),
  }
}

const damaged = () => new ImportRefused('corrupt-file', say('refusals.archive.noZip'))
const isText = (path: string): boolean => /\.(txt|qde)$/i.test(path)
const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1).toLowerCase()

async function bytesOf(zip: ZipFile, entry: Entry): Promise<Uint8Array> {
  if (entry.uncompressedSize > most.part || entry.isEncrypted()) throw damaged()
  // yauzl ends with an error where more comes out than the directory says.
  return buffer(await zip.openReadStreamPromise(entry)).catch(() => {
    throw damaged()
  })
}
