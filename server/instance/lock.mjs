import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { execFileSync } from 'node:child_process'

/** @typedef {{ pid: number, born: string, purpose: string, url?: string }} Holder */

/**
 * Takes the lock in `file` for this process, or answers who holds it. A lock whose process is gone is taken over: the holder is
 * known by its process id and birth, so that a recycled id after a crash or a reboot does not count as alive.
 * @param {string} file
 * @param {string} purpose
 * @returns {{ release: () => void, note: (url: string) => void } | { holder: Holder }}
 */
export function takeLock(file, purpose) {
  mkdirSync(dirname(file), { recursive: true })
  const mine = { pid: process.pid, born: birth(process.pid) ?? '', purpose }
  for (;;) {
    if (create(file, mine)) break
    const holder = readHolder(file)
    if (holder && isAlive(holder)) return { holder }
    setAside(file)
  }
  return {
    note: (url) => writeFileSync(file, JSON.stringify({ ...mine, url })),
    release: () => {
      if (readHolder(file)?.pid === process.pid) rmSync(file, { force: true })
    },
  }
}

/**
 * Who holds the lock now; undefined when nobody does.
 * @param {string} file
 * @returns {Holder | undefined}
 */
export function lockHolder(file) {
  const holder = readHolder(file)
  return holder && isAlive(holder) ? holder : undefined
}

/**
 * The one line for whoever finds an instance in use.
 * @param {Holder} holder
 * @param {string} dataDir
 */
export function takenMessage(holder, dataDir) {
  const where = holder.url === undefined ? '' : ` at ${holder.url}`
  return `Commonplace is already running here: ${holder.purpose}${where} (process ${holder.pid}) uses ${dataDir}. Stop it first, or give this one its own DATA_DIR and --port.`
}

/** The lock appears with its content in one step, so that nobody ever reads half of it. */
function create(/** @type {string} */ file, /** @type {Holder} */ holder) {
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, JSON.stringify(holder))
  try {
    linkSync(draft, file)
    return true
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false
    throw error
  } finally {
    unlinkSync(draft)
  }
}

/** Moves a stale lock away; where another process renewed it in that moment, puts the new one back. */
function setAside(/** @type {string} */ file) {
  const aside = `${file}.${process.pid}.stale`
  try {
    renameSync(file, aside)
    const holder = readHolder(aside)
    if (holder && isAlive(holder)) linkSync(aside, file)
  } catch (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error)
    if (code !== 'ENOENT' && code !== 'EEXIST') throw error
  } finally {
    rmSync(aside, { force: true })
  }
}

function readHolder(/** @type {string} */ file) {
  try {
    return /** @type {Holder} */ (JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    if (
      error instanceof SyntaxError ||
      ['ENOENT', 'ENOTDIR'].includes(/** @type {NodeJS.ErrnoException} */ (error).code ?? '')
    )
      return undefined
    throw error
  }
}

function isAlive(/** @type {Holder} */ { pid, born }) {
  const now = birth(pid)
  return now !== undefined && now === born
}

/** When the process began, in whatever form the system tells it; undefined when there is no such process. */
function birth(/** @type {number} */ pid) {
  try {
    if (process.platform !== 'linux')
      return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim()
    // proc(5): starttime is field 22, the twentieth after the parenthesised command name; a boot id tells reboots apart.
    const [state, ...fields] = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
    if (state === 'Z') return undefined
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${fields[18]}`
  } catch {
    return undefined // Both ways of asking fail exactly when the process is gone.
  }
}
