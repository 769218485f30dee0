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

const channelName = 'commonplace-outbox'
const listeners = new Set<() => void>()

/** Calls `listener` after something was put down or taken out by any page of this browser; answers what ends that. */
export function onKeptChange(listener: () => void): () => void {
  const channel = new BroadcastChannel(channelName)
  channel.onmessage = listener
  listeners.add(listener)
  return () => {
    channel.close()
    listeners.delete(listener)
  }
}

function tellChange(): void {
  for (const listener of listeners) listener()
  const channel = new BroadcastChannel(channelName)
  channel.postMessage(null)
  channel.close()
}

/** Puts a change down; answers its number, which gives the order in which changes were made. */
export async function keepWrite(write: Omit<KeptWrite, 'n'>): Promise<number> {
  const n = await (await database()).add('writes', write)
  tellChange()
  return n
}

export async function dropWrite(n: number): Promise<void> {
  await (await database()).delete('writes', n)
  tellChange()
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

/** The changes of this person that any page of the browser keeps, to whatever document. */
export async function keptOf(viewerId: string): Promise<KeptWrite[]> {
  const everything = (await (await database()).getAll('writes')) as KeptWrite[]
  return everything.filter((one) => one.viewerId === viewerId)
}

/** Whether anything at all is still kept by this browser. */
export async function countAllKept(): Promise<number> {
  return (await database()).count('writes')
}

/** Forgets everything, for signing out. */
export async function clearKept(): Promise<void> {
  await (await database()).clear('writes')
}
