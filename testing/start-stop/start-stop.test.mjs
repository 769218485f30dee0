// What `npm start` promises, tried with real processes. Run by `npm test` after the build, with node:test.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { lstatSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { after, afterEach, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { databasePid, freePort, isAlive, newDataDir, start, stopAll } from './instance.mjs'

const { dataDir, remove } = newDataDir()
const port = await freePort()
const url = `http://127.0.0.1:${port}`
afterEach(stopAll)
after(remove)

test('an empty DATA_DIR becomes a running instance that says where it is and how to set it up', async () => {
  const instance = start({ dataDir, port })
  await instance.ready()
  assert.match(instance.output(), new RegExp(`^Ready on ${url}\nSet up: ${url}/setup\\?code=[\\w-]{20,}$`, 'm'))
  assert.equal((await fetch(`${url}/api/ready`)).status, 200)
  assert.equal(statSync(join(dataDir, 'secrets.json')).mode & 0o777, 0o600)
  const { code, took } = await instance.stop('SIGTERM')
  assert.equal(code, 0)
  assert.ok(took < 5000, `stopping took ${took} ms`)
})

test('the second start is ready within five seconds, and Ctrl-C stops it, the database included, although a connection is open', async () => {
  const first = start({ dataDir, port })
  const times = [await first.ready()]
  await first.stop('SIGTERM')
  const instance = start({ dataDir, port })
  times.push(await instance.ready())
  // The better of two, because the machine may be busy with something else.
  assert.ok(Math.min(...times) < 5000, `the two starts took ${times.join(' and ')} ms`)
  const database = databasePid(dataDir)
  await fetch(`${url}/api/health`) // fetch keeps its connection open.
  const stopped = await instance.stop('SIGINT')
  assert.equal(stopped.code, 0)
  assert.ok(stopped.took < 5000, `stopping took ${stopped.took} ms`)
  assert.equal(isAlive(database), false)
})

test('SIGTERM to npm itself stops the server and the database within five seconds', async () => {
  const npm = start({ dataDir, port, throughNpm: true })
  await npm.ready()
  const database = databasePid(dataDir)
  await npm.stop('SIGTERM')
  await gone(database)
  await assert.rejects(fetch(`${url}/api/health`))
})

test('started twice, the second says so in one line, and the first goes on', async () => {
  const first = start({ dataDir, port })
  await first.ready()
  const second = start({ dataDir, port: await freePort() })
  assert.equal(await second.ended, 1)
  assert.match(
    second.output(),
    new RegExp(`^Commonplace is already running here: a server at ${url} \\(process ${first.child.pid}\\)[^\n]*\n$`),
  )
  assert.equal((await fetch(`${url}/api/ready`)).status, 200)
  await first.stop('SIGTERM')
})

test('started twice in the same moment, one serves and the other says so', async () => {
  const ports = [port, await freePort()]
  const both = ports.map((each) => start({ dataDir, port: each }))
  const outcomes = await Promise.all(
    both.map((instance) =>
      Promise.race([
        instance.ready().then(
          () => 'ready',
          () => 'refused',
        ),
      ]),
    ),
  )
  assert.deepEqual(outcomes.sort(), ['ready', 'refused'])
  const refused = both.find((instance) => !instance.output().includes('Ready on'))
  assert.match(refused?.output() ?? '', /^Commonplace is already running here: [^\n]*\n$/)
  await Promise.all(both.map((instance) => instance.stop('SIGTERM')))
})

test('after kill -9 of the server alone, the next start takes over from the database left running', async () => {
  const killed = start({ dataDir, port })
  await killed.ready()
  const orphan = databasePid(dataDir)
  await killed.stop('SIGKILL')
  assert.equal(isAlive(orphan), true)
  const next = start({ dataDir, port })
  await next.ready()
  assert.notEqual(databasePid(dataDir), orphan)
  await gone(orphan)
  await next.stop('SIGTERM')
})

test('after kill -9 of everything, the next start recovers by itself', async () => {
  const killed = start({ dataDir, port })
  await killed.ready()
  const database = databasePid(dataDir)
  await killed.stop('SIGKILL')
  process.kill(database, 'SIGKILL')
  const next = start({ dataDir, port })
  await next.ready()
  assert.equal((await fetch(`${url}/api/ready`)).status, 200)
  await next.stop('SIGTERM')
})

test('a postmaster.pid and a lock whose process ids belong to somebody else by now do not stand in the way', async () => {
  const postmaster = join(dataDir, 'postgres/postmaster.pid')
  writeFileSync(postmaster, `${process.pid}\n${join(dataDir, 'postgres')}\n`, { mode: 0o600 })
  writeFileSync(join(dataDir, 'lock'), JSON.stringify({ pid: process.pid, born: 'another boot', purpose: 'a server' }))
  const instance = start({ dataDir, port })
  await instance.ready()
  assert.equal(isAlive(process.pid), true)
  await instance.stop('SIGTERM')
})

test('a database that is not there, or not whole, is never replaced by an empty one', async () => {
  const [data, aside] = [join(dataDir, 'postgres'), join(dataDir, 'elsewhere')]
  const refused = async (/** @type {RegExp} */ words) => {
    const instance = start({ dataDir, port })
    assert.equal(await instance.ended, 1)
    assert.match(instance.output(), words)
    assert.equal(instance.output().trim().split('\n').length, 1)
  }
  renameSync(join(data, 'PG_VERSION'), aside)
  await refused(/postgres.*Nothing was changed\.$/m)
  renameSync(aside, join(data, 'PG_VERSION'))
  renameSync(data, aside)
  await refused(/The database of this instance is not at .*Mount its disk/)
  symlinkSync(join(dataDir, 'unmounted'), data)
  await refused(/Mount its disk/)
  assert.equal(lstatSync(data).isSymbolicLink(), true)
  rmSync(data)
  renameSync(aside, data)
  const instance = start({ dataDir, port })
  await instance.ready()
  await instance.stop('SIGTERM')
})

test('a second server in a container of its own finds the folder in use', async (t) => {
  const apart = ['-p', '-i', '-f', '--mount-proc']
  if (spawnSync('unshare', [...apart, 'true']).status !== 0) return t.skip('this machine lets nobody make a container')
  const first = start({ dataDir, port })
  await first.ready()
  const database = databasePid(dataDir)
  const second = spawnSync('unshare', [...apart, process.execPath, 'scripts/start.mjs', '--no-build'], {
    env: { ...process.env, DATA_DIR: dataDir, PORT: String(await freePort()) },
    encoding: 'utf8',
    timeout: 60_000,
  })
  assert.equal(second.status, 1)
  assert.match(second.stdout + second.stderr, /already running here.*in another container or on another machine/)
  assert.equal((await fetch(`${url}/api/ready`)).status, 200)
  assert.equal(databasePid(dataDir), database)
  await first.stop('SIGTERM')
})

test('a taken port is named, with the way out', async (t) => {
  const other = createServer()
  t.after(() => other.close())
  await new Promise((done) => other.listen(port, '127.0.0.1', () => done(undefined)))
  const instance = start({ dataDir, port })
  assert.equal(await instance.ended, 1)
  assert.equal(
    instance.output(),
    `Port ${port} is already taken on 127.0.0.1. Stop what uses it, or choose another: npm start -- --port ${port + 1}\n`,
  )
})

test('a wrong value in the environment is named in one line, to which npm adds nothing', async () => {
  const instance = start({ dataDir, port, env: { LOG_LEVEL: 'loud' }, throughNpm: true })
  assert.equal(await instance.ended, 1)
  assert.match(instance.output(), /^LOG_LEVEL must be one of [^\n]*\n$/)
})

test('DATABASE_URL without a server behind it is told so, and nothing is started', async () => {
  const env = { DATABASE_URL: `postgresql://nobody@127.0.0.1:${port}/none`, NEXTAUTH_SECRET: 'x'.repeat(32) }
  const elsewhere = join(dataDir, 'unused')
  const instance = start({ dataDir: elsewhere, port: await freePort(), env })
  assert.equal(await instance.ended, 1)
  assert.match(
    instance.output(),
    /^The database named by DATABASE_URL \(none on 127\.0\.0\.1:\d+\) does not answer: [^\n]*\n$/,
  )
  assert.throws(() => statSync(elsewhere))
})

test('a DATA_DIR that is a file is refused in one line', async () => {
  mkdirSync(dataDir, { recursive: true })
  const file = join(dataDir, 'a-file')
  writeFileSync(file, '')
  const instance = start({ dataDir: file, port })
  assert.equal(await instance.ended, 1)
  assert.match(instance.output(), /^\S+a-file is not a folder\. Set DATA_DIR[^\n]*\n$/)
  assert.equal(readFileSync(file, 'utf8'), '')
})

/** A process that was stopped is gone once its parent, or init where that has died, has taken note: within five seconds. */
async function gone(/** @type {number} */ pid) {
  const until = Date.now() + 5000
  while (isAlive(pid) && Date.now() < until) await wait(50)
  assert.equal(isAlive(pid), false)
}
