import { fromBuffer, type Entry, type ZipFile } from 'yauzl'
import { refuseDeepXml } from './bounded-xml'
import { ImportRefused } from '@/lib/importers/import-refused'
import { inMegabytes, type ImportLimits } from '@/lib/importers/limits'
import { say } from '@/lib/i18n/say'

/** What an importer and pandoc get to see of an archive. */
export interface ArchiveContents {
  names: string[]
  /** The parts made of text that were asked for, by name, each looked through and within the limits. */
  parts: Map<string, Buffer>
}

const textPart = /\.(xml|rels|xhtml|html?|svg|opf|ncx|css)$/i

/**
 * Looks through a zip-based document before any converter sees it: number of entries, expanded size and ratio, encryption, and names that
 * lead outside. The sizes are checked against what really comes out, for the parts that are read. Of two parts of one name, programs differ in which they read: an
 * archive where these say different things is refused. `alsoText` names parts that are text though their endings do not say so. Throws ImportRefused.
 */
export async function checkArchive(
  bytes: Uint8Array,
  limits: ImportLimits,
  wanted: (name: string) => boolean = () => true,
  alsoText: ReadonlySet<string> = new Set(),
): Promise<ArchiveContents> {
  const archive = await open(bytes)
  try {
    const entries = await listEntries(archive, limits)
    const isText = ({ fileName }: Entry) => textPart.test(fileName) || alsoText.has(fileName)
    checkSizes(entries, limits, isText)
    const parts = new Map<string, Buffer>()
    for (const entry of entries) {
      if (isText(entry)) {
        const part = await readEntry(archive, entry)
        refuseDeclarations(part)
        if (textPart.test(entry.fileName) && !/html?$/i.test(entry.fileName)) refuseDeepXml(part)
        if (!wanted(entry.fileName)) continue
        if (parts.get(entry.fileName)?.equals(part) === false)
          throw new ImportRefused('corrupt-file', say('refusals.files.partTwice', { part: entry.fileName }))
        parts.set(entry.fileName, part)
      }
    }
    return { names: entries.map((entry) => entry.fileName), parts }
  } finally {
    archive.close()
  }
}

async function open(bytes: Uint8Array): Promise<ZipFile> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    return await opened(file)
  } catch (error) {
    const ended = withoutComment(file)
    if (!ended) throw error
    return opened(ended)
  }
}

function opened(file: Buffer): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    fromBuffer(file, { lazyEntries: true, strictFileNames: false, validateEntrySizes: true }, (error, archive) =>
      archive ? resolve(archive) : reject(damaged(error)),
    )
  })
}

/**
 * The archive up to the end of its directory: what programs write behind it, or wrongly say is there, holds nothing of the document. Undefined where no
 * directory ends. Source of the format: APPNOTE.TXT 6.3.10, 4.3.16 (22 bytes, of which the last two are the length of the comment).
 */
function withoutComment(file: Buffer): Buffer | undefined {
  const end = file.lastIndexOf('PK\x05\x06', undefined, 'latin1')
  if (end === -1 || end + 22 > file.length) return undefined
  const cut = Buffer.from(file.subarray(0, end + 22))
  cut.writeUInt16LE(0, end + 20)
  return cut
}

function listEntries(archive: ZipFile, limits: ImportLimits): Promise<Entry[]> {
  if (archive.entryCount > limits.zipEntries) {
    throw new ImportRefused(
      'expands-too-much',
      say('refusals.files.tooManyParts', { parts: archive.entryCount, limit: limits.zipEntries }),
    )
  }
  return new Promise((resolve, reject) => {
    const entries: Entry[] = []
    archive.on('error', (error: Error) => reject(damaged(error)))
    archive.on('end', () => resolve(entries))
    archive.on('entry', (entry: Entry) => {
      entries.push(entry)
      archive.readEntry()
    })
    archive.readEntry()
  })
}

function checkSizes(entries: readonly Entry[], limits: ImportLimits, isText: (entry: Entry) => boolean): void {
  let expanded = 0
  let text = 0
  for (const entry of entries) {
    if (entry.isEncrypted()) throw encrypted()
    if (entry.uncompressedSize > 1024 * 1024 && entry.uncompressedSize > entry.compressedSize * limits.zipRatio) {
      throw new ImportRefused(
        'expands-too-much',
        say('refusals.files.swollen', {
          times: Math.round(entry.uncompressedSize / Math.max(1, entry.compressedSize)),
          limit: limits.zipRatio,
        }),
      )
    }
    expanded += entry.uncompressedSize
    if (isText(entry)) text += entry.uncompressedSize
  }
  if (expanded > limits.zipExpandedBytes) throw expandsTooMuch(expanded, limits.zipExpandedBytes)
  if (text > limits.zipTextBytes) throw expandsTooMuch(text, limits.zipTextBytes)
}

/** One entry; yauzl ends it with an error when more comes out than the directory says. */
function readEntry(archive: ZipFile, entry: Entry): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    archive.openReadStream(entry, (error, stream) => {
      if (!stream) return reject(damaged(error))
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('error', (fault: Error) => reject(damaged(fault)))
      stream.on('end', () => resolve(Buffer.concat(chunks)))
    })
  })
}

/** Document formats have no use for entity declarations; the doctype of a web page in an e-book, without a subset of its own, is harmless. */
function refuseDeclarations(part: Buffer): void {
  if (/<!ENTITY|<!DOCTYPE[^>[]*\[/i.test(part.toString('latin1', 0, 256 * 1024))) {
    throw new ImportRefused('corrupt-file', say('refusals.files.entities'))
  }
}

export const encrypted = (): ImportRefused => new ImportRefused('encrypted-file', say('refusals.files.password'))

/** Said of what becomes more than may be read, once it is unfolded. */
export const expandsTooMuch = (size: number, limit: number): ImportRefused =>
  new ImportRefused(
    'expands-too-much',
    say('refusals.files.expandsTooMuch', { size: inMegabytes(size), limit: inMegabytes(limit) }),
  )

const damaged = (error: Error | null): ImportRefused =>
  new ImportRefused(
    'corrupt-file',
    say('refusals.files.archiveDamaged', { reason: error?.message ?? 'unreadable archive' }),
  )
