import { ImportRefused } from '@/lib/importers/import-refused'
import type { ImportLimits } from '@/lib/importers/limits'
import { qdaImport } from '@/lib/importers/qdpx/qda-import'
import { openQdpx } from '@/lib/importers/qdpx/qda-files'
import { openSqlite } from '@/lib/importers/sqlite/sqlite-file'
import { isTaguette, taguetteProject } from '@/lib/importers/taguette/taguette-project'
import { say } from '@/lib/i18n/say'
import { isSqlite, type BroughtProject, type ProjectSource } from './brought-project'

/**
 * Reads a project of another program in the thread it is called in, which it may block for seconds: the worker's side of importProject. Null where the file is
 * none. Throws ImportRefused for one that cannot be read.
 */
export async function readProject(source: ProjectSource, limits: ImportLimits): Promise<BroughtProject | null> {
  const { bytes } = source
  if (isSqlite(bytes)) return databaseProject(source, limits)
  const files = await openQdpx(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  if (!files) return null
  try {
    return await qdaImport(files, source)
  } finally {
    files.close()
  }
}

/** A project in a database of SQLite, by the tables that it has. */
async function databaseProject(source: ProjectSource, limits: ImportLimits): Promise<BroughtProject> {
  const file = await openSqlite(source.bytes)
  try {
    if (isTaguette(file)) return await taguetteProject(file, source, limits)
    throw new ImportRefused('unsupported-format', say('refusals.sqlite.unknown'))
  } finally {
    file.close()
  }
}
