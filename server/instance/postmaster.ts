import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, readdirSync, readlinkSync, realpathSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

/**
 * Ends every server process of this cluster: a fast shutdown, after `patience` ms an immediate one, which costs a recovery at the next
 * start and no data, and at last a kill. Answers when none is left, and only then removes the lock files, because Postgres takes a
 * recycled or unreaped process id in them for a rival. The caller holds the instance's lock.
 */
export async function stopPostmaster(data: string, patience = 3000): Promise<void> {
  if (existsSync(data)) await endProcesses(realpathSync(data), patience)
  rmSync(join(data, 'postmaster.pid'), { force: true })
}

async function endProcesses(data: string, fast: number): Promise<void> {
  const steps = [
    { signal: 'SIGINT', patience: Math.max(fast, 500) },
    { signal: 'SIGQUIT', patience: 700 },
    { signal: 'SIGKILL', patience: 5000 },
  ] as const
  for (const { signal, patience } of steps) {
    for (const pid of leaders(data, signal)) tell(pid, signal)
    for (const until = Date.now() + patience; Date.now() < until; await wait(20))
      if (processesIn(data).length === 0) return
  }
}

/** Whom to tell: the postmaster, who tells the others; all of them where it is gone, or at the last step. */
function leaders(data: string, signal: NodeJS.Signals): number[] {
  const pids = processesIn(data)
  const leader = recordedPid(data)
  return leader !== undefined && pids.includes(leader) && signal !== 'SIGKILL' ? [leader] : pids
}

function recordedPid(data: string): number | undefined {
  const file = join(data, 'postmaster.pid')
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : undefined
}

/**
 * A Postgres process works in its cluster's folder. Others may stand there too, such as an administrator's shell, so its program is looked at. On systems without
 * /proc, only the postmaster is looked for, by its command line.
 */
function processesIn(data: string): number[] {
  if (process.platform === 'linux')
    return readdirSync('/proc')
      .filter((entry) => /^\d+$/.test(entry) && linkOf(entry, 'cwd') === data && isPostgres(entry))
      .map(Number)
  const leader = recordedPid(data)
  return leader !== undefined && commandLine(leader).includes(data) ? [leader] : []
}

/** A program that was replaced while it runs, by an update, is named with this at the end. */
const replaced = / \(deleted\)$/

const isPostgres = (pid: string) => basename((linkOf(pid, 'exe') ?? '').replace(replaced, '')) === 'postgres'

function linkOf(pid: string, what: 'cwd' | 'exe'): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/${what}`)
  } catch {
    return undefined // Gone meanwhile, a zombie, or somebody else's.
  }
}

function commandLine(pid: number): string {
  try {
    return execFileSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' })
  } catch {
    return '' // No such process.
  }
}

function tell(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
