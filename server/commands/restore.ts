import { createReadStream, statSync } from 'node:fs'
import { resolve } from 'node:path'
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
    const path = backupAt(resolve(from, name))
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

/** The path of a file that is there; refuses what is none. */
export function backupAt(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found) throw new CommandError(`There is no file ${path}.`)
  if (!found.isFile()) throw new CommandError(`${path} is not a file. Name the one that backup wrote.`)
  return path
}

/** The longest line of a backup, in characters: in those of version 1 a row stood in one line, with its file. */
const longest = 250_000_000

const refused = (why: string) => new CommandError(`This backup cannot be restored. ${why}. Nothing was changed.`)

/** The lines of a compressed file. What is not one, or ends in the middle, is told in one line. */
export function linesOf(path: string): BackupLines {
  return async function* () {
    const file = createReadStream(path)
    const unzipped = file.pipe(createGunzip({ chunkSize: 262_144 })).setEncoding('utf8')
    file.on('error', (error) => unzipped.destroy(error))
    try {
      yield* linesIn(unzipped)
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : ''
      if (code === 'Z_BUF_ERROR') throw refused('It ends too early: the file is not whole')
      if (code.startsWith('Z_')) throw refused('It is not a backup that Commonplace made, or it was altered or damaged')
      throw error
    } finally {
      file.destroy()
      unzipped.destroy()
    }
  }
}

/** Node's own reader of lines takes them however long they are, and what it throws then nobody can catch. */
async function* linesIn(texts: AsyncIterable<string>): AsyncGenerator<string> {
  let begun: string[] = []
  let length = 0
  for await (const text of texts) {
    let from = 0
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', from)) {
      begun.push(text.slice(from, at))
      yield begun.join('')
      begun = []
      length = 0
      from = at + 1
    }
    begun.push(text.slice(from))
    length += text.length - from
    if (length > longest) throw refused('It has a line that is longer than any of a backup')
  }
  if (length > 0) yield begun.join('')
}
