import type { Keeper, Write } from '@/lib/browser/reader/annotation-store'
import { dropWrite, keepWrite, keptWrites, takeOver } from './outbox-store'
import { holdPageLock, pageId, untilPageGone } from './page-lock'

interface Place {
  viewerId: string
  projectId: string
  documentId: string
}

/**
 * Keeps what a person does to a document's annotations in the browser's own database until the server has it, so that a closed tab, a crash or a reload
 * loses nothing. Each change is sent by the page that made it; when that page is gone, by one other page that has the document open.
 */
export class DocumentOutbox implements Keeper {
  private readonly numbers = new WeakMap<Write, Promise<number | null>>()
  private failed = false

  constructor(
    private readonly place: Place,
    /** Told once where the browser will not keep anything: then a page must not be left before all is sent. */
    private readonly cannotKeep: () => void,
  ) {}

  keep(write: Write): void {
    const kept = holdPageLock()
      .then(() => keepWrite({ ...this.place, pageId, write }))
      .catch(() => {
        if (!this.failed) this.cannotKeep()
        this.failed = true
        return null
      })
    this.numbers.set(write, kept)
  }

  done(write: Write): void {
    // Where it cannot be taken out it is sent again some day, and the server knows it by its id and version.
    void this.numbers
      .get(write)
      ?.then((n) => (n === null ? undefined : dropWrite(n)))
      .catch(() => undefined)
  }

  /** Hands over what pages that are gone have left, now and whenever another page goes, until `signal` aborts. */
  async adopt(signal: AbortSignal, adopted: (writes: Write[]) => void): Promise<void> {
    try {
      await holdPageLock()
      const kept = await keptWrites(this.place)
      const owners = new Set(kept.map((one) => one.pageId).filter((id) => id !== pageId))
      await Promise.all([...owners].map((owner) => this.adoptFrom(owner, signal, adopted)))
    } catch {
      // Aborted, or the browser keeps nothing: then there is nothing to take over.
    }
  }

  private async adoptFrom(owner: string, signal: AbortSignal, adopted: (writes: Write[]) => void): Promise<void> {
    await untilPageGone(owner, signal)
    if (signal.aborted) return
    const writes = await takeOver(this.place, owner, pageId)
    for (const { n, write } of writes) this.numbers.set(write, Promise.resolve(n))
    if (writes.length > 0) adopted(writes.map(({ write }) => write))
  }
}
