import { inflateSync } from 'node:zlib'
import { ImportRefused } from '@/lib/importers/import-refused'
import { inMegabytes, type ImportLimits } from '@/lib/importers/limits'
import { say } from '@/lib/i18n/say'

/** Where the dictionary of a stream is looked for before it; one that is longer is not looked at, and left to the limits of the process. */
const dictionaryBytes = 1024
/** What deflate can at most make of a byte, so that a short stream is not tried in vain. */
const mostPerByte = 1032

/**
 * Refuses a PDF in which a stream of text or structure expands beyond the limit, before pdf.js, which knows none, expands it: one compression inside another
 * makes gigabytes of a page. Images are not looked at, which nobody expands to read text. Throws ImportRefused.
 */
export function refuseSwollenStreams(bytes: Uint8Array, { streamBytes }: Pick<ImportLimits, 'streamBytes'>): void {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let end = 0
  for (let at = file.indexOf('stream'); at !== -1; at = file.indexOf('stream', end)) {
    const start = at + 'stream'.length
    end = start
    if (file.toString('latin1', at - 3, at) === 'end') continue
    const dictionary = dictionaryBefore(file, at)
    const times = dictionary.match(/\/(?:FlateDecode|Fl)\b/g)?.length ?? 0
    if (times === 0 || /\/Subtype\s*\/Image\b/.test(dictionary)) continue
    const close = file.indexOf('endstream', start)
    end = close === -1 ? file.length : close
    refuseSwollen(file.subarray(afterLineEnd(file, start), end), times, streamBytes)
  }
}

function dictionaryBefore(file: Buffer, at: number): string {
  const before = file.toString('latin1', Math.max(0, at - dictionaryBytes), at)
  return before.slice(Math.max(before.lastIndexOf(' obj'), before.lastIndexOf('endobj'), 0))
}

function afterLineEnd(file: Buffer, at: number): number {
  const after = file[at] === 0x0d ? at + 1 : at
  return file[after] === 0x0a ? after + 1 : after
}

function refuseSwollen(compressed: Uint8Array, times: number, limit: number): void {
  let inner = compressed
  for (let time = 0; time < times; time += 1) {
    if (inner.length * mostPerByte ** (times - time) <= limit) return
    try {
      inner = inflateSync(inner, { maxOutputLength: limit })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooSwollen(limit)
      return // Damaged, encrypted, or compressed in yet another way: what pdf.js makes of it is bounded by the process.
    }
  }
}

const tooSwollen = (limit: number): ImportRefused =>
  new ImportRefused('expands-too-much', say('refusals.files.pdfSwollen', { limit: inMegabytes(limit) }))
