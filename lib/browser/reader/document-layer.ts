import type { ProblemError } from '@/lib/browser/api'
import { connection } from '@/lib/browser/offline/connection'
import { DocumentOutbox } from '@/lib/browser/outbox/document-outbox'
import { AnnotationStore, type Told, type Write } from './annotation-store'
import { withWords, writeSender } from './send-write'

export interface LayerPlace {
  projectId: string
  documentId: string
  viewerId: string
}

/** Where the document is read: what a write is completed with, and who is told that one was refused. */
export interface LayerReader {
  text: () => string
  revisionId: string | undefined
  refused: (write: Write, error: ProblemError) => void
}

type Refused = LayerReader['refused']

const layers = new Map<string, DocumentLayer>()
const watchers = new Set<() => void>()

/**
 * A document's annotations on this page: their store, what keeps it beyond the page's life, and what tells other tabs. It outlives its reader for as long as
 * something of it is not stored, so that whoever leaves the document and comes back finds what waits; and it may be without one, where a page sends what
 * another has left.
 */
export class DocumentLayer {
  readonly store: AnnotationStore
  private readonly outbox: DocumentOutbox
  private reader: LayerReader | null = null
  private channel: BroadcastChannel | null = null
  private isKept = true
  private wasRead = false
  private whenUnread: Refused = () => undefined
  private closing = new AbortController()

  constructor(readonly place: LayerPlace) {
    this.outbox = new DocumentOutbox(place, () => (this.isKept = false))
    this.store = new AnnotationStore(writeSender(place), {
      refused: (write, error) => (this.reader?.refused ?? this.whenUnread)(write, error),
      tell: (told) => this.channel?.postMessage(told),
      prepare: (write) => withWords(write, this.reader?.revisionId, this.reader?.text() ?? ''),
      keeper: this.outbox,
    })
  }

  get isRead(): boolean {
    return this.reader !== null
  }

  /** Begins a reading; takes over what pages that are gone have left of the document. Answers what ends it. */
  attach(reader: LayerReader): () => void {
    this.reader = reader
    this.wasRead = true
    this.open()
    const leaving = new AbortController()
    void this.outbox.adopt(leaving.signal, (writes) => this.store.adopt(writes))
    return () => {
      leaving.abort()
      if (this.reader === reader) this.reader = null
      this.closeWhenDone()
    }
  }

  /** Sends what pages that are gone have left, where nobody reads the document on this page; `refused` is told what the server did not take. Answers whether anything was left. */
  async sendLeft(refused: Refused): Promise<boolean> {
    const writes = await this.outbox.takeLeft()
    if (writes.length === 0) return false
    this.whenUnread = refused
    this.open()
    this.store.adopt(writes)
    return true
  }

  private get name(): string {
    return nameOf(this.place)
  }

  private open(): void {
    layers.set(this.name, this)
    if (this.channel) return
    this.closing = new AbortController()
    const { signal } = this.closing
    this.channel = new BroadcastChannel(this.name)
    this.channel.onmessage = (event: MessageEvent<Told>) => this.store.hear(event.data)
    const unless = (event: BeforeUnloadEvent) => {
      if (!this.isKept && this.store.hasUnsaved()) event.preventDefault()
    }
    window.addEventListener('beforeunload', unless, { signal })
    // Whoever comes back to this page may have signed in again in another.
    const look = () => document.visibilityState === 'visible' && this.store.retry()
    document.addEventListener('visibilitychange', look, { signal })
    const stops = [
      connection.subscribe(() => connection.now().isReached && this.store.retry()),
      this.store.subscribe(() => {
        for (const watcher of watchers) watcher()
        this.closeWhenDone()
      }),
    ]
    signal.addEventListener('abort', () => stops.forEach((stop) => stop()))
  }

  private closeWhenDone(): void {
    if (this.reader || this.store.hasUnsaved() || !this.channel) return
    this.closing.abort()
    this.channel.close()
    this.channel = null
    // A reader that is on its way needs what was sent before it came: the page has asked for the passages before that.
    if (this.wasRead && layers.get(this.name) === this) layers.delete(this.name)
  }
}

/** The layer of a document on this page: one, whoever asks, until nobody reads it and all of it is stored. */
export function layerOf(place: LayerPlace): DocumentLayer {
  const layer = layers.get(nameOf(place)) ?? new DocumentLayer(place)
  layers.set(nameOf(place), layer)
  return layer
}

/** The annotations of which this page has something to send for this person. */
export function unsavedHere(viewerId: string): string[] {
  return [...layers.values()].filter(({ place }) => place.viewerId === viewerId).flatMap(({ store }) => store.unsaved())
}

/** Calls `watcher` when some layer of this page has changed; answers what ends that. */
export function onLayerChange(watcher: () => void): () => void {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

function nameOf({ viewerId, documentId }: LayerPlace): string {
  return `commonplace-reader-${viewerId}-${documentId}`
}
