import { resolve } from 'node:path'
import { connect } from '@/lib/data/database/client'
import { checkInstance } from '@/lib/services/backup/check-instance'
import { restoreBackup } from '@/lib/services/backup/restore-backup'
import { applyMigrations } from '@/server/database/migrate'
import { startScratchCluster } from '@/server/instance/scratch-cluster'
import { readArguments } from './arguments'
import { CommandError, UsageError, type Command } from './command'
import { backupAt, linesOf } from './restore'

/** How the temporary folders of drills are called. */
export const drillPrefix = 'commonplace-drill-'

/** Restores a backup into a scratch database, compares every hash and checks everything, and takes that database away again. */
export const drill: Command = (args) => {
  const { values, positionals } = readArguments(args, { json: { type: 'boolean' } } as const, [], 1)
  const [name] = positionals
  if (name === undefined || positionals.length > 1) throw new UsageError('Name the backup to restore.')
  return async ({ from, root, print }) => {
    const path = backupAt(resolve(from, name))
    const begun = performance.now()
    const cluster = await startScratchCluster(drillPrefix, 'a restore drill')
    // The database has a life of its own: told to end, this takes it away first.
    const end = () => void cluster.remove().finally(() => process.exit(1))
    process.once('SIGTERM', end)
    try {
      await applyMigrations(cluster.url(), resolve(root, 'prisma/migrations'))
      const db = connect(cluster.url(), { max: 4 })
      try {
        const { rows, createdAt } = await restoreBackup(db, linesOf(path))
        const { revisions: texts, annotations, faults } = await checkInstance(db)
        if (faults.length > 0)
          throw new CommandError(
            `The backup of ${createdAt} was restored as it was made, with ${faults.length} faults in it: ${faults[0]?.kind}. See: npm run commonplace -- doctor`,
          )
        const seconds = Math.round((performance.now() - begun) / 100) / 10
        if (values.json) print(JSON.stringify({ file: path, createdAt, rows, texts, annotations, seconds }))
        else
          print(
            `The backup of ${createdAt} holds: ${rows} rows were restored and compared in ${seconds} s, ${annotations} annotations on ${texts} texts, every one in its place. Nothing of it was kept.`,
          )
      } finally {
        await db.$disconnect()
      }
    } finally {
      process.off('SIGTERM', end)
      await cluster.remove()
    }
  }
}
