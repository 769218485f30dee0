import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { stopPostmaster } from './postmaster'

test("who stands in the database's folder and is no database is left alone", async () => {
  const folder = mkdtempSync(join(tmpdir(), 'commonplace-postmaster-'))
  const bystander = spawn('sleep', ['300'], { cwd: folder, stdio: 'ignore' })
  const ended = once(bystander, 'exit')
  await once(bystander, 'spawn')
  await stopPostmaster(folder, 0)
  // Signals come in their order: had there been one before, it would be told instead.
  bystander.kill('SIGTERM')
  expect(await ended).toEqual([null, 'SIGTERM'])
  rmSync(folder, { recursive: true })
})
