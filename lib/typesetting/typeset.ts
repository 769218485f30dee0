import { AppError } from '@/lib/errors'
import { say } from '@/lib/i18n/say'
import type { WholeReport } from '@/lib/exporters/pdf-report'
import { Converter } from '@/lib/importers/converter/converter'
import { ImportRefused } from '@/lib/importers/import-refused'
import { defaultLimits } from '@/lib/importers/limits'
import type { MissingWords, TypesettingReply, TypesettingRequest } from './messages'

const megabyte = 1024 * 1024

/** Ten thousand excerpts take a gigabyte and four seconds of the processor. */
export const typesettingLimits = {
  ...defaultLimits,
  milliseconds: 60_000,
  memoryBytes: 256 * megabyte,
  processBytes: 1536 * megabyte,
}

const typesetter = new Converter<TypesettingRequest, TypesettingReply>(60_000, 'typesetting-worker')

/**
 * Sets a report as a PDF, in a process of its own within limits of time and memory. One at a time, which the caller sees to. Throws AppError "too-large" for what
 * takes more than these, and "unavailable" where this kind of machine cannot.
 */
export async function typeset(
  report: WholeReport,
  words: MissingWords,
  limits = typesettingLimits,
): Promise<Uint8Array> {
  const reply = await typesetter.ask({ report, words, limits }).catch((error: unknown) => {
    throw error instanceof ImportRefused ? tooLargeForPdf() : error
  })
  if (reply.kind === 'set') return reply.file
  if (reply.kind === 'refused') throw tooLargeForPdf()
  if (reply.kind === 'unavailable') throw new AppError('unavailable', say('refusals.export.noTypesetter'))
  throw new Error(`A PDF could not be made: ${reply.message}`, { cause: reply.stack })
}

/** Says that something is more than a PDF is made of, and what to do instead. */
export function tooLargeForPdf(): AppError {
  return new AppError('too-large', say('refusals.export.tooLargeForPdf'))
}

/** Ends the process, whatever it is doing. The next document starts another. */
export function stopTypesetting(): void {
  typesetter.stop()
}
