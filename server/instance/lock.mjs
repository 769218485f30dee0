import {
  closeSync,
  fstatSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  unlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { execFileSync } from 'node:child_process'
import { StartError } from './explain.mjs'

/** @typedef {{ pid: number, born: string, space?: string, purpose: string, url?: string }} Holder */

/**
 * Milliseconds. Whoever holds a lock writes it again every second, so that it is known to live also where its process cannot be seen: in another container, or
 * on another machine that has the same folder. One that was not written for ten seconds is nobody's.
 */
const beat = 1_000
const silence = 10_000

/**
 * Takes the lock in `file` for this process, or answers who holds it. A lock whose process is gone is taken over: the holder is known by its process id and
 * birth, so that a recycled id after a crash or a reboot does not count as alive, and where processes of its kind are not seen from here by its writing. Then
 * this waits up to ten seconds. `lost` is called when another process has taken the lock although this one lives.
 * @param {string} file
 * @param {string} purpose
 * @param {() => void} [lost]
 * @returns {{ release: () => void, note: (url: string) => void } | { holder: Holder }}
 */
export function takeLock(file, purpose, lost = () => {}) {
  mkdirSync(dirname(file), { recursive: true })
  /** @type {Holder} */
  let mine = { pid: process.pid, born: birth(process.pid) ?? '', space: processSpace(), purpose }
  for (;;) {
    if (create(file, mine)) break
    const seen = stamp(file)
    const holder = readHolder(file)
    if (holder && isAlive(holder, file)) return { holder }
    setAside(file, seen)
  }
  const handle = openSync(file, 'r+')
  const { ino } = fstatSync(handle)
  // Over what stands there, and never shorter: nobody reads half of it.
  const write = () => writeSync(handle, JSON.stringify(mine), 0)
  const isMine = () => inode(file) === ino
  const beating = setInterval(() => {
    if (isMine()) write()
    else if (readHolder(file)) (clearInterval(beating), lost())
  }, beat)
  beating.unref()
  return {
    note: (url) => {
      mine = { ...mine, url }
      if (isMine()) write()
    },
    release: () => {
      clearInterval(beating)
      if (isMine()) rmSync(file, { force: true })
      closeSync(handle)
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
  return holder && isAlive(holder, file) ? holder : undefined
}

/**
 * The one line for whoever finds an instance in use.
 * @param {Holder} holder
 * @param {string} dataDir
 */
export function takenMessage(holder, dataDir) {
  const where = holder.url === undefined ? '' : ` at ${holder.url}`
  const who = isSeen(holder) ? `process ${holder.pid}` : 'in another container or on another machine'
  return `Commonplace is already running here: ${holder.purpose}${where} (${who}) uses ${dataDir}. Stop it first, or give this one its own DATA_DIR and --port.`
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

/** Moves a stale lock away, which is known by its `seen` stamp; where another process renewed it in that moment, puts the new one back. */
function setAside(/** @type {string} */ file, /** @type {string | undefined} */ seen) {
  const aside = `${file}.${process.pid}.stale`
  try {
    renameSync(file, aside)
    if (stamp(aside) !== seen) linkSync(aside, file)
  } catch (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error)
    if (code !== 'ENOENT' && code !== 'EEXIST') throw error
  } finally {
    rmSync(aside, { force: true })
  }
}

function readHolder(/** @type {string} */ file) {
  try {
    const holder = /** @type {Partial<Holder> | null} */ (JSON.parse(readFileSync(file, 'utf8')))
    const isWhole = Number.isInteger(holder?.pid) && typeof holder?.born === 'string'
    return isWhole ? /** @type {Holder} */ (holder) : undefined
  } catch (error) {
    const { code = '' } = /** @type {NodeJS.ErrnoException} */ (error)
    if (error instanceof SyntaxError || ['ENOENT', 'ENOTDIR'].includes(code)) return undefined
    if (code === 'EISDIR')
      throw new StartError(
        `${file} is a folder, where the lock of the instance should be. Move it away, and start again.`,
      )
    throw error
  }
}

/**
 * Whether the holder lives: by its process, where processes of its kind are seen from here, and otherwise by its writing, which is waited for. By the clock of this
 * process, which never goes back: the machine's may have, and then the lock was written in the future.
 */
function isAlive(/** @type {Holder} */ holder, /** @type {string} */ file) {
  if (isSeen(holder)) return birth(holder.pid) === holder.born
  const written = stamp(file)
  const silent = age(file)
  if (silent === undefined) return false
  const begun = performance.now()
  const patience = silence - Math.max(0, silent)
  let isTold = false
  for (let waited = 0; waited < patience; waited = performance.now() - begun) {
    const now = stamp(file)
    if (now !== written) return now !== undefined
    if (!isTold && waited > 2 * beat) {
      isTold = true
      process.stderr.write(
        `Waiting up to ${silence / 1000} seconds to see whether ${holder.purpose} in another container or on another machine still writes ${file}.\n`,
      )
    }
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200)
  }
  return false
}

/** Whether the holder's process id means here what it meant to the holder. Locks of before said nothing of it. */
const isSeen = (/** @type {Holder} */ { space }) => space === undefined || space === processSpace()

/** What process ids are counted in: this machine since it was started, and on Linux the container. */
function processSpace() {
  if (process.platform !== 'linux') return process.platform
  return `${bootId()} ${readlinkSync('/proc/self/ns/pid')}`
}

/** How long ago the file was written, in milliseconds, by the clock of its own disk; undefined where there is none. */
function age(/** @type {string} */ file) {
  const probe = `${file}.${process.pid}.now`
  try {
    writeFileSync(probe, '')
    return statSync(probe).mtimeMs - statSync(file).mtimeMs
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return undefined
    throw error
  } finally {
    rmSync(probe, { force: true })
  }
}

/** Which file it is and when it was written last, by the clock of its disk; undefined where there is none. */
function stamp(/** @type {string} */ file) {
  const found = statSync(file, { throwIfNoEntry: false })
  return found && `${found.ino} ${found.mtimeMs}`
}

function inode(/** @type {string} */ file) {
  return statSync(file, { throwIfNoEntry: false })?.ino
}

const bootId = () => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()

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
    return `${bootId()} ${fields[18]}`
  } catch {
    return undefined // Both ways of asking fail exactly when the process is gone.
  }
}
