import { randomUUID } from 'node:crypto'
import { createWriteStream, existsSync, linkSync, renameSync, rmSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { backUp } from '@/lib/services/backup/back-up'
import { readArguments } from './arguments'
import { CommandError, UsageError, type Command } from './command'

/** Writes the whole instance to a new file. The file has its name only once it is whole. */
export const backup: Command = (args) => {
  const { values, positionals } = readArguments(args, { json: { type: 'boolean' } } as const, [], 1)
  const [name] = positionals
  if (name === undefined || positionals.length > 1) throw new UsageError('Name the file to write.')
  return async ({ db, from, now, print }) => {
    const path = resolve(from, name)
    if (existsSync(path))
      throw new CommandError(`There is a file ${path} already. Choose another name; nothing was written.`)
    // A name of its own, and a file that is new: what lies there already, or another backup is writing, is not this one's to write or to remove.
    const begun = `${path}.${randomUUID()}.incomplete`
    try {
      await pipeline(
        Readable.from(backUp(db, now), { objectMode: true, highWaterMark: 1 }),
        createGzip({ level: 6 }),
        createWriteStream(begun, { mode: 0o600, flags: 'wx', flush: true }),
      )
      giveName(begun, path)
    } finally {
      rmSync(begun, { force: true })
    }
    const { size: bytes } = statSync(path)
    if (values.json) print(JSON.stringify({ file: path, bytes }))
    else
      print(
        `${path}: ${(bytes / 1_048_576).toFixed(1)} MB. It holds everything but the session secret; keep it as safe as the database.`,
      )
  }
}

/** Gives a whole file its name, and replaces none that got there meanwhile, as renaming would. Disks that know no second names are renamed on. */
function giveName(begun: string, path: string): void {
  try {
    linkSync(begun, path)
  } catch {
    if (existsSync(path))
      throw new CommandError(`There is a file ${path} by now. Choose another name; nothing was written.`)
    renameSync(begun, path)
  }
}
