import { isOfOther, ProblemError } from '@/lib/browser/api'
import { holds, isSameItem, type LayerItem, type LayerPatch } from './layer-item'
import type { LayerNews } from './layer-news'

/** After how long, in milliseconds, it is asked again whether somebody else is still signed in. */
const otherAgain = 60_000

/**
 * Something a person asked for that the server has not yet confirmed. It carries the words it was asked about, so that it can be sent without the page it
 * was made on, and a change the version it was made to (absent: the one that the change before it leads to).
 */
export type Write =
  | { kind: 'create'; item: LayerItem; at?: { revisionId: string | undefined; quote: string } }
  | { kind: 'change'; id: string; patch: LayerPatch; base?: number; quote?: string }
  | { kind: 'remove'; id: string }

/** Keeps what is not confirmed yet beyond the page's life. */
export interface Keeper {
  keep: (write: Write) => void
  done: (write: Write) => void
}

/** Carries a write to the server; `version` is the one last seen. Answers the stored row, or null after a removal. Throws ProblemError. */
export type SendWrite = (write: Write, version: number) => Promise<LayerItem | null>

/** What others have to repaint: everything, or one annotation that was `before` and is `after`. */
export type LayerChange = { kind: 'all' } | { kind: 'one'; before: LayerItem | null; after: LayerItem | null }

/** A change that met a newer version: what is stored, and what was wanted. */
export interface Conflict {
  theirs: LayerItem
  patch: LayerPatch
}

export interface SaveStatus {
  saving: number
  /** Kept here and tried again, because the server cannot be reached or is busy. */
  waiting: number
  /** Why they wait, in the server's words. */
  reason: string | null
}

/** As the server renders a page, on which nothing has been done yet. */
export const nothingWaits: SaveStatus = { saving: 0, waiting: 0, reason: null }

/** What other tabs of this person are told. */
export type Told = { kind: 'put'; item: LayerItem } | { kind: 'gone'; id: string }

interface Outcomes {
  refused: (write: Write, error: ProblemError) => void
  tell: (told: Told) => void
  /** Completes a write with what only the page knows. */
  prepare?: (write: Write) => Write
  keeper?: Keeper
}

/**
 * The annotations of one document as this person sees them: what the server confirmed, and over it what they just did. A write shows at once,
 * is sent in the order in which its annotation's writes were made, and is reverted when it is refused. Nothing is dropped silently.
 */
export class AnnotationStore {
  private readonly confirmed = new Map<string, LayerItem>()
  private readonly shown = new Map<string, LayerItem>()
  private readonly queues = new Map<string, Write[]>()
  private readonly sending = new Set<string>()
  private readonly retries = new Map<string, { timer?: ReturnType<typeof setTimeout>; reason: string }>()
  /** Set while somebody else is signed in in this browser: the server's words, and when it is asked again, by one write for all. */
  private other: { reason: string; timer: ReturnType<typeof setTimeout> } | null = null
  private readonly conflicts = new Map<string, Conflict>()
  private readonly touched = new Map<string, number>()
  /** The last known versions of what was removed, so that older news does not bring it back. */
  private readonly removed = new Map<string, number>()
  private readonly listeners = new Set<(change: LayerChange) => void>()
  private readonly watchers = new Set<() => void>()
  private clock = 0
  private hasReceived = false
  private delay = 0
  private snapshot: readonly LayerItem[] = []
  private state: SaveStatus = nothingWaits
  private conflictList: readonly Conflict[] = []

  constructor(
    private readonly send: SendWrite,
    private readonly outcomes: Outcomes,
    items: readonly LayerItem[] = [],
  ) {
    this.take(items, 0)
  }

  /** Hears of every change before the next frame, to paint it. */
  onChange(listener: (change: LayerChange) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** For useSyncExternalStore: hears that `items`, `status` or `conflictsNow` is another. */
  readonly subscribe = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher)
    return () => this.watchers.delete(watcher)
  }
  readonly items = (): readonly LayerItem[] => this.snapshot
  readonly status = (): SaveStatus => this.state
  readonly conflictsNow = (): readonly Conflict[] => this.conflictList

  get(id: string): LayerItem | undefined {
    return this.shown.get(id)
  }

  /** What the server is known to have, whatever is on its way there. */
  stored(id: string): LayerItem | undefined {
    return this.confirmed.get(id)
  }

  /**
   * Asked before the layer is fetched: what is confirmed after this mark is newer than the answer. The first answer was asked for by the page itself, before its
   * scripts had come (a preload): all that was confirmed here is newer.
   */
  mark(): number {
    return this.hasReceived ? this.clock : 0
  }

  /** Takes in the layer as the server had it at some time after `mark`. Answers whether it is the first and may be older than what was confirmed here: then it is asked for again. */
  receive(items: readonly LayerItem[], mark: number): boolean {
    const isFirst = !this.hasReceived
    this.hasReceived = true
    this.take(items, mark)
    return isFirst && this.clock > 0
  }

  private take(items: readonly LayerItem[], mark: number): void {
    const changed: string[] = []
    const present = new Set<string>()
    for (const item of items) {
      present.add(item.id)
      const known = this.confirmed.get(item.id)
      if ((this.touched.get(item.id) ?? 0) > mark || (known && isSameItem(known, item))) continue
      this.confirmed.set(item.id, item)
      changed.push(item.id)
    }
    for (const id of this.confirmed.keys()) {
      if (present.has(id) || (this.touched.get(id) ?? 0) > mark) continue
      this.confirmed.delete(id)
      changed.push(id)
    }
    this.showChanged(changed)
  }

  private showChanged(ids: readonly string[]): void {
    if (ids.length > 40) {
      for (const id of ids) this.settle(id)
      this.emit({ kind: 'all' })
    } else for (const id of ids) this.refresh(id)
  }

  /** Takes in what the project's events told, as many as came together. What is known to be newer stays, and what was removed does not come back. */
  follow(news: readonly LayerNews[]): void {
    const changed = new Set<string>()
    const isNewer = (id: string, version: number, orSame: boolean) => {
      const known = this.confirmed.get(id)?.version ?? this.removed.get(id) ?? 0
      return version > known || (orSame && version === known && this.confirmed.has(id))
    }
    for (const { put, gone } of news) {
      for (const item of put) {
        const known = this.confirmed.get(item.id)
        if (
          known
            ? !isNewer(item.id, item.version, true) || (known.version === item.version && isSameItem(known, item))
            : !isNewer(item.id, item.version, false)
        )
          continue
        this.confirmed.set(item.id, item)
        changed.add(item.id)
      }
      for (const { id, version } of gone) {
        if (!isNewer(id, version, true)) continue
        this.confirmed.delete(id)
        this.removed.set(id, version)
        changed.add(id)
      }
    }
    for (const id of changed) this.touched.set(id, ++this.clock)
    this.showChanged([...changed])
  }

  /** Takes in what another tab was told by the server. */
  hear(told: Told): void {
    const id = told.kind === 'put' ? told.item.id : told.id
    if (told.kind === 'put' && (this.confirmed.get(id)?.version ?? 0) > told.item.version) return
    this.touched.set(id, ++this.clock)
    if (told.kind === 'put') this.confirmed.set(id, told.item)
    else this.forget(id)
    this.refresh(id)
  }

  private forget(id: string): void {
    const known = this.confirmed.get(id)
    if (known) this.removed.set(id, known.version)
    this.confirmed.delete(id)
  }

  /** Does what a person asked: shows it now, sends it next. */
  write(asked: Write): void {
    const id = idOf(asked)
    const prepared = this.outcomes.prepare?.(asked) ?? asked
    const isFirst = !this.queues.get(id)?.length
    const write =
      prepared.kind === 'change' && isFirst ? { ...prepared, base: this.confirmed.get(id)?.version } : prepared
    this.outcomes.keeper?.keep(write)
    this.enqueue(id, write)
  }

  /** Takes over what a page that is gone had not sent yet. */
  adopt(writes: readonly Write[]): void {
    for (const write of writes) this.enqueue(idOf(write), write)
  }

  private enqueue(id: string, write: Write): void {
    this.queues.set(id, [...(this.queues.get(id) ?? []), write])
    this.refresh(id)
    void this.pump(id)
  }

  /** Takes writes out of an annotation's queue, from its head; answers what stays. */
  private settleHead(id: string, count: number): Write[] {
    const queue = this.queues.get(id) ?? []
    for (const write of queue.slice(0, count)) this.outcomes.keeper?.done(write)
    const rest = queue.slice(count)
    this.queues.set(id, rest)
    return rest
  }

  /** Tries at once what was waiting; while somebody else is signed in, one of it. */
  readonly retry = (): void => {
    this.delay = 0
    clearTimeout(this.other?.timer)
    for (const [id, { timer }] of this.other ? [...this.retries].slice(0, 1) : this.retries) {
      clearTimeout(timer)
      this.retries.delete(id)
      void this.pump(id, true)
    }
  }

  /** Ends a conflict: `mine` sends the change again over their version, `theirs` lets it go. */
  resolve(id: string, choice: 'mine' | 'theirs'): void {
    const conflict = this.conflicts.get(id)
    if (!conflict) return
    this.conflicts.delete(id)
    const [mine] = this.queues.get(id) ?? []
    const later = this.settleHead(id, 1)
    if (choice === 'mine' && mine?.kind === 'change') {
      const again: Write = { ...mine, base: conflict.theirs.version }
      this.outcomes.keeper?.keep(again)
      this.queues.set(id, [again, ...later])
    }
    this.refresh(id)
    void this.pump(id)
  }

  /** Whether something done here is not yet stored. */
  hasUnsaved(): boolean {
    return this.queues.size > 0
  }

  /** The annotations of which something is not yet stored. */
  unsaved(): string[] {
    return [...this.queues].filter(([, queue]) => queue.length > 0).map(([id]) => id)
  }

  /** Waits until everything is stored, at most so many milliseconds; answers whether it is. */
  settled(time: number): Promise<boolean> {
    if (!this.hasUnsaved()) return Promise.resolve(true)
    return new Promise((resolve) => {
      const end = () => {
        stop()
        clearTimeout(timer)
        resolve(!this.hasUnsaved())
      }
      const timer = setTimeout(end, time)
      const stop = this.subscribe(() => {
        if (!this.hasUnsaved()) end()
      })
    })
  }

  private async pump(id: string, isAsking = false): Promise<void> {
    if (this.sending.has(id) || this.retries.has(id) || this.conflicts.has(id)) return
    const write = this.queues.get(id)?.[0]
    if (!write) {
      this.queues.delete(id)
      this.announce()
      return
    }
    if (this.other && !isAsking) {
      this.retries.set(id, { reason: this.other.reason })
      this.announce()
      return
    }
    this.sending.add(id)
    this.announce()
    try {
      this.confirm(
        id,
        await this.send(
          write,
          (write.kind === 'change' ? write.base : undefined) ?? this.confirmed.get(id)?.version ?? 0,
        ),
      )
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      if (isOfOther(error)) this.waitForOther(id, error.message)
      else this.fail(id, write, error)
    } finally {
      this.sending.delete(id)
      this.refresh(id)
    }
    void this.pump(id)
  }

  private waitForOther(id: string, reason: string): void {
    clearTimeout(this.other?.timer)
    this.other = { reason, timer: setTimeout(this.retry, otherAgain) }
    this.retries.set(id, { reason })
  }

  /** Lets go out what waited for somebody else to leave, once the server has answered anything else. */
  private otherIsGone(): void {
    if (!this.other) return
    clearTimeout(this.other.timer)
    this.other = null
    this.retry()
  }

  private confirm(id: string, stored: LayerItem | null): void {
    this.otherIsGone()
    this.delay = 0
    this.settleHead(id, 1)
    this.touched.set(id, ++this.clock)
    if (stored) this.confirmed.set(id, stored)
    else this.forget(id)
    this.outcomes.tell(stored ? { kind: 'put', item: stored } : { kind: 'gone', id })
  }

  private fail(id: string, write: Write, error: ProblemError): void {
    this.otherIsGone()
    if (error.status === 0 || error.status === 401 || error.status === 429 || error.status >= 500) {
      this.delay = Math.min(30_000, this.delay === 0 ? 2000 : this.delay * 2)
      const again = () => {
        this.retries.delete(id)
        void this.pump(id)
      }
      this.retries.set(id, { timer: setTimeout(again, this.delay), reason: error.message })
      return
    }
    if (write.kind === 'remove' && error.status === 404) {
      this.confirm(id, null)
      return
    }
    const current = error.code === 'version-conflict' ? (error.current as LayerItem | undefined) : undefined
    if (current && write.kind === 'change') {
      if (holds(current, write.patch)) {
        this.confirm(id, current) // Its first answer was lost on the way, or somebody wanted the same.
        return
      }
      this.confirmed.set(id, current)
      this.touched.set(id, ++this.clock)
      this.conflicts.set(id, { theirs: current, patch: write.patch })
      return
    }
    // What was built upon a refused highlight falls with it; a refused change falls alone.
    this.settleHead(id, write.kind === 'create' ? Infinity : 1)
    this.outcomes.refused(write, error)
  }

  /** Brings what is shown of one annotation up to date and tells the listeners. */
  private refresh(id: string): void {
    const before = this.shown.get(id) ?? null
    const after = this.settle(id)
    if (before !== after) this.emit({ kind: 'one', before, after })
    else this.announce()
  }

  private settle(id: string): LayerItem | null {
    let item = this.confirmed.get(id) ?? null
    for (const write of this.queues.get(id) ?? []) {
      if (write.kind === 'create') item ??= write.item
      else if (write.kind === 'remove') item = null
      else if (item) item = { ...item, ...write.patch }
    }
    if (item) this.shown.set(id, item)
    else this.shown.delete(id)
    return item
  }

  private emit(change: LayerChange): void {
    this.snapshot = [...this.shown.values()]
    for (const listener of this.listeners) listener(change)
    this.announce()
  }

  private announce(): void {
    const waiting = this.retries.size
    const reason = waiting > 0 ? ([...this.retries.values()][0]?.reason ?? null) : null
    const saving = this.sending.size
    if (this.state.waiting !== waiting || this.state.saving !== saving || this.state.reason !== reason)
      this.state = { saving, waiting, reason }
    if (this.conflictList.length !== this.conflicts.size) this.conflictList = [...this.conflicts.values()]
    for (const watcher of this.watchers) watcher()
  }
}

/** Which annotation a write is about. */
export function idOf(write: Write): string {
  return write.kind === 'create' ? write.item.id : write.id
}
