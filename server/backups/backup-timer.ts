import { spawn } from 'node:child_process'
import { constants, setPriority } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { firstAccountAt } from '@/lib/data/accounts/accounts'
import type { Database } from '@/lib/data/database/client'
import { isBackupDue } from '@/lib/domain/backup/kept-backups'
import { log } from '@/lib/log'
import { isBackupAsked, pastBackups, readReport, untriedBackup } from '@/lib/services/backup/backup-folder'
import { drillPrefix } from '../commands/drill'
import { sweepScratchClusters } from '../instance/scratch-cluster'
import { backUpForTheNight, type Night, type RunCommand } from './night'

/** Milliseconds between looks whether a backup is due or was asked for, and from one that failed to the next try. */
const pause = { look: 5_000, failed: 3_600_000 }

/** Makes a backup each night, as long as the server runs. Answers how to stop it, which ends one that is under way: nothing of it stays. */
export function startBackupTimer({
  db,
  root,
  folder,
}: {
  db: Database
  root: string
  folder: string | null
}): () => Promise<void> {
  if (folder === null) return () => Promise.resolve()
  const stop = new AbortController()
  // What a drill left behind that was killed together with its server.
  let running: Promise<void> = sweepScratchClusters(drillPrefix).catch((error: unknown) =>
    log().warn({ err: error }, 'Taking away what a restore drill left behind failed'),
  )
  let isRunning = false
  const tick = () => {
    if (isRunning) return
    isRunning = true
    running = look(db, { folder, run: runner(root, stop.signal), now: () => new Date(), signal: stop.signal })
      .catch((error: unknown) => {
        if (!stop.signal.aborted) log().error({ err: error }, 'Looking for a backup to make failed; it is tried again')
      })
      .finally(() => (isRunning = false))
  }
  const timer = setInterval(tick, pause.look)
  timer.unref()
  return async () => {
    clearInterval(timer)
    stop.abort()
    await running
  }
}

async function look(db: Database, night: Night): Promise<void> {
  const isDue = isBackupAsked(night.folder) || (await isNightDue(db, night))
  if (isDue || untriedBackup(night.folder, night.now()) !== undefined) await backUpForTheNight(night, isDue)
}

/** The files are looked at first: most of the time they say that there is nothing to do, and the database is not asked. */
async function isNightDue(db: Database, { folder, now }: Night): Promise<boolean> {
  const [newest] = pastBackups(folder, now())
  const last = newest ? new Date(newest.at) : null
  const { backup } = readReport(folder)
  const since = now().getTime() - Date.parse(backup?.at ?? '')
  if (backup && backup.fault !== null && since >= 0 && since < pause.failed) return false
  return (
    isBackupDue(now(), { setUp: new Date(0), newest: last }) &&
    isBackupDue(now(), { setUp: await firstAccountAt(db), newest: last })
  )
}

/**
 * Runs commands in a process of their own, that lets everybody else go first: what takes the processor for a minute holds nobody up, and what takes memory takes
 * none of the server’s.
 */
function runner(root: string, signal: AbortSignal): RunCommand {
  return async (args) => {
    const child = spawn(process.execPath, [join(root, 'scripts/run-command.mjs'), ...args], {
      cwd: root,
      signal,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW)
    const ended = new Promise<number | null>((resolve, reject) => child.once('close', resolve).once('error', reject))
    const [out, told, code] = await Promise.all([text(child.stdout), text(child.stderr), ended])
    if (code !== 0) throw new Error(told.trim().split('\n').at(-1) || `It ended with ${code}`)
    return out
  }
}
