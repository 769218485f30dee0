import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import {
  backupName,
  beginAsked,
  lockIn,
  pruneBackups,
  untriedBackup,
  writeReport,
} from '@/lib/services/backup/backup-folder'
import { log } from '@/lib/log'
import { z } from 'zod'
import { takeLock } from '../instance/lock.mjs'

/** Runs a command of the command line to its end; answers what it printed, throws what it said where it failed. */
export type RunCommand = (args: readonly string[]) => Promise<string>

export interface Night {
  folder: string
  run: RunCommand
  now: () => Date
  /** Aborted when the server stops: what is under way then has not failed, and is begun anew after the next start. */
  signal: AbortSignal
}

/**
 * Makes a backup in the folder where `isDue`, takes away those that need not stay, and restores the newest for trial unless that was done. What became of it is in
 * the folder’s report. Where another process is at it already this does nothing.
 */
export async function backUpForTheNight(night: Night, isDue: boolean): Promise<void> {
  const { folder } = night
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const lock = takeLock(lockIn(folder), 'the nightly backup')
  if ('holder' in lock) return
  try {
    if (isDue && !(await backUp(night))) return
    const untried = untriedBackup(folder, night.now())
    if (untried !== undefined) await drill(night, untried)
  } finally {
    lock.release()
  }
}

async function backUp({ folder, run, now, signal }: Night): Promise<boolean> {
  beginAsked(folder)
  const at = now()
  const fault = await run(['backup', '--json', join(folder, backupName(at))]).then(() => null, wordsOf)
  signal.throwIfAborted()
  writeReport(folder, { backup: { at: at.toISOString(), fault } })
  if (fault === null) pruneBackups(folder, now())
  else log().error({ fault }, 'the nightly backup failed; it is tried again in an hour')
  return fault === null
}

const drilled = z.object({ rows: z.int(), texts: z.int(), annotations: z.int(), seconds: z.number() })
const nothing = { rows: 0, texts: 0, annotations: 0, seconds: 0 }

async function drill({ folder, run, now, signal }: Night, name: string): Promise<void> {
  const at = now().toISOString()
  try {
    const found = drilled.parse(JSON.parse(await run(['drill', '--json', join(folder, name)])))
    writeReport(folder, { drill: { at, name, ...found, fault: null } })
  } catch (error) {
    signal.throwIfAborted()
    const fault = wordsOf(error)
    writeReport(folder, { drill: { at, name, ...nothing, fault } })
    log().error({ fault }, 'the restore drill failed: the backup of this night may not be one')
  }
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
