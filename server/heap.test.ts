import { spawnSync } from 'node:child_process'
import { setFlagsFromString } from 'node:v8'
import { expect, test, vi } from 'vitest'
import { collectEarly, optimiseSparingly } from './heap'

vi.mock('node:v8', () => ({ setFlagsFromString: vi.fn() }))

test('what the server tells V8 is something that the V8 of this Node knows', () => {
  collectEarly()
  optimiseSparingly()
  const said = vi.mocked(setFlagsFromString).mock.calls.map(([flag]) => flag.replace(/=.*/, ''))
  const known = new Set(
    spawnSync(process.execPath, ['--v8-options'])
      .stdout.toString()
      .match(/--[\w-]+/g),
  )
  expect(said).toEqual(['--heap-growing-percent', '--wasm-tiering-budget'])
  expect(said.filter((flag) => !known.has(flag))).toEqual([])
})
