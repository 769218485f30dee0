import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import { afterAll, expect, test, vi } from 'vitest'
import { lockHolder, takeLock } from './lock.mjs'

const folder = mkdtempSync(join(tmpdir(), 'commonplace-lock-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A holder whose process nobody can see from here: another container counts its processes anew. */
const elsewhere = { pid: 17, born: 'long ago', space: 'another container', purpose: 'serving' }
const place = (name: string) => join(folder, name)

test('a lock of this process is held, and free when it was released', () => {
  const file = place('own')
  const lock = takeLock(file, 'serving')
  if ('holder' in lock) throw new Error('It is taken already')
  lock.note('http://127.0.0.1:3000')
  expect(lockHolder(file)).toMatchObject({ pid: process.pid, purpose: 'serving', url: 'http://127.0.0.1:3000' })
  expect(takeLock(file, 'serving')).toMatchObject({ holder: { pid: process.pid } })
  lock.release()
  expect(existsSync(file)).toBe(false)
})

test('whoever holds it in another container is known by their writing', async () => {
  const file = place('written')
  writeFileSync(file, JSON.stringify(elsewhere))
  // In a thread of its own, as the holder is a process of its own: whoever asks stands still meanwhile.
  const writer = new Worker(
    `const { writeFileSync } = require('node:fs'); const { workerData, parentPort } = require('node:worker_threads')
     setInterval(() => writeFileSync(workerData.file, workerData.text), 300); parentPort.postMessage('writing')`,
    { eval: true, workerData: { file, text: JSON.stringify(elsewhere) } },
  )
  await new Promise((resolve) => writer.once('message', resolve))
  try {
    expect(takeLock(file, 'serving')).toEqual({ holder: elsewhere })
    expect(lockHolder(file)).toEqual(elsewhere)
  } finally {
    await writer.terminate()
  }
})

test('a lock from elsewhere that nobody has written for long is taken over', () => {
  const file = place('silent')
  writeFileSync(file, JSON.stringify(elsewhere))
  utimesSync(file, new Date(Date.now() - 60_000), new Date(Date.now() - 60_000))
  expect(lockHolder(file)).toBeUndefined()
  const lock = takeLock(file, 'serving')
  expect(lock).toHaveProperty('release')
  if ('release' in lock) lock.release()
})

test('a lock that was written before the clock of the machine went back is taken over, and whoever waits for it is told', () => {
  const file = place('of the future')
  writeFileSync(file, JSON.stringify(elsewhere))
  utimesSync(file, new Date(Date.now() + 3_600_000), new Date(Date.now() + 3_600_000))
  // In a process of its own, which may be ended where it waits without end.
  const script = `import(${JSON.stringify(pathToFileURL(resolve('server/instance/lock.mjs')).href)}).then(({ takeLock }) => {
    const lock = takeLock(${JSON.stringify(file)}, 'serving'); console.log(Object.keys(lock).join()); lock.release() })`
  const { stdout, stderr } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8', timeout: 60_000 })
  expect([stdout.trim(), stderr.match(/^Waiting up to 10 seconds/gm)]).toEqual([
    'note,release',
    ['Waiting up to 10 seconds'],
  ])
})

test('whoever has lost the lock to another is told, and takes nothing away from it', async () => {
  const file = place('lost')
  const lost = vi.fn()
  const lock = takeLock(file, 'serving', lost)
  if ('holder' in lock) throw new Error('It is taken already')
  writeFileSync(`${file}.next`, JSON.stringify(elsewhere))
  renameSync(`${file}.next`, file)
  await vi.waitFor(() => expect(lost).toHaveBeenCalledOnce(), { timeout: 10_000 })
  lock.note('http://127.0.0.1:1')
  lock.release()
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(elsewhere)
})
