import { ImportRefused } from '@/lib/importers/import-refused'
import type { ImportLimits } from '@/lib/importers/limits'
import { qdaImport } from '@/lib/importers/qdpx/qda-import'
import { openQdpx } from '@/lib/importers/qdpx/qda-files'
import { qualcoderFile } from '@/lib/importers/qualcoder/qualcoder-file'
import { isQualcoder, qualcoderProject } from '@/lib/importers/qualcoder/qualcoder-project'
import { isRqda, rqdaProject } from '@/lib/importers/rqda/rqda-project'
import { openSqlite } from '@/lib/importers/sqlite/sqlite-file'
import { isTaguette, taguetteProject } from '@/lib/importers/taguette/taguette-project'
import { say } from '@/lib/i18n/say'
import { isSqlite, type BroughtProject, type ProjectSource } from './brought-project'
import { ProjectReport } from './project-report'
import { writeTextProject } from './write-text-project'

/**
 * Reads a project of another program in the thread it is called in, which it may block for seconds: the worker's side of importProject. Null where the file is
 * none. Throws ImportRefused for one that cannot be read.
 */
export async function readProject(source: ProjectSource, limits: ImportLimits): Promise<BroughtProject | null> {
  const { bytes } = source
  if (isSqlite(bytes)) return databaseProject(bytes, '', source, limits)
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const files = await openQdpx(file)
  if (files)
    try {
      return await qdaImport(files, source)
    } finally {
      files.close()
    }
  const database = await qualcoderFile(file)
  return database && databaseProject(database.bytes, database.name, source, limits)
}

/** A project in a database of SQLite, by the tables that it has; `name` is that of the folder it lies in. */
async function databaseProject(
  bytes: Uint8Array,
  name: string,
  source: ProjectSource,
  limits: ImportLimits,
): Promise<BroughtProject> {
  const file = await openSqlite(bytes)
  try {
    const warnings = file.hasJournal ? [say('reports.brought.journal')] : []
    if (isTaguette(file)) return await taguetteProject(file, source, limits, warnings)
    const report = new ProjectReport()
    if (isQualcoder(file))
      return writeTextProject(qualcoderProject(file, name, report), report, source, limits, warnings)
    if (isRqda(file)) return writeTextProject(rqdaProject(file, report), report, source, limits, warnings)
    throw new ImportRefused('unsupported-format', say('refusals.sqlite.unknown'))
  } finally {
    file.close()
  }
}
