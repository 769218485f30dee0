import type { Keeper, Write } from '@/lib/browser/reader/annotation-store'
import { dropWrite, keepWrite, keptWrites, takeOver } from './outbox-store'
import { isPageGone, pageId } from './page-lock'
import { announceKeeping, takeOverWhenGone } from './take-over'

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
    const kept = announceKeeping(this.where)
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
    const take = async (owner: string) => adopted(await this.take(owner))
    // Where the browser keeps nothing, there is nothing to take over.
    await takeOverWhenGone(this.where, () => this.owners(), take, signal).catch(() => undefined)
  }

  /** What pages that are gone by now have left, which this page then has to send. */
  async takeLeft(): Promise<Write[]> {
    const left: Write[] = []
    for (const owner of new Set(await this.owners()))
      if (owner !== pageId && (await isPageGone(owner))) left.push(...(await this.take(owner)))
    return left
  }

  private async owners(): Promise<string[]> {
    return (await keptWrites(this.place)).map((one) => one.pageId)
  }

  private async take(owner: string): Promise<Write[]> {
    const writes = await takeOver(this.place, owner, pageId)
    for (const { n, write } of writes) this.numbers.set(write, Promise.resolve(n))
    return writes.map(({ write }) => write)
  }

  private get where(): string[] {
    const { viewerId, projectId, documentId } = this.place
    return ['writes', viewerId, projectId, documentId]
  }
}
