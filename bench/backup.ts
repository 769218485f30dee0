import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { generateScale } from '@/seed/scale/generate-scale'
import type { BenchServer } from './bench-server'
import { watchServer } from './exports'
import type { Figure } from './figure'
import { httpClient } from './http-client'

const size = { documents: 1_000, annotations: 100_000, coders: 10, size: 10_000 }
const most = { backup: 15, drill: 45, request: 100 }

/** Figures of a backup of the whole instance and of restoring it for trial, as the night does both, and of the slowest other request meanwhile. */
export async function benchBackup(server: BenchServer): Promise<Figure[]> {
  const scale = await generateScale(server.db, { ...size, now: new Date(), name: 'To be kept' })
  const folder = mkdtempSync(join(tmpdir(), 'commonplace-bench-'))
  const other = httpClient(server.url, await server.token(scale.lead.userId), 1)
  try {
    const file = join(folder, 'whole.backup')
    const watch = watchServer(server, other, `/api/v1/projects/${scale.projectId}/documents?limit=20`)
    const backup = await secondsOf(server, ['backup', file])
    const drill = await secondsOf(server, ['drill', file])
    const { slowest, p50 } = await watch()
    const megabytes = (statSync(file).size / 1e6).toFixed(1)
    const held = `${size.documents} documents, ${size.annotations} annotations`
    return [
      { name: 'backup', value: backup, unit: 's', target: { most: most.backup }, beside: `${held}: ${megabytes} MB` },
      { name: 'restore drill of it', value: drill, unit: 's', target: { most: most.drill }, beside: held },
      {
        name: 'backup and drill: slowest other request',
        value: slowest,
        unit: 'ms',
        target: { most: most.request },
        beside: `p50 ${p50.toFixed(1)} ms`,
      },
    ]
  } finally {
    other.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function secondsOf(server: BenchServer, args: readonly string[]): Promise<number> {
  const begun = performance.now()
  const child = spawn(process.execPath, [resolve('scripts/run-command.mjs'), ...args], {
    env: { ...process.env, DATABASE_URL: server.databaseUrl, NEXTAUTH_SECRET: server.sessionSecret },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const ended = new Promise<number | null>((done, failed) => child.once('close', done).once('error', failed))
  const [told, code] = await Promise.all([text(child.stderr), ended])
  if (code !== 0) throw new Error(`${args[0]} ended with ${code}: ${told}`)
  return (performance.now() - begun) / 1000
}
