import { setTimeout as wait } from 'node:timers/promises'
import { countedPassages, countPart, forgetCounts, uncountedProjects } from '@/lib/data/annotations/count-anew'
import type { Database } from '@/lib/data/database/client'

const pause = 50

/**
 * Counts what waits to be counted, project by project in parts, until nothing does or `stopped` says so. Parts of a project that another process is counting are
 * left to it; with `whole` they are waited for.
 */
export async function keepCounts(db: Database, stopped: () => boolean, { whole = false } = {}): Promise<void> {
  for (const projectId of await uncountedProjects(db)) {
    for (let state = 'more'; state !== 'done' && !stopped();) {
      state = await countPart(db, projectId)
      if (state === 'taken' && !whole) break
      if (state === 'taken') await wait(pause)
    }
  }
}

/** Forgets every kept count and counts all anew; answers how many annotations are counted. */
export async function recount(db: Database): Promise<number> {
  await db.$transaction((tx) => forgetCounts(tx), { timeout: 600_000 })
  await keepCounts(db, () => false, { whole: true })
  return countedPassages(db)
}
