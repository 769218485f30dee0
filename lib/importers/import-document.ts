import { Conversions } from './converter/conversions'
import {
  lettersIn,
  prepareCorrection,
  type CorrectionFault,
  type CorrectionSource,
  type PreparedCorrection,
} from './correction/prepare-correction'
import type { FileSource, MarkupSource } from './convert'
import { ImportedDocument } from './imported-document'
import { defaultLimits, inMegabytes, type ImportLimits } from './limits'
import { ImportRefused } from './import-refused'
import type { BroughtProject, ProjectSource } from './projects/brought-project'
import type { SheetFiles, SheetSource } from './sheets/read-sheet'
import { sheetLimits } from './sheets/sheet'
import { say } from '@/lib/i18n/say'

const conversions = new Conversions()

/** Throws AppError "unavailable" where so much waits to be converted that another file of a person would be refused: to be asked before it is received. */
export function demandRoomToImport(userId: string): void {
  conversions.demandRoom(userId)
}

/**
 * Converts a file to a document of the editor's schema with its canonical text, in a process of its own within the limits, in the turn of who sent it. The bytes
 * stay the caller's. Rejects with ImportRefused (code and a detail for people) for a file that is refused, and with AppError "unavailable" where `signal` aborts,
 * which stops it; nothing of it is left behind.
 */
export async function importDocument(
  source: FileSource,
  limits: Partial<ImportLimits> = {},
  projectId = '',
  userId = projectId,
  signal?: AbortSignal,
): Promise<ImportedDocument> {
  const bounds = { ...defaultLimits, ...limits }
  // Refused before it is sent: that is the larger cost.
  if (source.bytes.byteLength > bounds.fileBytes) {
    throw new ImportRefused(
      'too-large',
      say('refusals.files.tooLarge', {
        size: inMegabytes(source.bytes.byteLength),
        limit: inMegabytes(bounds.fileBytes),
      }),
    )
  }
  return new ImportedDocument(await conversions.convert(projectId, source, bounds, userId, signal))
}

/** The same for text, Markdown or HTML that was pasted or sent. */
export async function importMarkup(
  source: MarkupSource,
  limits: Partial<ImportLimits> = {},
  projectId = '',
  userId = projectId,
  signal?: AbortSignal,
): Promise<ImportedDocument> {
  return new ImportedDocument(
    await conversions.convert(projectId, source, { ...defaultLimits, ...limits }, userId, signal),
  )
}

/**
 * Reads a csv or xlsx of a codebook or of attributes, where files are converted and in the same turns. Rejects with ImportRefused for a sheet that is refused.
 */
export async function importSheet<Source extends SheetSource>(
  source: Source,
  projectId: string,
  userId = projectId,
  signal?: AbortSignal,
): Promise<SheetFiles[Source['as']]> {
  // Refused before it is sent: that is the larger cost.
  if (source.bytes.byteLength > sheetLimits.fileBytes)
    throw new ImportRefused(
      'too-large',
      say('refusals.files.sheetTooLarge', {
        size: inMegabytes(source.bytes.byteLength),
        limit: inMegabytes(sheetLimits.fileBytes),
      }),
    )
  return conversions.readSheet(projectId, source, sheetLimits, userId, signal)
}

/**
 * Reads a project of another program, where files are converted and in the same turns; null where the file is none. Rejects with ImportRefused for one that is
 * refused.
 */
export function importProject(
  source: ProjectSource,
  projectId: string,
  userId: string,
  signal: AbortSignal,
): Promise<BroughtProject | null> {
  return conversions.readProject(projectId, source, defaultLimits, userId, signal)
}

/** So many letters are made ready where they are, in some twenty milliseconds; more of them in the converter's process, so that nobody else waits. */
const lettersHere = 200_000

/** Makes a correction ready to be stored, in the turn of who makes it. */
export async function makeCorrection(
  source: CorrectionSource,
  projectId: string,
  userId = projectId,
  signal?: AbortSignal,
): Promise<PreparedCorrection | CorrectionFault> {
  return lettersIn(source) <= lettersHere
    ? prepareCorrection(source)
    : conversions.correct(projectId, source, defaultLimits, userId, signal)
}

/** Starts a process and loads the converter, so that the first document is as fast as the others: where that is measured, or has little time. */
export function warmImporter(): Promise<void> {
  return conversions.warm(defaultLimits)
}

/** Ends the processes after the documents in work, or after `patience` ms where those take longer; for an orderly stop. */
export function closeImporter(patience?: number): Promise<void> {
  return conversions.close(patience)
}
