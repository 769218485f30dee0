import { createHash, randomBytes } from 'node:crypto'
import { chownSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, isAbsolute, join } from 'node:path'
import { z } from 'zod'
import { readRecord } from './read-record'
import { canReach, type RunAs } from './system-user'

/** Where one embedded cluster lives. */
export interface ClusterPlace {
  /** The cluster itself (PGDATA). */
  data: string
  /** Holds the Unix socket; only the database's own user may enter it. */
  socket: string
  /** Holds a copy of the programs where one is needed. */
  shelter: string
  log: string
}

// A Unix socket's path has room for 107 bytes on Linux and 103 on macOS.
const socketPathLimit = 103

const recordSchema = z.object({ base: z.string().refine(isAbsolute) })

/**
 * The place of the cluster that belongs to `dataDir`. It is inside `dataDir`, unless the database must run as another user who cannot
 * get there: then it is under /var/lib/commonplace, and `dataDir` records where.
 */
export function clusterPlace(dataDir: string, runAs: RunAs): ClusterPlace {
  const record = join(dataDir, 'cluster.json')
  const base = existsSync(record)
    ? readRecord(record, recordSchema, 'It named the folder of the database: put it back from a copy.').base
    : chooseBase(dataDir, runAs, record)
  const socket = join(base, 'socket')
  return {
    data: join(base, 'postgres'),
    socket:
      Buffer.byteLength(`${socket}/.s.PGSQL.5432`) <= socketPathLimit
        ? socket
        : join(tmpdir(), `commonplace-${digest(base)}`),
    shelter: join(base === dataDir ? base : dirname(base), 'programs'),
    log: join(base, 'postgres.log'),
  }
}

function chooseBase(dataDir: string, runAs: RunAs, record: string): string {
  if (!runAs || canReach(runAs, dataDir, 'x')) return dataDir
  // Not derived from the path: a new clone at the same place must not meet the database of the one that was deleted.
  const base = join('/var/lib/commonplace', randomBytes(6).toString('hex'))
  mkdirSync(base, { recursive: true, mode: 0o755 })
  writeFileSync(
    record,
    JSON.stringify({ base, why: `The database may not run as root, and its user cannot enter ${dataDir}.` }, null, 2),
  )
  return base
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12)
}

/** Makes a folder that only the database's user may enter. */
export function privateFolder(path: string, runAs: RunAs): void {
  mkdirSync(path, { recursive: true, mode: 0o700 })
  if (runAs) chownSync(path, runAs.uid, runAs.gid)
}
