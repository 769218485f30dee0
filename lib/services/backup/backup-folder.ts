import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { keptBackups } from '@/lib/domain/backup/kept-backups'
import { backupReport, type BackupFile, type BackupReport } from '@/lib/schemas/backup'

// The folder in which an instance keeps the backups that it makes by itself. What is said of them lies there too: it is about these files, wherever the folder
// is taken, and not about the database, which may be one that was restored from them.

const named = /^commonplace-(\d{4})-(\d\d)-(\d\d)T(\d\d)(\d\d)(\d\d)Z\.backup$/

/** The name of a backup that is begun at `now`. */
export function backupName(now: Date): string {
  return `commonplace-${now.toISOString().slice(0, 19).replaceAll(':', '')}Z.backup`
}

/** The backups in a folder that are whole, the newest first. Files of other names are nobody’s business here. */
export function listBackups(folder: string): BackupFile[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .flatMap((name) => {
      const [, year, month, day, hours, minutes, seconds] = named.exec(name) ?? []
      if (year === undefined) return []
      const found = statSync(join(folder, name), { throwIfNoEntry: false })
      const at = new Date(`${year}-${month}-${day}T${hours}:${minutes}:${seconds}Z`)
      return found?.isFile() && !Number.isNaN(at.getTime()) ? [{ name, at: at.toISOString(), bytes: found.size }] : []
    })
    .sort((a, b) => (a.at < b.at ? 1 : -1))
}

/**
 * Those that are of the past, the newest first. A clock that ran ahead for a while leaves backups of days to come: none of these is the newest, or no other would
 * be made, tried and kept until that day.
 */
export const pastBackups = (folder: string, now: Date): BackupFile[] =>
  listBackups(folder).filter(({ at }) => Date.parse(at) <= now.getTime())

/** Takes away what need not stay, and what an earlier attempt that was killed has left. Only for whoever holds the folder’s lock. */
export function pruneBackups(folder: string, now: Date): void {
  const backups = pastBackups(folder, now)
  const kept = keptBackups(backups.map(({ at }) => new Date(at)))
  for (const { name, at } of backups) if (!kept.has(new Date(at).getTime())) rmSync(join(folder, name), { force: true })
  for (const name of readdirSync(folder))
    if (/^commonplace-.*\.backup\..*\.incomplete$/.test(name)) rmSync(join(folder, name), { force: true })
}

const reportIn = (folder: string) => join(folder, 'report.json')
const nothingYet: BackupReport = { backup: null, drill: null }

/** What became of the last backup and the last drill; nothing where nobody wrote it, or what is there cannot be read. */
export function readReport(folder: string): BackupReport {
  try {
    return backupReport.parse(JSON.parse(readFileSync(reportIn(folder), 'utf8')))
  } catch {
    return nothingYet
  }
}

/** Writes part of the report anew, whole or not at all. */
export function writeReport(folder: string, part: Partial<BackupReport>): void {
  const draft = `${reportIn(folder)}.draft`
  writeFileSync(draft, JSON.stringify({ ...readReport(folder), ...part }, null, 2), { mode: 0o600 })
  renameSync(draft, reportIn(folder))
}

/** The newest backup, where nobody has restored it for trial yet. */
export function untriedBackup(folder: string, now: Date): string | undefined {
  const [newest] = pastBackups(folder, now)
  return newest?.name === readReport(folder).drill?.name ? undefined : newest?.name
}

const askedIn = (folder: string) => join(folder, 'asked')

/** Asks whoever makes backups here for one now. */
export function askForBackup(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  writeFileSync(askedIn(folder), '')
}

/** Whether somebody asked for a backup that was not begun yet. */
export const isBackupAsked = (folder: string): boolean => existsSync(askedIn(folder))

/** A backup is begun: who asks from now on asks for another. */
export const beginAsked = (folder: string): void => rmSync(askedIn(folder), { force: true })

/** The lock of a folder, held by whoever makes a backup there. */
export const lockIn = (folder: string): string => join(folder, 'lock')

/** Milliseconds after which a lock that nobody wrote any more is nobody’s: whoever holds it writes it each second. */
const silence = 15_000

/** Whether somebody makes a backup there now. Who was killed meanwhile left the lock behind, and writes it no more. */
export function isBackupUnderWay(folder: string, now: Date): boolean {
  const lock = statSync(lockIn(folder), { throwIfNoEntry: false })
  return lock !== undefined && Math.abs(now.getTime() - lock.mtimeMs) < silence
}

/** Whether a folder is on the disk of another one: what is lost with that disk. */
export function isSameDisk(folder: string, other: string): boolean {
  const [one, two] = [statSync(folder, { throwIfNoEntry: false }), statSync(other, { throwIfNoEntry: false })]
  return one !== undefined && two !== undefined && one.dev === two.dev
}
