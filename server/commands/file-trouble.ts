import { existsSync } from 'node:fs'
import { dirname } from 'node:path'

/** The one line for a file that a command could not read or write where it was told to, or undefined for any other error. */
export function fileTrouble(error: unknown): string | undefined {
  const { code, path } = (error ?? {}) as NodeJS.ErrnoException
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return 'The disk is full. Free some space, or name a file on another disk.'
  if (path === undefined) return undefined
  const folder = dirname(path)
  if (code === 'ENOENT')
    return existsSync(folder)
      ? `There is no file ${path}.`
      : `There is no folder ${folder}. Make it first, or name another.`
  if (code === 'ENOTDIR') return `${folder} is not a folder. Name a file in one.`
  if (code === 'EISDIR') return `${path} is a folder. Name a file.`
  if (code === 'EROFS') return `The disk that holds ${path} is read-only. Name a file on another.`
  if (code === 'EACCES' || code === 'EPERM')
    return `${path} may not be read or written by this user. Change its owner or permissions, or name another file.`
  return undefined
}
