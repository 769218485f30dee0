import { readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { givenEnv } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { say } from '@/lib/i18n/say'
import { fileLimit, inMegabytes } from '@/lib/importers/limits'
import { importFile } from '@/lib/services/documents/import-document'
import { actingMember } from './acting-member'
import { readArguments } from './arguments'
import { CommandError, UsageError, type Command } from './command'
import { describedFiles, manifestName } from './import-manifest'

const options = { project: { type: 'string' }, as: { type: 'string' }, json: { type: 'boolean' } } as const

/**
 * Imports files and folders, one line each: the new id, or why it was refused. A manifest.json beside the files gives title, language and attributes. Fails at
 * the end when any file was refused; the others are imported.
 */
export const importCommand: Command = (args) => {
  const { values, positionals } = readArguments(args, options, ['project'], Infinity)
  if (positionals.length === 0) throw new UsageError('Name at least one file or folder.')
  return async ({ db, from, print }) => {
    const member = await actingMember(db, values.project ?? '', values.as)
    const files = positionals.flatMap((path) => filesIn(resolve(from, path)))
    if (files.length === 0)
      throw new CommandError(
        'There is no file to import: only files that lie in a named folder itself are taken, not those in folders below it.',
      )
    const results = []
    for (const { path, details } of await describedFiles(db, member, files)) {
      const filename = basename(path)
      try {
        const { row } = await importFile(
          db,
          member,
          { filename, mediaType: 'application/octet-stream', bytes: bytesOf(path) },
          details,
        )
        results.push({ file: filename, documentId: row.document.id, title: row.document.title, report: row.report })
        if (!values.json) print(`${row.document.id}\t${filename}\t${row.document.title}`)
      } catch (error) {
        if (!(error instanceof AppError)) throw error
        results.push({ file: filename, refused: error.detail })
        if (!values.json) print(`refused\t${filename}\t${error.detail}`)
      }
    }
    if (values.json) print(JSON.stringify(results))
    const refused = results.filter((result) => 'refused' in result).length
    if (refused > 0)
      throw new CommandError(`${refused} of ${results.length} files were refused; the others were imported.`)
  }
}

/** The bytes of a file, whose size is looked at before it is read. */
function bytesOf(path: string): Buffer {
  const limit = fileLimit(givenEnv().MAX_UPLOAD_MB).fileBytes
  const { size } = statSync(path)
  if (size > limit)
    throw new AppError(
      'too-large',
      say('refusals.files.tooLarge', { size: inMegabytes(size), limit: inMegabytes(limit) }),
    )
  return readFileSync(path)
}

/** The file itself, or what lies in a folder, by name, hidden files and manifests aside. */
function filesIn(path: string): string[] {
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found) throw new CommandError(`There is no file or folder ${path}`)
  if (found.isFile()) return [path]
  if (!found.isDirectory()) throw new CommandError(`${path} is neither a file nor a folder`)
  const names = readdirSync(path, { withFileTypes: true }).filter(
    (entry) => entry.isFile() && entry.name !== manifestName && !entry.name.startsWith('.'),
  )
  return names.map((entry) => join(path, entry.name)).sort()
}
