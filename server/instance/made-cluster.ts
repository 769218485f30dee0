import { existsSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { ClusterPlace } from './cluster-place'
import { isCluster } from './embedded-postgres'
import { StartError } from './explain.mjs'

const noteIn = (dataDir: string) => join(dataDir, 'database-made.json')

/** Notes that the instance in `dataDir` has a database, from which moment on none is made in its place. */
export function noteCluster(dataDir: string, { data }: ClusterPlace): void {
  if (existsSync(noteIn(dataDir))) return
  const note = { data, why: 'Where this file is, no empty database is ever made in place of one that cannot be found.' }
  writeFileSync(noteIn(dataDir), JSON.stringify(note, null, 2))
}

/**
 * Refuses to make an empty database where the instance had one that is not there now, be it that its disk is not mounted yet. An instance from before this was
 * noted is known by the database's log.
 */
export function demandCluster(dataDir: string, place: ClusterPlace): void {
  if (isCluster(place)) return
  const hadOne = existsSync(noteIn(dataDir)) || existsSync(place.log)
  const lostPlace = existsSync(join(dataDir, 'cluster.json')) && !existsSync(dirname(place.data))
  if (hadOne || lostPlace)
    throw new StartError(
      `The database of this instance is not at ${place.data}. Mount its disk or put it back, or restore a backup into a new DATA_DIR. Nothing was changed.`,
    )
}
