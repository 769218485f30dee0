import type { FileSource, MarkupSource } from './convert'
import { Converter } from './converter'
import { ImportedDocument } from './imported-document'
import { defaultLimits, inMegabytes, type ImportLimits } from './limits'
import { ImportRefused } from './import-refused'

const converter = new Converter()

/**
 * Converts a file to a document of the editor's schema with its canonical text, in a worker thread within the limits. The bytes stay the
 * caller's. Rejects with ImportRefused (code and a detail for people) for a file that is refused; nothing of it is left behind.
 */
export async function importDocument(source: FileSource, limits: Partial<ImportLimits> = {}): Promise<ImportedDocument> {
  const bounds = { ...defaultLimits, ...limits }
  // Refused before it is copied: the copy is the larger cost.
  if (source.bytes.byteLength > bounds.fileBytes) {
    throw new ImportRefused('too-large', `The file has ${inMegabytes(source.bytes.byteLength)}; the limit is ${inMegabytes(bounds.fileBytes)}. Split it into parts.`)
  }
  return new ImportedDocument(await converter.convert(source, bounds))
}

/** The same for text, Markdown or HTML that was pasted or sent. */
export async function importMarkup(source: MarkupSource, limits: Partial<ImportLimits> = {}): Promise<ImportedDocument> {
  return new ImportedDocument(await converter.convert(source, { ...defaultLimits, ...limits }))
}

/** Starts the worker and loads the converter, so that the first document is as fast as the others: where that is measured, or has little time. */
export function warmImporter(): Promise<void> {
  return converter.warm(defaultLimits)
}

/** Ends the worker thread after the document in work, or after `patience` ms where that takes longer; for an orderly stop. */
export function closeImporter(patience?: number): Promise<void> {
  return converter.close(patience)
}
