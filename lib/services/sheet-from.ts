import type { Member } from '@/lib/domain/access/viewer'
import { AppError } from '@/lib/errors'
import { importSheet } from '@/lib/importers/import-document'
import { ImportRefused } from '@/lib/importers/import-refused'
import type { SheetFiles, SheetSource } from '@/lib/importers/sheets/read-sheet'
import { say } from '@/lib/i18n/say'

/** What a sheet says that a member sent, read in the converter's process. A sheet that is refused stores nothing, and the refusal says so. */
export async function sheetFrom<Source extends SheetSource>(
  member: Member,
  source: Source,
  signal?: AbortSignal,
): Promise<SheetFiles[Source['as']]> {
  try {
    return await importSheet(source, member.projectId, member.userId, signal)
  } catch (error) {
    if (!(error instanceof ImportRefused)) throw error
    const code =
      error.code === 'too-large' ? 'too-large' : error.code === 'unsupported-format' ? 'unsupported-format' : 'refused'
    throw new AppError(code, say('refusals.files.nothingStored', { why: error.said }), { reason: error.code })
  }
}
