import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { filesStep } from './complete.mjs'

test('real files must be there where commits are judged, and there alone', () => {
  const root = mkdtempSync(join(tmpdir(), 'commonplace-files-'))
  const step = (args: string[], env: Record<string, string>) => filesStep({ root, args, env })?.code
  try {
    expect(step([], { SHARED_DIR: 'none' })).toBe(undefined)
    expect(step(['--complete'], { SHARED_DIR: 'none' })).toBe(1)
    expect(step([], { SHARED_DIR: 'none', CI: 'true' })).toBe(1)
    expect(step(['--complete'], { SHARED_DIR: root })).toBe(0)
  } finally {
    rmSync(root, { recursive: true })
  }
})
