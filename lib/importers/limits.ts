import { ImportRefused } from './import-refused'
import { say } from '@/lib/i18n/say'

const megabyte = 1024 * 1024

/** The bounds within which a file is converted. Sizes are in bytes, times in milliseconds. */
export interface ImportLimits {
  /** Size of the file itself. How much may be uploaded is for the administrator to say; the default is for who says nothing. */
  fileBytes: number
  /** Processor time of the converter. A long document takes it; the clock counts for more only where others are served meanwhile. */
  milliseconds: number
  /** How many times as long it may take by the clock, on a machine that has other things to do. */
  patience: number
  /** Memory of the text and its tree, and again of pandoc. */
  memoryBytes: number
  /** Memory of the converter's whole process, above which it is killed. */
  processBytes: number
  zipEntries: number
  zipExpandedBytes: number
  /** Expanded size of the parts that hold the text itself: what pandoc has to build a tree of. */
  zipTextBytes: number
  /** Expanded to compressed size of any part over 1 MB. Prose in XML reaches about 30. */
  zipRatio: number
  /** Expanded size of a part of a PDF that is no image. */
  streamBytes: number
  pages: number
}

export const defaultLimits: ImportLimits = {
  fileBytes: 100 * megabyte,
  milliseconds: 120_000,
  patience: 3,
  memoryBytes: 768 * megabyte,
  processBytes: 1280 * megabyte,
  zipEntries: 10_000,
  zipExpandedBytes: 512 * megabyte,
  zipTextBytes: 48 * megabyte,
  zipRatio: 200,
  streamBytes: 64 * megabyte,
  pages: 5_000,
}

/** The limit of a file's size, given in megabytes, as the administrator sets it. */
export function fileLimit(megabytes: number): Pick<ImportLimits, 'fileBytes'> {
  return { fileBytes: megabytes * megabyte }
}

/** A size as people read it; rounded up, so that what is over a limit never reads like the limit. */
export function inMegabytes(bytes: number): string {
  return bytes < megabyte ? `${Math.ceil(bytes / 1024)} kB` : `${Math.ceil((bytes / megabyte) * 10) / 10} MB`
}

export const tooLong = (milliseconds: number): ImportRefused =>
  new ImportRefused('took-too-long', say('refusals.files.tooLong', { seconds: milliseconds / 1000 }))

export const tooMuchMemory = (bytes: number): ImportRefused =>
  new ImportRefused('needs-too-much-memory', say('refusals.files.tooMuchMemory', { limit: inMegabytes(bytes) }))
