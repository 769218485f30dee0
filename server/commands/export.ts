import { createWriteStream } from 'node:fs'
import { resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { exportRequest } from '@/lib/api/export'
import { env } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { exportQuery } from '@/lib/schemas/export'
import { exportProject } from '@/lib/services/export/export-project'
import { actingMember } from './acting-member'
import { readArguments } from './arguments'
import { CommandError, UsageError, type Command } from './command'

const options = {
  project: { type: 'string' },
  what: { type: 'string' },
  format: { type: 'string' },
  output: { type: 'string', short: 'o' },
  as: { type: 'string' },
  filter: { type: 'string' },
} as const

/** Writes what the member sees to a file, or to standard output. `--filter` takes the API's own query string, such as themeId=…&starred=true. */
export const exportCommand: Command = (args) => {
  const { values } = readArguments(args, options, ['project', 'what', 'format'])
  const query = readQuery(values.what ?? '', values.format ?? '', values.filter ?? '')
  return async ({ db, from, now }) => {
    const member = await actingMember(db, values.project ?? '', values.as)
    const { chunks } = await exportProject(db, member, query, { baseUrl: env().BASE_URL, now })
    const target =
      values.output === undefined ? process.stdout : createWriteStream(resolve(from, values.output), { flags: 'wx' })
    try {
      await pipeline(Readable.from(chunks, { highWaterMark: 1 }), target, { end: values.output !== undefined })
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined
      if (code === 'EEXIST')
        throw new CommandError(`There is a file ${values.output} already. Remove it, or name another.`)
      if (code !== 'EPIPE') throw error // `| head` has what it wanted.
    }
  }
}

function readQuery(what: string, format: string, text: string) {
  const given: Record<string, string | string[]> = {}
  for (const [key, value] of new URLSearchParams(text))
    given[key] = key in given ? [given[key] ?? [], value].flat() : value
  const parsed = exportQuery.safeParse({ ...given, what, format })
  if (!parsed.success)
    throw new UsageError(
      `--filter: ${parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('; ')}`,
    )
  try {
    return exportRequest(parsed.data)
  } catch (error) {
    if (error instanceof AppError) throw new UsageError(error.detail)
    throw error
  }
}
