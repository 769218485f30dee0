import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { clusterPlace } from './cluster-place'
import { requireWritable, StartError } from './explain.mjs'
import { lockHolder, takeLock } from './lock.mjs'
import { instanceSecrets } from './secrets'

const base = mkdtempSync(join(tmpdir(), 'commonplace-damaged-'))
afterAll(() => rmSync(base, { recursive: true, force: true }))

const contents = ['', '{', 'null', '{}', '7', '[]', '"text"']
let folders = 0

/** A data folder in which the file holds this, or is a folder. */
function folderWith(name: string, content: string | undefined): string {
  const dataDir = join(base, String(folders++))
  mkdirSync(dataDir)
  if (content === undefined) mkdirSync(join(dataDir, name))
  else writeFileSync(join(dataDir, name), content)
  return dataDir
}

/** The one line by which it is refused. */
function refusal(act: () => unknown): string {
  try {
    act()
  } catch (error) {
    expect(error).toBeInstanceOf(StartError)
    expect((error as Error).message).not.toContain('\n')
    return (error as Error).message
  }
  throw new Error('Nothing was refused')
}

describe('a file of the data folder that holds something else is named in one line', () => {
  test.each([undefined, ...contents, '{"databasePassword":7,"sessionSecret":"s"}'])('secrets.json: %s', (content) => {
    const dataDir = folderWith('secrets.json', content)
    expect(refusal(() => instanceSecrets(dataDir))).toContain(`${join(dataDir, 'secrets.json')} is damaged`)
    expect(readdirSync(dataDir)).toEqual(['secrets.json'])
  })

  test.each([undefined, ...contents, '{"base":7}', '{"base":"postgres"}'])('cluster.json: %s', (content) => {
    const dataDir = folderWith('cluster.json', content)
    expect(refusal(() => clusterPlace(dataDir, undefined))).toContain(`${join(dataDir, 'cluster.json')} is damaged`)
  })

  test('a folder where the lock should be', () => {
    const lock = join(folderWith('lock', undefined), 'lock')
    for (const act of [() => lockHolder(lock), () => takeLock(lock, 'serving')])
      expect(refusal(act)).toContain(`${lock} is a folder`)
  })
})

test.each(contents)('a lock that nobody wrote is nobody’s: %s', (content) => {
  const file = join(folderWith('lock', content), 'lock')
  expect(lockHolder(file)).toBeUndefined()
  const lock = takeLock(file, 'serving')
  if ('holder' in lock) throw new Error('It is held')
  lock.release()
})

test.runIf(process.platform === 'linux')('a place where there are no folders is named in one line', () => {
  expect(refusal(() => requireWritable('/proc/nowhere/data'))).toContain('/proc/nowhere/data cannot be made')
})
