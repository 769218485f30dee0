import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import { pageId } from '@/lib/browser/outbox/page-lock'
import { announceKeeping, takeOverWhenGone } from '@/lib/browser/outbox/take-over'
import type { Proposed } from './queued-file'

export interface UploadPlace {
  viewerId: string
  projectId: string
}

/** A file that somebody is adding to a project, as this browser keeps it; with what they corrected of the proposals. */
export interface KeptFile {
  /** Version 7, so that their order is that in which they were added. */
  key: string
  file: File
  corrected: Partial<Proposed>
}

/** Keeps the files of a queue beyond the page's life. */
export interface FileKeeper {
  keep: (kept: KeptFile) => void
  correct: (key: string, corrected: Partial<Proposed>) => void
  drop: (key: string) => void
}

type Stored = KeptFile & UploadPlace & { pageId: string }

interface Schema extends DBSchema {
  files: { key: string; value: Stored; indexes: { place: [string, string] } }
}

let opened: Promise<IDBPDatabase<Schema>> | undefined

/** The browser's own database. Rejects where the browser gives none. */
function database(): Promise<IDBPDatabase<Schema>> {
  return (opened ??= openDB<Schema>('commonplace-uploads', 1, {
    upgrade(db) {
      db.createObjectStore('files', { keyPath: 'key' }).createIndex('place', ['viewerId', 'projectId'])
    },
    terminated() {
      opened = undefined
    },
  }))
}

/**
 * Keeps files that are on their way in until they are documents or taken out, so that a reload, a closed tab or a crash loses no list. A file belongs to the
 * page it was dropped on; when that page is gone, to one other page with the project's documents.
 */
export class UploadKeeper implements FileKeeper {
  // One after the other: what is dropped must have been kept before.
  private last: Promise<unknown> = Promise.resolve()
  private failed = false

  constructor(private readonly place: UploadPlace) {}

  /** Whether all is kept so far. Where the browser will not, the page must not be left with files in the list. */
  get keepsAll(): boolean {
    return !this.failed
  }

  keep(kept: KeptFile): void {
    this.then(async () => (await database()).put('files', { ...this.place, pageId, ...kept }))
  }

  correct(key: string, corrected: Partial<Proposed>): void {
    this.then(async () => {
      const transaction = (await database()).transaction('files', 'readwrite')
      const stored = await transaction.store.get(key)
      if (stored) await transaction.store.put({ ...stored, corrected })
      await transaction.done
    })
  }

  drop(key: string): void {
    this.then(async () => (await database()).delete('files', key))
  }

  /** Hands over what pages that are gone have left, now and whenever another page goes, until `signal` aborts. */
  async adopt(signal: AbortSignal, adopted: (files: KeptFile[]) => void): Promise<void> {
    const { viewerId, projectId } = this.place
    const owners = async () =>
      (await (await database()).getAllFromIndex('files', 'place', [viewerId, projectId])).map((one) => one.pageId)
    const take = async (owner: string) => {
      const transaction = (await database()).transaction('files', 'readwrite')
      const stored = await transaction.store.index('place').getAll([viewerId, projectId])
      const theirs = stored.filter((one) => one.pageId === owner)
      await Promise.all([...theirs.map((one) => transaction.store.put({ ...one, pageId })), transaction.done])
      if (theirs.length > 0) adopted(theirs.map(({ key, file, corrected }) => ({ key, file, corrected })))
    }
    // Where the browser keeps nothing, there is nothing to take over.
    await takeOverWhenGone(this.where, owners, take, signal).catch(() => undefined)
  }

  private get where(): string[] {
    return ['files', this.place.viewerId, this.place.projectId]
  }

  private then(work: () => Promise<unknown>): void {
    this.last = this.last
      .then(() => announceKeeping(this.where))
      .then(work)
      .catch(() => {
        this.failed = true
      })
  }
}

/** Forgets all of them, for signing out. */
export async function clearKeptFiles(): Promise<void> {
  await (await database()).clear('files')
}
