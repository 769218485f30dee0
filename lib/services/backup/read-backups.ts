import type { Viewer } from '@/lib/domain/access/viewer'
import { nextNight } from '@/lib/domain/backup/kept-backups'
import { AppError } from '@/lib/errors'
import { say } from '@/lib/i18n/say'
import type { Backups } from '@/lib/schemas/backup'
import { demandAdmin } from '@/lib/services/accounts/administrate-accounts'
import { askForBackup, isBackupAsked, isBackupUnderWay, isSameDisk, listBackups, readReport } from './backup-folder'

/** Where backups are made, and what is lost together with them. */
export interface BackupPlace {
  /** Null where this server makes none by itself. */
  folder: string | null
  dataDir: string
}

const none = { folder: null, isSameDisk: false, isRunning: false, next: null, kept: [], backup: null, drill: null }

/** What backups there are, when the next one is due, and what became of the last one and of restoring it for trial; for administrators. */
export function readBackups(viewer: Viewer, { folder, dataDir }: BackupPlace, now: Date): Backups {
  demandAdmin(viewer)
  if (folder === null) return none
  return {
    folder,
    isSameDisk: isSameDisk(folder, dataDir),
    isRunning: isBackupAsked(folder) || isBackupUnderWay(folder, now),
    next: nextNight(now).toISOString(),
    kept: listBackups(folder),
    ...readReport(folder),
  }
}

/** Asks for a backup now. It is begun within seconds; asked for twice before that, it is one. */
export function requestBackup(viewer: Viewer, place: BackupPlace, now: Date): Backups {
  demandAdmin(viewer)
  if (place.folder === null) throw new AppError('refused', say('refusals.backup.noFolder'))
  askForBackup(place.folder)
  return readBackups(viewer, place, now)
}
