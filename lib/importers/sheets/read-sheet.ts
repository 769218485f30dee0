import { readAttributeFile, type AttributeFile } from './attribute-file'
import { readCodebookFile, type CodebookFile } from './codebook-file'

/** A sheet and what it is to be read as. */
export type SheetSource =
  | { as: 'codebook'; bytes: Uint8Array }
  | {
      as: 'attributes'
      bytes: Uint8Array
      attributes: readonly { key: string; label: string }[]
      subject?: 'document' | 'case'
    }

/** What a sheet says, by what it was read as. */
export interface SheetFiles {
  codebook: CodebookFile
  attributes: AttributeFile
}

/** Reads a sheet in the thread it is called in: the worker's side of importSheet. */
export function readSheet(source: SheetSource): Promise<SheetFiles[SheetSource['as']]> {
  return source.as === 'codebook'
    ? readCodebookFile(source.bytes)
    : readAttributeFile(source.bytes, source.attributes, source.subject)
}
