import { existsSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

/** The server running in this cluster; undefined when there is none, also when postmaster.pid names a process that is something else by now. */
export function postmasterPid(data: string): number | undefined {
  const file = join(data, 'postmaster.pid')
  if (!existsSync(file)) return undefined
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0])
  return Number.isInteger(pid) && pid > 1 && worksIn(pid, data) ? pid : undefined
}

/** A Postgres server's working directory is its cluster; on systems without /proc its command line names it. */
function worksIn(pid: number, data: string): boolean {
  try {
    if (process.platform === 'linux') return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(data)
    return execFileSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' }).includes(data)
  } catch {
    return false // No such process, or not one of ours.
  }
}

/**
 * Ends the server of this cluster: a fast shutdown, and after three seconds an immediate one, which costs a recovery at the next
 * start and no data. A postmaster.pid that names no server of ours is removed, because Postgres would take a recycled id for a rival.
 */
export async function stopPostmaster(data: string): Promise<void> {
  const pid = postmasterPid(data)
  if (pid === undefined) return rmSync(join(data, 'postmaster.pid'), { force: true })
  for (const [signal, patience] of [['SIGINT', 3000], ['SIGQUIT', 900], ['SIGKILL', 5000]] as const) {
    tell(pid, signal)
    for (const until = Date.now() + patience; Date.now() < until; await wait(15)) if (!worksIn(pid, data)) return
  }
}

function tell(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
