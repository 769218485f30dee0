import { createHash } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { fromBuffer, type Entry, type ZipFile } from 'yauzl'
import { archiveTables } from '@/lib/data/projects/archive/archive-tables'
import { AppError } from '@/lib/errors'
import type { ImportReport } from '@/lib/importers/imported-document'
import { say } from '@/lib/i18n/say'
import type { Said } from '@/lib/i18n/said'
import { archiveVersion, manifest as manifestSchema, type Manifest } from '@/lib/schemas/archive'
import { manifestPath, originalOf, partOf } from './export-archive'

const megabyte = 1_048_576
/** What a part may expand to: rows that repeat ids become thirty times as long, what is made to do harm a thousand times. */
const most = { manifest: 16 * megabyte, line: 32 * megabyte, times: 60, expanded: 16 * megabyte }

/** A project's archive, as far as it is known to be whole. */
export interface OpenArchive {
  manifest: Manifest
  /** The rows of a table, each as it stands; none where the archive has no such part. */
  rows: (table: string) => AsyncGenerator<string>
  /** The file of a document, or null. */
  original: (documentId: string) => Promise<Uint8Array | null>
  /** Reads everything once, and refuses a part that is not what the manifest says; tells after each how many have been read. */
  checkParts: (told: (done: number) => Promise<void>) => Promise<void>
  close: () => void
  /** What became of a project that another program wrote. */
  conversion?: ImportReport
}

/** Opens an archive and reads what it says of itself. Throws AppError refused, naming the part that is not as it must be. */
export async function openArchive(file: Buffer): Promise<OpenArchive> {
  const zip = await opened(file)
  try {
    const entries = await entriesOf(zip, file.length)
    const last = entries.get(manifestPath)
    if (!last || last.uncompressedSize > most.manifest) throw refused(say('refusals.archive.noManifest'))
    const manifest = manifestFrom(await buffer(chunksOf(zip, last)))
    const parts = partsOf(manifest, entries)
    const rows = (table: string) => linesOf(zip, partOf(table), entries.get(partOf(table)))
    return {
      manifest,
      rows,
      original: async (documentId) => {
        const entry = entries.get(originalOf(documentId))
        return entry ? buffer(chunksOf(zip, entry)) : null
      },
      checkParts: async (told) => {
        for (const [done, { part, entry }] of parts.entries()) {
          await told(done)
          await checkPart(zip, part, entry)
        }
      },
      close: () => zip.close(),
    }
  } catch (error) {
    zip.close()
    throw error
  }
}

export const refused = (why: Said): AppError => new AppError('refused', why)

function opened(file: Buffer): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    const options = { lazyEntries: true, strictFileNames: false, validateEntrySizes: true, autoClose: false } as const
    fromBuffer(file, options, (_, zip) => (zip ? resolve(zip) : reject(refused(say('refusals.archive.noZip')))))
  })
}

const originalPath = /^originals\/[0-9a-f-]{36}$/
const rowPaths = new Set(archiveTables.map(({ name }) => partOf(name)))

/** The parts by name. Their names are those that archives have, so that none leads anywhere else. */
function entriesOf(zip: ZipFile, size: number): Promise<Map<string, Entry>> {
  return new Promise((resolve, reject) => {
    const entries = new Map<string, Entry>()
    let expanded = 0
    zip.on('error', () => reject(refused(say('refusals.archive.noZip'))))
    zip.on('end', () => resolve(entries))
    zip.on('entry', (entry: Entry) => {
      const path = entry.fileName
      expanded += entry.uncompressedSize
      if (path !== manifestPath && !rowPaths.has(path) && !originalPath.test(path))
        return reject(refused(say('refusals.archive.unknownPart', { part: path })))
      if (entries.has(path)) return reject(refused(say('refusals.archive.partTwice', { part: path })))
      if (entry.isEncrypted()) return reject(refused(say('refusals.archive.partDamaged', { part: path })))
      if (expanded > most.expanded + size * most.times) return reject(refused(say('refusals.archive.swollen')))
      entries.set(path, entry)
      zip.readEntry()
    })
    zip.readEntry()
  })
}

function manifestFrom(bytes: Buffer): Manifest {
  const said: unknown = parsed(bytes.toString())
  const { format, version } = (said ?? {}) as { format?: unknown; version?: unknown }
  if (format !== 'commonplace-project') throw refused(say('refusals.archive.noManifest'))
  if (version !== archiveVersion)
    throw refused(say('refusals.archive.version', { version: String(version), known: String(archiveVersion) }))
  const manifest = manifestSchema.safeParse(said)
  if (!manifest.success)
    throw refused(say('refusals.archive.manifestDiffers', { place: manifest.error.issues[0]?.path.join('.') ?? '' }))
  return manifest.data
}

/** The parts that the manifest names, each with where it is: no other, and none missing. */
function partsOf(manifest: Manifest, entries: ReadonlyMap<string, Entry>) {
  const parts = manifest.parts.map((part) => {
    const entry = entries.get(part.path)
    if (!entry || part.path === manifestPath) throw refused(say('refusals.archive.partMissing', { part: part.path }))
    return { part, entry }
  })
  const named = new Set(manifest.parts.map(({ path }) => path))
  for (const path of entries.keys())
    if (path !== manifestPath && !named.has(path)) throw refused(say('refusals.archive.unknownPart', { part: path }))
  if (named.size !== parts.length) throw refused(say('refusals.archive.manifestDiffers', { place: 'parts' }))
  return parts
}

async function checkPart(zip: ZipFile, part: Manifest['parts'][number], entry: Entry): Promise<void> {
  const hash = createHash('sha256')
  let [bytes, rows] = [0, 0]
  for await (const chunk of chunksOf(zip, entry)) {
    hash.update(chunk)
    bytes += chunk.length
    for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) rows += 1
  }
  const isOriginal = originalPath.test(part.path)
  if (hash.digest('hex') !== part.sha256 || bytes !== part.bytes || (!isOriginal && rows !== part.rows))
    throw refused(say('refusals.archive.partDiffers', { part: part.path }))
}

/** What a part expands to. yauzl ends it with an error where more comes out than the directory says. */
async function* chunksOf(zip: ZipFile, entry: Entry): AsyncGenerator<Buffer> {
  const damaged = () => refused(say('refusals.archive.partDamaged', { part: entry.fileName }))
  const stream = await new Promise<NodeJS.ReadableStream>((resolve, reject) => {
    zip.openReadStream(entry, (_, opened) => (opened ? resolve(opened) : reject(damaged())))
  })
  try {
    for await (const chunk of stream) yield chunk as Buffer
  } catch {
    throw damaged()
  }
}

async function* linesOf(zip: ZipFile, path: string, entry: Entry | undefined): AsyncGenerator<string> {
  if (!entry) return
  let rest: Buffer[] = []
  let waiting = 0
  for await (const chunk of chunksOf(zip, entry)) {
    let from = 0
    for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, from)) {
      yield Buffer.concat([...rest, chunk.subarray(from, at)]).toString()
      rest = []
      waiting = 0
      from = at + 1
    }
    rest.push(chunk.subarray(from))
    waiting += chunk.length - from
    if (waiting > most.line) throw refused(say('refusals.archive.partDiffers', { part: path }))
  }
  if (waiting > 0) throw refused(say('refusals.archive.partDiffers', { part: path }))
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
