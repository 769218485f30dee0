import { createReadStream, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'
import { checkInstance } from '@/lib/services/backup/check-instance'
import { restoreBackup, type BackupLines } from '@/lib/services/backup/restore-backup'
import { readArguments } from './arguments'
import { CommandError, UsageError, type Command } from './command'

/** Puts a backup into an empty instance and re-checks every text and annotation of it. */
export const restore: Command = (args) => {
  const { values, positionals } = readArguments(args, { json: { type: 'boolean' } } as const, [], 1)
  const [name] = positionals
  if (name === undefined || positionals.length > 1) throw new UsageError('Name the file to restore.')
  return async ({ db, from, print }) => {
    const path = resolve(from, name)
    const found = statSync(path, { throwIfNoEntry: false })
    if (!found) throw new CommandError(`There is no file ${path}.`)
    if (!found.isFile()) throw new CommandError(`${path} is not a file. Name the one that backup wrote.`)
    const { rows, createdAt } = await restoreBackup(db, linesOf(path))
    const { revisions, annotations, faults } = await checkInstance(db)
    if (faults.length > 0)
      throw new CommandError(
        `The backup of ${createdAt} was restored as it was made, with ${faults.length} faults in it. See: npm run commonplace -- doctor`,
      )
    if (values.json) print(JSON.stringify({ file: path, createdAt, rows, texts: revisions, annotations }))
    else
      print(
        `Restored ${rows} rows from the backup of ${createdAt}: ${annotations} annotations on ${revisions} texts, every one in its place.`,
      )
  }
}

/** The lines of a compressed file. What is not one, or ends in the middle, is told in one line. */
export function linesOf(path: string): BackupLines {
  return async function* () {
    const file = createReadStream(path)
    const unzipped = file.pipe(createGunzip())
    file.on('error', (error) => unzipped.destroy(error))
    try {
      yield* createInterface({ input: unzipped, crlfDelay: Infinity })
      if (unzipped.errored) throw unzipped.errored
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : ''
      if (code === 'Z_BUF_ERROR')
        throw new CommandError(
          'This backup cannot be restored. It ends too early: the file is not whole. Nothing was changed.',
        )
      if (code.startsWith('Z_'))
        throw new CommandError(
          'This backup cannot be restored. It is not a backup that Commonplace made, or it was altered or damaged. Nothing was changed.',
        )
      throw error
    } finally {
      file.destroy()
      unzipped.destroy()
    }
  }
}
