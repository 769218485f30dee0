import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import type { Write } from '@/lib/browser/reader/annotation-store'

/** A change that this browser still has to send, as it is kept. */
export interface KeptWrite {
  n: number
  viewerId: string
  projectId: string
  documentId: string
  /** The page that sends it: nobody else does while that page is there. */
  pageId: string
  write: Write
}

interface Schema extends DBSchema {
  writes: { key: number; value: Omit<KeptWrite, 'n'> & { n?: number }; indexes: { place: [string, string, string] } }
}

let opened: Promise<IDBPDatabase<Schema>> | undefined

/** The browser's own database. Rejects where the browser gives none, as some do in private windows. */
function database(): Promise<IDBPDatabase<Schema>> {
  return (opened ??= openDB<Schema>('commonplace-outbox', 1, {
    upgrade(db) {
      db.createObjectStore('writes', { keyPath: 'n', autoIncrement: true }).createIndex('place', [
        'viewerId',
        'projectId',
        'documentId',
      ])
    },
    terminated() {
      opened = undefined
    },
  }))
}

/** Puts a change down; answers its number, which gives the order in which changes were made. */
export async function keepWrite(write: Omit<KeptWrite, 'n'>): Promise<number> {
  return (await database()).add('writes', write)
}

export async function dropWrite(n: number): Promise<void> {
  await (await database()).delete('writes', n)
}

type Place = Pick<KeptWrite, 'viewerId' | 'projectId' | 'documentId'>

/** The changes of this person to this document that any page of the browser keeps, in the order in which they were made. */
export async function keptWrites({ viewerId, projectId, documentId }: Place): Promise<KeptWrite[]> {
  return (await (await database()).getAllFromIndex('writes', 'place', [viewerId, projectId, documentId])) as KeptWrite[]
}

/** Takes over the changes to this document that the page `from` kept and left; of two pages that try, one gets them. */
export async function takeOver(place: Place, from: string, pageId: string): Promise<KeptWrite[]> {
  const transaction = (await database()).transaction('writes', 'readwrite')
  const kept = (await transaction.store
    .index('place')
    .getAll([place.viewerId, place.projectId, place.documentId])) as KeptWrite[]
  const theirs = kept.filter((one) => one.pageId === from)
  await Promise.all([...theirs.map((one) => transaction.store.put({ ...one, pageId })), transaction.done])
  return theirs
}

/** Whether anything at all is still kept by this browser. */
export async function countAllKept(): Promise<number> {
  return (await database()).count('writes')
}

/** Forgets everything, for signing out. */
export async function clearKept(): Promise<void> {
  await (await database()).clear('writes')
}
