import { defaultLimits, type ImportLimits } from './limits'

/** A table as it was written, before anybody asks what its columns mean. */
export interface Sheet {
  /** The lines that are not blank. `line` is as an editor or a spreadsheet counts it, from 1. Cells are untrimmed; those left out at the end of a line are missing. */
  records: { line: number; cells: string[] }[]
  encoding: string
  delimiter: 'comma' | 'semicolon' | 'tab' | 'workbook'
}

const megabyte = 1024 * 1024

/** Sheets are tables of short texts: less than a document may have. */
export const sheetLimits: ImportLimits = { ...defaultLimits, fileBytes: 15 * megabyte, zipEntries: 1000, zipExpandedBytes: 64 * megabyte, zipTextBytes: 32 * megabyte }

/** Whether a file is a zip, on which workbooks are built; the letters PK alone could be a tag. */
export function isArchive(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4
}
