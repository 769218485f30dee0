import { randomBytes } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'

/** What the embedded instance generates once and keeps beside its database. */
export interface InstanceSecrets {
  databasePassword: string
  sessionSecret: string
}

/** Reads the secrets of `dataDir`, making them on first use; the file is readable by its owner alone and appears whole or not at all. */
export function instanceSecrets(dataDir: string): InstanceSecrets {
  const file = join(dataDir, 'secrets.json')
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as InstanceSecrets
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
