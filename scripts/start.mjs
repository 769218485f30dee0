// `npm start`. Plain Node without any package, because on a fresh clone there is none: it makes what is missing, then hands over
// to the built server in this same process, so that one process and its database are all there is to stop.
import { existsSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { diskTrouble, requireSpace, requireWritable, StartError } from '../server/instance/explain.mjs'
import { lockHolder, takenMessage } from '../server/instance/lock.mjs'
import { requireFreePort } from '../server/instance/port.mjs'
import { prepare } from './prepare.mjs'
import { readOptions } from './start/options.mjs'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
// Noted before anything else: should npm be killed while we build, it is gone by the time we serve.
const parent = process.env.npm_lifecycle_event === undefined ? undefined : process.ppid
const options = readOptions(process.argv.slice(2))

let writing = root // What a full disk is most likely to be about: first the packages and the build, then the data.

try {
  process.chdir(root)
  process.env.NODE_ENV = options.dev ? 'development' : 'production'
  process.env.NEXT_TELEMETRY_DISABLED = '1'
  if (options.port !== undefined) process.env.PORT = options.port
  await checkEarly(process.env)
  await prepare(root, { build: options.build, pages: !options.dev })
  writing = resolve(process.env.DATA_DIR || '.data')
  const { serve, develop } = await import(pathToFileURL(resolve(root, 'dist/main.mjs')).href)
  await (options.dev ? develop({ root, parent }) : serve({ root, demo: options.demo, parent }))
  process.exit(0)
} catch (error) {
  const known = ['StartError', 'EnvError'].includes(error?.name) ? error.message : diskTrouble(error, writing)
  console.error(known ?? error)
  process.exit(1)
}

/**
 * What can be known to fail before minutes are spent on installing and building. Wrong values are left to lib/env.ts, which names them.
 * @param {NodeJS.ProcessEnv} env
 */
async function checkEarly({ DATABASE_URL, DATA_DIR, PORT, HOST }) {
  const dataDir = DATA_DIR || '.data'
  if (!DATABASE_URL) {
    const holder = lockHolder(resolve(dataDir, 'lock'))
    if (holder) throw new StartError(takenMessage(holder, dataDir))
    requireWritable(dataDir)
    // A new database takes 120 MB before anybody has written a word.
    const isNew = !existsSync(resolve(dataDir, 'secrets.json'))
    await requireSpace(dataDir, (isNew ? 256 : 64) * 1024 * 1024)
  }
  const port = Number(PORT || 3000)
  if (Number.isInteger(port) && port > 0 && port < 65536) await requireFreePort(port, HOST || '127.0.0.1')
}
