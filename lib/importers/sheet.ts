/** A table as it was written, before anybody asks what its columns mean. */
export interface Sheet {
  /** The lines that are not blank. `line` is as an editor or a spreadsheet counts it, from 1. Cells are untrimmed; those left out at the end of a line are missing. */
  records: { line: number; cells: string[] }[]
  encoding: string
  delimiter: 'comma' | 'semicolon' | 'tab' | 'workbook'
}
