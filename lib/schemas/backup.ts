import { z } from 'zod'
import { time } from './primitives'

const backupFile = z.object({
  name: z.string(),
  at: time.meta({ description: 'When it was begun: what was stored then is in it' }),
  bytes: z.int(),
})
export type BackupFile = z.infer<typeof backupFile>

const fault = z
  .string()
  .nullable()
  .meta({ description: 'Why it failed, in the words of the command line; null where it did not' })

/** What became of the last backup and the last drill. */
export const backupReport = z.object({
  backup: z.object({ at: time, fault }).nullable(),
  drill: z
    .object({
      at: time,
      name: z.string().meta({ description: 'The backup that was restored' }),
      seconds: z.number(),
      rows: z.int(),
      texts: z.int(),
      annotations: z.int(),
      fault,
    })
    .nullable()
    .meta({
      description:
        'The last restore drill: a backup restored into a scratch database, every hash compared and everything checked',
    }),
})
export type BackupReport = z.infer<typeof backupReport>

export const backups = backupReport
  .extend({
    folder: z
      .string()
      .nullable()
      .meta({ description: 'Where the server keeps the backups that it makes by itself; null where it makes none' }),
    isSameDisk: z.boolean().meta({ description: 'Whether they are on the disk of the embedded database' }),
    isRunning: z.boolean().meta({ description: 'Whether one is asked for or under way' }),
    next: time.nullable().meta({ description: 'When the next one is due' }),
    kept: z.array(backupFile).meta({ description: 'The newest first' }),
  })
  .meta({ id: 'Backups' })
export type Backups = z.infer<typeof backups>
