'use client'

import { useEffect, useState, useSyncExternalStore } from 'react'
import { connection } from '@/lib/browser/offline/connection'
import { Autosaver, type AutosaverOptions, type Saving } from './autosaver'

export interface Autosave<Row> extends Saving<Row> {
  /** What a field shows: what was typed, else what is stored. */
  value: <Key extends keyof Row & string>(field: Key) => Row[Key]
  set: <Key extends keyof Row & string>(field: Key, value: Row[Key]) => void
  keepMine: () => void
  takeTheirs: () => void
  /** Sends what is waiting without waiting for the pause: on leaving a field. */
  flush: () => void
  /** The same, and answers whether all that was typed is stored. */
  settle: () => Promise<boolean>
}

/** A form that saves itself; mount it with the row's id as key. What is waiting is sent when the form goes away or the tab is hidden, and what could not be sent when the connection is back. */
export function useAutosave<Row extends Record<string, unknown> & { version: number }>({
  row,
  save,
  delay,
}: AutosaverOptions<Row>): Autosave<Row> {
  const [saver] = useState(() => new Autosaver<Row>({ row, save, delay }))
  const saving = useSyncExternalStore(saver.subscribe, saver.read, saver.read)
  useEffect(() => saver.follow(row), [saver, row])
  useEffect(() => {
    const leave = () => void saver.flush()
    const hidden = () => document.hidden && leave()
    document.addEventListener('visibilitychange', hidden)
    const stop = connection.subscribe(() => {
      if (connection.now().isReached && saver.read().state === 'offline') leave()
    })
    return () => {
      stop()
      document.removeEventListener('visibilitychange', hidden)
      leave()
    }
  }, [saver])
  return {
    ...saving,
    value: (field) => (field in saving.draft ? (saving.draft[field] as Row[typeof field]) : row[field]),
    set: (field, value) => saver.set(field, value),
    keepMine: () => saver.keepMine(),
    takeTheirs: () => saver.takeTheirs(),
    flush: () => void saver.flush(),
    settle: async () => {
      await saver.flush()
      return saver.read().state === 'saved'
    },
  }
}
