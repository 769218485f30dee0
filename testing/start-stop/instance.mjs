import { spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'

/** @returns {Promise<number>} a port of 127.0.0.1 that was free a moment ago */
export function freePort() {
  return new Promise((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (probe.address())
      probe.close(() => done(port))
    })
  })
}

/** A new folder for one instance's data, which another user may pass through: as root, the database runs as one. Removed by the caller. */
export function newDataDir() {
  const folder = mkdtempSync(join(tmpdir(), 'commonplace-start-'))
  chmodSync(folder, 0o711)
  return { dataDir: join(folder, 'data'), remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set()

/** Ends whatever a failed test has left running; databases follow their servers' orphans at the next start. */
export async function stopAll() {
  await Promise.all(
    [...running].map((child) => new Promise((done) => child.once('exit', done) && child.kill('SIGTERM'))),
  )
}

/**
 * The environment of somebody at a terminal of their own: without the database that a test run names, and without what npm was told about that run.
 * @returns {NodeJS.ProcessEnv}
 */
function outsidersEnvironment() {
  const own = Object.entries(process.env).filter(([name]) => !/^(DATABASE_URL|INIT_CWD|npm_config_.*)$/i.test(name))
  return /** @type {NodeJS.ProcessEnv} */ (Object.fromEntries(own))
}

/**
 * Runs one command of the command line to its end, on the instance in `dataDir`; `typed` is its standard input.
 * @param {string} dataDir
 * @param {string[]} args
 * @param {{ typed?: string, throughNpm?: boolean }} [how]
 * @returns {Promise<{ code: number | null, out: string, err: string }>}
 */
export async function command(dataDir, args, { typed = '', throughNpm = false } = {}) {
  const [program, all] = throughNpm
    ? ['npm', ['run', 'commonplace', '--', ...args]]
    : [process.execPath, ['scripts/commonplace.mjs', ...args]]
  const child = spawn(program, all, { cwd: resolve('.'), env: { ...outsidersEnvironment(), DATA_DIR: dataDir } })
  const ended = new Promise((done) => child.once('close', done))
  child.stdin.on('error', () => {}) // A command that needs none may end before it is written.
  child.stdin.end(typed)
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  return { code, out, err }
}

/**
 * Runs scripts/start.mjs on what was built last, and watches what it says.
 * @param {{ dataDir: string, port: number, env?: Record<string, string>, args?: string[], throughNpm?: boolean }} options
 */
export function start({ dataDir, port, env = {}, args = ['--no-build'], throughNpm = false }) {
  const began = Date.now()
  const [command, all] = throughNpm
    ? ['npm', ['start', '--', ...args]]
    : [process.execPath, ['scripts/start.mjs', ...args]]
  const child = spawn(command, all, {
    cwd: resolve('.'),
    env: { ...outsidersEnvironment(), DATA_DIR: dataDir, PORT: String(port), ...env },
  })
  let output = ''
  child.stdout.on('data', (chunk) => (output += chunk))
  child.stderr.on('data', (chunk) => (output += chunk))
  /** @type {Promise<number | null>} */
  const ended = new Promise((done) => child.once('exit', (code) => running.delete(child) && done(code)))
  running.add(child)
  return {
    child,
    ended,
    output: () => output,
    /** Resolves with the milliseconds it took until the Ready line; rejects when the process ends first. */
    ready: () =>
      new Promise((done, fail) => {
        const look = () => {
          if (/^Ready on /m.test(output)) done(Date.now() - began)
        }
        child.stdout.on('data', look)
        void ended.then((code) => fail(new Error(`It ended with ${code} instead of getting ready:\n${output}`)))
        look()
      }),
    /** Sends the signal; resolves with the exit code and the milliseconds it took. */
    stop: async (/** @type {NodeJS.Signals} */ signal) => {
      const from = Date.now()
      child.kill(signal)
      return { code: await ended, took: Date.now() - from }
    },
  }
}

/** The process id of the instance's database server, as the server itself wrote it down. */
export function databasePid(/** @type {string} */ dataDir) {
  return Number(readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0])
}

export function isAlive(/** @type {number} */ pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM'
  }
}
