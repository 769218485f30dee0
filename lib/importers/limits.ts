const megabyte = 1024 * 1024

/** The bounds within which a file is converted. Sizes are in bytes, times in milliseconds. */
export interface ImportLimits {
  /** Size of the file itself. How much may be uploaded is for the administrator to say; the default is for who says nothing. */
  fileBytes: number
  milliseconds: number
  /** Memory of the converter, above which it is stopped. */
  memoryBytes: number
  zipEntries: number
  zipExpandedBytes: number
  /** Expanded size of the parts that hold the text itself: what pandoc has to build a tree of. */
  zipTextBytes: number
  /** Expanded to compressed size of any part over 1 MB. Prose in XML reaches about 30. */
  zipRatio: number
  pages: number
}

export const defaultLimits: ImportLimits = {
  fileBytes: 100 * megabyte,
  milliseconds: 29_000,
  memoryBytes: 768 * megabyte,
  zipEntries: 10_000,
  zipExpandedBytes: 512 * megabyte,
  zipTextBytes: 48 * megabyte,
  zipRatio: 200,
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
