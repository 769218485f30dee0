import { execFileSync, spawnSync } from 'node:child_process'
import { StartError } from './explain.mjs'

/** The user and group a database process runs as; undefined means as ourselves. */
export type RunAs = { uid: number; gid: number } | undefined

const name = 'commonplace'

/**
 * Postgres refuses to run as root. For root this finds, or makes once, an unprivileged system user `commonplace`;
 * for anybody else it answers undefined.
 */
export function databaseUser(): RunAs {
  if (process.getuid?.() !== 0) return undefined
  return lookUp() ?? create()
}

function lookUp(): RunAs {
  const ids = ['-u', '-g'].map((flag) => spawnSync('id', [flag, name], { encoding: 'utf8' }))
  const [uid, gid] = ids.map(({ status, stdout }) => (status === 0 ? Number(stdout) : NaN))
  return uid && gid ? { uid, gid } : undefined
}

function create(): RunAs {
  try {
    execFileSync(
      'useradd',
      [
        '--system',
        '--user-group',
        '--no-create-home',
        '--home-dir',
        '/nonexistent',
        '--shell',
        '/usr/sbin/nologin',
        name,
      ],
      { stdio: 'pipe' },
    )
  } catch (error) {
    const user = lookUp() // Another start may have made it meanwhile.
    if (user) return user
    throw new StartError(
      `The database may not run as root, and making a system user for it failed (${firstLine(error)}). Start as an ordinary user, or set DATABASE_URL.`,
    )
  }
  return lookUp()
}

function firstLine(error: unknown): string {
  return String(error instanceof Error ? error.message : error).split('\n')[0] ?? ''
}

/** Whether that user can reach and use `path` in the way `mode` says; asked of the system itself, as that user. */
export function canReach(runAs: NonNullable<RunAs>, path: string, mode: 'x' | 'r' | 'w'): boolean {
  return (
    spawnSync('/bin/sh', ['-c', `test -${mode} "$1"`, 'sh', path], { ...runAs, cwd: '/', stdio: 'ignore' }).status === 0
  )
}
