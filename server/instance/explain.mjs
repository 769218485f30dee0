import { statfs } from 'node:fs/promises'
import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

/** A failure to start that has a remedy: printed as one line, without a stack. */
export class StartError extends Error {
  name = 'StartError'
}

const megabyte = 1024 * 1024

/**
 * The one line for an error of the file system, or undefined for any other error.
 * @param {unknown} error
 * @param {string} [place] the folder that was being written
 */
export function diskTrouble(error, place) {
  const { code, path, message = '' } = /** @type {NodeJS.ErrnoException} */ (error ?? {})
  const where = path ?? place ?? 'this folder'
  if (code === 'ENOSPC' || code === 'EDQUOT' || /No space left on device|ENOSPC/.test(message))
    return `The disk that holds ${where} is full. Free some space, or set DATA_DIR to a folder on another disk, and start again.`
  if (code === 'EROFS' || /Read-only file system|EROFS/.test(message))
    return `The disk that holds ${where} is read-only. Set DATA_DIR to a folder that can be written, and start again.`
  if (code === 'EACCES' || code === 'EPERM')
    return `${where} may not be written by this user. Change its owner or permissions, or set DATA_DIR to a folder of your own, and start again.`
  return undefined
}

/**
 * Refuses with one clear line when fewer than `needed` bytes are free where `folder` is or will be.
 * @param {string} folder
 * @param {number} needed
 */
export async function requireSpace(folder, needed) {
  let existing = resolve(folder)
  while (!existsSync(existing)) existing = dirname(existing)
  const { bavail, bsize } = await statfs(existing)
  const free = bavail * bsize
  if (free >= needed) return
  throw new StartError(
    `The disk that holds ${resolve(folder)} is full: ${Math.floor(free / megabyte)} MB are free and ${Math.ceil(needed / megabyte)} MB are needed. ` +
      'Free some space, or set DATA_DIR to a folder on another disk, and start again.',
  )
}

/**
 * Makes `folder` where it is missing and proves that it can be written to; the error, if any, is one diskTrouble knows.
 * @param {string} folder
 */
export function requireWritable(folder) {
  const path = resolve(folder)
  const probe = join(path, `probe.${process.pid}`)
  try {
    makeFolder(path)
    writeFileSync(probe, 'Commonplace can write here.')
    rmSync(probe)
  } catch (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error)
    if (code === 'EEXIST' || code === 'ENOTDIR')
      throw new StartError(`${path} is not a folder. Set DATA_DIR to a folder, and start again.`)
    if (code === 'ENOENT')
      throw new StartError(
        `${path} cannot be made: no folder can be made in that place. Set DATA_DIR to another, and start again.`,
      )
    throw Object.assign(/** @type {Error} */ (error), { path })
  }
}

/** Level by level: where a system has no folders, as in /proc, Node's own way of making several goes round for ever. */
function makeFolder(/** @type {string} */ path) {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return
  if (!existsSync(dirname(path))) makeFolder(dirname(path))
  try {
    mkdirSync(path)
  } catch (error) {
    // Another process may have made it meanwhile.
    if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw error
  }
}
