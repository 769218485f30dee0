import { randomBytes } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { readRecord } from './read-record'

const secretsSchema = z.object({ databasePassword: z.string().min(1), sessionSecret: z.string().min(1) })

/** What the embedded instance generates once and keeps beside its database. */
export type InstanceSecrets = z.infer<typeof secretsSchema>

/** Reads the secrets of `dataDir`, making them on first use; the file is readable by its owner alone and appears whole or not at all. */
export function instanceSecrets(dataDir: string): InstanceSecrets {
  const file = join(dataDir, 'secrets.json')
  if (existsSync(file))
    return readRecord(
      file,
      secretsSchema,
      'The database opens with what stood there alone: put the file back from a copy, or restore a backup into a new DATA_DIR.',
    )
  const secrets = {
    databasePassword: randomBytes(24).toString('base64url'),
    sessionSecret: randomBytes(32).toString('base64url'),
  }
  mkdirSync(dataDir, { recursive: true })
  const draft = `${file}.${process.pid}`
  const handle = openSync(draft, 'w', 0o600)
  try {
    writeSync(handle, JSON.stringify(secrets))
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  renameSync(draft, file)
  return secrets
}
